// @ts-check
/** A browser of the bench whose tabs open DevTools, and the panel in one of them at the size that all figures are of. */
import { openBrowser, openPanel } from '../scripts/devtools.mjs';
import { QUIET } from './browser-args.mjs';

/**
 * @param {{ executablePath: string, extensionDir: string }} options
 * @returns {Promise<import('../scripts/devtools.mjs').OpenBrowser>}
 */
export async function openQuietBrowser({ executablePath, extensionDir }) {
  return openBrowser({ extensionDir, executablePath, headless: true, dock: 'undocked', args: QUIET });
}

/**
 * @param {import('@playwright/test').BrowserContext} context
 * @param {import('@playwright/test').Page} page that DevTools inspect
 * @returns {ReturnType<typeof openPanel>} the panel in DevTools of 1,200 × 800 pixels
 */
export async function openSizedPanel(context, page) {
  const shown = await openPanel(context, page);
  await shown.devtools.setViewportSize({ width: 1200, height: 800 });
  return shown;
}
