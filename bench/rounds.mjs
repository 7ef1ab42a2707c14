// @ts-check
/**
 * Measures one section, round after round, and prints its figures.
 *
 * @typedef {import('./figures.mjs').Sample} Sample
 * @typedef {import('./sections.mjs').Section} Section
 * @typedef {import('./sections.mjs').Surroundings} Surroundings
 *
 * @typedef {object} Limits
 * @property {number} least rounds
 * @property {number} most rounds
 * @property {number} until ms since the epoch: no round begins that would end later
 */
import { duration, say } from '../scripts/setup/say.mjs';
import { intervalOfMedian, median, read, typical } from './figures.mjs';

/** Rounds that are measured even when the time is over. */
const FEWEST = 2;

/**
 * Rounds are added until every bar is reached or missed for sure, or the time is over. What warms the
 * browsers up before is not counted.
 *
 * @param {Section} section
 * @param {Surroundings} surroundings
 * @param {Limits} limits
 * @returns {Promise<Sample[]>} by round
 */
export async function measure(section, surroundings, { least, most, until }) {
  say(`\n── ${section.title}`);
  const started = Date.now();
  const { round, warmUp = round, close } = await section.open(surroundings);
  try {
    await warmUp();
    /** @type {Sample[]} */
    const samples = [];
    let longest = 0;
    const isOver = () =>
      samples.length >= Math.min(most, section.most ?? most) ||
      (samples.length >= FEWEST && Date.now() + longest > until) ||
      (samples.length >= Math.min(least, section.least ?? least) &&
        section.figures.every((figure) => read(figure, samples).verdict !== 'open'));
    while (!isOver()) {
      const began = Date.now();
      samples.push(await round());
      longest = Math.max(longest, Date.now() - began);
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
 * Prints what was measured and the figures.
 *
 * @param {Section} section
 * @param {readonly Sample[]} samples
 */
export function report(section, samples) {
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
    say(`  ${figure.id.padEnd(11)}${figure.what.padEnd(62)}${words.trimEnd()}`);
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
