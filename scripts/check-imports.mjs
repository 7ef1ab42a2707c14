// @ts-check
/**
 * Which folder of `src`, and `dev`, may import what, in which layers the folders within them lie, and that no files import
 * each other in a circle. The folders and the arrows between them are the architecture (CONTRIBUTING.md); this holds them. `import type`, `import()`, `export … from`, `import('…')` in types and
 * `new URL('…', import.meta.url)` count as imports too. Run it with `npm run check-imports`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, Visitor } from 'vite';

/** Where a person reads why. */
const RULE = 'CONTRIBUTING.md, "Allowed imports"';

/** The folders, and which of the others each may import. @type {Record<string, readonly string[]>} */
const ALLOWED = {
  table: [],
  protocol: [],
  entry: ['protocol'],
  probe: ['protocol'],
  transport: ['entry', 'protocol'],
  access: ['transport'],
  bridge: ['access', 'transport', 'entry', 'protocol'],
  session: ['table', 'entry', 'protocol'],
  recording: ['entry', 'protocol'],
  // Sessions on the disk.
  saved: ['recording', 'entry'],
  // How everything looks: colours, sizes, icons.
  design: [],
  panel: ['design', 'session', 'table', 'access', 'transport', 'recording', 'saved', 'entry', 'protocol'],
  relay: ['access', 'transport'],
  devtools: [],
  simulator: ['design', 'protocol', 'recording'],
  // It stands beside src: it puts the product's parts together for a person who changes them, and no part knows of it.
  dev: ['panel', 'bridge', 'probe', 'access', 'transport'],
};

/**
 * The folders within a folder, bottom to top: each may import those before it. A list in the list: folders side by side, of
 * which none imports another. The files that stand beside the folders may import all of them, and none of them imports those.
 * Tests may import all: they may start the whole.
 * @type {Record<string, readonly (string | readonly string[])[]>}
 */
const LAYERS = {
  panel: ['text', 'ui', 'values', 'filter', 'stores', 'shared', 'features', 'shell'],
  'panel/features': [['compose', 'interactions', 'messages', 'recordings', 'userdata']],
  simulator: ['core', 'scenarios', ['client', 'remote'], 'desktop', ['embedded', 'forger', 'server']],
  'simulator/core': [
    'settings',
    'state',
    ['acts', 'shell'],
    'services',
    'admission',
    'wwe',
    'scenario',
    'virtual',
    'replay',
  ],
};

/**
 * The simulator shares names with the panel, never the code that parses or builds messages: the two could then agree
 * on a mistake, unseen.
 */
const SIMULATOR_FROM_PROTOCOL = ['messages.ts', 'states.ts', 'interaction.ts', 'services.ts', 'events.ts'];

/** Which folders may import a package. @type {Record<string, readonly string[]>} */
const PACKAGES = {
  preact: ['design', 'panel', 'simulator'],
  '@preact/signals': ['panel', 'simulator'],
  lucide: ['design'],
  idb: ['saved'],
  'webextension-polyfill': ['panel', 'devtools', 'dev'],
  valibot: ['panel', 'transport', 'recording', 'simulator'],
  '@valibot/to-json-schema': ['recording', 'simulator'],
  'jsonc-parser': ['simulator'],
  ws: ['simulator', 'dev'],
  vite: ['dev'],
  '@prefresh/vite': ['dev'],
  '@playwright/test': ['dev'],
};

/** What tests of a folder may import besides: the probe is tried on the simulator's client, what the panel sends on bridges, what a session tells on files, and what a replay makes on a session. @type {Record<string, readonly string[]>} */
const TESTED_WITH = { probe: ['simulator'], panel: ['bridge'], session: ['recording'], simulator: ['session'] };

/** What tests may import besides, in every folder. */
const TEST_PACKAGES = ['vitest', 'fast-check', 'axe-core', '@testing-library/dom', 'fake-indexeddb'];

/** What else code may import: the texts of the panel, and its version; for development, the scripts. @type {Record<string, readonly string[]>} */
const OUTSIDE = { panel: ['public/_locales/', 'package.json'], dev: ['public/_locales/', 'manifest.json', 'scripts/'] };

/** Loads modules that a person names: a scenario, for example. */
const LOADS_BY_NAME = 'src/simulator/server/load-module.ts';

/** More lines than this are more than one thing. */
const MOST_LINES = 250;

/**
 * @typedef {object} Problem
 * @property {string} file from the root of the repository, with `/`
 * @property {number} line from 1
 * @property {string} what
 * @property {string} why
 */

/**
 * @typedef {object} Import
 * @property {string | undefined} specifier undefined: computed
 * @property {number} offset in the text of the file
 * @property {string | undefined} [target] the file that a relative one means
 */

/**
 * @param {string} root the repository, or a tree like it
 * @returns {Problem[]} by file and line
 */
