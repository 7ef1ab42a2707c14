// @ts-check
/** What the commands need before anything else. */
import { announceBrowser, ensureBrowser } from './browser.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { announceFirefox, ensureFirefox } from './firefox.mjs';
import { say } from './say.mjs';

/**
 * Installs what is missing, and says first what that is.
 *
 * @param {string} root the repository
 * @param {{ browser?: boolean }} [options] whether a browser is needed
 * @returns {Promise<string>} path of a browser that takes the extension; empty if none is needed
 */
export async function setUp(root, { browser = true } = {}) {
  await sayAndInstallPackages(root, browser ? [announceBrowser()] : []);
  return browser ? ensureBrowser(root) : '';
}

/**
 * The same for the end-to-end tests, which drive both browsers.
 *
 * @param {string} root the repository
 * @returns {Promise<{ chromium: string, firefox: import('./firefox.mjs').Firefox }>} paths; Firefox can be missing
 */
export async function setUpBothBrowsers(root) {
  await sayAndInstallPackages(root, [announceBrowser(), announceFirefox()]);
  return { chromium: await ensureBrowser(root), firefox: await ensureFirefox() };
}

/**
 * @param {string} root
 * @param {(string | undefined)[]} announcements what else will be installed
 */
async function sayAndInstallPackages(root, announcements) {
  for (const announcement of announcements) if (announcement !== undefined) say(announcement);
  await ensureDependencies(root);
}
