// @ts-check
/**
 * Reads the built files as texts: no file of a kind that nobody expects, no address, no token, no path of the machine
 * that built it, no source map. `check-build.mjs` asks. Scripts, handlers and frames in pages are forbidden by the
 * policy of our pages, which `check-manifest.mjs` compares.
 */
import { homedir } from 'node:os';
import { LICENSES } from './licenses.mjs';

/** The kinds of files in the package, and whether they are text. */
const KINDS = new Map([
  ['js', true],
  ['css', true],
  ['html', true],
  ['json', true],
  ['svg', true],
  ['txt', true],
  ['png', false],
]);

/** Addresses that name something and are never fetched. */
const NAMES = new Set([
  'http://www.w3.org/1999/xhtml',
  'http://www.w3.org/2000/svg',
  'http://www.w3.org/1998/Math/MathML',
  // Examples of what an organisation may allow, under a name that nobody can have (RFC 2606).
  'https://wwe.example.com',
  'https://wwe.example.com:8443',
]);

/** An address with a host; what ends a text in a script, a page or a sentence ends it. */
const ADDRESS = /\b(?:https?|wss?|ftp|file):\/\/[^\s"'`<>(){}|\\*,;]+/gi;

/** An address without a scheme, in what is no script. */
const SCHEMELESS = /["'(=]\s*\/\/[\w-]+\.[^\s"'<>()]*/;

/** What no file may contain. @type {[string, RegExp][]} */
const FORBIDDEN = [
  // But for the name of the probe's file: `check-build.mjs`.
  ['a source map', /[#@]\s*source(?:MappingURL\s*=|URL\s*=(?!probe$))/],
  ['sources', /"sourcesContent"\s*:/],
  ['an address that is code', /\bjavascript:\S/i],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['a key of a cloud', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bAIza[\w-]{35}\b/],
  ['a token', /\b(?:gh[opsur]_\w{36}|github_pat_\w{22,}|glpat-[\w-]{20}|npm_\w{36}|xox[abprs]-[\w-]{10,})/],
  ['a web token', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\./],
  ['a secret in a header', /\b(?:Bearer|Basic) [\w+/=.-]{20,}/],
  ['a user with a password', /:\/\/[\w.~%+-]+:[^\s/@"'`]+@/],
  [
    'a path of a machine',
    /(?<![\w.*])\/(?:home|root|Users|tmp|var|private)\/\w|\b[A-Z]:\\(?:Users|home)\b|node_modules\//,
  ],
];

/**
 * @param {string} file
 * @param {string} text
 * @param {readonly string[]} machinePaths what else it must not contain
 * @returns {string[]} problems
 */
export function checkText(file, text, machinePaths = [`${homedir()}/`]) {
  const kind = /\.(\w+)$/.exec(file)?.[1] ?? '';
  if (!KINDS.has(kind)) return [`${file} is of a kind that nobody expects`];
  if (KINDS.get(kind) === false) return [];
  if (kind === 'txt' && file !== LICENSES) return [`${file} is a text that nobody expects`];
  const problems = machinePaths.filter((path) => text.includes(path)).map((path) => `${file} contains ${path}`);
  for (const [what, pattern] of FORBIDDEN) {
    const [found] = pattern.exec(text) ?? [];
    if (found !== undefined) problems.push(`${file} contains ${what}: ${found}`);
  }
  for (const [address] of text.matchAll(ADDRESS)) {
    // A licence names addresses, and nothing reads it but people.
    if (file === LICENSES) break;
    if (!NAMES.has(address)) problems.push(`${file} contains the address ${address}`);
  }
  if (kind !== 'js' && file !== LICENSES && SCHEMELESS.test(text))
    problems.push(`${file} contains an address without a scheme`);
  return problems;
}

/**
 * @param {string} html
 * @returns {string[]} what its tags load or preload
 */
export function references(html) {
  const tags = html.match(/<(?:script|link|img|image|use|source|video|audio|track|iframe|a)\b[^>]*>/gi) ?? [];
  return tags.flatMap((tag) =>
    [...tag.matchAll(/\b(?:src|href|srcset|poster|ping)\s*=\s*["']?([^"'\s>]+)/gi)].map(([, address]) => address ?? ''),
  );
}

/**
 * @param {string} css
 * @returns {string[]} what it loads
 */
export function styleReferences(css) {
  return [...css.matchAll(/(?:url\(\s*|@import\s+|image-set\(\s*)["']?([^"')\s;]+)/gi)].map(
    ([, address]) => address ?? '',
  );
}
