// @ts-check
/**
 * A browser that takes `--load-extension`: Chromium or Chrome for Testing. Branded Chrome has ignored that switch
 * since version 137, so it is never chosen.
 *
 * @typedef {object} System what the decisions below depend on, so that tests can be another machine
 * @property {NodeJS.ProcessEnv} env
 * @property {NodeJS.Platform} platform
 * @property {string} home
 * @property {boolean} isRoot
 * @property {string} osRelease text of /etc/os-release; empty where there is none
 * @property {(path: string) => boolean} exists
 * @property {(path: string) => string[]} list names in a folder; none if it is not there
 * @property {(path: string) => boolean} isSnap whether the program is, or only starts, a snap
 * @property {(path: string) => string} versionOf what a Firefox says of its version; empty if it says nothing
 *
 * @typedef {'apt' | 'playwright'} Means
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, posix, win32 } from 'node:path';
import { Explained, install, say } from './say.mjs';

/** Where the archives of Chromium (older) and Chrome for Testing have the program, by platform. */
const INSIDE_ARCHIVE = {
  linux: ['chrome-linux64/chrome', 'chrome-linux-arm64/chrome', 'chrome-linux/chrome'],
  darwin: ['chrome-mac-arm64', 'chrome-mac-x64', 'chrome-mac'].flatMap((folder) => [
    `${folder}/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing`,
    `${folder}/Chromium.app/Contents/MacOS/Chromium`,
  ]),
  win32: ['chrome-win64/chrome.exe', 'chrome-win32/chrome.exe', 'chrome-win/chrome.exe'],
};

/** Programs that a system's own packages or a person's hand put there. */
const ON_SYSTEM = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/local/bin/chromium',
    '/opt/chrome-for-testing/chrome',
  ],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  ],
  win32: [],
};

/** @returns {System} this machine */
export function thisSystem() {
  return {
    env: process.env,
    platform: process.platform,
    home: homedir(),
    isRoot: process.getuid?.() === 0,
    osRelease: existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '',
    exists: existsSync,
    list: (path) => (existsSync(path) ? readdirSync(path) : []),
    isSnap,
    versionOf,
  };
}

/**
 * A snap sees neither our build nor our temporary profile; Ubuntu's chromium-browser is a script that starts one.
 *
 * @param {string} path
 */
function isSnap(path) {
  const real = realpathSync(path);
  return real.startsWith('/snap/') || real === '/usr/bin/snap' || readStart(real).includes('/snap/bin/');
}

/**
 * On Windows, Firefox is a program without a console and prints nothing; there, the file beside it says the same.
 *
 * @param {string} path of a Firefox
 * @returns {string} `Mozilla Firefox 140.1.0esr`, or the text of its application.ini; empty if it does not start
 */
function versionOf(path) {
  if (process.platform !== 'win32')
    return spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 }).stdout ?? '';
  const ini = join(dirname(path), 'application.ini');
  return existsSync(ini) ? readFileSync(ini, 'utf8') : '';
}

/**
 * @param {string} path
 * @returns {string} the text of a script; empty for a program
 */
function readStart(path) {
  const text = readFileSync(path, 'latin1');
  return text.startsWith('#!') ? text : '';
}

/**
 * @param {System} system
 * @returns {string | undefined} path of a browser that takes the extension
 * @throws {Explained} if WWE_CHROMIUM names a file that is not there
 */
export function findBrowser(system) {
  const named = system.env.WWE_CHROMIUM;
  if (named !== undefined && named !== '') {
    if (system.exists(named)) return named;
    throw new Explained(`WWE_CHROMIUM says ${named}, and there is no such file. Correct it, or unset it.`);
  }
  const usable = (/** @type {string} */ path) =>
    system.exists(path) && !(system.platform === 'linux' && system.isSnap(path));
  return [...playwrightPaths(system), ...(tableFor(ON_SYSTEM, system) ?? []), ...puppeteerPaths(system)].find(usable);
}

/**
 * @template T
 * @param {Record<string, T>} table
 * @param {System} system
 * @returns {T | undefined}
 */
function tableFor(table, system) {
  return Object.hasOwn(table, system.platform) ? table[system.platform] : undefined;
}

/**
 * @param {System} system
 * @returns {string[]} where Playwright's own Chromium can be, newest first
 */
