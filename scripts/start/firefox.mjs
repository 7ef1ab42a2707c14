// @ts-check
/**
 * `npm start -- --firefox`.
 *
 * @typedef {import('./chromium.mjs').Start} Start
 */
import { writeFile } from 'node:fs/promises';
import { drawPanel, runInPanel, setPanelSize, showPanel } from '../firefox/panel.mjs';
import { openFirefox } from '../firefox.mjs';
import { Explained, say } from '../setup/say.mjs';
import { waitFor } from '../wait.mjs';
import { LISTED_WITHIN } from './limits.mjs';

const WAYS_OUT = `Another Firefox:  WWE_FIREFOX=/path/to/firefox npm start -- --firefox
No display:       npm start -- --firefox --headless`;

/**
 * Opens the browser on the desktop and stays until it is closed.
 *
 * @param {Start} start
 */
export async function openWindow(start) {
  const firefox = await open(start, false);
  try {
    const closed = new Promise((resolve) => firefox.browser.once('disconnected', resolve));
    await openPanel(firefox, start.url);
    say('DevTools shows the panel "WWE". Close the browser or press Ctrl+C to end.');
    await closed;
  } finally {
    await firefox.close();
  }
}

/**
 * Leaves a picture of the panel once it lists interactions, or says why not.
 *
 * @param {Start} start
 * @param {string} file
 * @returns {Promise<boolean>} whether it lists any
 */
export async function takeScreenshot(start, file) {
  const firefox = await open(start, true);
  try {
    const tab = await openPanel(firefox, start.url);
    await setPanelSize(firefox, tab, { width: 1200, height: 800 });
    const count = '() => document.querySelectorAll("[role=row][data-interaction]").length || undefined';
    const isListed = await waitFor('interactions', LISTED_WITHIN, () => runInPanel(firefox, tab, { run: count })).then(
      () => true,
      () => false,
    );
    await writeFile(file, await drawPanel(firefox, tab));
    return isListed;
  } finally {
    await firefox.close();
  }
}

/**
 * @param {import('../firefox.mjs').Firefox} firefox
 * @param {string} url
 * @returns {Promise<string>} WebDriver's id of the tab
 */
async function openPanel(firefox, url) {
  const page = await firefox.browser.newPage();
  await page.goto(url);
  // Puppeteer's frames carry WebDriver's id, though its types do not say so.
  const { _id: tab } = /** @type {{ _id: string }} */ (/** @type {unknown} */ (page.mainFrame()));
  await showPanel(firefox, tab);
  return tab;
}

/**
 * @param {Start} start
 * @param {boolean} headless
 */
async function open({ executablePath, extensionDir, signal }, headless) {
  const firefox = await openFirefox({ extensionDir, executablePath, headless }).catch((error) => {
    throw new Explained(`${executablePath} did not start.\n\n${error}\n\n${WAYS_OUT}`);
  });
  if (signal.aborted) await firefox.close();
  signal.addEventListener('abort', () => firefox.close(), { once: true });
  return firefox;
}
