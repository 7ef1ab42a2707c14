/** The panel's entry: gives the stores what they need of the browser, and draws. */
import './theme.css';
import { render } from 'preact';
import browser from 'webextension-polyfill';
import { chromiumRoad } from '../link/chromium.ts';
import { firefoxRoad } from '../link/firefox.ts';
import type { TabRoad } from '../link/road.ts';
import { Frame } from './frame/Frame.tsx';
import { installTexts } from './i18n.ts';
import { PanelProvider } from './stores/panel.ts';
import { startPanel } from './stores/start.ts';
import { followTheme } from './theme.ts';

/** Line and column from 0; the callback is told what became of it. */
type OpenResource = (url: string, line: number, column: number, done: (result: unknown) => void) => void;

const { devtools } = browser;
installTexts((key, substitutions) => browser.i18n.getMessage(key, substitutions));
followTheme(document.documentElement, devtools.panels, matchMedia('(prefers-color-scheme: dark)'));

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort(), { signal: closing.signal });

/** Chromium's DevTools show a source; Firefox's have no such call (measured: platform.md). */
const panels: typeof devtools.panels & { openResource?: OpenResource } = devtools.panels;

const stores = await startPanel(
  {
    road: roadTo(devtools.inspectedWindow.tabId),
    storage: browser.storage.local,
    onNavigated: (listener) => devtools.network.onNavigated.addListener(listener),
    reload: () => devtools.inspectedWindow.reload(),
    soon: beforeNextFrame,
    copy: copyText,
    ...(panels.openResource ? { openSource: (...place) => panels.openResource?.(...place, () => {}) } : {}),
  },
  closing.signal,
);
const root = document.getElementById('panel');
if (root)
  render(
    <PanelProvider value={stores}>
      <Frame />
    </PanelProvider>,
    root,
  );

/** Panels have `tabs` in Chromium; in Firefox the relay has (measured: platform.md). */
function roadTo(tabId: number): TabRoad {
  const { runtime } = browser;
  const tabs: typeof browser.tabs | undefined = browser.tabs;
  const mark = Math.random().toString(36).slice(2, 10);
  return tabs ? chromiumRoad({ tabs, runtime }, tabId, mark) : firefoxRoad({ runtime }, tabId, mark, closing.signal);
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

/** The clipboard API is closed to panels; the older way is not. */
function copyText(text: string): void {
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  const focused = document.activeElement;
  area.select();
  document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
}
