/**
 * The commands that the documentation names: all are there, and each can be typed first on a fresh clone. That is so where
 * nothing of node_modules is needed before the script itself, or its `pre…`, has installed what is missing.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { scripts } from '../package.json' with { type: 'json' };

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const SCRIPTS = new Map<string, string>(Object.entries(scripts));

interface Command {
  /** The Markdown file and the line in it. */
  readonly at: string;
  readonly text: string;
}

/** Every command in code of a Markdown text: `…` within a line, a fenced block, an indented line. */
function commandsIn(markdown: string, file: string): readonly Command[] {
  let fenced = false;
  return markdown.split('\n').flatMap((line, index) => {
    if (/^\s*```/.test(line)) {
      fenced = !fenced;
      return [];
    }
    const code =
      fenced || /^ {4}\S/.test(line) ? [line.trim()] : [...line.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);
    const commands = code.filter((text) =>
      /^(?:[A-Z_]+=\S+ )*(?:npm|npx|node|yarn|pnpm|sh|vitest|playwright|tsc|biome) /.test(text),
    );
    return commands.map((text) => ({ at: `${file}:${index + 1}`, text: text.replace(/^(?:[A-Z_]+=\S+ )+/, '') }));
  });
}

/** Why a command cannot be run here; null if it can. */
function problemOf(text: string): string | null {
  const [program, first = '', second = ''] = text.split(/\s+/);
  if (program === 'npm') {
    const name = first === 'run' ? second : first;
    // Packing builds first (`prepack`).
    if (['ci', 'install', 'audit', 'ping', 'pack'].includes(name)) return null;
    return SCRIPTS.has(name) ? null : `package.json has no script "${name}"`;
  }
  // Our own command, in a project that has installed the package.
  if (program === 'npx' && first === 'wwe-devtools') return null;
  if (program !== 'node') return `${program} is not there on a fresh clone`;
  return existsSync(join(ROOT, first)) ? null : `there is no ${first}`;
}

/** Packages that a script of ours imports before it runs, with those of the files that it imports. */
function packagesOf(file: string, seen = new Set<string>()): readonly string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const text = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const imported = [...text.matchAll(/^(?:import|export)\b[^;]*?\bfrom '([^']+)'|^import '([^']+)'/gm)];
  return imported.flatMap(([, from, bare]) => {
    const name = from ?? bare ?? '';
    if (name.startsWith('node:')) return [];
    return name.startsWith('.')
      ? packagesOf(join(dirname(file), name), seen)
      : [`${name} in ${file.slice(ROOT.length + 1)}`];
  });
}

/** Folders of Markdown files; `node_modules` and what is built are not ours. */
const FOLDERS = ['bench', 'dev', 'docs', 'e2e', 'examples', 'src', '.github'];
const FILES = [
  ...readdirSync(ROOT),
  ...FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  ),
].filter((file) => file.endsWith('.md'));
const COMMANDS = FILES.flatMap((file) => commandsIn(readFileSync(join(ROOT, file), 'utf8'), file));
const NAMED = [...new Set(COMMANDS.flatMap(({ text }) => /^npm (?:run )?(\S+)/.exec(text)?.[1] ?? []))].filter((name) =>
  SCRIPTS.has(name),
);

describe('the commands of the documentation, and all of package.json', () => {
  it('are found', () => {
    const found = commandsIn(
      'Run `npm run dev -- --help`.\n```sh\nWWE_SEED=1 npm test # all\n```\n    npx other',
      'README.md',
    );
    expect(found.map(({ at, text }) => [at, text])).toEqual([
      ['README.md:1', 'npm run dev -- --help'],
      ['README.md:3', 'npm test # all'],
      ['README.md:5', 'npx other'],
    ]);
    expect(found.map(({ text }) => problemOf(text) !== null)).toEqual([false, false, true]);
    expect([problemOf('npm run devel'), problemOf('node scripts/none.mjs')]).not.toContain(null);
    expect(NAMED).toEqual(expect.arrayContaining(['start', 'test', 'dev', 'e2e', 'mutants', 'bench', 'example']));
  });

  it('are there', () => {
    expect(
      COMMANDS.flatMap(({ at, text }) => (problemOf(text) === null ? [] : `${at}: ${text}: ${problemOf(text)}`)),
    ).toEqual([]);
  });

  // A part is started by its whole, and by nobody else.
  it.each([...SCRIPTS.keys()].filter((name) => !/^pre|:part$/.test(name)))(
    'npm run %s installs what is missing before it needs it',
    (name) => {
      const command = SCRIPTS.get(name) ?? '';
      const before = SCRIPTS.get(`pre${name}`);
      const script = /^node (\S+)/.exec(before ?? command)?.[1];
      expect(script, `${name} begins with a package's program`).toBeDefined();
      const file = join(ROOT, script ?? '');
      expect(packagesOf(file)).toEqual([]);
      expect(readFileSync(file, 'utf8')).toMatch(/await (?:setUp\w*|ensureDependencies)\(/);
    },
  );
});
