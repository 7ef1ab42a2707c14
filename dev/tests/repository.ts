/** A copy of the repository that a test may edit, and the command in it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = dirname(dirname(import.meta.dirname));

/** All that `npm run dev` reads. */
const NEEDED = [
  'src',
  'dev',
  'scripts',
  'public',
  'manifest.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/** A copy. */
export interface Repository {
  readonly root: string;
  /** Saves a file anew. @throws if `from` is not in it */
  replace(file: string, from: string, to: string): Promise<void>;
  remove(): Promise<void>;
}

/** Copies the repository; the installed packages are shared. */
export async function copyRepository(): Promise<Repository> {
  const root = await mkdtemp(join(tmpdir(), 'wwe-dev-test-'));
  for (const name of NEEDED) await cp(join(ROOT, name), join(root, name), { recursive: true });
  // A lock file newer than the packages would ask for an installation.
  await utimes(join(root, 'package-lock.json'), 0, 0);
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'), 'junction');
  return {
    root,
    async replace(file, from, to) {
      const text = await readFile(join(root, file), 'utf8');
      if (!text.includes(from)) throw new Error(`${file} does not contain ${from}.`);
      await writeFile(join(root, file), text.replace(from, to));
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** A running `npm run dev`. */
export interface Command {
  /** Lines that it has said. */
  readonly said: readonly string[];
  /** Waits for a line. @throws if the command ends before it comes */
  line(words: RegExp): Promise<string>;
  /** What Ctrl+C does; may be called twice. @returns the exit code */
  interrupt(): Promise<number | null>;
}

/** Starts `npm run dev` in the copy. */
export function startCommand({ root }: Repository, args: readonly string[], env: NodeJS.ProcessEnv = {}): Command {
  const child: ChildProcess = spawn(process.execPath, ['dev/run.mjs', ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const lines = new EventTarget();
  const end = once(child, 'close');
  let isOver = false;
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      said.push(line);
      lines.dispatchEvent(new Event('line'));
    });
  }
  void end.then(() => {
    isOver = true;
    lines.dispatchEvent(new Event('line'));
  });
  return {
    said,
    async line(words) {
      for (;;) {
        const found = said.find((line) => words.test(line));
        if (found !== undefined) return found;
        if (isOver) throw new Error(`It ended without saying ${words}:\n${said.join('\n')}`);
        await once(lines, 'line');
      }
    },
    async interrupt() {
      child.kill('SIGINT');
      const [code] = await end;
      return code;
    },
  };
}
