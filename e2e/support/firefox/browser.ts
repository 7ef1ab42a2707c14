/** Firefox with the extension, as journeys use it. */
import { setPanelSize, showPanel } from '../../../scripts/firefox/panel.mjs';
import { type Firefox, openFirefox } from '../../../scripts/firefox.mjs';
import { suspend } from '../../../scripts/processes.mjs';
import type { Browser, BrowserOptions, PanelWindow, Tab } from '../browser.ts';
import { FirefoxTab } from './page.ts';
import { FirefoxPanel } from './panel.ts';

/** The size of the panel in CSS px, as in Chromium's journeys. */
const SIZE = { width: 1200, height: 800 };

/** The browser of a journey, and what only Firefox has: see `scripts/firefox/addon.mjs`. */
export interface FirefoxBrowser extends Browser {
  readonly firefox: Firefox;
}

/** The Firefox of a journey that only Firefox has. */
export function firefoxOf(browser: Browser & { readonly firefox?: Firefox }): Firefox {
  if (!browser.firefox) throw new TypeError('This is not Firefox.');
  return browser.firefox;
}

/** Starts Firefox with the extension, without a window. */
export async function openFirefoxBrowser(options: BrowserOptions): Promise<FirefoxBrowser> {
  const firefox = await openFirefox({ ...options, headless: true });
  return {
    firefox,
    async newTab(): Promise<Tab> {
      return new FirefoxTab(firefox, await firefox.browser.newPage());
    },
    async openPanel(tab: Tab): Promise<PanelWindow> {
      if (!(tab instanceof FirefoxTab)) throw new TypeError('This tab is not one of Firefox.');
      const url = await showPanel(firefox, tab.context);
      await setPanelSize(firefox, tab.context, SIZE);
      return new FirefoxPanel(firefox, tab.context, url);
    },
    async suspend(): Promise<() => void> {
      const root = firefox.browser.process()?.pid;
      if (root === undefined) throw new Error('Firefox is not a process of ours.');
      return suspend(root);
    },
    async close(): Promise<void> {
      await firefox.close();
    },
  };
}
