/** Tabs and panels of the journeys in Chromium: Playwright's own locators and frames. */
import type { BrowserContext, ConsoleMessage, Frame, Page } from '@playwright/test';
import { crash, isPaused, reloadExtension, resume } from '../../scripts/chromium/faults.mjs';
import type { Finder, PanelWindow, RoleOptions, Surface, Tab } from './browser.ts';

export class ChromiumTab implements Tab {
  readonly #said: string[] = [];
  /** The page as the contract names its methods. */
  readonly #surface: Surface;

  readonly #hearConsole = (message: ConsoleMessage) => void this.#said.push(message.text());
  readonly #hearError = (error: Error) => void this.#said.push(error.message);
  #hasExposed = false;

  constructor(readonly page: Page) {
    this.#surface = page.mainFrame();
    page.on('console', this.#hearConsole);
    page.on('pageerror', this.#hearError);
  }

  /** Whether pages of this tab were given a function of ours to call. */
  get hasExposed(): boolean {
    return this.#hasExposed;
  }

  /** Takes the listeners away from the page, which lives on. */
  detach(): void {
    this.page.off('console', this.#hearConsole);
    this.page.off('pageerror', this.#hearError);
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
    this.#hasExposed = true;
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
  readonly #hearError = (error: Error) => void this.#problems.push(error.message);

  constructor(
    readonly context: BrowserContext,
    /** The DevTools front end: size, colour scheme. */
    readonly devtools: Page,
    readonly frame: Frame,
  ) {
    devtools.on('pageerror', this.#hearError);
  }

  /** Takes the listener away from DevTools, which live on. */
  detach(): void {
    this.devtools.off('pageerror', this.#hearError);
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