function playwrightPaths(system) {
  const path = system.platform === 'win32' ? win32 : posix;
  const caches = {
    linux: path.join(system.env.XDG_CACHE_HOME || path.join(system.home, '.cache'), 'ms-playwright'),
    darwin: path.join(system.home, 'Library', 'Caches', 'ms-playwright'),
    win32: path.join(system.env.LOCALAPPDATA ?? path.join(system.home, 'AppData', 'Local'), 'ms-playwright'),
  };
  const cache = system.env.PLAYWRIGHT_BROWSERS_PATH || tableFor(caches, system);
  if (cache === undefined || cache === '0') return [];
  return system
    .list(cache)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort((a, b) => Number(b.slice('chromium-'.length)) - Number(a.slice('chromium-'.length)))
    .filter((name) => system.exists(path.join(cache, name, 'INSTALLATION_COMPLETE')))
    .flatMap((name) => (tableFor(INSIDE_ARCHIVE, system) ?? []).map((inside) => path.join(cache, name, inside)));
}

/**
 * @param {System} system
 * @returns {string[]} where `npx @puppeteer/browsers install chrome` puts Chrome for Testing, newest first
 */
function puppeteerPaths(system) {
  const path = system.platform === 'win32' ? win32 : posix;
  const cache = path.join(system.env.PUPPETEER_CACHE_DIR || path.join(system.home, '.cache', 'puppeteer'), 'chrome');
  return system
    .list(cache)
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .flatMap((name) => (tableFor(INSIDE_ARCHIVE, system) ?? []).map((inside) => path.join(cache, name, inside)));
}

/**
 * @param {System} system
 * @returns {Means[]} how to install a browser here, best first. apt needs root, and only Debian's own chromium is a
 *   real package (Ubuntu's is a snap).
 */
export function meansOfInstalling({ isRoot, osRelease, exists }) {
  const isDebian = /^ID="?debian"?$/m.test(osRelease) && exists('/usr/bin/apt-get');
  return isRoot && isDebian ? ['apt', 'playwright'] : ['playwright'];
}

/**
 * @param {string} root the repository; its packages must be there, Playwright's installer is one of them
 * @param {System} [system]
 * @returns {Promise<string>} path of a browser that takes the extension
 * @throws {Explained} if there is none and none can be installed
 */
export async function ensureBrowser(root, system = thisSystem()) {
  const found = findBrowser(system);
  if (found !== undefined) return found;
  const installers = { apt: installWithApt, playwright: () => installWithPlaywright(root, system.isRoot) };
  for (const means of meansOfInstalling(system)) {
    const installed = (await installers[means]()) ? findBrowser(system) : undefined;
    if (installed !== undefined) return installed;
  }
  throw new Explained(
    'There is no Chromium here that takes an extension, and none could be installed; the reasons are above.\n' +
      'Install Chromium or Chrome for Testing by any way you like and say where it is:\n' +
      '    WWE_CHROMIUM=/path/to/chrome npm start\n' +
      'Google Chrome itself will not do: it has ignored --load-extension since version 137.',
  );
}

/**
 * What will be installed, in words: said before anything is.
 *
 * @param {System} [system]
 * @returns {string | undefined} undefined if a browser is there
 */
export function announceBrowser(system = thisSystem()) {
  if (findBrowser(system) !== undefined) return undefined;
  return meansOfInstalling(system)[0] === 'apt'
    ? "Will install Debian's chromium with apt-get (about 100 MB): no browser that takes an extension is here."
    : "Will install Playwright's own Chromium (about 170 MB): no browser that takes an extension is here.";
}

async function installWithApt() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const packages = ['chromium', 'fonts-liberation'];
  return (
    (await install('Updating the list of packages', 'apt-get', ['update'], { env })) &&
    install('Installing Chromium', 'apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env })
  );
}

/**
 * @param {string} root
 * @param {boolean} isRoot root may install the system's libraries that Chromium needs
 */
async function installWithPlaywright(root, isRoot) {
  const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const withLibraries = isRoot && process.platform === 'linux' ? ['--with-deps'] : [];
  const args = [cli, 'install', '--no-shell', ...withLibraries, 'chromium'];
  const installed = await install("Installing Playwright's Chromium", process.execPath, args);
  if (installed && process.platform === 'linux' && !isRoot) {
    say('If it does not start for want of system libraries: sudo npx playwright install-deps chromium');
  }
  return installed;
}
