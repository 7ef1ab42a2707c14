// @ts-check
/**
 * Reads the built extension as a store's reviewer would: asks for no more than it says, content scripts start at once,
 * nothing is executed that did not come in the package, and the sizes hold. Run it with `npm run check-build`.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { gzipSync } from 'node:zlib';
import { parseSync, Visitor } from 'vite';

/** All that the extension may ask for. Whoever adds to it says why in docs/privacy.md. */
const EXPECTED = {
  manifest_version: 3,
  permissions: ['storage'],
  host_permissions: undefined,
  optional_permissions: undefined,
  optional_host_permissions: undefined,
  background: undefined,
  web_accessible_resources: undefined,
  externally_connectable: undefined,
};

/** How each content script must be started, to hear every frame from its first message. */
const CONTENT_SCRIPT = {
  matches: ['http://*/*', 'https://*/*'],
  run_at: 'document_start',
  all_frames: true,
  match_about_blank: true,
  match_origin_as_fallback: true,
};

/** What the policy of our own pages must say. */
const POLICY = ["script-src 'self'", "connect-src 'none'"];

/** Most bytes, gzip. 1 kB is 1000 bytes. */
const LIMITS = { bridge: 6000, 'panel, first load': 60_000 };

/** Addresses that name something and are never fetched. */
const NAMES = ['http://www.w3.org/'];

/**
 * @typedef {{ name: string, files: string[], bytes: number, limit: number }} Size bytes are gzip
 *
 * @param {string} dir the built extension
 * @param {string[]} [machinePaths] what a built file must not contain
 * @returns {{ problems: string[], sizes: Size[] }}
 */
export function checkBuild(dir, machinePaths = ['file:///', `${homedir()}/`]) {
  if (!existsSync(join(dir, 'manifest.json'))) return { problems: [`${dir} has no manifest.json`], sizes: [] };
  const read = (/** @type {string} */ file) => readFileSync(join(dir, file), 'utf8');
  const has = (/** @type {string} */ file) => existsSync(join(dir, file));
  const manifest = JSON.parse(read('manifest.json'));
  const problems = checkManifest(manifest);

  /** @type {{ js?: string[], css?: string[] }[]} */
  const contentScripts = manifest.content_scripts ?? [];
  const injected = contentScripts.flatMap((script) => script.js ?? []);
  /** @type {string} */
  const devtoolsPage = manifest.devtools_page ?? '';
  const named = [devtoolsPage, ...injected, ...contentScripts.flatMap((script) => script.css ?? [])];
  const locale = manifest.default_locale === undefined ? [] : [`_locales/${manifest.default_locale}/messages.json`];
  for (const file of [...named, ...Object.values(manifest.icons ?? {}), ...locale]) {
    if (!has(file)) problems.push(`manifest.json names ${file || 'no devtools page'}, which is not there`);
  }
  for (const file of injected.filter(has)) problems.push(...checkClassic(file, read(file)));
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
  for (const file of files.filter((file) => statSync(join(dir, file)).isFile())) {
    problems.push(...checkFile(file, read(file), machinePaths));
  }

  /** @param {string} name @param {string[]} of @param {number} limit */
  const measure = (name, of, limit) => {
    const bytes = of.reduce((sum, file) => sum + gzipSync(readFileSync(join(dir, file)), { level: 9 }).length, 0);
    return { name, files: of, bytes, limit };
  };
  const panel = has(devtoolsPage) && devtoolsPage !== '' ? findPanel(devtoolsPage, read, has) : undefined;
  if (panel === undefined) problems.push('the devtools page names no panel (a .html file that is there)');
  const sizes = [
    measure('bridge', injected.filter(has), LIMITS.bridge),
    ...(panel === undefined
      ? []
      : [measure('panel, first load', closure(panel, read, has), LIMITS['panel, first load'])]),
  ];
  for (const { name, bytes, limit } of sizes) {
    if (bytes > limit) problems.push(`${name}: ${bytes} bytes gzip, and ${limit} is the most`);
  }
  return { problems, sizes };
}

/**
 * @param {Record<string, unknown> & { content_scripts?: Record<string, unknown>[] }} manifest
 * @returns {string[]}
 */
function checkManifest(manifest) {
  const problems = [];
  for (const [key, expected] of Object.entries(EXPECTED)) {
    if (isDeepStrictEqual(manifest[key], expected)) continue;
    problems.push(`manifest.json: ${key} is ${JSON.stringify(manifest[key])}, not ${JSON.stringify(expected)}`);
  }
  if (!manifest.content_scripts?.length) problems.push('manifest.json has no content scripts');
  for (const script of manifest.content_scripts ?? []) {
    for (const [key, expected] of Object.entries(CONTENT_SCRIPT)) {
      if (isDeepStrictEqual(script[key], expected)) continue;
      problems.push(
        `content script ${script.js}: ${key} is ${JSON.stringify(script[key])}, not ${JSON.stringify(expected)}`,
      );
    }
  }
  const policy = JSON.stringify(manifest.content_security_policy ?? '');
  for (const rule of POLICY) if (!policy.includes(rule)) problems.push(`content_security_policy does not say ${rule}`);
  return problems;
}

