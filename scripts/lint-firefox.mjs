// @ts-check
/**
 * Mozilla's own lint (`web-ext lint`) over both builds: nothing that is not explained here, and no error in Firefox's.
 * Chrome's store has no linter; `check-build-store.mjs` holds its rules. Run it with `npm run lint-firefox`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

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
 *
 * @typedef {object} Explanation of one finding; a second one like it is not explained
 * @property {string} code
 * @property {RegExp} file
 * @property {string} [about] part of the finding's description
 * @property {RegExp} [source] what stands in the file at the place that was found
 * @property {boolean} [isError] of an error; without it, an error is not explained
 * @property {string} why
 */

/** @type {Explanation} */
const PREACT = {
  code: 'UNSAFE_VAR_ASSIGNMENT',
  file: /^assets\/[\w-]+\.js$/,
  source: /^\w+\.innerHTML=\w+\.__html\b/,
  why: "Preact's own support of dangerouslySetInnerHTML, which our sources never use: this script reads them.",
};

/** @type {Explanation[]} */
const OF_FIREFOX = [
  PREACT,
  {
    code: 'KEY_FIREFOX_UNSUPPORTED_BY_MIN_VERSION',
    file: /^manifest\.json$/,
    about: 'browser_specific_settings.gecko.data_collection_permissions',
    why: 'The store asks for this key. Firefox 128 to 139 do not know it and ignore it; nothing is collected in any.',
  },
  {
    code: 'KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION',
    file: /^manifest\.json$/,
    about: 'browser_specific_settings.gecko.data_collection_permissions',
    why: 'Firefox for Android has no DevTools; the extension is for the desktop only (there is no gecko_android).',
  },
];

/** @type {Explanation[]} */
const OF_CHROMIUM = [
  PREACT,
  {
    code: 'BACKGROUND_SERVICE_WORKER_NOFALLBACK',
    file: /^manifest\.json$/,
    isError: true,
    why: 'Firefox gets the other build, whose background is a script.',
  },
  {
    code: 'INCOGNITO_SPLIT_UNSUPPORTED',
    file: /^manifest\.json$/,
    why: 'Firefox gets the other build, whose one background serves private windows, too.',
  },
  {
    code: 'ADDON_ID_REQUIRED',
    file: /^manifest\.json$/,
    isError: true,
    why: "Only Mozilla's store asks for an id, and gets the other build, which has one.",
  },
  {
    code: 'MISSING_DATA_COLLECTION_PERMISSIONS',
    file: /^manifest\.json$/,
    why: "Only Mozilla's store asks for this key, and gets the other build, which has it: nothing is collected.",
  },
];

/** What may be found, by build. */
export const EXPLANATIONS = { firefox: OF_FIREFOX, chromium: OF_CHROMIUM };

/** Ways to put text into a page as HTML. */
const AS_HTML = /dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe/;

/**
 * @param {Finding[]} findings
 * @param {Explanation[]} explanations
 * @param {(file: string) => string} read the text of a file of the build
 * @returns {{ problems: string[], accepted: string[] }} in words
 */
export function judge(findings, explanations, read) {
  /** @type {string[]} */
  const problems = [];
  /** @type {string[]} */
  const accepted = [];
  const unused = new Set(explanations);
  for (const finding of findings) {
    const explanation = [...unused].find((candidate) => explains(candidate, finding, read));
    if (explanation === undefined) problems.push(inWords(finding));
    else {
      unused.delete(explanation);
      accepted.push(`${finding._type} ${finding.code} in ${finding.file}\n    ${explanation.why}`);
    }
  }
  for (const { code, file } of unused) {
    problems.push(`nothing is found any more that this explains: ${code} in ${file.source}. Remove it from the list`);
  }
  return { problems, accepted };
}

/**
 * @param {Explanation} explanation
 * @param {Finding} finding
 * @param {(file: string) => string} read
 * @returns {boolean}
 */
function explains({ code, file, about, source, isError = false }, finding, read) {
  if ((finding._type === 'error') !== isError || finding.code !== code || !file.test(finding.file ?? '')) return false;
  if (about !== undefined && !finding.description?.includes(about)) return false;
  if (source === undefined) return true;
  const line = read(finding.file ?? '').split('\n')[(finding.line ?? 1) - 1] ?? '';
  return source.test(line.slice((finding.column ?? 1) - 1));
}

/**
 * @param {Finding} finding
 * @returns {string}
 */
function inWords({ _type, code, message, description, file, line, column }) {
  const place = line ? `${file}:${line}:${column ?? 1}` : file;
  return `${_type} ${code}${place ? ` in ${place}` : ''}: ${message}\n    ${description ?? ''}`.trimEnd();
}

/**
 * @param {string} dir sources of the product, tests aside
 * @returns {string[]} problems: files that put text into a page as HTML
 */
export function findHtml(dir) {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:[cm]?[jt]sx?|html)$/.test(file) && !/\.test\.tsx?$|\btestdata[\\/]/.test(file))
    .flatMap((file) => {
      const [way] = AS_HTML.exec(readFileSync(join(dir, file), 'utf8')) ?? [];
      return way === undefined ? [] : [`${join(dir, file)} says ${way}: text must not become HTML`];
    });
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

/**
 * @param {string} root the repository
 * @param {keyof typeof EXPLANATIONS} browser
 * @returns {{ problems: string[], accepted: string[] }} in words
 */
function lintBuild(root, browser) {
  const dir = join(root, 'dist', browser);
  if (!existsSync(join(dir, 'manifest.json'))) {
    return { problems: [`${dir} has no manifest.json: npm run build makes it`], accepted: [] };
  }
  return judge(runWebExt(root, dir), EXPLANATIONS[browser], (file) => readFileSync(join(dir, file), 'utf8'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const firefox = lintBuild(root, 'firefox');
  const chromium = lintBuild(root, 'chromium');
  for (const text of firefox.accepted) console.log(`explained: Firefox's build: ${text}`);
  for (const text of chromium.accepted) console.log(`explained: Chromium's build: ${text}`);
  const problems = [
    ...firefox.problems.map((problem) => `Firefox's build: ${problem}`),
    ...chromium.problems.map((problem) => `Chromium's build: ${problem}`),
    ...findHtml(join(root, 'src')),
  ];
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
