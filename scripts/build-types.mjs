// @ts-check
/**
 * `npm run build:types`: the types of the npm package. The compiler writes one file for each of ours; those that the package's
 * entries need are taken, with the names of files under which `node16` and `bundler` find them. No package is needed for them.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the package's `exports` name. */
const ENTRIES = ['simulator/server/server.d.ts', 'recording/index.d.ts'];

/** The module that an import, an export or a type names. */
const NAMED = /(\bfrom\s*|\bimport\(\s*)(["'])([^"']+)\2/g;

/**
 * The files that are needed, by their paths.
 *
 * @param {readonly string[]} entries
 * @param {(path: string) => string} read
 * @returns {Map<string, string>}
 * @throws {Error} for a type of a package, which its users may not have
 */
export function gatherTypes(entries, read) {
  /** @type {Map<string, string>} */
  const gathered = new Map();
  /** @param {string} path */
  const gather = (path) => {
    if (gathered.has(path)) return;
    gathered.set(path, '');
    const text = read(path).replace(NAMED, (_, before, quote, name) => {
      if (name.startsWith('node:')) return `${before}${quote}${name}${quote}`;
      if (!name.startsWith('.')) throw new Error(`${path} needs the types of ${name}, which users may not have.`);
      const bare = name.replace(/\.[jt]sx?$/, '');
      gather(posix.join(posix.dirname(path), `${bare}.d.ts`));
      return `${before}${quote}${bare}.js${quote}`;
    });
    gathered.set(path, text);
  };
  for (const entry of entries) gather(entry);
  return gathered;
}

function main() {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const [whole, out] = [join(root, 'dist/.types'), join(root, 'dist/types')];
  for (const dir of [whole, out]) rmSync(dir, { recursive: true, force: true });
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.package.json'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) return status ?? 1;
  for (const [path, text] of gatherTypes(ENTRIES, (name) => readFileSync(join(whole, name), 'utf8'))) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), text);
  }
  rmSync(whole, { recursive: true });
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main();
