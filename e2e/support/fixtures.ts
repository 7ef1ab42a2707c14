/** What every journey starts from: a simulator, a browser with the extension, DevTools on the WWE panel. */
import { resolve } from 'node:path';
import { type BrowserContext, test as base, type Frame, type Page } from '@playwright/test';
import { newPage, openBrowser, openPanel } from '../../scripts/devtools.mjs';
import { findBrowser, thisSystem } from '../../scripts/setup/browser.mjs';
import { Panel } from './panel.ts';
import { type RunningSimulator, startSimulator } from './simulator.ts';
import { Wwe } from './wwe.ts';

/** How a desktop is opened. */
export interface DesktopOptions {
  /** Query of the host page: settings, clients, scene, client. */
  readonly query?: Readonly<Record<string, string>>;
  /** Settings of the simulator (see its settings.ts). */
  readonly settings?: Readonly<Record<string, unknown>>;
}

interface Fixtures {
  /** A browser with the extension; DevTools opens with each new tab. */
  readonly context: BrowserContext;
  /** A new tab with the simulator's desktop. */
  readonly openDesktop: (options?: DesktopOptions) => Promise<Wwe>;
  /** Shows the panel in the DevTools of a tab. */
  readonly openPanelOf: (page: Page) => Promise<Panel>;
}

interface WorkerFixtures {
  readonly simulator: RunningSimulator;
}

const EXTENSION = resolve('dist/chromium');

/** The browser that the set-up found. @throws if there is none */
export function browserPath(): string {
  const path = findBrowser(thisSystem());
  if (!path) throw new Error('There is no browser that takes an extension: run the tests with npm test.');
  return path;
}

/** The address of the host page with a query. */
export function desktopUrl(simulator: RunningSimulator, { query = {}, settings }: DesktopOptions = {}): string {
  const url = new URL(simulator.url);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  if (settings) url.searchParams.set('settings', JSON.stringify(settings));
  return url.href;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  simulator: [
    async ({}, use) => {
      const simulator = await startSimulator();
      await use(simulator);
      await simulator.stop();
    },
    { scope: 'worker' },
  ],
  context: async ({}, use) => {
    const { context, close } = await openBrowser({
      extensionDir: EXTENSION,
      executablePath: browserPath(),
      headless: true,
      dock: 'undocked',
    });
    await use(context);
    await close();
  },
  openDesktop: async ({ context, simulator }, use) => {
    await use(async (options) => {
      const page = await newPage(context);
      await page.goto(desktopUrl(simulator, options));
      const wwe = new Wwe(page);
      await wwe.ready();
      return wwe;
    });
  },
  openPanelOf: async ({ context }, use) => {
    await use(async (page) => {
      const { devtools, panel } = await openPanel(context, page);
      await devtools.setViewportSize({ width: 1200, height: 800 });
      return new Panel(devtools, panel);
    });
  },
});

export { expect } from '@playwright/test';
export type { Frame, Page };
