// @ts-check
/**
 * Writes the licences of all that a build ships: a Vite plugin. It reads from the bundler which modules stand in which
 * script, so no list has to be kept. A module of which nobody knows the licence ends the build. `check-licenses.mjs`
 * reads what it wrote.
 *
 * @typedef {object} Owner whose code a module is
 * @property {string} name
 * @property {string} version
 * @property {string} licence its SPDX identifier
 * @property {string} source where its source code is
 * @property {string} text the licence
 *
 * @typedef {{ id: string, file: string }} Shipped a module, as the bundler names it, and the script that it is in
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The file that stands in each package. */
export const LICENSES = 'LICENSES.txt';

/** Between two notices. */
export const RULE = '='.repeat(78);

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** What a licence asks for besides its own text has to be known: no others are shipped. */
const KNOWN_LICENCES = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'MPL-2.0']);

/** Who is given the program must be told how to get the source code (MPL-2.0, section 3.2). */
const TELLS_SOURCE = new Set(['MPL-2.0']);

/** Code that a tool of the build writes into the scripts, by the names that its modules have. @type {[RegExp, string][]} */
const WRITTEN_BY_TOOLS = [
  [/^\0rolldown\//, 'rolldown'],
  [/^\0vite\/|^__vite-/, 'vite'],
];

/** Vite's file goes on with the licences of what Vite itself contains, and that stays in Vite. */
const OF_THE_TOOL_ITSELF = /\n# Licenses of bundled dependencies\n[\s\S]*/;

/**
 * @param {object} [options]
 * @param {Record<string, string>} [options.apart] scripts of the package that are bundled by a build of their own, by
 *   the file that each is made of, from the root of the repository
 * @param {readonly string[]} [options.loaders] scripts that a tool writes later, and that only import one of ours
 * @returns {import('vite').Plugin}
 */
export function licenses({ apart = {}, loaders = [] } = {}) {
  return {
    name: 'licenses',
    apply: 'build',
    generateBundle: {
      // After plugins that take away scripts which are not shipped.
      order: 'post',
      async handler(_, bundle) {
        const shipped = Object.values(bundle).flatMap((file) =>
          file.type === 'chunk' ? modulesOf(file, file.fileName) : [],
        );
        shipped.push(...loaders.map((file) => ({ id: '', file })));
        for (const [file, entry] of Object.entries(apart)) shipped.push(...(await bundledApart(file, entry)));
        this.emitFile({ type: 'asset', fileName: LICENSES, source: writeLicenses(shipped, ROOT) });
      },
    },
  };
}

/**
 * @param {{ moduleIds: string[] }} chunk
 * @param {string} file
 * @returns {Shipped[]} a script without a module of its own (it passes on another's) is the project's
 */
function modulesOf({ moduleIds }, file) {
  return moduleIds.length === 0 ? [{ id: '', file }] : moduleIds.map((id) => ({ id, file }));
}

/**
 * Bundles a script once more to learn what stands in it: its own build takes no plugins.
 *
 * @param {string} file
 * @param {string} entry
 * @returns {Promise<Shipped[]>}
 */
async function bundledApart(file, entry) {
  const lib = { entry: join(ROOT, entry), formats: [/** @type {const} */ ('iife')], name: 'script' };
  const built = await build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib },
  });
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  return outputs.flatMap((one) => (one.type === 'chunk' ? modulesOf(one, file) : []));
}

/**
 * @param {readonly Shipped[]} shipped
 * @param {string} root the repository
 * @returns {string} the notices: the project's own first
 * @throws if nobody can say under which licence a module is
 */
export function writeLicenses(shipped, root) {
  const own = ownerIn(root);
  const title = `${own.name} ${own.version}`;
  /** @type {Map<string, { owner: Owner, files: Set<string> }>} */
  const notices = new Map([[title, { owner: own, files: new Set() }]]);
  for (const { id, file } of shipped) {
    const owner = ownerOf(id, root) ?? own;
    const key = `${owner.name} ${owner.version}`;
    const notice = notices.get(key) ?? { owner, files: new Set() };
    notice.files.add(file);
    notices.set(key, notice);
  }
  const [first, ...others] = notices.values();
  const sorted = others.sort((a, b) => (a.owner.name < b.owner.name ? -1 : 1));
  const intro = `This package contains ${title} and code of others. Whose they are, and the licences:\n`;
  return [intro, ...[...(first ? [first] : []), ...sorted].map(writeNotice)].join(`\n${RULE}\n\n`);
}

/**
 * @param {{ owner: Owner, files: Set<string> }} notice
 * @returns {string}
 */
function writeNotice({ owner: { name, version, licence, source, text }, files }) {
  const told = TELLS_SOURCE.has(licence)
    ? `Source code, under the same licence and unchanged: version ${version} of ${source}, or: npm pack ${name}@${version}`
    : source && `Source code: ${source}`;
  const head = [`${name} ${version}`, `Licence: ${licence}`, told, `In: ${[...files].sort().join(', ') || 'nothing'}`];
  return `${head.filter(Boolean).join('\n')}\n\n${text}\n`;
}

/**
 * @param {string} id
 * @param {string} root
 * @returns {Owner | undefined} undefined: the project itself
 * @throws if nobody can say
 */
function ownerOf(id, root) {
  const tool = WRITTEN_BY_TOOLS.find(([written]) => written.test(id))?.[1];
  if (tool !== undefined) return ownerIn(toolDir(tool));
  // A module that a plugin made of a file begins with \0.
  const path = id.replaceAll('\\', '/').replace(/^\0|[?#].*$/g, '');
  const inPackage = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
  if (inPackage !== undefined) return ownerIn(inPackage);
  if (path === '' || path.startsWith(`${root.replaceAll('\\', '/')}/`)) return undefined;
  throw new Error(`licenses: whose code is the module ${JSON.stringify(id)}? scripts/licenses.mjs must name its owner`);
}

/**
 * @param {string} tool
 * @returns {string} the folder of its package: Vite's bundler is a package of Vite's
 */
function toolDir(tool) {
  const vite = createRequire(import.meta.url).resolve('vite/package.json');
  return dirname(tool === 'vite' ? vite : createRequire(vite).resolve(`${tool}/package.json`));
}

/**
 * @param {string} dir the folder of a package
 * @returns {Owner}
 * @throws if it has no licence, or one of which nobody knows what it asks for
 */
function ownerIn(dir) {
  const { name, version, license, repository } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'));
  const fail = (/** @type {string} */ why) => new Error(`licenses: ${name} ${version} is shipped, and ${why}`);
  if (typeof license !== 'string') throw fail('its package.json names no licence');
  if (!KNOWN_LICENCES.has(license))
    throw fail(`its licence, ${license}, is none that scripts/licenses.mjs knows: read what it asks for first`);
  const file = readdirSync(dir).find((one) => /^(?:licen[cs]e|copying)(?:\.\w+)?$/i.test(one));
  if (file === undefined) throw fail('it has no file with its licence');
  // What such a file says has to stand in the package too: look at it first.
  if (existsSync(join(dir, 'NOTICE'))) throw fail('it has a NOTICE, which scripts/licenses.mjs does not copy yet');
  const text = readFileSync(join(dir, file), 'utf8').replaceAll('\r\n', '\n').replace(OF_THE_TOOL_ITSELF, '').trim();
  const url = String(typeof repository === 'string' ? repository : (repository?.url ?? ''));
  const source = url.replace(/^git\+/, '').replace(/\.git$/, '');
  if (TELLS_SOURCE.has(license) && source === '') throw fail('nobody can say where its source code is');
  return { name, version, licence: license, source, text };
}
