/**
 * What a journey needs of a browser, so that it is written once for Chromium and Firefox. The names and the meaning are
 * those of Playwright's own API, which serves Chromium as it is; `firefox/` has the same on puppeteer and frame scripts.
 */

/** How an element is found by its role. `name` without `exact` is a part of the name, in any case. */
export interface RoleOptions {
  readonly name?: string | RegExp;
  readonly exact?: boolean;
}

/** Elements of a document, looked up anew at each use. Acts wait until there is exactly one, and until it can be acted on. */
export interface Finder {
  getByRole(role: string, options?: RoleOptions): Finder;
  getByLabel(text: string, options?: { readonly exact?: boolean }): Finder;
  /** By CSS selector. */
  locator(css: string): Finder;
  filter(by: { readonly hasText?: string | RegExp }): Finder;
  first(): Finder;
  /** From 0. */
  nth(index: number): Finder;

  click(): Promise<void>;
  dblclick(): Promise<void>;
  /** Replaces the text of a field. */
  fill(text: string): Promise<void>;
  check(): Promise<void>;
  selectOption(value: string): Promise<unknown>;
  focus(): Promise<void>;

  count(): Promise<number>;
  innerText(): Promise<string>;
  allInnerTexts(): Promise<readonly string[]>;
  getAttribute(name: string): Promise<string | null>;
  /** Whether there is one and it can be seen; does not wait. */
  isVisible(): Promise<boolean>;
  /** How it is found, for messages. */
  toString(): string;
}

/** A document: a tab's top frame, a frame in it, or the panel. */
export interface Surface {
  getByRole(role: string, options?: RoleOptions): Finder;
  getByLabel(text: string, options?: { readonly exact?: boolean }): Finder;
  locator(css: string): Finder;
  /** Runs a function in the document's own world. Argument and result are JSON; a promise is awaited. */
  evaluate<Result, Argument = undefined>(
    run: (argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result>;
  url(): string;
}

/** A tab of the browser, inspected or not. */
export interface Tab extends Surface {
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  goBack(): Promise<void>;
  close(): Promise<void>;
  /** The frames right in the top document, in the order in which they came. */
  childFrames(): readonly Surface[];
  /** Every frame of the tab. */
  frames(): readonly Surface[];
  /** Everything that came to the page's console since the tab was opened, uncaught errors too. */
  said(): readonly string[];
  /**
   * Everything that the tab's frames say with `window[name](text)`, in order, while it comes in. What was said arrives
   * even if its document goes away in the same moment.
   */
  told(name: string): Promise<readonly string[]>;
  /** The next tab that this one opens (a pop-up); asked for before it opens. */
  nextPopup(): Promise<Tab>;
}

/** A file that was downloaded. */
export interface Downloaded {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The panel in the DevTools of a tab. */
export interface PanelWindow {
  readonly surface: Surface;
  /** Presses a key as Playwright names it (`Enter`, `ArrowDown`, `/`), wherever the focus is. */
  press(key: string): Promise<void>;
  type(text: string): Promise<void>;
  /** Closes DevTools. */
  close(): Promise<void>;
  screenshot(path: string): Promise<void>;
  /** Uncaught errors of the panel so far. */
  problems(): readonly string[];
  /** Does something, and waits for the file that the browser downloads because of it. */
  download(act: () => Promise<void>): Promise<Downloaded>;
  /** Whether the debugger has stopped a frame of the tab. */
  isPaused(): Promise<boolean>;
  /** Lets all go on that the debugger has stopped. */
  resume(): Promise<void>;
  /** Ends the process of the panel's document at once. After that, DevTools can only be closed. */
  crash(): Promise<void>;
}

/** How a browser is opened. */
export interface BrowserOptions {
  readonly executablePath: string;
  /** The built extension; null: a bare browser, whose tabs have no panel. */
  readonly extensionDir: string | null;
  /** Match patterns of the sites that the extension may watch from the start; every site where left out. */
  readonly sites?: readonly string[];
  /** Switches for Chromium, beyond those that every journey has. */
  readonly args?: readonly string[];
  /** A home directory of its own, for Firefox: there it looks for managed storage. */
  readonly home?: string;
  /** Preferences for Firefox, likewise. */
  readonly preferences?: Readonly<Record<string, string | number | boolean>>;
}

/** A browser with the extension. */
export interface Browser {
  /** An empty tab, ready for its DevTools. */
  newTab(): Promise<Tab>;
  /** Opens DevTools where they are closed, and shows the panel. */
  openPanel(tab: Tab): Promise<PanelWindow>;
  /** Stops every process of the browser (SIGSTOP), as a computer that goes to sleep does. @returns lets them go on */
  suspend(): Promise<() => void>;
  /**
   * Takes back all that was opened and stored since the start or the last call, so that the next journey finds the
   * browser as if it were new.
   *
   * @returns what is still there, and what a journey must end by itself, in words; nothing where all is clean
   */
  cleanUp(): Promise<readonly string[]>;
  close(): Promise<void>;
}
