// @ts-check
/** Builds the extension, the simulator and the viewer, if what is built is older than its sources. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './dependencies.mjs';
import { Explained, install } from './say.mjs';

/** Where the built parts are, from the root of the repository. */
export const EXTENSION_DIR = join('dist', 'chromium');
export const FIREFOX_DIR = join('dist', 'firefox');
export const VIEWER_DIR = join('dist', 'viewer');
export const SIMULATOR = join('dist', 'simulator', 'cli.js');

/** All that a build reads. A folder's own time counts too: it changes when a file in it is removed. */
const SOURCES = [
  'src',
  'public',
  'manifest.json',
  'vite.config.ts',
  'vite.firefox.config.ts',
  'vite.simulator.config.ts',
  'vite.viewer.config.ts',
  join('scripts', 'licenses.mjs'),
  join('scripts', 'manifest-access.mjs'),
  'LICENSE',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

/**
 * Written after a whole build, with the time at which it began: what was edited meanwhile is newer. It holds the origins that
 * the packages are for, with commas; nothing: their user is asked.
 */
const STAMP = join('dist', '.built');

/**
 * @param {string} path
 * @returns {number} the newest modification time in ms of a file, or of a folder and all in it; 0 if it is not there
 */
function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((time, name) => Math.max(time, newest(join(path, name))), stat.mtimeMs);
}

/**
 * @param {string} root the repository
 * @returns {string} the origins that the packages were last built for, with commas; empty: for no certain ones
 */
export function builtFor(root) {
  const stamp = join(root, STAMP);
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
}

/**
 * @param {string} root the repository
 * @param {string} [origins] that the packages shall be for, with commas
 * @returns {boolean} whether all is built so, and nothing changed since
 */
export function isBuilt(root, origins = '') {
  const manifests = [EXTENSION_DIR, FIREFOX_DIR].map((dir) => join(dir, 'manifest.json'));
  const outputs = [STAMP, ...manifests, SIMULATOR, join(VIEWER_DIR, 'index.html')].map((path) => join(root, path));
  if (!outputs.every((path) => existsSync(path)) || builtFor(root) !== origins) return false;
  const built = statSync(join(root, STAMP)).mtimeMs;
  return SOURCES.every((path) => newest(join(root, path)) < built);
}

/**
 * Notes that all is built.
 *
 * @param {string} root the repository
 * @param {Date} began when the build began
 * @param {string} [origins] that the packages are for, with commas
 */
export function markBuilt(root, began, origins = '') {
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, STAMP), origins);
  utimesSync(join(root, STAMP), began, began);
}

/**
 * Notes that what is built is about to change.
 *
 * @param {string} root the repository
 */
export function markUnbuilt(root) {
  rmSync(join(root, STAMP), { force: true });
}

/**
 * @param {string} root the repository
 * @param {string} [origins] that the packages shall be for, with commas
 * @throws {Explained} if the build fails
 */
export async function ensureBuilt(root, origins = '') {
  if (isBuilt(root, origins)) return;
  const args = origins === '' ? [] : ['--', '--origins', origins];
  if (await install('Building', ...npm(['run', '--silent', 'build', ...args]))) return;
  throw new Explained('The build failed; its own words are above.');
}