export function checkImports(root) {
  const files = ['src', 'dev']
    .filter((top) => existsSync(join(root, top)))
    .flatMap((top) =>
      readdirSync(join(root, top), { recursive: true, encoding: 'utf8' }).map((name) => `${top}/${name}`),
    )
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.(?:tsx?|mts|jsx?|mjs)$/.test(name));
  const texts = new Map(files.sort().map((file) => [file, readFileSync(join(root, file), 'utf8')]));
  /** @type {Map<string, Import[]>} */
  const inner = new Map();
  const problems = [...texts].flatMap(([file, text]) => {
    const { imports, errors } = findImports(file, text);
    const targets = imports.map((one) => ({ ...one, target: targetOf(file, one.specifier) }));
    inner.set(
      file,
      targets.filter(({ target }) => target !== undefined && texts.has(target)),
    );
    return checkFile(file, text, targets, errors);
  });
  return [...problems, ...circlesIn(inner, texts)].sort(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line,
  );
}

/**
 * @param {Map<string, Import[]>} importsOf the files, and what of these each imports
 * @param {Map<string, string>} texts
 * @returns {Problem[]} one for each file from which a way of imports leads back to it, at its first step
 */
function circlesIn(importsOf, texts) {
  return [...importsOf].flatMap(([file, imports]) => {
    for (const { target = '', specifier, offset } of imports) {
      const way = shortestWay(target, file, importsOf);
      if (!way) continue;
      const why = `that leads back in a circle: ${[file, ...way].join(' → ')}`;
      return { file, line: lineAt(texts.get(file) ?? '', offset), what: `imports ${specifier}`, why };
    }
    return [];
  });
}

/**
 * @param {string} from
 * @param {string} to
 * @param {Map<string, Import[]>} importsOf
 * @returns {string[] | undefined} the files on the way, both ends included; undefined: there is none
 */
function shortestWay(from, to, importsOf) {
  const ways = new Map([[from, [from]]]);
  for (const [file, way] of ways) {
    if (file === to) return way;
    for (const { target = '' } of importsOf.get(file) ?? []) if (!ways.has(target)) ways.set(target, [...way, target]);
  }
  return undefined;
}

/**
 * @param {string} text
 * @param {number} offset
 */
function lineAt(text, offset) {
  return text.slice(0, offset).split('\n').length;
}

/**
 * @param {string} file
 * @param {string | undefined} specifier
 * @returns {string | undefined} the file that a relative specifier means, from the root of the repository
 */
function targetOf(file, specifier) {
  if (specifier === undefined || !specifier.startsWith('.')) return undefined;
  return posix.join(posix.dirname(file), specifier.replace(/\?.*$/, ''));
}

/**
 * @param {string} file from the root of the repository, with `/`
 * @param {string} text
 * @param {readonly Import[]} imports
 * @param {readonly string[]} errors why it cannot be read
 * @returns {Problem[]}
 */
function checkFile(file, text, imports, errors) {
  /** @type {Problem[]} */
  const problems = [];
  for (const error of errors) problems.push({ file, line: 1, what: 'cannot be read as TypeScript', why: error });
  const folder = folderOf(file);
  if (folder === undefined || !Object.hasOwn(ALLOWED, folder)) {
    problems.push({
      file,
      line: 1,
      what: 'belongs to no known folder of src',
      why: `known are ${Object.keys(ALLOWED).join(', ')}`,
    });
  } else {
    for (const { specifier, offset, target } of imports) {
      if (specifier === undefined && file === LOADS_BY_NAME) continue;
      const why =
        specifier === undefined ? 'only a literal can be checked' : whyForbidden(file, folder, specifier, target);
      if (why !== undefined)
        problems.push({ file, line: lineAt(text, offset), what: `imports ${specifier ?? 'a computed name'}`, why });
    }
    for (const [outer, layers] of Object.entries(LAYERS)) {
      const inner = innerFolder(file, outer);
      if (inner === undefined || isTest(file) || layers.flat().includes(inner)) continue;
      const why = `known are ${layers.flat().join(', ')}`;
      problems.push({ file, line: 1, what: `belongs to no layer of src/${outer}`, why });
    }
  }
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  if (!isTest(file) && lines > MOST_LINES) {
    problems.push({
      file,
      line: MOST_LINES + 1,
      what: `has ${lines} lines`,
      why: `a file of the product has at most ${MOST_LINES}`,
    });
  }
  return problems;
}

/**
 * @param {string} file
 * @param {string} folder the folder of src that `file` is in
 * @param {string} specifier
 * @param {string | undefined} target the file that it means, if it is relative
 * @returns {string | undefined} why not; undefined if it may
 */
