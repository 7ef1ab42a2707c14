// @ts-check
/**
 * Reads the two built extensions, and the viewer, as a store's reviewer would: they ask for no more than they say, content scripts start
 * at once, nothing is executed that did not come in the package, and the sizes hold. Each package, the simulator's too,
 * has the licences of what it ships. Run it with `npm run check-build`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { parseSync, Visitor } from 'vite';
import { judgeScripts, KNOWN } from './check-build-known.mjs';
import { readScript } from './check-build-script.mjs';
import { checkStore } from './check-build-store.mjs';
import { checkText, references, styleReferences } from './check-build-text.mjs';
import { checkViewer } from './check-build-viewer.mjs';
import { checkDependencies, checkLicenses, filesIn } from './check-licenses.mjs';
import { checkManifest, INJECTED } from './check-manifest.mjs';
import { readPackageOrigins } from './manifest-access.mjs';

/** Most bytes, gzip. 1 kB is 1000 bytes. */
export const LIMITS = {
  bridge: 8100,
  probe: 5200,
  relay: 2600,
  'panel, first load': 85_700,
  'viewer, first load': 88_400,
  'viewer, whole': 262_000,
};

/** The page of the extension that shows recordings in a tab. */
const VIEWER = 'src/panel/viewer.html';

/**
 * @typedef {{ name: string, files: string[], bytes: number, limit: number }} Size bytes are gzip
 *
 * @param {string} dir the built extension
 * @param {import('./check-manifest.mjs').Browser} browser that it is for
 * @param {object} [expected]
 * @param {string[]} [expected.machinePaths] what a built file must not contain
 * @param {readonly import('./check-build-known.mjs').Known[]} [expected.known] what its scripts do, and may
 * @param {readonly string[] | null} [expected.origins] that it is for; null: its user is asked
 * @returns {{ problems: string[], sizes: Size[] }}
 */
export function checkBuild(dir, browser, { machinePaths = [`${homedir()}/`], known = KNOWN, origins = null } = {}) {
  if (!existsSync(join(dir, 'manifest.json'))) return { problems: [`${dir} has no manifest.json`], sizes: [] };
  const read = (/** @type {string} */ file) => readFileSync(join(dir, file), 'utf8');
  const has = (/** @type {string} */ file) => existsSync(join(dir, file));
  const manifest = JSON.parse(read('manifest.json'));
  const problems = checkManifest(manifest, browser, origins);

  /** @type {{ js?: string[], css?: string[] }[]} */
  const contentScripts = manifest.content_scripts ?? [];
  // A package that asks first registers them; one for an organisation names them in its manifest.
  const injected = [...new Set([...INJECTED, ...contentScripts.flatMap((script) => script.js ?? [])])];
  const [probe = [], bridge = []] = INJECTED.map((file) => [file]);
  const background = browser === 'firefox' ? ['relay.js'] : [];
  /** @type {string} */
  const devtoolsPage = manifest.devtools_page ?? '';
  const named = [devtoolsPage, ...injected, ...background, ...contentScripts.flatMap((script) => script.css ?? [])];
  const locale = manifest.default_locale === undefined ? [] : [`_locales/${manifest.default_locale}/messages.json`];
  const schema = manifest.storage?.managed_schema === undefined ? [] : [manifest.storage.managed_schema];
  for (const file of [...named, ...Object.values(manifest.icons ?? {}), ...locale, ...schema]) {
    if (!has(file)) problems.push(`manifest.json names ${file || 'no devtools page'}, which is not there`);
  }
  for (const file of [...injected, ...background].filter(has)) problems.push(...checkClassic(file, read(file)));
  for (const file of injected.filter(has)) {
    // Of a sloppy function, a page that it calls gets hold: by `caller`, and by CallSite.getFunction.
    if (!/^["']use strict["'];/.test(read(file))) problems.push(`${file} is not strict`);
  }
  for (const file of probe.filter(has)) {
    // A page's proxy, which the probe looks at, would find the address in its stack, and in that the extension's id.
    if (!read(file).endsWith('\n//# sourceURL=probe')) problems.push(`${file} has no name but its address`);
  }
  const files = filesIn(dir);
  // The sites of the package were held above, each at its place.
  const readApart = (/** @type {string} */ file) =>
    (file === 'manifest.json' ? (origins ?? []) : []).reduce(
      (text, origin) => text.replaceAll(`"${origin}/*"`, '""'),
      read(file),
    );
  problems.push(...files.flatMap((file) => checkText(file, readApart(file), machinePaths)));
  const scripts = files.filter((file) => file.endsWith('.js'));
  problems.push(
    ...judgeScripts(
      scripts.flatMap((file) => readScript(file, read(file))),
      known,
    ),
  );
  problems.push(...checkStore(manifest, files, read));

  /** @param {string} name @param {string[]} of @param {number} limit */
  const measure = (name, of, limit) => measureIn(dir, name, of, limit);
  const panel = has(devtoolsPage) && devtoolsPage !== '' ? findPanel(devtoolsPage, read, has) : undefined;
  if (panel === undefined) problems.push('the devtools page names no panel (a .html file that is there)');
  const sizes = [
    measure('bridge', bridge.filter(has), LIMITS.bridge),
    measure('probe', probe.filter(has), LIMITS.probe),
    ...(browser === 'firefox' ? [measure('relay', background.filter(has), LIMITS.relay)] : []),
    ...(has(VIEWER) ? [measure('viewer, first load', closure(VIEWER, read, has), LIMITS['viewer, first load'])] : []),
    ...(panel === undefined
      ? []
      : [measure('panel, first load', closure(panel, read, has), LIMITS['panel, first load'])]),
  ];
  problems.push(...tooLarge(sizes));
  return { problems, sizes };
}

/**
 * @param {string} dir
 * @param {string} name
 * @param {string[]} files
 * @param {number} limit
 * @returns {Size}
 */
function measureIn(dir, name, files, limit) {
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dir, file)), { level: 9 }).length, 0);
  return { name, files, bytes, limit };
}

