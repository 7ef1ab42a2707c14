/** What every journey starts from: a simulator, a browser with the extension, DevTools on the WWE panel. */
import { resolve } from 'node:path';
import { test as base, type TestInfo } from '@playwright/test';
import { findFreePort, promptSwitches } from '../../scripts/chromium/prompt.mjs';
import { findBrowser, thisSystem } from '../../scripts/setup/browser.mjs';
import { findFirefox } from '../../scripts/setup/firefox.mjs';
import { answerPrompt } from './access.ts';
import type { Browser, BrowserOptions, PanelWindow, Tab } from './browser.ts';
import { openChromium } from './chromium-browser.ts';
import { expect } from './expect.ts';
import { openFirefoxBrowser } from './firefox/browser.ts';
import { restless } from './firefox/restless.ts';
import { Panel } from './panel.ts';
import { type RunningSimulator, startSimulator } from './simulator.ts';
import { makeWallClock } from './wall-clock.ts';
import { Wwe } from './wwe.ts';

/** How a desktop is opened. */
export interface DesktopOptions {
  /** Query of the host page: settings, clients, scene, client. */
  readonly query?: Readonly<Record<string, string>>;
  /** Settings of the simulator (see its settings.ts). */
  readonly settings?: Readonly<Record<string, unknown>>;
}

interface Fixtures {
  /** The browser with the extension. (Playwright's own `browser` is another: it has none.) */
  readonly inspecting: Browser;
  /** A new, empty tab of it. */
  readonly openTab: () => Promise<Tab>;
  /** A new tab with the simulator's desktop. */
  readonly openDesktop: (options?: DesktopOptions) => Promise<Wwe>;
  /** A new, empty tab of a browser of the same kind without the extension. */
  readonly openBareTab: () => Promise<Tab>;
  /** The simulator's desktop in such a tab. */
  readonly openBareDesktop: (options?: DesktopOptions) => Promise<Wwe>;
  /** Shows the panel in the DevTools of a tab, which are opened if they are closed. */
  readonly openPanelOf: (tab: Tab) => Promise<Panel>;
}

/** What a project of playwright.config.ts chooses. */
export interface Choices {
  readonly browserKind: keyof typeof KINDS;
  /** What the simulator does where nobody knows what WWE does; a journey's own settings count more. */
  readonly unknowns: Readonly<Record<string, unknown>>;
}

interface WorkerFixtures {
  readonly simulator: RunningSimulator;
  /** The browser that all journeys of a worker use, one after the other. */
  readonly shared: Browser;
  /** Opens a browser of the same kind without the extension, once. */
  readonly openSharedBare: () => Promise<Browser>;
}

const KINDS = {
  chromium: { open: openChromium, find: findBrowser, extension: 'dist/chromium' },
  firefox: { open: openFirefoxBrowser, find: findFirefox, extension: 'dist/firefox' },
  'restless firefox': { open: openRestlessFirefox, find: findFirefox, extension: 'dist/firefox' },
} as const;

/** Firefox, with the relay stopped again and again; without the extension there is none. */
async function openRestlessFirefox(options: BrowserOptions): Promise<Browser> {
  const browser = await openFirefoxBrowser(options);
  return options.extensionDir === null ? browser : restless(browser);
}

/** @throws if the set-up found no such browser */
function open(
  kind: keyof typeof KINDS,
  withExtension: boolean,
  more: Pick<BrowserOptions, 'sites' | 'args'> = {},
): Promise<Browser> {
  const { open, find, extension } = KINDS[kind];
  const executablePath = find(thisSystem());
  if (!executablePath) throw new Error(`There is no ${kind} that takes an extension: run the tests with npm test.`);
  return open({ executablePath, extensionDir: withExtension ? resolve(extension) : null, ...more });
}

/** The address of the host page with a query. */
export function desktopUrl(simulator: RunningSimulator, { query = {}, settings = {} }: DesktopOptions = {}): string {
  const url = new URL(simulator.url);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  if (Object.keys(settings).length > 0) url.searchParams.set('settings', JSON.stringify(settings));
  return url.href;
}

function withUnknowns(options: DesktopOptions = {}, unknowns: Choices['unknowns']): DesktopOptions {
  return { ...options, settings: { ...unknowns, ...options.settings } };
}

async function openDesktopIn(tab: Tab, simulator: RunningSimulator, options: DesktopOptions): Promise<Wwe> {
  await tab.goto(desktopUrl(simulator, options));
  const wwe = new Wwe(tab);
  await wwe.ready();
  const { acceptedOrigins, silentServices = [] } = options.settings ?? {};
  await wwe.subscribedByThemselves(acceptedOrigins === undefined && !Array.from(Object(silentServices)).includes('*'));
  return wwe;
}

