/** The parts of Firefox's privileged scope that the scripts in this folder use, as Firefox 153 has them. */

export interface BrowsingContext {
  readonly id: number;
  readonly top: BrowsingContext;
  readonly currentWindowGlobal: WindowGlobal | null;
}

interface WindowGlobal {
  readonly browsingContext: BrowsingContext;
  readonly osPid: number;
  drawSnapshot(area: DOMRect | null, scale: number, background: string): Promise<ImageBitmap>;
}

/** Where Firefox's own prompts are shown. */
interface PromptPanel extends HTMLElement {
  readonly state: string;
  querySelector<Found = Prompt>(selector: string): Found | null;
}

interface Prompt extends HTMLElement {
  readonly button: HTMLElement;
  readonly secondaryButton: HTMLElement;
}

interface ChromeWindow extends Window {
  readonly gBrowser?: {
    readonly browsers: readonly BrowserElement[];
    readonly selectedBrowser: BrowserElement;
    getTabForBrowser(browser: BrowserElement): Element | null;
  };
  readonly PopupNotifications?: {
    readonly panel: PromptPanel;
    getNotification(id: string, browser: BrowserElement | undefined): object | null;
  };
}

/** A XUL `browser` element. */
export interface BrowserElement extends HTMLElement {
  readonly browsingContext: BrowsingContext | null;
  readonly currentURI: { readonly spec: string; readonly scheme: string } | null;
  readonly messageManager: MessagePortToFrame | null;
  readonly ownerDocument: Document & { readonly defaultView: ChromeWindow | null };
}

interface MessagePortToFrame {
  /** Our own mark: the frame script is there. */
  isDriven?: boolean;
  loadFrameScript(url: string, delayed: boolean): void;
  sendAsyncMessage(name: string, message: unknown): void;
  addMessageListener(name: string, listener: (message: { readonly data: string }) => void): void;
  removeMessageListener(name: string, listener: (message: { readonly data: string }) => void): void;
}

export interface Toolbox {
  readonly doc: Document;
  readonly topWindow: ChromeWindow;
  readonly commands: { readonly targetCommand: { getAllTargets(kinds: readonly 'frame'[]): readonly DebugTarget[] } };
  getAdditionalTools(): readonly { readonly id: string; readonly label: string }[];
  selectTool(id: string): Promise<unknown>;
  destroy(): Promise<unknown>;
}

interface DebugTarget {
  getFront(kind: 'thread'): Promise<{ readonly state: string; resume(): Promise<unknown> }>;
}

interface DevTools {
  showToolboxForTab(tab: Element, options: { toolId: string }): Promise<Toolbox>;
  getToolboxForTab(tab: Element): Toolbox | undefined;
}

interface RunningExtension {
  readonly backgroundState: 'stopped' | 'starting' | 'running' | 'suspending';
  readonly backgroundContext?: { readonly childId: string };
  readonly manifest: {
    readonly content_scripts?: readonly { readonly matches: readonly string[] }[] | null;
    readonly optional_host_permissions?: readonly string[] | null;
  };
  on(event: 'shutdown-background-script', hear: () => void): void;
  off(event: 'shutdown-background-script', hear: () => void): void;
  terminateBackground(options: { disableResetIdleForTest: boolean }): Promise<void>;
  /** Called for whatever needs the background; set anew by Firefox at each stop. */
  wakeupBackground: () => Promise<void>;
  /** Our own: ends the waiting of whoever needs it. */
  letStart?: () => void;
}

interface HostPermissions {
  readonly permissions: readonly string[];
  readonly origins: readonly string[];
}

interface Modules {
  'resource://devtools/shared/loader/Loader.sys.mjs': {
    require(path: 'devtools/client/framework/devtools'): { gDevTools: DevTools };
  };
  'chrome://remote/content/shared/NavigableManager.sys.mjs': {
    NavigableManager: {
      getBrowserById(id: string): BrowserElement | null;
      getIdForBrowser(browser: BrowserElement): string;
    };
  };
  'chrome://remote/content/shared/webdriver/Event.sys.mjs': { event: InputEvents };
  'chrome://remote/content/shared/webdriver/KeyData.sys.mjs': { keyData: { getData(raw: string): KeyPress } };
  'resource:///modules/BrowserWindowTracker.sys.mjs': {
    BrowserWindowTracker: { promiseOpenWindow(options: { private: boolean }): Promise<ChromeWindow> };
  };
  'resource://gre/modules/AddonManager.sys.mjs': {
    AddonManager: { getAddonByID(id: string): Promise<{ reload(): Promise<void> } | null> };
  };
  'resource://gre/modules/ExtensionPermissions.sys.mjs': {
    ExtensionPermissions: {
      add(id: string, granted: HostPermissions, extension: RunningExtension): Promise<void>;
      remove(id: string, withheld: HostPermissions, extension: RunningExtension): Promise<void>;
    };
  };
}

