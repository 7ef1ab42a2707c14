// @ts-check
/**
 * What befalls a Chromium that `devtools.mjs` opened: its processes are stopped, the extension is loaded anew, the
 * debugger stops a page, the panel's process ends.
 *
 * @typedef {import('@playwright/test').BrowserContext} BrowserContext
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {import('@playwright/test').Frame} Frame
 */
import { suspend } from '../processes.mjs';

const SDK = 'devtools://devtools/bundled/core/sdk/sdk.js';
const LEGACY_UI = 'devtools://devtools/bundled/ui/legacy/legacy.js';

/**
 * Stops every process of the browser, as a computer that goes to sleep does.
 *
 * @param {BrowserContext} context
 * @returns {Promise<() => void>} lets them go on
 */
export async function suspendBrowser(context) {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('This browser context has no browser to ask.');
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const root = processInfo.find(({ type }) => type === 'browser');
  if (!root) throw new Error('This browser names no process of its own.');
  return suspend(root.id);
}

/**
 * Loads the extension anew, as its update does. DevTools that show its panel close themselves.
 *
 * @param {BrowserContext} context
 * @param {string} panelUrl an address of the extension
 */
export async function reloadExtension(context, panelUrl) {
  const page = await context.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(async (id) => {
    // The page's own API; nothing has types for it.
    const { developerPrivate } = Reflect.get(globalThis, 'chrome');
    // Without this an unpacked extension stays disabled.
    await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
    await developerPrivate.reload(id, { failQuietly: false });
  }, new URL(panelUrl).hostname);
  await page.close();
}

/**
 * @param {Page} devtools a DevTools front end
 * @returns {Promise<boolean>} whether its debugger has stopped a frame of the page, and came to the front, which it does
 *     a moment later
 */
export function isPaused(devtools) {
  return devtools.evaluate(
    async ({ sdk, legacy }) => {
      const { TargetManager, DebuggerModel } = await import(sdk);
      const { InspectorView } = await import(legacy);
      /** @type {{ isPaused(): boolean }[]} */
      const models = TargetManager.TargetManager.instance().models(DebuggerModel.DebuggerModel);
      const { selectedTabId } = InspectorView.InspectorView.instance().tabbedPane;
      return selectedTabId === 'sources' && models.some((model) => model.isPaused());
    },
    { sdk: SDK, legacy: LEGACY_UI },
  );
}

/**
 * Lets every frame go on that the debugger has stopped.
 *
 * @param {Page} devtools
 */
export async function resume(devtools) {
  await devtools.evaluate(async (sdk) => {
    const { TargetManager, DebuggerModel } = await import(sdk);
    /** @type {{ isPaused(): boolean, resume(): void }[]} */
    const models = TargetManager.TargetManager.instance().models(DebuggerModel.DebuggerModel);
    for (const model of models) if (model.isPaused()) model.resume();
  }, SDK);
}

/**
 * Ends the process of a panel's document: that of all extension pages.
 *
 * @param {BrowserContext} context
 * @param {Frame} panel
 */
export async function crash(context, panel) {
  const session = await context.newCDPSession(panel);
  const gone = new Promise((resolve) => panel.page().once('crash', resolve));
  // A process that ends answers nothing.
  session.send('Page.crash').catch(() => {});
  await gone;
}
