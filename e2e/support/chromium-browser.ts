/**
 * Chromium for the journeys. One browser serves many journeys, one after the other. To open DevTools takes seconds, so
 * a tab keeps its DevTools when its journey ends: the tab goes to an empty page, the panel's document is unloaded, and
 * the next journey gets both.
 */
import type { BrowserContext, CDPSession, Frame, Page } from '@playwright/test';
import { suspendBrowser } from '../../scripts/chromium/faults.mjs';
import { openBrowser, openDevtools, openPanel } from '../../scripts/devtools.mjs';
import type { Browser, BrowserOptions, PanelWindow, Tab } from './browser.ts';
import { ChromiumPanel, ChromiumTab } from './chromium.ts';
import { describeStored, emptyStores } from './stored.ts';

const EMPTY = 'about:blank';
const DEVTOOLS = 'devtools://';
const EXTENSION = 'chrome-extension://';

/** The size of DevTools in CSS px. */
const SIZE = { width: 1200, height: 800 };

/** Opens Chromium, headless. */
export async function openChromium({
  executablePath,
  extensionDir,
  sites,
  args = [],
}: BrowserOptions): Promise<Browser> {
  const { context, close } = await openBrowser({
    extensionDir,
    executablePath,
    headless: true,
    dock: 'undocked',
    // Of DevTools' own panels the one that costs least to open. Elements would take half as long again, and follow every
    // change of the page.
    firstPanel: 'security',
    // They cost seconds: only the tabs that are inspected have them.
    opensDevtools: false,
    args: [...args],
    ...(sites ? { sites } : {}),
  });
  return new Chromium(context, extensionDir !== null, close);
}

/** DevTools of a tab that have shown the panel. */
interface OpenedPanel {
  readonly devtools: Page;
  readonly frame: Frame;
  /** Address of the panel's document. */
  readonly url: string;
}

class Chromium implements Browser {
  /** Pages that the next journeys get, with their DevTools. */
  readonly #spare: Page[] = [];
  /** What the current journey has been given. */
  readonly #tabs: ChromiumTab[] = [];
  readonly #panels: ChromiumPanel[] = [];
  /** By the page that they inspect. */
  readonly #opened = new Map<Page, OpenedPanel>();
  /** Pages whose DevTools are open. */
  readonly #inspected = new WeakSet<Page>();
  /** Pages that were there before the first journey. */
  readonly #first: ReadonlySet<Page>;

  constructor(
    readonly context: BrowserContext,
    readonly hasExtension: boolean,
    readonly close: () => Promise<void>,
  ) {
    this.#first = new Set(context.pages());
  }

