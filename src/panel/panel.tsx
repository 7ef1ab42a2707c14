/** The panel's entry: gives the stores what they need of the browser, and draws. */
import './theme.css';
import { render } from 'preact';
import type { Browser } from 'webextension-polyfill';
import type { AccessTransport } from '../access/access-transport.ts';
import type { ChromiumAccessBrowser } from '../access/chromium.ts';
import { accessLater } from '../access/later.ts';
import { chromiumTransport } from '../transport/chromium.ts';
import { firefoxTransport } from '../transport/firefox.ts';
import { isForget } from '../transport/link-messages.ts';
import { later, type TabTransport } from '../transport/tab-transport.ts';
import { copyText } from './copy-text.ts';
import type { ForgettingParts } from './forgetting.ts';
import { Root } from './shell/Root.tsx';
import { startPanel } from './shell/start.ts';
import { createFailures } from './stores/failures.ts';
import { installTexts } from './text/i18n.ts';
import { followTheme } from './theme.ts';
import { loadPartsAhead } from './ui/lazy-parts.ts';

/** Line and column from 0; the callback is told what became of it. */
type OpenResource = (url: string, line: number, column: number, done: (result: unknown) => void) => void;

/** In ms: first come the rows. */
const LOAD_AHEAD_AFTER = 1_000;

/** Its own API gives promises in both browsers: the polyfill would be 3 kB of what the panel opens with, for nothing. */
declare const chrome: Browser;
const { devtools, extension, i18n, permissions, runtime, scripting, storage } = chrome;
/** In a private window nothing is stored. Where the browser does not say so, it is none. */
const isPrivate = extension?.inIncognitoContext === true;
/** Only Chromium's panels have them (measured: docs/platform.md#apis-of-a-panel). */
const tabs: typeof chrome.tabs | undefined = chrome.tabs;
installTexts((key, substitutions) => i18n.getMessage(key, substitutions));
const failures = createFailures(Date.now, self);
followTheme(document.documentElement, devtools.panels, matchMedia('(prefers-color-scheme: dark)'));

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort(), { signal: closing.signal });
/** Has an event `start` whenever Firefox's background was found started. */
const background = new EventTarget();

/** Chromium's DevTools show a source; Firefox's have no such call (measured: docs/platform.md#apis-of-a-panel). */
const panels: typeof devtools.panels & { openResource?: OpenResource } = devtools.panels;

/** When all was forgotten: that is why this document was loaded anew (`restart`). */
const forgottenAt = Number(location.hash.slice(1));
const forgetting: ForgettingParts = {
  tell: async () => (await import('../transport/forget.ts')).sayForget(tabs ? { tabs, runtime } : { runtime }),
  async endWriting() {
    const { settings, saving } = await starting;
    await Promise.all([settings.end(), saving.end()]);
  },
  async clearStorage() {
    await storage.local.clear();
    await (await import('../saved/index.ts')).deleteSavedSessions();
  },
  restart(at) {
    history.replaceState(null, '', `#${at}`);
    location.reload();
  },
  now: Date.now,
};
runtime.onMessage.addListener((message: unknown, { url }: { readonly url?: string }): undefined => {
  // Content scripts live in the pages' processes: they may not say it.
  if (!isForget(message) || url?.startsWith(runtime.getURL('')) !== true) return;
  import('./forgetting.ts')
    .then(({ forgetHere }) => forgetHere(forgetting))
    .catch((error) => failures.report('forgetting', error));
});

const starting = startPanel(
  {
    // What was there before this document was there before the word to forget, which is why it began.
    transport: {
      ...transportTo(devtools.inspectedWindow.tabId),
      ...(forgottenAt > 0 ? { forgottenAt: performance.timeOrigin } : {}),
    },
    storage: isPrivate ? { get: (key) => storage.local.get(key), set: async () => {} } : storage.local,
    isPrivate,
    rules: storage,
    access: accessOf(),
    onNavigated: (listener) => devtools.network.onNavigated.addListener(listener),
    reload: () => devtools.inspectedWindow.reload(),
    soon: (draw) => beforeNextFrame(failures.guard('drawing', draw)),
    copy: failures.guard('clipboard', copyText),
    save: async (file, name) => (await import('./save-file.ts')).saveFile(file, name),
    openInTab: async (file) =>
      (await import('./hand-over.ts')).openInTab(file, runtime.getURL('src/panel/viewer.html')),
    failures,
    forget: async () => (await import('./forgetting.ts')).forgetEverywhere(forgetting),
    ...(forgottenAt > 0 ? { forgottenAt } : {}),
    version: runtime.getManifest().version,
    browser: navigator.userAgent,
    ...(panels.openResource ? { openSource: (...place) => panels.openResource?.(...place, () => {}) } : {}),
  },
  closing.signal,
);
const stores = await starting;
const root = document.getElementById('panel');
if (root) render(<Root stores={stores} />, root);
later(() => void loadPartsAhead(idle, closing.signal), LOAD_AHEAD_AFTER, closing.signal);

/** Settled when the browser has nothing else to do. */
function idle(): Promise<void> {
  return new Promise((resolve) => requestIdleCallback(() => resolve()));
}

/** Panels have `tabs` in Chromium; in Firefox the relay has (measured: docs/platform.md#apis-of-a-panel). */
function transportTo(tabId: number): TabTransport {
  const mark = Math.random().toString(36).slice(2, 10);
  return tabs
    ? chromiumTransport({ tabs, runtime }, tabId, mark)
    : firefoxTransport({ runtime }, tabId, mark, closing.signal, background);
}

/** Where the package's own manifest has the scripts, it is for those sites alone. */
function accessOf(): AccessTransport {
  const fixed = runtime.getManifest().content_scripts?.[0]?.matches ?? null;
  /** The polyfill's types know what both browsers have. */
  const inspectedWindow = devtools.inspectedWindow as typeof devtools.inspectedWindow &
    ChromiumAccessBrowser['inspectedWindow'];
  if (!tabs) {
    const { onNavigated } = devtools.network;
    const browser = { isPrivate, runtime, inspectedWindow, onNavigated, window, background, later };
    return accessLater(fixed, async () =>
      (await import('../access/firefox.ts')).firefoxAccess(browser, fixed, closing.signal),
    );
  }
  const { locks } = navigator;
  const browser = { isPrivate, permissions, scripting, storage, locks, now: Date.now, inspectedWindow };
  return accessLater(fixed, async () => (await import('../access/chromium.ts')).chromiumAccess(browser, fixed));
}

/** Runs before the next frame; a panel that is hidden meanwhile gets no frame, so a timer runs along. */
function beforeNextFrame(draw: () => void): void {
  const timer = setTimeout(() => {
    cancelAnimationFrame(frame);
    draw();
  }, 250);
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    draw();
  });
}