/**
 * @param {readonly Size[]} sizes
 * @returns {string[]} problems
 */
function tooLarge(sizes) {
  return sizes
    .filter(({ bytes, limit }) => bytes > limit)
    .map(({ name, bytes, limit }) => `${name}: ${bytes} bytes gzip, and ${limit} is the most`);
}

/**
 * A content script must run in the moment of its injection: a module, or a loader of one, comes too late. So does a
 * relay that loads before it listens.
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
  if (file.endsWith('.css')) return styleReferences(text);
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
  const dirs = { chromium: join(root, 'dist', 'chromium'), firefox: join(root, 'dist', 'firefox') };
  const viewer = join(root, 'dist', 'viewer');
  const packages = [...Object.values(dirs), join(root, 'dist', 'simulator'), join(root, 'dist', 'recording'), viewer];
  const machinePaths = [`${homedir()}/`, `${root}/`];
  const { values } = parseArgs({ options: { origins: { type: 'string' } } });
  const origins = readPackageOrigins(values.origins);
  const chromium = checkBuild(dirs.chromium, 'chromium', { machinePaths, origins });
  const firefox = checkBuild(dirs.firefox, 'firefox', { machinePaths, origins });
  // All but the relay and the manifest is the same in both: vite.firefox.config.ts copies it.
  const own = filesIn(viewer).filter((file) => /\.(?:html|js|css)$/.test(file));
  const whole = measureIn(viewer, 'viewer, whole', own, LIMITS['viewer, whole']);
  const relay = firefox.sizes.filter(({ name }) => name === 'relay');
  for (const { name, files, bytes, limit } of [...chromium.sizes, ...relay, whole]) {
    console.log(`${name.padEnd(20)}${String(bytes).padStart(7)} of ${limit} bytes gzip, ${files.length} file(s)`);
  }
  const problems = [
    ...chromium.problems.map((problem) => `for Chromium: ${problem}`),
    ...firefox.problems.map((problem) => `for Firefox: ${problem}`),
    ...tooLarge([whole]),
    ...checkViewer(viewer, machinePaths).map((problem) => `the viewer: ${problem}`),
    ...packages.flatMap((dir) => checkLicenses(dir).map((problem) => `${basename(dir)}: ${problem}`)),
    ...checkDependencies(packages, root),
  ];
  for (const problem of problems) console.error(`built: ${problem}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