/**
 * A content script must run in the moment of its injection: a module, or a loader of one, comes too late.
 *
 * @param {string} file
 * @param {string} text
 * @returns {string[]}
 */
function checkClassic(file, text) {
  const { program, errors } = parseSync(file, text, { sourceType: 'script' });
  const problems = errors.map((error) => `${file} is not a classic script: ${error.message}`);
  new Visitor({ ImportExpression: () => problems.push(`${file} loads another script by import()`) }).visit(program);
  return problems;
}

/**
 * @param {string} file
 * @param {string} text
 * @param {string[]} machinePaths
 * @returns {string[]}
 */
function checkFile(file, text, machinePaths) {
  const problems = machinePaths.filter((path) => text.includes(path)).map((path) => `${file} contains ${path}`);
  if (file.endsWith('.html')) {
    for (const address of references(text))
      if (/^(?:\w+:)?\/\//.test(address)) problems.push(`${file} loads ${address}`);
    if (/<script(?![^>]*\bsrc=)[^>]*>/i.test(text))
      problems.push(`${file} has a script in it, which the policy forbids`);
  }
  if (!/\.m?js$/.test(file)) return problems;

  /** @param {unknown} value */
  const checkText = (value) => {
    if (typeof value !== 'string') return;
    for (const [address] of value.matchAll(/\b(?:https?|wss?):\/\/[^\s*]+/g)) {
      if (!NAMES.some((name) => address.startsWith(name))) problems.push(`${file} contains the address ${address}`);
    }
  };
  /** @param {{ type: string, name?: unknown }} callee */
  const checkCallee = (callee) => {
    if (callee.type !== 'Identifier' || (callee.name !== 'eval' && callee.name !== 'Function')) return;
    problems.push(`${file} makes code from text (${callee.name})`);
  };
  new Visitor({
    CallExpression: (node) => checkCallee(node.callee),
    NewExpression: (node) => checkCallee(node.callee),
    Literal: (node) => checkText(node.value),
    TemplateElement: (node) => checkText(node.value.cooked),
  }).visit(parseSync(file, text).program);
  return problems;
}

/**
 * @param {string} html
 * @returns {string[]} what its scripts, style sheets and preloads refer to
 */
function references(html) {
  const tags = html.match(/<(?:script|link|img|iframe)\b[^>]*>/gi) ?? [];
  return tags.flatMap((tag) => /\b(?:src|href)=["']?([^"'\s>]+)/i.exec(tag)?.[1] ?? []);
}

/**
 * @param {string} devtoolsPage
 * @param {(file: string) => string} read
 * @param {(file: string) => boolean} has
 * @returns {string | undefined} the page that it registers as a panel: a text in its scripts that names a page of ours
 */
function findPanel(devtoolsPage, read, has) {
  const scripts = closure(devtoolsPage, read, has).filter((file) => file.endsWith('.js'));
  const names = scripts.flatMap((file) =>
    [...read(file).matchAll(/["'`]\/?([^"'`]+\.html)["'`]/g)].map(([, name]) => name ?? ''),
  );
  return names.find((name) => name !== devtoolsPage && has(name));
}

/**
 * @param {string} page
 * @param {(file: string) => string} read
 * @param {(file: string) => boolean} has
 * @returns {string[]} the page and all that it loads by itself: what is imported later, by import(), is not in it
 */
function closure(page, read, has) {
  const files = new Set([page]);
  for (const file of files) {
    for (const reference of staticReferences(file, read(file))) {
      const target = reference.startsWith('/') ? reference.slice(1) : posix.join(posix.dirname(file), reference);
      if (has(target)) files.add(target);
    }
  }
  return [...files];
}

/**
 * @param {string} file
 * @param {string} text
 * @returns {string[]}
 */
function staticReferences(file, text) {
  if (file.endsWith('.html')) return references(text);
  if (file.endsWith('.css')) {
    return [...text.matchAll(/(?:url\(\s*|@import\s+)["']?([^"')\s;]+)/g)].map(([, address]) => address ?? '');
  }
  if (!file.endsWith('.js')) return [];
  /** @type {string[]} */
  const found = [];
  new Visitor({
    ImportDeclaration: (node) => found.push(node.source.value),
    ExportAllDeclaration: (node) => found.push(node.source.value),
    ExportNamedDeclaration: (node) => node.source !== null && found.push(node.source.value),
  }).visit(parseSync(file, text).program);
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const { problems, sizes } = checkBuild(join(root, 'dist', 'chromium'), ['file:///', `${homedir()}/`, `${root}/`]);
  for (const { name, files, bytes, limit } of sizes) {
    console.log(`${name.padEnd(20)}${String(bytes).padStart(7)} of ${limit} bytes gzip, ${files.length} file(s)`);
  }
  for (const problem of problems) console.error(`built extension: ${problem}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
