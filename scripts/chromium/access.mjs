// @ts-check
/**
 * Gives the extension access to sites without a person. `developerPrivate` stands for the browser's own prompt; all else
 * goes the way that users go: the extension asks, and what it does once it has access it does by itself.
 *
 * @typedef {import('@playwright/test').BrowserContext} BrowserContext
 */
import { waitFor } from '../wait.mjs';

/** Every site, as a match pattern. */
export const EVERY_SITE = '*://*/*';

/** How long registering its scripts may take, in ms; a tenth of a second is usual. */
const REGISTERED_WITHIN = 30_000;

/**
 * @param {BrowserContext} context of a browser with the extension
 * @param {readonly string[]} patterns match patterns; none: nothing is done
 * @returns {Promise<void>} once the extension has registered its scripts
 */
export async function grantSites(context, patterns) {
  if (patterns.length === 0) return;
  const page = await context.newPage();
  try {
    const id = await answerForUser(page, patterns);
    await page.goto(`chrome-extension://${id}/src/access/ask.html`);
    const isGranted = await page.evaluate(
      (origins) => {
        const { chrome } = /** @type {import('./chrome.d.ts').WithChrome} */ (/** @type {unknown} */ (globalThis));
        return chrome.permissions.request({ origins });
      },
      [...patterns],
    );
    if (!isGranted) throw new Error(`The browser does not give access to ${patterns.join(', ')}.`);
    const countScripts = () =>
      page.evaluate(async () => {
        const { chrome } = /** @type {import('./chrome.d.ts').WithChrome} */ (/** @type {unknown} */ (globalThis));
        return (await chrome.scripting.getRegisteredContentScripts()).length;
      });
    await waitFor('the scripts of the extension', REGISTERED_WITHIN, async () => (await countScripts()) === 2);
  } finally {
    await page.close();
  }
}

/**
 * Shows the browser's page of extensions, as far as its API is needed: what it draws takes a second more.
 *
 * @param {import('@playwright/test').Page} page
 */
async function openExtensions(page) {
  await page.goto('chrome://extensions', { waitUntil: 'commit' });
}

/**
 * What a person would answer to the prompt.
 *
 * @param {import('@playwright/test').Page} page any
 * @param {readonly string[]} patterns
 * @returns {Promise<string>} the id of the extension
 */
export async function answerForUser(page, patterns) {
  await openExtensions(page);
  return page.evaluate(
    async (hosts) => {
      const { developerPrivate } = /** @type {import('./chrome.d.ts').WithChrome} */ (
        /** @type {unknown} */ (globalThis)
      ).chrome;
      const ours = (await developerPrivate.getExtensionsInfo()).find(({ location }) => location === 'UNPACKED');
      if (!ours) throw new Error('No extension was loaded.');
      for (const host of hosts) await developerPrivate.addHostPermission(ours.id, host);
      return ours.id;
    },
    [...patterns],
  );
}

/**
 * Takes access away, as a user may in the browser's own settings.
 *
 * @param {BrowserContext} context
 * @param {readonly string[]} patterns
 */
export async function takeSites(context, patterns) {
  const page = await context.newPage();
  await openExtensions(page);
  await page.evaluate(
    async (hosts) => {
      const { developerPrivate } = /** @type {import('./chrome.d.ts').WithChrome} */ (
        /** @type {unknown} */ (globalThis)
      ).chrome;
      const ours = (await developerPrivate.getExtensionsInfo()).find(({ location }) => location === 'UNPACKED');
      if (!ours) throw new Error('No extension was loaded.');
      for (const host of hosts) await developerPrivate.removeHostPermission(ours.id, host);
    },
    [...patterns],
  );
  await page.close();
}
