/** What every journey of the simulator starts from: a server per worker, a desktop of its own per test, no errors. */
import { test as base, expect, type FrameLocator, type Locator, type Page } from '@playwright/test';
import { type Desk, type RunningSimulator, startSimulator } from 'wwe-devtools/simulator';
import { findBrowser, thisSystem } from '../../scripts/setup/browser.mjs';

/** A message of the `interaction` event as the demo page heard it; `previousState` is as on the wire. */
export interface Heard {
  readonly id: string;
  readonly eventType: string;
  readonly state: string;
  readonly previousState: string;
  readonly userData: Readonly<Record<string, unknown>>;
}

/** The desktop in a browser, and its control from Node.js. */
export class Desktop {
  constructor(
    readonly page: Page,
    readonly desk: Desk,
  ) {}

  /** Opens the desktop; waits until the demo page in each of its frames has subscribed. */
  async open(
    query: Readonly<Record<string, string>> = {},
    settings?: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const url = new URL(this.desk.url);
    const set = settings === undefined ? {} : { settings: JSON.stringify(settings) };
    for (const [name, value] of Object.entries({ seed: '7', ...query, ...set })) url.searchParams.set(name, value);
    await this.page.goto(url.href);
    await this.desk.ready();
    const count = 'page' in query ? 0 : Number(query.clients ?? 1);
    for (let frame = 0; frame < count; frame++)
      await this.desk.waitForMessage({ event: 'subscribe', frame: `frame-${frame}` });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  async press(...names: readonly string[]): Promise<void> {
    for (const name of names) await this.button(name).click();
  }

  /** Opens a menu by the words on its button and picks an entry. */
  async pick(menu: string, entry: string): Promise<void> {
    await this.press(menu);
    await this.page.getByRole('menuitem', { name: entry, exact: true }).click();
  }

  /** The bar of an interaction on the left. */
  bar(id: string): Locator {
    return this.page.getByRole('group', { name: `Interaction ${id}`, exact: true });
  }

  /** The nth embedded page, from 1. */
  client(n = 1): FrameLocator {
    return this.page.frameLocator(`iframe[title="Embedded page ${n}"]`);
  }

  /** Calls a service through the first demo page's client; resolves with what became of it. */
  call(name: string, ...parameters: unknown[]): Promise<unknown> {
    return callIn(this.client(), name, ...parameters);
  }

  /** All that the demo page heard of interactions. */
  heard(n = 1): Promise<readonly Heard[]> {
    return heardIn(this.client(n));
  }

  /** States of an interaction as heard, each with the one that it named as previous: `RINGING > TALKING`. */
  async steps(id: string): Promise<readonly string[]> {
    const ways = (await this.heard())
      .filter((one) => one.id === id)
      .map((one) => `${one.previousState} > ${one.state}`);
    return ways.filter((way, index) => way !== ways[index - 1]);
  }
}

/** Calls a service through the client of the demo page in a frame. */
export function callIn(frame: FrameLocator, name: string, ...parameters: unknown[]): Promise<unknown> {
  return frame
    .locator('html')
    .evaluate((_, [method, given]) => window.wwePage?.call(method, ...given), [name, parameters] as const);
}

/** What the demo page in a frame heard of interactions. */
async function heardIn(frame: FrameLocator): Promise<readonly Heard[]> {
  const messages = await frame
    .locator('html')
    .evaluate(() =>
      (window.wwePage?.handlerCalls ?? []).filter(({ event }) => event === 'interaction').map(({ message }) => message),
    );
  return messages.map((message) => {
    const data = partOf(message, 'data');
    const interaction = partOf(data, 'interaction');
    const text = (value: unknown): string => (typeof value === 'string' ? value : '');
    return {
      id: text(interaction.interactionId),
      eventType: text(partOf(message, 'data').eventType),
      state: text(interaction.state),
      previousState: text(interaction.previousState),
      userData: partOf(interaction, 'userData'),
    };
  });
}

/** The object under a key; an empty one where there is none. */
export function partOf(value: unknown, key: string): Readonly<Record<string, unknown>> {
  const part: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof part === 'object' && part !== null ? Object.fromEntries(Object.entries(part)) : {};
}

interface Fixtures {
  readonly desktop: Desktop;
  /** What the pages' consoles may say in this test, beside nothing. */
  readonly mayComplain: (words: RegExp) => void;
}

const executablePath = findBrowser(thisSystem());
let desks = 0;

export const test = base.extend<Fixtures, { readonly simulator: RunningSimulator }>({
  // A container's root user has no sandbox.
  launchOptions: {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  },
  // Playwright reads a fixture's needs from a pattern, which may not be empty.
  simulator: [
    async ({ browserName: _ }, use) => {
      const simulator = await startSimulator({ port: 0 });
      await use(simulator);
      await simulator.close();
    },
    { scope: 'worker' },
  ],
  desktop: async ({ page, simulator }, use) => {
    desks += 1;
    await use(new Desktop(page, simulator.desk(`desk-${desks}`)));
  },
  mayComplain: [
    async ({ context }, use) => {
      const expected: RegExp[] = [];
      const complaints: string[] = [];
      context.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
      });
      context.on('weberror', (error) => complaints.push(String(error.error())));
      await use((words) => void expected.push(words));
      expect(complaints.filter((one) => !expected.some((words) => words.test(one)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
