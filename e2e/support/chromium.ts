/** Tabs and panels of the journeys in Chromium: Playwright's own locators and frames. */
import { readFile } from 'node:fs/promises';
import type { BrowserContext, ConsoleMessage, Disposable, Frame, Page } from '@playwright/test';
import { crash, isPaused, reloadExtension, resume } from '../../scripts/chromium/faults.mjs';
import type { Downloaded, Finder, PanelWindow, RoleOptions, Surface, Tab } from './browser.ts';

/** What a page says on the console for `told`. */
const TOLD = /^told by (\w+): (.*)$/s;

/** Runs in a page: defines the function by which it tells. */
function sayOnConsole(name: string): void {
  const say = console.debug.bind(console);
  Reflect.set(globalThis, name, (text: string) => say(`told by ${name}: ${text}`));
}

export class ChromiumTab implements Tab {
  readonly #said: string[] = [];
  /** The page as the contract names its methods. */
  readonly #surface: Surface;

  /** What pages told, by the name of the function. */
  readonly #told = new Map<string, string[]>();
  readonly #scripts: Disposable[] = [];
  readonly #hearConsole = (message: ConsoleMessage) => this.#hear(message.text());
  readonly #hearError = (error: Error) => void this.#said.push(error.message);

  constructor(readonly page: Page) {
    this.#surface = page.mainFrame();
    page.on('console', this.#hearConsole);
    page.on('pageerror', this.#hearError);
  }

  /** Takes the listeners and scripts away from the page, which lives on. */
  async detach(): Promise<void> {
    this.page.off('console', this.#hearConsole);
    this.page.off('pageerror', this.#hearError);
    for (const script of this.#scripts.splice(0)) await script.dispose();
  }

  #hear(text: string): void {
    const [, name = '', told = ''] = TOLD.exec(text) ?? [];
    const texts = this.#told.get(name) ?? this.#said;
    texts.push(texts === this.#said ? text : told);
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
    // Playwright's own way (`exposeFunction`) leaves globals in every page that the browser opens from then on.
    const texts: string[] = [];
    this.#told.set(name, texts);
    this.#scripts.push(await this.page.addInitScript(sayOnConsole, name));
    for (const frame of this.page.frames()) await frame.evaluate(sayOnConsole, name);
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

  async download(act: () => Promise<void>): Promise<Downloaded> {
    const begun = this.devtools.waitForEvent('download');
    await act();
    const download = await begun;
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
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
