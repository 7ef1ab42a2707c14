/** The browser of the journeys, for Chromium: Playwright's own locators and frames, and DevTools as `devtools.mjs` drives it. */
import type { BrowserContext, Frame, Page } from '@playwright/test';
import { crash, isPaused, reloadExtension, resume, suspendBrowser } from '../../scripts/chromium/faults.mjs';
import { newPage, openBrowser, openDevtools, openPanel } from '../../scripts/devtools.mjs';
import type { Browser, BrowserOptions, Finder, PanelWindow, RoleOptions, Surface, Tab } from './browser.ts';

/** Opens Chromium, headless. */
export async function openChromium({ executablePath, extensionDir, args = [] }: BrowserOptions): Promise<Browser> {
  const { context, close } = await openBrowser({
    extensionDir,
    executablePath,
    headless: true,
    dock: 'undocked',
    args: [...args],
  });
  return new Chromium(context, extensionDir !== null, close);
}

class Chromium implements Browser {
  /** Tabs whose DevTools were closed; those of all others opened with the tab. */
  readonly #closed = new WeakSet<Page>();

  constructor(
    readonly context: BrowserContext,
    readonly hasExtension: boolean,
    readonly close: () => Promise<void>,
  ) {}

  async newTab(): Promise<Tab> {
    return new ChromiumTab(this.hasExtension ? await newPage(this.context) : await this.context.newPage());
  }

  async openPanel(tab: Tab): Promise<PanelWindow> {
    if (!this.hasExtension) throw new Error('A bare browser has no panel.');
    if (!(tab instanceof ChromiumTab)) throw new Error('This is a tab of another browser.');
    const { page } = tab;
    if (this.#closed.delete(page)) await openDevtools(this.context, page);
    const { devtools, panel } = await openPanel(this.context, page);
    await devtools.setViewportSize({ width: 1200, height: 800 });
    // However they are closed: when the extension is loaded anew, they close themselves.
    devtools.once('close', () => this.#closed.add(page));
    return new ChromiumPanel(this.context, devtools, panel);
  }

  suspend(): Promise<() => void> {
    return suspendBrowser(this.context);
  }
}

export class ChromiumTab implements Tab {
  readonly #said: string[] = [];
  /** The page as the contract names its methods. */
  readonly #surface: Surface;

  constructor(readonly page: Page) {
    this.#surface = page.mainFrame();
    page.on('console', (message) => this.#said.push(message.text()));
    page.on('pageerror', (error) => this.#said.push(error.message));
  }

  getByRole(role: string, options?: RoleOptions): Finder {
    return this.#surface.getByRole(role, options);
  }

  getByLabel(text: string, options?: { readonly exact?: boolean }): Finder {
    return this.#surface.getByLabel(text, options);
  }

  locator(css: string): Finder {
    return this.#surface.locator(css);
  }

  evaluate<Result, Argument = undefined>(
    run: (argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result> {
    return this.#surface.evaluate(run, argument);
  }

  url(): string {
    return this.page.url();
  }

  async goto(url: string): Promise<void> {
    await this.page.goto(url);
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  async goBack(): Promise<void> {
    await this.page.goBack();
  }

  close(): Promise<void> {
    return this.page.close();
  }

  childFrames(): readonly Surface[] {
    return this.page.mainFrame().childFrames();
  }

  frames(): readonly Surface[] {
    return this.page.frames();
  }

  said(): readonly string[] {
    return this.#said;
  }

  async told(name: string): Promise<readonly string[]> {
    const texts: string[] = [];
    await this.page.exposeFunction(name, (text: string) => void texts.push(text));
    return texts;
  }

  async nextPopup(): Promise<Tab> {
    return new ChromiumTab(await this.page.waitForEvent('popup'));
  }
}

/** The panel, with what only Chromium's front end offers. */
export class ChromiumPanel implements PanelWindow {
  readonly #problems: string[] = [];

  constructor(
    readonly context: BrowserContext,
    /** The DevTools front end: size, colour scheme. */
    readonly devtools: Page,
    readonly frame: Frame,
  ) {
    devtools.on('pageerror', (error) => this.#problems.push(error.message));
  }

  get surface(): Surface {
    return this.frame;
  }

  press(key: string): Promise<void> {
    return this.devtools.keyboard.press(key);
  }

  type(text: string): Promise<void> {
    return this.devtools.keyboard.type(text);
  }

  async close(): Promise<void> {
    await this.devtools.close();
  }

  async screenshot(path: string): Promise<void> {
    await this.devtools.screenshot({ path });
  }

  problems(): readonly string[] {
    return this.#problems;
  }

  isPaused(): Promise<boolean> {
    return isPaused(this.devtools);
  }

  resume(): Promise<void> {
    return resume(this.devtools);
  }

  crash(): Promise<void> {
    return crash(this.context, this.frame);
  }

  /** Loads the extension anew, until these DevTools have closed themselves. */
  async reloadExtension(): Promise<void> {
    const closed = this.devtools.waitForEvent('close');
    await reloadExtension(this.context, this.frame.url());
    await closed;
  }
}

/** The panel as only Chromium has it. @throws if it is another browser's */
export function inChromium(window: PanelWindow): ChromiumPanel {
  if (window instanceof ChromiumPanel) return window;
  throw new Error('This panel is not in Chromium.');
}
