// @ts-check
/**
 * Shows the panel in the real DevTools of a Chromium, on the simulator, and shows each later build there.
 *
 * @typedef {import('@playwright/test').BrowserContext} BrowserContext
 * @typedef {import('@playwright/test').Frame} Frame
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {{ context: BrowserContext, page: Page, extension: string }} Shown page is the inspected one; extension is the
 *   extension's origin
 */
import { join } from 'node:path';
import { reloadExtension } from '../scripts/chromium/faults.mjs';
import { newPage, openDevtools, openPanel } from '../scripts/devtools.mjs';
import { duration, say } from '../scripts/setup/say.mjs';
import { allClosed, open } from '../scripts/start/chromium.mjs';
import { buildOnChange } from './extension.mjs';
import { sayFailure, showFailure } from './failure.mjs';

/**
 * Stays until the signal aborts or the browser is closed.
 *
 * @param {object} start
 * @param {string} start.root the repository
 * @param {string} start.url the simulated desktop
 * @param {string} start.executablePath the browser
 * @param {boolean} start.isHeadless
 * @param {AbortSignal} start.signal
 * @param {(shown: Shown) => void} onShown the panel is shown for the first time
 * @throws {import('../scripts/setup/say.mjs').Explained} if the browser does not start
 */
export async function runInDevtools({ root, url, executablePath, isHeadless, signal }, onShown) {
  const extensionDir = join(root, 'dist', 'dev');
  const ending = new AbortController();
  const ended = AbortSignal.any([signal, ending.signal]);
  /** @type {Shown | null} */
  let shown = null;
  /** @type {import('../scripts/devtools.mjs').OpenBrowser | null} */
  let browser = null;
  try {
    for await (const { failure, isPanelOnly, changed, changedAt } of buildOnChange(root, extensionDir, ended)) {
      if (failure !== null) {
        sayFailure(failure);
        if (shown) await showFailure(panelsOf(shown), failure);
      } else if (!shown) {
        browser = await open({ executablePath, extensionDir, signal: ended }, isHeadless);
        shown = await showFirst(browser.context, url, ended);
        allClosed(shown.context).then(() => ending.abort());
        onShown(shown);
      } else {
        const isShown = isPanelOnly ? await reloadPanels(shown) : await reloadAll(shown, ended);
        const words = isShown ? `shown after ${duration(Date.now() - changedAt)}` : 'shown when DevTools opens again';
        say(`${changed.join(', ')}: ${words}.`);
      }
    }
  } catch (error) {
    // Whatever was waited for when the browser was closed fails then, and that is no news.
    if (!ended.aborted) throw error;
  } finally {
    await browser?.close();
  }
}

/**
 * @param {BrowserContext} context
 * @param {string} url
 * @param {AbortSignal} signal
 * @returns {Promise<Shown>}
 */
async function showFirst(context, url, signal) {
  const first = context.pages().find((page) => page.url() === 'about:blank');
  const page = await newPage(context, signal);
  await page.goto(url);
  await first?.close();
  const { panel } = await openPanel(context, page, { signal });
  return { context, page, extension: `chrome-extension://${new URL(panel.url()).hostname}` };
}

/**
 * @param {Shown} shown
 * @returns {Frame[]} the panels in all open DevTools
 */
export function panelsOf({ context, extension }) {
  const frames = context.pages().flatMap((page) => page.frames());
  return frames.filter((frame) => frame.url().startsWith(`${extension}/src/panel/`));
}

/**
 * @param {Shown} shown
 * @returns {Promise<boolean>} whether there is a panel
 */
async function reloadPanels(shown) {
  const reload = async (/** @type {Frame} */ panel) => {
    try {
      const loaded = panel.waitForNavigation({ waitUntil: 'domcontentloaded' });
      await Promise.all([loaded, panel.evaluate(() => location.reload())]);
    } catch (error) {
      // These DevTools were closed meanwhile: the panel will be the new one when they open again.
      if (!panel.isDetached()) throw error;
    }
  };
  await Promise.all(panelsOf(shown).map(reload));
  return panelsOf(shown).length > 0;
}

/**
 * The browser takes new content scripts only with the whole extension, and closes the DevTools that show its panel.
 *
 * @param {Shown} shown
 * @param {AbortSignal} signal
 * @returns {Promise<true>}
 */
async function reloadAll(shown, signal) {
  const { context, page, extension } = shown;
  say('A content script changed: the extension and the page are loaded anew, and DevTools opens again.');
  const devtools = panelsOf(shown).map((panel) => panel.page());
  const closed = devtools.map((one) => one.waitForEvent('close'));
  await Promise.all([...closed, reloadExtension(context, extension)]);
  await page.reload();
  await openDevtools(context, page);
  await openPanel(context, page, { signal });
  return true;
}
