// @ts-check
/**
 * Mozilla's own lint (`web-ext lint`) over Firefox's build: nothing that is not explained here, and no error. Chromium's
 * build has the same files; its manifest is compared by `check-manifest.mjs`. Run it with `npm run lint-firefox`.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { judgeScripts } from './check-build-known.mjs';

/**
 * What web-ext found.
 *
 * @typedef {object} Finding
 * @property {'error' | 'warning' | 'notice'} _type
 * @property {string} code
 * @property {string} message
 * @property {string} [description]
 * @property {string | null} [file] null for the package as a whole
 * @property {number | null} [line] from 1
 * @property {number | null} [column] from 1
 */

const COLLECTION = /browser_specific_settings\.gecko\.data_collection_permissions/;

/** What may be found. @type {import('./check-build-known.mjs').Known[]} */
export const EXPLANATIONS = [
  {
    file: /^assets\/[\w-]+\.js$/,
    name: 'UNSAFE_VAR_ASSIGNMENT',
    source: /^\w+\.innerHTML=\w+\.__html\b/,
    why: "Preact's own support of dangerouslySetInnerHTML, which our sources never use: Biome's noDangerouslySetInnerHtml.",
  },
  {
    file: /^manifest\.json$/,
    name: 'KEY_FIREFOX_UNSUPPORTED_BY_MIN_VERSION',
    source: COLLECTION,
    why: 'The store asks for this key. Firefox 128 to 139 do not know it and ignore it; nothing is collected in any.',
  },
  {
    file: /^manifest\.json$/,
    name: 'KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION',
    source: COLLECTION,
    why: 'Firefox for Android has no DevTools; the extension is for the desktop only (there is no gecko_android).',
  },
];

/**
 * @param {Finding} finding
 * @param {(file: string) => string} read the text of a file of the build
 * @returns {import('./check-build-script.mjs').Found} in a script, source is what stands at the place; elsewhere it is
 *   the lint's own words
 */
export function foundBy({ _type, code, message, description = '', file, line, column }, read) {
  const place =
    file?.endsWith('.js') && line
      ? read(file)
          .split('\n')
          [line - 1]?.slice((column ?? 1) - 1)
      : undefined;
  const name = _type === 'error' ? `error ${code}` : code;
  return { file: file ?? 'the package', what: message, name, source: (place ?? description).slice(0, 300) };
}

/**
 * @param {string} root the repository
 * @param {string} dir the build
 * @returns {Finding[]}
 * @throws {Error} if web-ext did not report
 */
function runWebExt(root, dir) {
  const program = join(root, 'node_modules', 'web-ext', 'bin', 'web-ext.js');
  const args = ['lint', '--source-dir', dir, '--output', 'json', '--no-config-discovery'];
  const { stdout, stderr, error } = spawnSync(process.execPath, [program, ...args, '--no-input'], {
    encoding: 'utf8',
    // It would look for a newer web-ext in the network.
    env: { ...process.env, NO_UPDATE_NOTIFIER: '1' },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error !== undefined) throw error;
  const report = parseReport(stdout);
  if (report === undefined) throw new Error(`web-ext gave no report.\n${stripVTControlCharacters(stdout + stderr)}`);
  return report;
}

/**
 * @param {string} text what web-ext wrote
 * @returns {Finding[] | undefined} undefined if it is no report
 */
export function parseReport(text) {
  const line = text.split('\n').find((candidate) => candidate.startsWith('{"count":'));
  if (line === undefined) return undefined;
  const { count, errors, warnings, notices } = JSON.parse(line);
  const findings = [...errors, ...warnings, ...notices];
  return findings.length === count ? findings : undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const dir = join(root, 'dist', 'firefox');
  const read = (/** @type {string} */ file) => readFileSync(join(dir, file), 'utf8');
  const found = runWebExt(root, dir).map((finding) => foundBy(finding, read));
  const problems = judgeScripts(found, EXPLANATIONS);
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