  async newTab(): Promise<Tab> {
    const page = (await this.#spareInFront()) ?? (await this.#newPage());
    const tab = new ChromiumTab(page);
    this.#tabs.push(tab);
    return tab;
  }

  async openPanel(tab: Tab): Promise<PanelWindow> {
    if (!this.hasExtension) throw new Error('A bare browser has no panel.');
    if (!(tab instanceof ChromiumTab)) throw new Error('This is a tab of another browser.');
    const { page } = tab;
    await this.#inspect(page);
    const before = this.#opened.get(page);
    if (before?.frame.url() === EMPTY) await navigate(before.frame, before.url);
    const { devtools, panel: frame } = await openPanel(this.context, page);
    await devtools.setViewportSize(SIZE);
    if (before?.devtools !== devtools) {
      // However they are closed: when the extension is loaded anew, they close themselves.
      devtools.once('close', () => {
        this.#inspected.delete(page);
        this.#opened.delete(page);
      });
    }
    this.#opened.set(page, { devtools, frame, url: frame.url() });
    const panel = new ChromiumPanel(this.context, devtools, frame);
    this.#panels.push(panel);
    return panel;
  }

  suspend(): Promise<() => void> {
    return suspendBrowser(this.context);
  }

  async cleanUp(): Promise<readonly string[]> {
    const left: string[] = [];
    for (const panel of this.#panels.splice(0)) panel.detach();
    // First the panels: one that lives on could store something after the stores were emptied.
    for (const [page, { devtools, frame }] of this.#opened) {
      if (!page.isClosed()) left.push(...(await unloadPanel(devtools, frame)));
      else if (!devtools.isClosed()) await devtools.waitForEvent('close');
    }
    const tabs = this.#tabs.splice(0);
    for (const tab of tabs) await tab.detach();
    const reused = tabs.map(({ page }) => page).filter((page) => this.#isReusable(page));
    await this.#closeAllBut(new Set([...this.#first, ...this.#spare, ...reused]));
    for (const page of reused) left.push(...(await emptyPage(page)));
    this.#spare.push(...reused);
    left.push(...(await this.#emptyStores()));
    return left;
  }

  /** Chromium draws a tab that is behind another once a second only, and whoever clicks in it waits for that. */
  async #spareInFront(): Promise<Page | undefined> {
    const page = this.#spare.shift();
    await page?.bringToFront();
    return page;
  }

  /** DevTools open before the page loads: frames that start while a debugger takes hold of them may wait for ever. */
  async #newPage(): Promise<Page> {
    const page = await this.context.newPage();
    if (this.hasExtension) await this.#inspect(page);
    return page;
  }

  /** Opens DevTools where they are closed. */
  async #inspect(page: Page): Promise<void> {
    if (this.#inspected.has(page)) return;
    await openDevtools(this.context, page);
    this.#inspected.add(page);
  }

  #isReusable(page: Page): boolean {
    return !page.isClosed() && (!this.hasExtension || this.#inspected.has(page));
  }

  /** Closes the pages that the journey and its pages opened, and waits for the end of their DevTools. */
  async #closeAllBut(kept: ReadonlySet<Page>): Promise<void> {
    const pages = this.context.pages().filter((page) => !kept.has(page) && !page.url().startsWith(DEVTOOLS));
    const devtools = pages.flatMap((page) => this.#opened.get(page)?.devtools ?? []);
    await Promise.all([
      ...devtools.filter((one) => !one.isClosed()).map((one) => one.waitForEvent('close')),
      ...pages.map((page) => page.close()),
    ]);
  }

  /** Empties what the extension stores. @returns what is stored all the same */
  async #emptyStores(): Promise<readonly string[]> {
    for (const { devtools } of this.#opened.values()) {
      // The hidden page that registered the panel: a document of the extension that is always there.
      const frame = devtools.frames().find((one) => one.url().startsWith(EXTENSION));
      if (!frame) continue;
      await emptyStores(frame);
      return describeStored(frame);
    }
    return [];
  }
}

/** Has a frame of DevTools show another address, as DevTools themselves do. */
async function navigate(frame: Frame, url: string): Promise<void> {
  const element = await frame.frameElement();
  const arrived = frame.waitForURL(url, { waitUntil: 'domcontentloaded' });
  await element.evaluate((shown, to) => shown instanceof Element && shown.setAttribute('src', to), url);
  await arrived;
}

/** Unloads the panel's document; DevTools stay. @returns what the journey left */
async function unloadPanel(devtools: Page, frame: Frame): Promise<readonly string[]> {
  if (frame.url() !== EMPTY) await navigate(frame, EMPTY);
  await devtools.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: null });
  const listeners = listenersOf(devtools, ['pageerror', 'console', 'request', 'response']);
  return listeners > 0 ? [`${listeners} listeners to the DevTools of a tab`] : [];
}

/** Brings a tab back to an empty page without a past. @returns what the journey left */
async function emptyPage(page: Page): Promise<readonly string[]> {
  await Promise.all(page.frames().map((frame) => frame.evaluate(emptySession)));
  await page.goto(EMPTY);
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('Page.resetNavigationHistory');
  await session.detach();
  const listeners = listenersOf(page, ['pageerror', 'console', 'popup', 'request', 'response', 'dialog']);
  return listeners > 0 ? [`${listeners} listeners to a tab`] : [];
}

/** Runs in a page: what the tab keeps for its site. */
function emptySession(): void {
  try {
    sessionStorage.clear();
  } catch (error) {
    // A sandboxed frame, or one of an opaque origin, has none.
    if (!(error instanceof DOMException && error.name === 'SecurityError')) throw error;
  }
}

/** Playwright's pages are event emitters, though their types do not count listeners. */
function listenersOf(page: Page, events: readonly string[]): number {
  const count: unknown = Reflect.get(page, 'listenerCount');
  if (typeof count !== 'function') throw new TypeError('Playwright no longer counts the listeners of a page.');
  return events.reduce((sum, event) => sum + Number(count.call(page, event)), 0);
}
