// @ts-check
/**
 * `npm run bench -- [--quick] [--only TEXT] [--json FILE] [--extension DIR]`: measures what recording costs the page and how soon the
 * panel lists what came, beside floors and peers in the same run. What the figures mean: README.md in this folder.
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
import { intervalOfMedian, median, read, typical } from './figures.mjs';

/** @typedef {import('./figures.mjs').Sample} Sample */
/** @typedef {import('./sections.mjs').Section} Section */
/** @typedef {import('./sections.mjs').Surroundings} Surroundings */

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const USAGE = `npm run bench -- [--quick] [--only TEXT] [--json FILE] [--extension DIR]
    --quick          three rounds of each section, two minutes in all
    --only TEXT      only the sections whose titles have this text in them
    --json FILE      writes every sample and figure there
    --extension DIR  measures this unpacked extension instead of the built one`;

/** Rounds and ms of a section: rounds are added until every bar is reached or missed for sure, or the time is over. */
const FULL = { least: 8, most: 60, time: 120_000 };
const QUICK = { least: 3, most: 3, time: 0 };

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

  const started = Date.now();
  const site = await startSite();
  const { listener, none, remove } = await makeExtensions();
  try {
    const ours = extension ?? join(ROOT, EXTENSION_DIR);
    const surroundings = { executablePath, port: site.port, ours, listener, none };
    const about = {
      date: new Date().toISOString(),
      browser: await browserVersion(executablePath),
      cores: availableParallelism(),
      processor: cpus()[0]?.model ?? '',
    };
    say(`${about.date}, ${about.browser}, ${about.cores} cores, ${about.processor}`);
    const results = [];
    const wanted = (options.only ?? '').toLowerCase();
    for (const section of SECTIONS.filter(({ title }) => title.toLowerCase().includes(wanted))) {
      const samples = await measure(section, surroundings, options.quick ? QUICK : FULL);
      results.push({ title: section.title, figures: report(section, samples), samples });
    }
    if (json !== undefined) await writeFile(json, `${JSON.stringify({ ...about, sections: results }, null, 2)}\n`);
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
        json: { type: 'string' },
        extension: { type: 'string' },
      },
    });
    return values;
  } catch (error) {
    throw new Explained(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

/**
 * @param {Section} section
 * @param {Surroundings} surroundings
 * @param {typeof FULL} limits
 * @returns {Promise<Sample[]>}
 */
async function measure(section, surroundings, limits) {
  say(`\n── ${section.title}`);
  const { round, close } = await section.open(surroundings);
  try {
    // The first round warms the browsers up.
    await round();
    const started = Date.now();
    /** @type {Sample[]} */
    const samples = [];
    const isOver = () =>
      samples.length >= Math.min(limits.least, section.least ?? limits.least) &&
      (samples.length >= limits.most ||
        Date.now() - started > limits.time ||
        section.figures.every((figure) => read(figure, samples).verdict !== 'open'));
    while (!isOver()) {
      samples.push(await round());
      if (process.stdout.isTTY) process.stdout.write(`\rround ${samples.length} `);
    }
    if (process.stdout.isTTY) process.stdout.write('\r\x1b[K');
    say(`${samples.length} rounds in ${duration(Date.now() - started)}`);
    return samples;
  } finally {
    await close();
  }
}

/**
 * @param {Section} section
 * @param {readonly Sample[]} samples
 */
function report(section, samples) {
  for (const name of Object.keys(samples[0] ?? {})) {
    const times = samples.map((sample) => typical(sample[name]));
    const [low, high] = intervalOfMedian(times);
    const digits = median(times) < 10 ? 2 : 0;
    say(`    ${name.padEnd(38)}${cell(median(times), digits)} ${section.unit ?? 'ms'}  ${between(low, high, digits)}`);
  }
  return section.figures.map((figure) => {
    const reading = read(figure, samples);
    const isRatio = figure.to.length > 0;
    const digits = isRatio ? 2 : 0;
    const bar = figure.bar === null ? '' : `bar ${figure.bar.toFixed(digits)}  ${reading.verdict}`;
    const words = `${cell(reading.ratio, digits)} ${isRatio ? '×' : ' '}  ${between(...reading.interval, digits)}  ${bar}`;
    say(`  ${figure.id.padEnd(9)}${figure.what.padEnd(62)}${words.trimEnd()}`);
    return { ...figure, ...reading };
  });
}

/** @param {number} value @param {number} digits */
function cell(value, digits) {
  return value.toFixed(digits).padStart(6);
}

/** @param {number} low @param {number} high @param {number} digits */
function between(low, high, digits) {
  return `${low.toFixed(digits)}–${high.toFixed(digits)}`.padEnd(12);
}
