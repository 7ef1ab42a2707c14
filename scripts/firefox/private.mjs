// @ts-check
/**
 * Private windows of Firefox. In a profile that is private as a whole (`browser.privatebrowsing.autostart`) there are no
 * ordinary ones beside them.
 *
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {import('../firefox.mjs').Firefox} Firefox
 */
import { waitFor } from '../wait.mjs';
import { reloadExtension } from './addon.mjs';

/**
 * Allows the extension in private windows, as a user does in Firefox's add-on page. Firefox loads it anew then.
 *
 * @param {Firefox} firefox
 */
export async function allowInPrivate(firefox) {
  await firefox.privileged('allowInPrivate', { addon: firefox.addon });
  await reloadExtension(firefox);
}

/**
 * Opens a private window. Firefox opens new tabs in the window that was in front last.
 *
 * @param {Firefox} firefox
 * @returns {Promise<Page>} its empty tab
 */
export async function openPrivateTab(firefox) {
  const id = await firefox.privileged('openPrivateWindow', undefined);
  return waitFor('the tab of the private window', 10_000, async () => {
    const pages = await firefox.browser.pages();
    return pages.find((page) => Reflect.get(page.mainFrame(), '_id') === id);
  });
}

/**
 * @param {Firefox} firefox
 * @param {string} tab WebDriver's id of the tab's top browsing context
 * @returns {Promise<readonly string[]>} the titles of what extensions have added to its DevTools, which are opened if they
 *   are closed
 */
export function titlesOfAddedTools(firefox, tab) {
  return firefox.privileged('addedTools', { tab });
}