/** Takes back what a journey did to a browser. Fails, by the name of the journey, if something is left. */
async function expectNothingLeft(browser: Browser): Promise<void> {
  expect(await browser.cleanUp(), 'what the journey leaves behind').toEqual([]);
}

/** How many servers this process runs: a journey closes those that it starts. */
function runningServers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
}

/** Adds a picture of the panel to the report of a journey that failed. */
async function attachPicture(panel: PanelWindow, info: TestInfo): Promise<void> {
  const path = info.outputPath(`panel-${info.attachments.length + 1}.png`);
  try {
    await panel.screenshot(path);
    info.attachments.push({ name: 'panel', path, contentType: 'image/png' });
  } catch (error) {
    // Its DevTools are closed, or their process is gone: there is nothing to see, and the failure is told already.
    info.annotations.push({ type: 'no picture of a panel', description: String(error) });
  }
}

export const test = base.extend<Fixtures, WorkerFixtures & Choices>({
  browserKind: ['chromium', { option: true, scope: 'worker' }],
  unknowns: [{}, { option: true, scope: 'worker' }],
  simulator: [
    async ({}, use) => {
      const simulator = await startSimulator();
      await use(simulator);
      await simulator.stop();
    },
    { scope: 'worker' },
  ],
  shared: [
    async ({ browserKind }, use) => {
      const browser = await open(browserKind, true);
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  openSharedBare: [
    async ({ browserKind }, use) => {
      let opening: Promise<Browser> | undefined;
      await use(() => {
        opening ??= open(browserKind, false);
        return opening;
      });
      await (await opening)?.close();
    },
    { scope: 'worker' },
  ],
  inspecting: async ({ shared }, use) => {
    const servers = runningServers();
    await use(shared);
    await expectNothingLeft(shared);
    expect(runningServers(), 'servers that run when the journey ends').toBe(servers);
  },
  openTab: async ({ inspecting }, use) => {
    await use(() => inspecting.newTab());
  },
  openDesktop: async ({ openTab, simulator, unknowns }, use) => {
    await use(async (options) => openDesktopIn(await openTab(), simulator, withUnknowns(options, unknowns)));
  },
  openBareTab: async ({ openSharedBare }, use) => {
    const used = new Set<Browser>();
    await use(async () => {
      const bare = await openSharedBare();
      used.add(bare);
      return bare.newTab();
    });
    for (const bare of used) await expectNothingLeft(bare);
  },
  openBareDesktop: async ({ openBareTab, simulator, unknowns }, use) => {
    await use(async (options) => openDesktopIn(await openBareTab(), simulator, withUnknowns(options, unknowns)));
  },
  openPanelOf: async ({ inspecting }, use, info) => {
    const opened: PanelWindow[] = [];
    await use(async (tab) => {
      const panel = await inspecting.openPanel(tab);
      opened.push(panel);
      return new Panel(panel);
    });
    if (info.status !== info.expectedStatus) for (const panel of opened) await attachPicture(panel, info);
  },
});

/**
 * For the journeys that no other journey may share a browser with: they end processes, suspend the browser, load the
 * extension anew, or change what the browser allows it.
 */
export const testInOwnBrowser = test.extend({
  inspecting: async ({ browserKind }, use) => {
    const browser = await open(browserKind, true);
    await use(browser);
    await browser.close();
  },
});

/** For the journeys in which the wall clock of a browser jumps: it is ahead of the computer's by so many seconds. */
export const testInJumpingTime = test.extend<{ readonly setWallClock: (seconds: number) => void }>({
  setWallClock: async ({}, use, info) => {
    const clock = await makeWallClock();
    if (typeof clock === 'string') return info.skip(true, clock);
    const before = Object.keys(clock.env).map((name) => [name, process.env[name]] as const);
    // Browsers take over what is set as they are opened.
    Object.assign(process.env, clock.env);
    await use(clock.set);
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await clock.remove();
  },
  inspecting: async ({ browserKind, setWallClock }, use) => {
    setWallClock(0);
    const browser = await open(browserKind, true);
    await use(browser);
    await browser.close();
  },
});

/** For the journeys that begin as a user does who has just installed the extension: it has access to no site. */
export const testJustInstalled = test.extend<{ promptPort: number; answerPrompt: (isYes: boolean) => Promise<void> }>({
  promptPort: async ({ browserKind: _ }, use) => use(await findFreePort()),
  inspecting: async ({ browserKind, promptPort }, use) => {
    const args = browserKind === 'chromium' ? promptSwitches(promptPort) : [];
    const browser = await open(browserKind, true, { sites: [], args });
    await use(browser);
    await browser.close();
  },
  /** Presses a button of the browser's own prompt for access. */
  answerPrompt: async ({ inspecting, promptPort }, use) => {
    await use((isYes) => answerPrompt(inspecting, promptPort, isYes));
  },
});

export { expect };
