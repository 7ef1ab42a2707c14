// @ts-check
/** What both commands need before anything else. */
import { announceBrowser, ensureBrowser } from './browser.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { say } from './say.mjs';

/**
 * Installs what is missing, and says first what that is.
 *
 * @param {string} root the repository
 * @param {{ browser?: boolean }} [options] whether a browser is needed
 * @returns {Promise<string>} path of a browser that takes the extension; empty if none is needed
 */
export async function setUp(root, { browser = true } = {}) {
  const announcement = browser ? announceBrowser() : undefined;
  if (announcement !== undefined) say(announcement);
  await ensureDependencies(root);
  return browser ? ensureBrowser(root) : '';
}
