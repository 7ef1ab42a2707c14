import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkImports } from './check-imports.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'check-imports-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Plants a file into the tree and says what is found wrong with it, as `line: what: why`. */
function plant(file: string, text: string): string[] {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return checkImports(root).map(({ line, what, why }) => `${line}: ${what}: ${why}`);
}

const PANEL_FROM_BRIDGE = expect.stringContaining(
  'panel may import from design, session, table, access, transport, recording, saved, entry, protocol, not from',
);

describe('every kind of import', () => {
  it.each([
    ['a name', `import { a } from '../bridge/a.ts';`],
    ['a type', `import type { A } from '../bridge/a.ts';`],
    ['an inline type', `import { type A } from '../bridge/a.ts';`],
    ['nothing but its effects', `import '../bridge/a.ts';`],
    ['an import()', `export const a = () => import('../bridge/a.ts');`],
    ['an import() of a type', `export type A = import('../bridge/a.ts').A;`],
    ['export from', `export { a } from '../bridge/a.ts';`],
    ['export type from', `export type { A } from '../bridge/a.ts';`],
    ['export all', `export * from '../bridge/a.ts';`],
    ['import = require', `import a = require('../bridge/a.ts');`],
    ['a module URL', `export const a = new URL('../bridge/a.ts', import.meta.url);`],
    ['a bundler query', `import a from '../bridge/a.ts?worker';`],
    ['a way round by src', `import { a } from '../../src/bridge/a.ts';`],
    ['after text with an apostrophe', `export const a = <p>Don't</p>;\nexport const b = import('../bridge/a.ts');`],
  ])('%s is held to the rule', (_, text) => {
    expect(plant('src/panel/b.tsx', text)).toEqual([PANEL_FROM_BRIDGE]);
  });

  it('does not take comments and texts for imports', () => {
    expect(plant('src/panel/b.ts', `// import '../bridge/a.ts';\nexport const b = "import '../bridge/a.ts'";`)).toEqual(
      [],
    );
  });

  it('refuses a computed name, which nobody can check', () => {
    expect(plant('src/panel/b.ts', 'export const b = (name: string) => import(name);')).toEqual([
      '1: imports a computed name: only a literal can be checked',
    ]);
  });

  it('says the line', () => {
    expect(plant('src/transport/a.ts', `\n\nimport '../session/b.ts';`)).toEqual([
      '3: imports ../session/b.ts: transport may import from entry, protocol, not from session',
    ]);
  });
});

describe('the folders', () => {
  const allowed: Record<string, string[]> = {
    protocol: [],
    entry: ['protocol'],
    probe: ['protocol'],
    transport: ['entry', 'protocol'],
    bridge: ['transport', 'entry', 'protocol'],
    session: ['entry', 'protocol'],
    recording: ['entry', 'protocol'],
    panel: ['session', 'transport', 'recording', 'entry', 'protocol'],
    relay: ['transport'],
    devtools: [],
    simulator: ['protocol', 'recording'],
  };
  const folders = Object.keys(allowed);

  it.each(folders)('%s imports what it may and nothing else', (folder) => {
    for (const other of folders) {
      const problems = plant(`src/${folder}/a.ts`, `import '../${other}/messages.ts';`);
      const isFine = other === folder || allowed[folder]?.includes(other);
      expect({ other, count: problems.length }).toEqual({ other, count: isFine ? 0 : 1 });
    }
  });

  it('refuses a folder that it does not know', () => {
    expect(plant('src/utils/a.ts', '')).toEqual([expect.stringContaining('belongs to no known folder of src')]);
  });

  it('refuses what lies outside src, but for the texts of the panel', () => {
    expect(plant('src/session/a.ts', `import '../../e2e/a.ts';`)).toEqual([
      '1: imports ../../e2e/a.ts: e2e/a.ts is not in a folder of src',
    ]);
    rmSync(join(root, 'src/session'), { recursive: true });
    expect(plant('src/panel/a.ts', `import '../../public/_locales/en/messages.json';`)).toEqual([]);
  });

  it.each(['messages.ts', 'states.ts', 'interaction.ts', 'services.ts', 'events.ts'])(
    'lets the simulator have %s',
    (name) => {
      expect(plant('src/simulator/core/a.ts', `import '../../protocol/${name}';`)).toEqual([]);
    },
  );

  it.each(['kind.ts', 'read.ts', 'read-party.ts'])('keeps %s from the simulator', (name) => {
    expect(plant('src/simulator/core/a.ts', `import type { A } from '../../protocol/${name}';`)).toEqual([
      expect.stringContaining('it shares names, not parsing or building'),
    ]);
  });
});

