// @ts-check
/**
 * Reads the built viewer, the static page that shows recordings, as the extension is read: it is made of four files, its own
 * policy lets it connect to nothing, its scripts do nothing that they must not. `check-build.mjs` asks.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'vite';
import { judgeScripts, KNOWN_IN_VIEWER } from './check-build-known.mjs';
import { readScript } from './check-build-script.mjs';
import { checkText, references } from './check-build-text.mjs';
import { filesIn } from './check-licenses.mjs';
import { LICENSES } from './licenses.mjs';

/** What the page may load: its own script and style sheet. It may connect to nothing, and send nothing. */
export const VIEWER_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const PAGE = 'index.html';
const SCRIPT = 'viewer.js';
const STYLE = 'style.css';

/**
 * @param {string} dir the built viewer
 * @param {string[]} machinePaths what a built file must not contain
 * @returns {string[]} problems
 */
export function checkViewer(dir, machinePaths) {
  if (!existsSync(join(dir, PAGE))) return [`${dir} has no ${PAGE}`];
  const read = (/** @type {string} */ file) => readFileSync(join(dir, file), 'utf8');
  const files = filesIn(dir);
  const expected = [PAGE, SCRIPT, STYLE, LICENSES];
  const problems = [
    ...files.filter((file) => !expected.includes(file)).map((file) => `${file} is a file that nobody expects`),
    ...expected.filter((file) => !files.includes(file)).map((file) => `${file} is not there`),
  ];
  if (problems.length > 0) return problems;
  problems.push(...files.flatMap((file) => checkText(file, read(file), machinePaths)));
  problems.push(...checkPage(read(PAGE)));
  const script = read(SCRIPT);
  // As a module it could not be opened from the disk.
  const { program, errors } = parseSync(SCRIPT, script, { sourceType: 'script' });
  problems.push(...errors.map((error) => `${SCRIPT} is not a classic script: ${error.message}`));
  new Visitor({ ImportExpression: () => problems.push(`${SCRIPT} loads another script by import()`) }).visit(program);
  problems.push(...judgeScripts(readScript(SCRIPT, script), KNOWN_IN_VIEWER));
  return problems;
}

/**
 * @param {string} html
 * @returns {string[]} problems
 */
function checkPage(html) {
  const policies = [...html.matchAll(/<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]*)"/g)].map(
    ([, policy]) => policy,
  );
  const problems = [];
  if (policies.length !== 1 || policies[0] !== VIEWER_POLICY) {
    problems.push(`${PAGE} has the policy ${JSON.stringify(policies)}, not ${JSON.stringify(VIEWER_POLICY)}`);
  }
  // What stands before the policy is not under it.
  if (html.search(/<(?:script|link|img)\b/) < html.indexOf('Content-Security-Policy')) {
    problems.push(`${PAGE} loads something before its policy`);
  }
  for (const address of references(html)) {
    if (address !== `./${SCRIPT}` && address !== `./${STYLE}`) problems.push(`${PAGE} loads ${address}`);
  }
  if (/<script(?![^>]*\bsrc=)/.test(html) || /\son\w+\s*=/.test(html)) problems.push(`${PAGE} has a script of its own`);
  return problems;
}
