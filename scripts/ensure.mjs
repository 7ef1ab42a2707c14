// @ts-check
/**
 * What a script of package.json needs, before it runs (`pre…`): installs and builds what is missing, and says so. Where
 * nothing is, it says nothing. `node scripts/ensure.mjs [build] [chromium | browsers]`; the packages are needed always.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtFor, ensureBuilt } from './setup/build.mjs';
import { explainSkipped } from './setup/firefox.mjs';
import { Explained, runMain, say } from './setup/say.mjs';
import { setUp, setUpBothBrowsers } from './setup/setup.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** `as-built`: whatever origins the packages were built for. */
const NEEDS = /** @type {const} */ (['build', 'as-built', 'chromium', 'browsers']);

await runMain(async () => {
  const needs = process.argv.slice(2);
  const unknown = needs.find((need) => !NEEDS.some((known) => known === need));
  if (unknown !== undefined) throw new Explained(`There is no need "${unknown}": ${NEEDS.join(', ')}.`);
  // `npm test` has done all this for the scripts that it starts.
  if (process.env.WWE_IS_SET_UP === '1') return 0;
  process.chdir(ROOT);
  if (needs.includes('browsers')) {
    const { firefox } = await setUpBothBrowsers(ROOT);
    if ('skipped' in firefox) say(explainSkipped(firefox.skipped));
  } else await setUp(ROOT, { browser: needs.includes('chromium') });
  if (needs.includes('build')) await ensureBuilt(ROOT);
  if (needs.includes('as-built')) await ensureBuilt(ROOT, builtFor(ROOT));
  return 0;
});
