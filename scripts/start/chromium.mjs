// @ts-check
/**
 * `npm start` in Chromium.
 *
 * @typedef {object} Start
 * @property {string} url the simulated desktop
 * @property {string} executablePath the browser
 * @property {string} extensionDir absolute path of the built extension
 * @property {AbortSignal} signal closes the browser
 */
import { newPage, openBrowser, openPanel } from '../devtools.mjs';
import { Explained, say } from '../setup/say.mjs';
import { LISTED_WITHIN } from './limits.mjs';

const WAYS_OUT = `Missing system libraries:  sudo npx playwright install-deps chromium
Another browser:           WWE_CHROMIUM=/path/to/chrome npm start
No display:                npm start -- --headless`;

/**
 * Opens the browser on the desktop and stays until it is closed.
 *
 * @param {Start} start
 */
export async function openWindow(start) {
  const { context, close } = await open(start, false);
  try {
    const closed = allClosed(context);
    const first = context.pages().find((page) => page.url() === 'about:blank');
    const page = await newPage(context, start.signal);
    await page.goto(start.url);
    await first?.close();
    await openPanel(context, page, { signal: start.signal });
    say('DevTools shows the panel "WWE". Close the browser or press Ctrl+C to end.');
    await closed;
  } finally {
    await close();
  }
}

/**
 * @param {import('@playwright/test').BrowserContext} context
 * @returns {Promise<void>} resolves when the browser, or its last tab, is closed: on a Mac the one outlives the other
 */
export function allClosed(context) {
  return new Promise((resolve) => {
    /** @param {import('@playwright/test').Page} page */
    const watch = (page) => {
      page.on('close', () => {
        if (context.pages().every((other) => other.url().startsWith('devtools://'))) resolve();
      });
    };
    for (const page of context.pages()) watch(page);
    context.on('page', watch);
    context.on('close', () => resolve());
  });
}

/**
 * Leaves a picture of the panel once it lists interactions, or says why not.
 *
 * @param {Start} start
 * @param {string} file
 * @returns {Promise<boolean>} whether it lists any
 */
export async function takeScreenshot(start, file) {
  const { context, close } = await open(start, true);
  try {
    const page = await newPage(context);
    await page.goto(start.url);
    const { devtools, panel } = await openPanel(context, page);
    await devtools.setViewportSize({ width: 1200, height: 800 });
    // The first row is that of the columns' names.
    const first = panel.getByRole('row').nth(1);
    const isListed = await first.waitFor({ timeout: LISTED_WITHIN }).then(
      () => true,
      () => false,
    );
    // What the panel says instead is worth a picture too.
    await devtools.screenshot({ path: file });
    return isListed;
  } finally {
    await close();
  }
}

/**
 * @param {Omit<Start, 'url'>} start
 * @param {boolean} headless
 * @returns {Promise<import('../devtools.mjs').OpenBrowser>}
 * @throws {Explained} if the browser does not start
 */
export async function open({ executablePath, extensionDir, signal }, headless) {
  const dock = headless ? 'undocked' : 'bottom';
  const browser = await openBrowser({ extensionDir, executablePath, headless, dock, say }).catch((error) => {
    throw new Explained(`${executablePath} did not start.\n\n${error}\n\n${WAYS_OUT}`);
  });
  if (signal.aborted) await browser.close();
  signal.addEventListener('abort', () => browser.close(), { once: true });
  return browser;
}
