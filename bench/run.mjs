// @ts-check
/**
 * `npm run bench -- [--quick] [--only TEXT] [--json FILE] [--extension DIR]`: measures what recording costs the page and
 * how soon the panel lists what came, beside floors and peers in the same run. `npm run bench -- --soak [--count N]` runs
 * a flood instead, and looks whether anything grows. What the figures mean: README.md in this folder.
 */
import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { EXTENSION_DIR, ensureBuilt } from '../scripts/setup/build.mjs';
import { duration, Explained, runMain, say } from '../scripts/setup/say.mjs';
import { setUp } from '../scripts/setup/setup.mjs';
import { browserVersion } from './cdp.mjs';
import { measure, report } from './rounds.mjs';
import { SOAK } from './sizes.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const USAGE = `npm run bench -- [--quick] [--only TEXT] [--soak] [--count N] [--json FILE] [--extension DIR]
    --quick          three rounds of each section at most
    --only TEXT      only the sections whose titles have this text in them
    --soak           sends a million messages, and looks whether anything grows
    --count N        so many messages of a soak
    --json FILE      writes every sample and figure there
    --extension DIR  measures this unpacked extension instead of the built one`;

const FULL = { least: 8, most: 60 };
const QUICK = { least: 3, most: 3 };

await runMain(async () => {
  const options = readOptions();
  const json = options.json === undefined ? undefined : resolve(options.json);
  const extension = options.extension === undefined ? undefined : resolve(options.extension);
  process.chdir(ROOT);
  const executablePath = await setUp(ROOT);
  await ensureBuilt(ROOT);
  // What these import is there only after the set-up.
  const { startSite } = await import('./site.mjs');
  const { makeExtensions } = await import('./extensions.mjs');
  const { SECTIONS } = await import('./sections.mjs');
  const { soak } = await import('./soak.mjs');

  const started = Date.now();
  const site = await startSite();
  const ours = extension ?? join(ROOT, EXTENSION_DIR);
  const { listener, none, fixed, remove } = await makeExtensions(ours);
  try {
    const surroundings = { executablePath, port: site.port, ours, listener, none, fixed };
    const about = {
      date: new Date().toISOString(),
      browser: await browserVersion(executablePath),
      cores: availableParallelism(),
      processor: cpus()[0]?.model ?? '',
    };
    say(`${about.date}, ${about.browser}, ${about.cores} cores, ${about.processor}`);
    /** @type {object} */
    let results;
    if (options.soak) results = { soak: await soak(surroundings, options.count) };
    else {
      const wanted = (options.only ?? '').toLowerCase();
      const sections = [];
      let until = Date.now();
      for (const section of SECTIONS.filter(({ title }) => title.toLowerCase().includes(wanted))) {
        // What a section leaves of its time goes to those after it.
        until += section.share * 1_000;
        const limits = options.quick ? { ...QUICK, until: Number.POSITIVE_INFINITY } : { ...FULL, until };
        const samples = await measure(section, surroundings, limits);
        sections.push({ title: section.title, figures: report(section, samples), samples });
      }
      results = { sections };
    }
    if (json !== undefined) await writeFile(json, `${JSON.stringify({ ...about, ...results }, null, 2)}\n`);
    say(`\nTook ${duration(Date.now() - started)}.`);
    return 0;
  } finally {
    site.close();
    await remove();
  }
});

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        quick: { type: 'boolean', default: false },
        only: { type: 'string' },
        soak: { type: 'boolean', default: false },
        count: { type: 'string', default: String(SOAK) },
        json: { type: 'string' },
        extension: { type: 'string' },
      },
    });
    const count = Number(values.count);
    if (!Number.isSafeInteger(count) || count < 1)
      throw new Error(`--count wants a number, and "${values.count}" is none.`);
    return { ...values, count };
  } catch (error) {
    throw new Explained(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}
