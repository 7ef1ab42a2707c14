import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkDependencies, checkLicenses } from './check-licenses.mjs';
import { LICENSES, writeLicenses } from './licenses.mjs';

const LICENCE = `MIT License\n\nCopyright (c) the people of one\n\n${'Permission is hereby granted. '.repeat(10)}`;

let root: string;

function write(file: string, text: string | object): void {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof text === 'string' ? text : JSON.stringify(text));
}

/** Puts a package beside the project. @returns the id of its module */
function install(name: string, about: object, files: Record<string, string> = { LICENSE: LICENCE }): string {
  write(`node_modules/${name}/package.json`, { name, version: '1.2.3', ...about });
  for (const [file, text] of Object.entries(files)) write(`node_modules/${name}/${file}`, text);
  return join(root, `node_modules/${name}/lib/index.js`);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'licenses-'));
  write('package.json', { name: 'ours', version: '0.1.0', license: 'MIT', dependencies: { one: '1.2.3' } });
  write('LICENSE', `${LICENCE} Ours.`);
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

it('gives each package its notice with the scripts that it is in, our own first', () => {
  const scoped = install('@of/one', { license: 'MIT', repository: { url: 'git+https://code.example/one.git' } });
  const other = install('other', { license: 'ISC' }, { 'license.md': LICENCE });
  const written = writeLicenses(
    [
      { id: join(root, 'src/a.ts'), file: 'a.js' },
      { id: other, file: 'a.js' },
      { id: `\0${scoped}?commonjs-module`, file: 'b.js' },
      { id: scoped, file: 'a.js' },
      { id: '', file: 'c.js' },
    ],
    root,
  );
  expect(written.match(/^\S+ \S+(?=\nLicence: )/gm)).toEqual(['ours 0.1.0', '@of/one 1.2.3', 'other 1.2.3']);
  expect(written).toContain('ours 0.1.0\nLicence: MIT\nIn: a.js, c.js\n');
  expect(written).toContain('@of/one 1.2.3\nLicence: MIT\nSource code: https://code.example/one\nIn: a.js, b.js\n');
  expect(written).toContain('Copyright (c) the people of one');
});

it('says where the source code is of what asks for that', () => {
  const id = install('poly', { license: 'MPL-2.0', repository: 'https://code.example/poly' });
  expect(writeLicenses([{ id, file: 'a.js' }], root)).toContain(
    'version 1.2.3 of https://code.example/poly, or: npm pack poly@1.2.3',
  );
});

it('knows what the tools of the build write into scripts', () => {
  const ids = ['\0rolldown/runtime.js', '\0vite/preload-helper.js', '__vite-optional-peer-dep:a:b'];
  const written = writeLicenses(
    ids.map((id) => ({ id, file: 'a.js' })),
    root,
  );
  expect(written.match(/^\S+(?= \S+\nLicence: )/gm)).toEqual(['ours', 'rolldown', 'vite']);
  expect(written).toContain('VoidZero Inc. and Vite contributors');
  expect(written).not.toContain('Licenses of bundled dependencies');
});

it.each<[string, object, Record<string, string>]>([
  ['names no licence', {}, { LICENSE: LICENCE }],
  ['no file with its licence', { license: 'MIT' }, { 'README.md': LICENCE }],
  ['GPL-3.0, is none that', { license: 'GPL-3.0' }, { LICENSE: LICENCE }],
  ['a NOTICE', { license: 'MIT' }, { LICENSE: LICENCE, NOTICE: 'Made by somebody.' }],
  ['where its source code is', { license: 'MPL-2.0' }, { LICENSE: LICENCE }],
])('ends the build where a package has %s', (why, about, files) => {
  const id = install('odd', about, files);
  expect(() => writeLicenses([{ id, file: 'a.js' }], root)).toThrow(why);
});

it.each(['\0helper/of-a-new-tool', '/elsewhere/src/a.ts'])('ends the build where nobody knows whose %j is', (id) => {
  expect(() => writeLicenses([{ id, file: 'a.js' }], root)).toThrow('whose code');
});

it('finds scripts without a notice, in folders with notices of their own too', () => {
  const dist = join(root, 'dist');
  const one = install('one', { license: 'MIT' });
  write(`dist/${LICENSES}`, writeLicenses([{ id: one, file: 'a.js' }], root));
  write('dist/a.js', '');
  expect(checkLicenses(dist)).toEqual([]);
  write(`dist/pages/${LICENSES}`, writeLicenses([{ id: '', file: 'assets/b.js' }], root));
  write('dist/pages/assets/b.js', '');
  expect(checkLicenses(dist)).toEqual([]);
  write('dist/c.js', '');
  write('dist/pages/a.js', '');
  expect(checkLicenses(dist).sort()).toEqual([
    `c.js stands in no notice of a licence (${LICENSES})`,
    `pages/a.js stands in no notice of a licence (${LICENSES})`,
  ]);
});

it('finds a package without notices', () => {
  write('dist/a.js', '');
  expect(checkLicenses(join(root, 'dist'))).toEqual([`a.js stands in no notice of a licence (${LICENSES})`]);
});

it('finds a dependency of the product that no package has a notice of', () => {
  const dirs = ['dist', 'other'].map((dir) => join(root, dir));
  const problem = 'one is a dependency of the product, and no package has a notice of its licence';
  expect(checkDependencies(dirs, root)).toEqual([problem]);
  write(`dist/pages/${LICENSES}`, writeLicenses([{ id: install('one', { license: 'MIT' }), file: 'a.js' }], root));
  expect(checkDependencies(dirs, root)).toEqual([]);
});