interface KeyPress {
  readonly key: string;
  readonly code?: string;
  readonly location?: number;
  readonly printable?: boolean;
}

/** Trusted input, as WebDriver makes it. */
interface InputEvents {
  synthesizeMouseAtPoint(
    x: number,
    y: number,
    options: { type: 'mousemove' | 'mousedown' | 'mouseup'; button?: number; buttons?: number; clickCount?: number },
    window: Window,
  ): Promise<unknown>;
  sendSingleKey(key: KeyPress & Partial<Record<Modifier, boolean>>, window: Window, type?: 'keydown' | 'keyup'): void;
}

export type Modifier = 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey';

interface ChromeUtils {
  importESModule<Url extends keyof Modules>(url: Url): Modules[Url];
}

interface Observer {
  observe(subject: unknown, topic: string): void;
}

export interface ScriptError {
  readonly message: string;
  /** Bit 0: only a warning. */
  readonly flags: number;
  readonly innerWindowID: number;
}

/** A call of `console.error()` and the like. */
export interface ConsoleCall {
  readonly innerID: number | string;
  readonly level: string;
  readonly arguments: readonly unknown[];
}

interface ConsoleApiStorage {
  getEvents(): readonly { readonly wrappedJSObject: ConsoleCall }[];
  addLogEventListener(listener: (call: { readonly wrappedJSObject: ConsoleCall }) => void, principal: unknown): void;
  removeLogEventListener(listener: (call: { readonly wrappedJSObject: ConsoleCall }) => void): void;
}

interface Services {
  readonly prefs: {
    setStringPref(name: string, value: string): void;
    setIntPref(name: string, value: number): void;
    setBoolPref(name: string, value: boolean): void;
    clearUserPref(name: string): void;
  };
  readonly obs: {
    addObserver(observer: Observer, topic: string): void;
    removeObserver(observer: Observer, topic: string): void;
    notifyObservers(subject: null, topic: string): void;
  };
  readonly focus: { readonly activeWindow: Window | null };
  readonly wm: { getEnumerator(kind: 'navigator:browser'): Iterable<ChromeWindow> };
  readonly console: {
    getMessageArray(): readonly unknown[];
    registerListener(listener: { observe(message: unknown): void }): void;
    unregisterListener(listener: { observe(message: unknown): void }): void;
  };
  readonly scriptSecurityManager: { getSystemPrincipal(): unknown };
}

/** The global scope of a browser window. */
export interface BrowserScope {
  readonly ChromeUtils: ChromeUtils;
  readonly Services: Services;
  readonly WebExtensionPolicy: {
    getByID(id: string): {
      readonly extension: RunningExtension;
      readonly contentScripts: readonly unknown[];
      readonly allowedOrigins: { readonly patterns: readonly { readonly pattern: string }[] };
    } | null;
  };
}

/** The global scope of a frame script. */
export interface FrameScope {
  readonly ChromeUtils: ChromeUtils;
  readonly Services: Services;
  readonly Cc: Record<'@mozilla.org/consoleAPI-storage;1', { getService(type: unknown): ConsoleApiStorage }>;
  readonly Ci: { readonly nsIConsoleAPIStorage: unknown; readonly nsIScriptError: abstract new () => ScriptError };
  readonly Cu: {
    Sandbox: new (window: Window, options: Record<string, unknown>) => object;
    evalInSandbox(source: string, sandbox: object, version?: 'latest', file?: string, line?: number): unknown;
  };
  readonly WindowGlobalChild: { getByInnerWindowId(id: number): { readonly browsingContext: BrowsingContext } | null };
  readonly frame: FrameGlobal;
}

/** `this` of a frame script. */
interface FrameGlobal {
  readonly docShell: { readonly browsingContext: BrowsingContext } | null;
  readonly content: Window | null;
  addMessageListener(name: string, listener: (message: { readonly data: string }) => void): void;
  addEventListener(type: 'unload', listener: () => void): void;
  sendAsyncMessage(name: string, message: string): void;
}
