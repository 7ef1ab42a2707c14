/** Firefox with the extension, as journeys use it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { grantedHosts } from '../../../scripts/firefox/addon.mjs';
import { closeToolbox, setPanelSize, showPanel } from '../../../scripts/firefox/panel.mjs';
import { type Firefox, openFirefox } from '../../../scripts/firefox.mjs';
import { suspend } from '../../../scripts/processes.mjs';
import type { Browser, BrowserOptions, PanelWindow, Tab } from '../browser.ts';
import { describeStored, emptyStores } from '../stored.ts';
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
  const downloads = await mkdtemp(join(tmpdir(), 'wwe-downloads-'));
  const preferences = {
    'browser.download.dir': downloads,
    'browser.download.folderList': 2,
    'browser.download.alwaysOpenPanel': false,
    ...options.preferences,
  };
  const firefox = await openFirefox({ ...options, preferences, headless: true });
  return new FirefoxOfJourneys(firefox, await firefox.browser.pages(), await settingsOf(firefox), downloads);
}

/** What a journey in a shared browser must leave as it is. */
async function settingsOf(firefox: Firefox): Promise<readonly string[]> {
  const hosts = firefox.addon === '' ? [] : await grantedHosts(firefox);
  return [`changed preferences: ${firefox.changedPreferences.join(', ')}`, `access to sites: ${hosts.join(', ')}`];
}

/** One browser serves many journeys, one after the other. Each gets new tabs: in Firefox, their DevTools open quickly. */
class FirefoxOfJourneys implements FirefoxBrowser {
  /** What the current journey has been given. */
  readonly #tabs: FirefoxTab[] = [];
  /** The tabs whose panels it has seen, the last one last. */
  #inspected: readonly FirefoxTab[] = [];

  /** @param first pages that were there before the first journey @param settings those of that time */
  constructor(
    readonly firefox: Firefox,
    readonly first: readonly Page[],
    readonly settings: readonly string[],
    /** The folder of downloads. */
    readonly downloads: string,
  ) {}

  async newTab(): Promise<Tab> {
    const tab = new FirefoxTab(this.firefox, await this.firefox.browser.newPage());
    this.#tabs.push(tab);
    return tab;
  }

  async openPanel(tab: Tab): Promise<PanelWindow> {
    if (!(tab instanceof FirefoxTab)) throw new TypeError('This tab is not one of Firefox.');
    const url = await showPanel(this.firefox, tab.context);
    await setPanelSize(this.firefox, tab.context, SIZE);
    this.#inspected = [...this.#inspected.filter((one) => one !== tab), tab];
    return new FirefoxPanel(this.firefox, tab.context, url, this.downloads);
  }

  async suspend(): Promise<() => void> {
    const root = this.firefox.browser.process()?.pid;
    if (root === undefined) throw new Error('Firefox is not a process of ours.');
    return suspend(root);
  }

  async cleanUp(): Promise<readonly string[]> {
    const stored = this.#inspected.length > 0 ? await this.#emptyStores() : [];
    this.#inspected = [];
    for (const tab of this.#tabs.splice(0)) tab.detach();
    for (const page of await this.firefox.browser.pages()) if (!this.first.includes(page)) await page.close();
    const changed = (await settingsOf(this.firefox)).filter((one) => !this.settings.includes(one));
    return [...stored, ...changed];
  }

  /** Empties what the extension stores, in the one panel that is left. @returns what is stored all the same */
  async #emptyStores(): Promise<readonly string[]> {
    const inspected = this.#inspected.filter((tab) => !tab.isClosed());
    const last = inspected.at(-1) ?? (await this.newTab());
    for (const tab of inspected) if (tab !== last) await closeToolbox(this.firefox, tab.context);
    const panel = await this.openPanel(last);
    await emptyStores(panel.surface);
    return describeStored(panel.surface);
  }

  async close(): Promise<void> {
    await this.firefox.close();
    await rm(this.downloads, { recursive: true, force: true });
  }
}