describe('the layers within a folder', () => {
  const layers: Record<string, string[]> = {
    panel: ['text', 'ui', 'values', 'filter', 'stores', 'shared', 'features/messages', 'shell'],
    simulator: ['core/wwe', 'scenarios', 'remote', 'desktop', 'server'],
    'simulator/core': ['settings', 'state', 'acts', 'services', 'admission', 'wwe', 'scenario'],
  };
  const pairs = Object.entries(layers).flatMap(([outer, all]) =>
    all.flatMap((from, place) => all.map((to, other) => ({ outer, from, to, isFine: other <= place }))),
  );

  it.each(pairs)('in $outer, $from imports from $to: $isFine', ({ outer, from, to, isFine }) => {
    const up = '../'.repeat(from.split('/').length);
    const problems = plant(`src/${outer}/${from}/a.ts`, `import '${up}${to}/b.ts';`);
    expect(problems).toEqual(isFine ? [] : [expect.stringMatching(/ may import from .*, not from /)]);
  });

  it.each([
    ['src/panel/features/messages/a.ts', '../compose/b.ts'],
    ['src/panel/features/compose/a.ts', '../messages/b.ts'],
    ['src/simulator/embedded/a.ts', '../server/b.ts'],
    ['src/simulator/core/shell/a.ts', '../acts/b.ts'],
  ])('%s may not import %s, which stands side by side with it', (file, specifier) => {
    expect(plant(file, `import type { B } from '${specifier}';`)).toEqual([
      expect.stringMatching(/ may import from .*, not from /),
    ]);
  });

  it('lets what stands beside the folders import all of them, and none of them import that', () => {
    expect(plant('src/panel/panel.tsx', `import './shell/a.tsx';\nimport './text/b.ts';`)).toEqual([]);
    expect(plant('src/panel/text/a.ts', `import '../theme.ts';`)).toEqual([
      '1: imports ../theme.ts: what stands beside the folders of panel is for none of them',
    ]);
  });

  it('refuses a folder that is in no layer', () => {
    expect(plant('src/panel/utils/a.ts', '')).toEqual([
      expect.stringContaining('belongs to no layer of src/panel: known are text, ui,'),
    ]);
    expect(plant('src/panel/features/timeline/a.ts', '')).toContainEqual(
      expect.stringContaining('belongs to no layer of src/panel/features'),
    );
  });

  it('lets tests start the whole', () => {
    expect(plant('src/panel/text/a.test.ts', `import '../shell/start.ts';`)).toEqual([]);
    expect(plant('src/panel/stores/testdata/a.ts', `import '../../shell/start.ts';`)).toEqual([]);
  });
});

describe('circles of files', () => {
  it('are found, also where only types are imported, and told with their way', () => {
    plant('src/session/a.ts', `import { b } from './rows/b.ts';`);
    plant('src/session/rows/b.ts', `\nexport type { C } from '../c.ts';`);
    expect(plant('src/session/c.ts', `export type C = import('./a.ts').C;`)).toEqual([
      '1: imports ./rows/b.ts: that leads back in a circle: src/session/a.ts → src/session/rows/b.ts → src/session/c.ts → src/session/a.ts',
      '1: imports ./a.ts: that leads back in a circle: src/session/c.ts → src/session/a.ts → src/session/rows/b.ts → src/session/c.ts',
      '2: imports ../c.ts: that leads back in a circle: src/session/rows/b.ts → src/session/c.ts → src/session/a.ts → src/session/rows/b.ts',
    ]);
  });

  it('are found where a file imports itself', () => {
    expect(plant('src/session/a.ts', `import './a.ts';`)).toEqual([
      '1: imports ./a.ts: that leads back in a circle: src/session/a.ts → src/session/a.ts',
    ]);
  });

  it('are none where two ways lead to one file', () => {
    plant('src/session/a.ts', `import './b.ts';\nimport './c.ts';`);
    plant('src/session/b.ts', `import './c.ts';`);
    expect(plant('src/session/c.ts', '')).toEqual([]);
  });
});

