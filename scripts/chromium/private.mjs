// @ts-check
/**
 * Private (incognito) windows of Chromium. Playwright's own contexts are others: the extension does not run in them.
 *
 * @typedef {import('@playwright/test').BrowserContext} BrowserContext
 * @typedef {import('@playwright/test').Page} Page
 */

/**
 * Allows the extension in private windows, as a user does in the browser's settings. Chromium loads it anew then.
 *
 * @param {BrowserContext} context
 * @returns {Promise<Page>} a page of the extension in an ordinary window
 */
export async function allowInPrivate(context) {
  const page = await context.newPage();
  await page.goto('chrome://extensions');
  const id = await page.evaluate(async () => {
    const { developerPrivate } = /** @type {import('./chrome.d.ts').WithChrome} */ (/** @type {unknown} */ (globalThis))
      .chrome;
    // Without this an unpacked extension is disabled as it is loaded anew.
    await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
    const ours = (await developerPrivate.getExtensionsInfo()).find(({ location }) => location === 'UNPACKED');
    if (!ours) throw new Error('No extension was loaded.');
    const loaded = new Promise((resolve) => {
      developerPrivate.onItemStateChanged.addListener(({ event_type: type, item_id: item }) => {
        if (type === 'LOADED' && item === ours.id) resolve(undefined);
      });
    });
    await developerPrivate.updateExtensionConfiguration({ extensionId: ours.id, incognitoAccess: true });
    await loaded;
    return ours.id;
  });
  await page.goto(`chrome-extension://${id}/src/access/ask.html`);
  return page;
}

/**
 * Opens a private window.
 *
 * @param {BrowserContext} context
 * @param {Page} own a page of the extension in an ordinary window
 * @returns {Promise<Page>} its empty tab
 */
export async function openPrivateTab(context, own) {
  const coming = context.waitForEvent('page');
  await own.evaluate(async () => {
    const { windows } = /** @type {import('./chrome.d.ts').WithChrome} */ (/** @type {unknown} */ (globalThis)).chrome;
    await windows.create({ incognito: true, url: 'about:blank' });
  });
  return coming;
}
