// @ts-check
/**
 * `npm run build`: the extension for both browsers, the simulator, and the viewer. With `--origins` the extension is for these
 * origins alone, and has them from the start: a package for an organisation (docs/policy.md).
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readPackageOrigins } from './manifest-access.mjs';
import { markBuilt, markUnbuilt } from './setup/build.mjs';
import { ensureDependencies, npm } from './setup/dependencies.mjs';
import { Explained, run, runMain, say } from './setup/say.mjs';

const USAGE = `npm run build -- [--origins ORIGIN,ORIGIN]
    --origins ORIGIN,ORIGIN  the sites that the extension is for: https://wwe.example.com,https://crm.example.com.
                             Without it, its user is asked for each site`;

await runMain(async () => {
  const origins = readOptions(process.argv.slice(2));
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  process.chdir(root);
  await ensureDependencies(root);
  process.env.WWE_ORIGINS = origins?.join(',') ?? '';
  const began = new Date();
  markUnbuilt(root);
  for (const part of ['build:extension', 'build:simulator', 'build:viewer']) {
    const ended = await run(...npm(['run', '--silent', part]));
    if (ended !== 0) return ended;
  }
  markBuilt(root, began, process.env.WWE_ORIGINS);
  if (!origins) return 0;
  say(`The packages in dist/chromium and dist/firefox are for ${origins.join(' and ')} alone.`);
  // Whoever hands them out to others does so at once: that they ask for nothing else is looked up in them.
  return run(...npm(['run', '--silent', 'check-build', '--', '--origins', origins.join(',')]));
});

/**
 * @param {string[]} args
 * @throws {Explained} if they cannot be understood
 */
function readOptions(args) {
  try {
    const { values } = parseArgs({ args, options: { origins: { type: 'string' } } });
    return readPackageOrigins(values.origins);
  } catch (error) {
    throw new Explained(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}
