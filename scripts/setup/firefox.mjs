// @ts-check
/**
 * A Firefox for the end-to-end tests. It is welcome, not needed: where there is none and none can be installed, its
 * journeys are skipped, and a person is told why and how to get them.
 *
 * @typedef {import('./browser.mjs').System} System
 * @typedef {{ path: string } | { skipped: string }} Firefox where it is, or why there is none, in words
 * @typedef {Firefox & { isFinal: boolean }} Look isFinal: an installation would change nothing
 */
import { posix, win32 } from 'node:path';
import { meansOfInstalling, thisSystem } from './browser.mjs';
import { Explained, install } from './say.mjs';

/** The oldest Firefox that takes the extension; manifest.json says it too (strict_min_version). */
export const OLDEST_FIREFOX = 128;

/** What WWE_FIREFOX says where a person, or a set-up that found none, wants no Firefox. */
export const NO_FIREFOX = 'none';

/**
 * @param {System} [system]
 * @returns {string | undefined} path of a Firefox that takes the extension; undefined if there is none, or if
 *   WWE_FIREFOX says `none`
 * @throws {Explained} if WWE_FIREFOX names a file that is not there
 */
export function findFirefox(system = thisSystem()) {
  const found = look(system);
  return 'path' in found ? found.path : undefined;
}

/**
 * What will be installed, in words: said before anything is.
 *
 * @param {System} [system]
 * @returns {string | undefined} undefined if nothing will be
 * @throws {Explained} if WWE_FIREFOX names a file that is not there
 */
export function announceFirefox(system = thisSystem()) {
  const found = look(system);
  if (!isInstallable(found, system)) return undefined;
  return `Will install Debian's firefox-esr with apt-get (about 80 MB): ${found.skipped}. WWE_FIREFOX=none does without.`;
}

/**
 * @param {System} [system]
 * @param {() => Promise<boolean>} [installer] installs Debian's firefox-esr; whether it succeeded
 * @returns {Promise<Firefox>}
 * @throws {Explained} if WWE_FIREFOX names a file that is not there
 */
export async function ensureFirefox(system = thisSystem(), installer = installWithApt) {
  const found = look(system);
  if ('path' in found) return { path: found.path };
  if (!isInstallable(found, system)) return { skipped: found.skipped };
  if (!(await installer())) return { skipped: 'apt-get could not install firefox-esr' };
  const installed = look(system);
  return 'path' in installed ? { path: installed.path } : { skipped: installed.skipped };
}

/**
 * @param {string} why no Firefox is used
 * @returns {string} what a person is told at the start of the tests
 */
export function explainSkipped(why) {
  return (
    `The journeys in Firefox are skipped: ${why}.\n` +
    `To run them too, name a Firefox ${OLDEST_FIREFOX} or newer: WWE_FIREFOX=/path/to/firefox npm test`
  );
}

/**
 * @param {System} system
 * @returns {Look}
 */
function look(system) {
  const named = system.env.WWE_FIREFOX;
  if (named === NO_FIREFOX) return { skipped: `WWE_FIREFOX is ${NO_FIREFOX}`, isFinal: true };
  if (named !== undefined && named !== '') {
    if (!system.exists(named)) {
      throw new Explained(
        `WWE_FIREFOX says ${named}, and there is no such file. Correct it, unset it, or do without: WWE_FIREFOX=none`,
      );
    }
    const problem = problemOf(named, system);
    return problem === undefined ? { path: named, isFinal: true } : { skipped: problem, isFinal: true };
  }
  /** @type {string | undefined} */
  let problem;
  for (const path of candidates(system)) {
    if (!system.exists(path)) continue;
    const found = problemOf(path, system);
    if (found === undefined) return { path, isFinal: true };
    problem ??= found;
  }
  return { skipped: problem ?? 'there is no Firefox here', isFinal: false };
}

/**
 * @param {string} path of a Firefox that is there
 * @param {System} system
 * @returns {string | undefined} why it cannot be used, in words
 */
function problemOf(path, system) {
  // A snap sees neither our build nor our temporary profile; Ubuntu's /usr/bin/firefox starts one.
  if (system.platform === 'linux' && system.isSnap(path)) return `${path} is a snap, which cannot see our files`;
  const [, major] = /(?:^Version=|Firefox )(\d+)\./m.exec(system.versionOf(path)) ?? [];
  if (major === undefined) return `${path} does not say which version of Firefox it is`;
  if (Number(major) < OLDEST_FIREFOX)
    return `${path} is Firefox ${major}, and ${OLDEST_FIREFOX} is the oldest that will do`;
  return undefined;
}

/**
 * @param {System} system
 * @returns {string[]} where a Firefox can be, best first
 */
function candidates({ platform, env, home }) {
  if (platform === 'linux') {
    return ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/usr/local/bin/firefox', '/opt/firefox/firefox'];
  }
  if (platform === 'darwin') {
    const folders = ['/Applications', posix.join(home, 'Applications')];
    const apps = ['Firefox.app', 'Firefox ESR.app', 'Firefox Developer Edition.app'];
    return folders.flatMap((folder) => apps.map((app) => posix.join(folder, app, 'Contents', 'MacOS', 'firefox')));
  }
  if (platform === 'win32') {
    const folders = [env.ProgramFiles ?? 'C:\\Program Files', env['ProgramFiles(x86)'], env.LOCALAPPDATA];
    return folders.flatMap((folder) => (folder ? [win32.join(folder, 'Mozilla Firefox', 'firefox.exe')] : []));
  }
  return [];
}

/**
 * As for Chromium: apt needs root, and only Debian's own package is no snap.
 *
 * @param {Look} found
 * @param {System} system
 * @returns {found is { skipped: string, isFinal: false }}
 */
function isInstallable(found, system) {
  return 'skipped' in found && !found.isFinal && meansOfInstalling(system)[0] === 'apt';
}

async function installWithApt() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  return (
    (await install('Updating the list of packages', 'apt-get', ['update'], { env })) &&
    install('Installing Firefox', 'apt-get', ['install', '-y', '--no-install-recommends', 'firefox-esr'], { env })
  );
}
