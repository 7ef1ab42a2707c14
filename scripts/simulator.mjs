// @ts-check
/** `npm run simulator -- …`: builds the simulator if need be and runs it. `--help` tells the options; see server/arguments.ts. */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt, SIMULATOR } from './setup/build.mjs';
import { runMain } from './setup/say.mjs';
import { setUp } from './setup/setup.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

await runMain(async () => {
  // npm changes to the root of the repository; files are named from where the person is.
  const startedIn = process.env.INIT_CWD ?? process.cwd();
  process.chdir(ROOT);
  await setUp(ROOT, { browser: false });
  await ensureBuilt(ROOT);
  // Only now: it needs the packages that may just have been installed.
  const { prepareScenario } = await import('./setup/scenario.mjs');
  const { args, input } = await prepareScenario(ROOT, process.argv.slice(2), startedIn);
  // Ctrl+C reaches the simulator as well; it ends by itself, and this script with it.
  process.on('SIGINT', () => {});
  const child = spawn(process.execPath, [join(ROOT, SIMULATOR), ...args], { stdio: ['pipe', 'inherit', 'inherit'] });
  child.stdin.on('error', () => {}); // It ended before it read: it says why itself.
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
});