function whyForbidden(file, folder, specifier, target) {
  if (target === undefined) return whyPackageForbidden(file, folder, specifier);
  const targetFolder = folderOf(target);
  if (targetFolder === undefined) {
    if (OUTSIDE[folder]?.some((folder) => target.startsWith(folder))) return undefined;
    return `${target} is not in a folder of src`;
  }
  if (isTest(target) && !isTest(file)) return 'tests and test data are not for the product';
  if (targetFolder === folder) return isTest(file) ? undefined : whyUpward(file, target);
  const isTestedWith = isTest(file) && TESTED_WITH[folder]?.includes(targetFolder);
  if (!ALLOWED[folder]?.includes(targetFolder) && !isTestedWith) {
    const allowed = ALLOWED[folder]?.join(', ') || 'nothing';
    return `${folder} may import from ${allowed}, not from ${targetFolder}`;
  }
  if (isTest(target) && !isTestedWith) return `tests and test data of ${targetFolder} are for ${targetFolder} alone`;
  const name = target.slice(`src/${targetFolder}/`.length);
  if (folder === 'simulator' && targetFolder === 'protocol' && !SIMULATOR_FROM_PROTOCOL.includes(name)) {
    return `of protocol, the simulator may import ${SIMULATOR_FROM_PROTOCOL.join(', ')} only: it shares names, not parsing or building`;
  }
  return undefined;
}

/**
 * @param {string} file
 * @param {string} target a file of the same folder of src
 * @returns {string | undefined} why a layer may not import another; undefined if it may
 */
function whyUpward(file, target) {
  for (const [outer, layers] of Object.entries(LAYERS)) {
    const from = innerFolder(file, outer);
    const to = innerFolder(target, outer);
    if (from === undefined || from === to || !target.startsWith(`src/${outer}/`)) continue;
    if (to === undefined) return `what stands beside the folders of ${outer} is for none of them`;
    const place = layers.findIndex((layer) => [layer].flat().includes(from));
    const below = layers.slice(0, Math.max(place, 0)).flat();
    if (!below.includes(to))
      return `in ${outer}, ${from} may import from ${below.join(', ') || 'nothing'}, not from ${to}`;
  }
  return undefined;
}

/**
 * @param {string} file
 * @param {string} outer a folder within src
 * @returns {string | undefined} the folder within it that the file is in; undefined: it is elsewhere, or stands beside these
 */
function innerFolder(file, outer) {
  const prefix = `src/${outer}/`;
  const [first, ...rest] = file.startsWith(prefix) ? file.slice(prefix.length).split('/') : [];
  return rest.length > 0 ? first : undefined;
}

/**
 * @param {string} file
 * @param {string} folder
 * @param {string} specifier
 * @returns {string | undefined}
 */
function whyPackageForbidden(file, folder, specifier) {
  if (specifier.startsWith('node:')) {
    if (isTest(file) || file.startsWith('src/simulator/server/') || /^dev\/(?!page\/)/.test(file)) return undefined;
    return 'Node.js is there in src/simulator/server, in dev beside its page, and in tests only';
  }
  const [first = '', second = ''] = specifier.split('/');
  const name = first.startsWith('@') ? `${first}/${second}` : first;
  if (isTest(file) && TEST_PACKAGES.includes(name)) return undefined;
  const folders = Object.hasOwn(PACKAGES, name) ? PACKAGES[name] : undefined;
  if (folders?.includes(folder)) return undefined;
  return folders === undefined
    ? `${name} is not a package of the product`
    : `${name} is for ${folders.join(', ')} only`;
}

/**
 * @param {string} file
 * @returns {string | undefined} the folder of src that it is in, or `dev`
 */
function folderOf(file) {
  return file.startsWith('dev/') ? 'dev' : /^src\/(?!dev\/)([^/]+)\//.exec(file)?.[1];
}

/** @param {string} file */
function isTest(file) {
  return /\.test\.tsx?$/.test(file) || file.split('/').includes('testdata');
}

/**
 * @param {string} file
 * @param {string} text
 * @returns {{ imports: Import[], errors: string[] }}
 */
function findImports(file, text) {
  /** @type {Import[]} */
  const imports = [];
  /** @param {{ type: string, start: number, value?: unknown } | null | undefined} source */
  const found = (source) => {
    if (!source) return;
    imports.push({ specifier: typeof source.value === 'string' ? source.value : undefined, offset: source.start });
  };
  const { program, errors } = parseSync(file, text);
  new Visitor({
    ImportDeclaration: (node) => found(node.source),
    ExportNamedDeclaration: (node) => found(node.source),
    ExportAllDeclaration: (node) => found(node.source),
    ImportExpression: (node) => found(node.source),
    TSImportType: (node) => found(node.source),
    TSExternalModuleReference: (node) => found(node.expression),
    NewExpression: (node) => {
      const [path, base] = node.arguments;
      const isModuleUrl = base !== undefined && text.slice(base.start, base.end) === 'import.meta.url';
      if (isModuleUrl && node.callee.type === 'Identifier' && node.callee.name === 'URL') found(path);
    },
  }).visit(program);
  return { imports, errors: errors.map((error) => error.message) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = checkImports(dirname(dirname(fileURLToPath(import.meta.url))));
  for (const { file, line, what, why } of problems) console.error(`${file}:${line}: ${what}: ${why} (${RULE})`);
  console.log(problems.length === 0 ? 'imports: as allowed' : `imports: ${problems.length} not allowed`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
