// @ts-check
/**
 * Private (incognito) windows of Chromium. Playwright's own contexts are others: the extension does not run in them.
 *
 * @typedef {import('@playwright/test').BrowserContext} BrowserContext
 * @typedef {import('@playwright/test').Page} Page
 */
import { waitFor } from '../wait.mjs';

/** How long the worker of the extension may take to start, in ms. */
const STARTED_WITHIN = 30_000;

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

/**
 * Makes the extension's worker hurry: what it waits for with a timer comes at once, whenever that is asked.
 *
 * @param {BrowserContext} context
 * @param {Page} own a page of the extension in an ordinary window, the only kind that there is yet
 * @returns {Promise<() => Promise<void>>} ends what the worker waits for now
 */
export async function hurryWorker(context, own) {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('This browser context has no browser to ask.');
  const { origin } = new URL(own.url());
  const worker = await waitFor('the worker of the extension', STARTED_WITHIN, async () => {
    const { targetInfos } = await session.send('Target.getTargets');
    return targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith(`${origin}/`));
  });
  const { sessionId } = await session.send('Target.attachToTarget', { targetId: worker.targetId, flatten: false });
  let last = 0;
  /** @param {string} expression @returns {Promise<void>} */
  const evaluate = async (expression) => {
    last += 1;
    const id = last;
    const answered = new Promise((resolve) => {
      session.on('Target.receivedMessageFromTarget', ({ message }) => {
        if (JSON.parse(message).id === id) resolve(undefined);
      });
    });
    const message = JSON.stringify({ id, method: 'Runtime.evaluate', params: { expression } });
    await session.send('Target.sendMessageToTarget', { sessionId, message });
    await answered;
  };
  await evaluate(`(${letTimersHurry})()`);
  return () => evaluate('hurry()');
}

/** Runs in the worker: `hurry()` ends all that it waits for with a timer. */
function letTimersHurry() {
  const { setTimeout: start, clearTimeout: stop } = globalThis;
  /** @type {Set<() => void>} */
  const waiting = new Set();
  const hurry = () => {
    for (const end of waiting) end();
  };
  /** @param {() => void} run @param {number} delay */
  const setTimeout = (run, delay) => {
    const end = () => {
      waiting.delete(end);
      stop(timer);
      run();
    };
    const timer = start(end, delay);
    waiting.add(end);
    return timer;
  };
  Object.assign(globalThis, { hurry, setTimeout });
}
