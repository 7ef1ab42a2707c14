// @ts-check
/** `npm run simulator -- [--port N] [--page URL]`: builds the simulator if need be and runs it, arguments passed on. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt, SIMULATOR } from './setup/build.mjs';
import { run, runMain } from './setup/say.mjs';
import { setUp } from './setup/setup.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

await runMain(async () => {
  const args = process.argv.slice(2);
  process.chdir(ROOT);
  await setUp(ROOT, { browser: false });
  await ensureBuilt(ROOT);
  // Ctrl+C reaches the simulator as well; it ends by itself, and this script with it.
  process.on('SIGINT', () => {});
  return run(process.execPath, [join(ROOT, SIMULATOR), ...args]);
});