describe('tests', () => {
  it.each(['./a.test.ts', './testdata/a.ts'])('%s is not for the product', (specifier) => {
    expect(plant('src/panel/b.ts', `import '${specifier}';`)).toEqual([
      expect.stringContaining('tests and test data are not for the product'),
    ]);
    expect(plant('src/panel/b.ts', `import '../protocol/${specifier}';`)).toEqual([
      expect.stringContaining('tests and test data are not for the product'),
    ]);
  });

  it('lets a test have the test data of its own folder, not those of another', () => {
    expect(plant('src/panel/b.test.ts', `import './testdata/a.ts';`)).toEqual([]);
    expect(plant('src/panel/b.test.ts', `import '../protocol/testdata/a.ts';`)).toEqual([
      expect.stringContaining('test data of protocol are for protocol alone'),
    ]);
  });
});

describe('packages', () => {
  it.each([
    ['preact', 'src/panel/a.tsx', true],
    ['preact/hooks', 'src/simulator/desktop/a.tsx', true],
    ['preact', 'src/bridge/a.ts', false],
    ['@preact/signals', 'src/panel/a.ts', true],
    ['@preact/signals', 'src/session/a.ts', false],
    ['webextension-polyfill', 'src/devtools/a.ts', true],
    ['webextension-polyfill', 'src/bridge/a.ts', false],
    ['valibot', 'src/transport/a.ts', true],
    ['valibot', 'src/protocol/a.ts', false],
    ['node:fs', 'src/simulator/server/a.ts', true],
    ['node:fs', 'src/simulator/core/a.ts', false],
    ['node:fs', 'src/protocol/a.test.ts', true],
    ['vitest', 'src/protocol/a.test.ts', true],
    ['vitest', 'src/protocol/a.ts', false],
    ['lodash', 'src/panel/a.ts', false],
    ['__proto__', 'src/panel/a.ts', false],
  ])('%s in %s: %s', (name, file, isAllowed) => {
    expect(plant(file, `import '${name}';`)).toHaveLength(isAllowed ? 0 : 1);
  });
});

describe('what stands beside src for development', () => {
  it('may put together the parts of the extension, and no other', () => {
    expect(plant('dev/page/a.ts', `import '../../src/bridge/bridge.iife.ts';`)).toEqual([]);
    expect(plant('dev/page/b.ts', `import '../../src/session/a.ts';`)).toEqual([
      expect.stringContaining('dev may import from panel, bridge, probe, access, transport, not from session'),
    ]);
  });

  it('is for no part of the product', () => {
    expect(plant('src/panel/a.ts', `import '../../dev/page/a.ts';`)).toEqual([expect.stringContaining('not from dev')]);
    expect(plant('src/dev/a.ts', '')).toContainEqual(expect.stringContaining('belongs to no known folder of src'));
  });

  it('has Node.js in its scripts and none in its page', () => {
    expect(plant('dev/a.mjs', `import 'node:fs';`)).toEqual([]);
    expect(plant('dev/page/a.ts', `import 'node:fs';`)).toHaveLength(1);
  });
});

describe('length', () => {
  it('lets a file of the product have 250 lines and no more; tests may be longer', () => {
    const line = 'export {};\n';
    expect(plant('src/protocol/a.test.ts', line.repeat(251))).toEqual([]);
    expect(plant('src/protocol/a.ts', line.repeat(250))).toEqual([]);
    expect(plant('src/protocol/a.ts', line.repeat(251))).toEqual([
      '251: has 251 lines: a file of the product has at most 250',
    ]);
  });
});

it('finds nothing wrong with our own tree', () => {
  expect(checkImports(dirname(import.meta.dirname))).toEqual([]);
});
