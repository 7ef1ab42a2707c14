// @ts-check
/** A browser of the bench whose tabs open DevTools, and the panel in one of them at the size that all figures are of. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EVERY_SITE } from '../scripts/chromium/access.mjs';
import { openBrowser, openPanel } from '../scripts/devtools.mjs';
import { QUIET } from './browser-args.mjs';

/**
 * @param {{ executablePath: string, extensionDir: string }} options
 * @returns {Promise<import('../scripts/devtools.mjs').OpenBrowser>}
 */
export async function openQuietBrowser({ executablePath, extensionDir }) {
  const manifest = JSON.parse(await readFile(join(extensionDir, 'manifest.json'), 'utf8'));
  // The browser refuses to give sites to an extension that does not ask for them: what ours is compared with.
  const sites = manifest.optional_host_permissions === undefined ? [] : [EVERY_SITE];
  return openBrowser({ extensionDir, executablePath, sites, headless: true, dock: 'undocked', args: QUIET });
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

/**
 * Runs a script in each later frame of the pages that come from now on. Not all pages of the context can be told: the
 * browser has one of the first tab's DevTools that never answers.
 *
 * @param {import('@playwright/test').BrowserContext} context
 * @param {string} script
 */
export function runInLaterPages(context, script) {
  context.on('page', (page) => {
    page.addInitScript(script).catch((error) => {
      // A page that is closed needs no script.
      if (!page.isClosed()) throw error;
    });
  });
}
