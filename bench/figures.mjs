// @ts-check
/**
 * The figures, each with its bar: a ratio of two times measured in the same run, or what a person waits for, in ms.
 *
 * @typedef {Readonly<Record<string, number | readonly number[]>>} Sample one round: times in ms (or counts) by condition,
 *     measured one after another; a list where a round measures the same several times
 *
 * @typedef {object} Figure
 * @property {string} id
 * @property {string} what
 * @property {number | null} bar reached when the figure is not above it; null for one that only explains another
 * @property {string[]} of what the ratio is of: one condition's time, or what one adds to another's
 * @property {string[]} to what it is compared with, likewise; empty: with nothing, and the figure is no ratio
 * @property {'median' | 'p95' | 'worst'} [at] of all that was measured, where it is no ratio and no difference; the median unless
 *     said otherwise
 *
 * @typedef {'reached' | 'missed' | 'open' | 'no bar'} Verdict `open`: the interval still has the bar in it
 *
 * @typedef {object} Reading
 * @property {number} ratio of the medians; of a figure that is no ratio, its value
 * @property {[number, number]} interval 95 %, by resampling the rounds
 * @property {Verdict} verdict
 */

const RESAMPLES = 2_000;

/**
 * @param {readonly number[]} values
 * @returns {number} NaN if there are none
 */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[sorted.length % 2 === 1 ? middle : middle - 1], sorted[middle]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}

/**
 * @param {readonly number[]} values
 * @returns {[number, number]} the 95 % interval of their median
 */
export function intervalOfMedian(values) {
  return interval(values.length, (rounds) => median(rounds.map((index) => values[index] ?? Number.NaN)));
}

/**
 * The rounds are paired: the differences are taken within a round, and whole rounds are resampled.
 *
 * @param {Figure} figure
 * @param {readonly Sample[]} samples
 * @returns {Reading}
 */
export function read(figure, samples) {
  if (figure.to.length === 0) return readPlain(figure, samples);
  const [upper, lower] = [figure.of, figure.to].map((side) => samples.map((sample) => timeOf(side, sample)));
  /** @param {readonly number[]} rounds */
  const ratioOf = (rounds) => {
    const [above, below] = [upper, lower].map((times) => median(rounds.map((index) => times?.[index] ?? Number.NaN)));
    return (above ?? Number.NaN) / (below ?? Number.NaN);
  };
  const ratio = ratioOf(samples.map((_, index) => index));
  const [low, high] = interval(samples.length, ratioOf);
  return { ratio, interval: [low, high], verdict: judge(figure.bar, low, high) };
}

/**
 * All that the rounds measured is taken together; a difference is taken within a round.
 *
 * @param {Figure} figure
 * @param {readonly Sample[]} samples
 * @returns {Reading}
 */
function readPlain({ of, at = 'median', bar }, samples) {
  const [measured = '', minus] = of;
  /** @param {Sample} sample */
  const valuesOf = (sample) => (minus === undefined ? (sample[measured] ?? []) : timeOf(of, sample));
  /** @param {readonly number[]} rounds */
  const plain = (rounds) => {
    const values = rounds.flatMap((index) => valuesOf(samples[index] ?? {}));
    if (at === 'worst') return quantile(values, 1);
    return at === 'p95' ? quantile(values, 0.95) : median(values);
  };
  const [low, high] = interval(samples.length, plain);
  return { ratio: plain(samples.map((_, index) => index)), interval: [low, high], verdict: judge(bar, low, high) };
}

/**
 * @param {readonly number[]} values
 * @param {number} share
 * @returns {number} NaN if there are none
 */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/**
 * @param {number | null} bar
 * @param {number} low
 * @param {number} high
 * @returns {Verdict}
 */
function judge(bar, low, high) {
  if (bar === null) return 'no bar';
  if (high <= bar) return 'reached';
  return low > bar ? 'missed' : 'open';
}

/** @param {readonly string[]} side @param {Sample} sample */
function timeOf([of = '', minus], sample) {
  const base = minus === undefined ? 0 : typical(sample[minus]);
  return typical(sample[of]) - base;
}

/**
 * @param {number | readonly number[]} [measured]
 * @returns {number} the median of a list; NaN for nothing
 */
export function typical(measured = Number.NaN) {
  return typeof measured === 'number' ? measured : median(measured);
}

/**
 * @param {number} size
 * @param {(rounds: readonly number[]) => number} estimate
 * @returns {[number, number]}
 */
function interval(size, estimate) {
  const random = generator();
  const estimates = Array.from({ length: RESAMPLES }, () =>
    estimate(Array.from({ length: size }, () => Math.floor(random() * size))),
  ).sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => estimates[Math.floor(share * (RESAMPLES - 1))] ?? Number.NaN;
  return [at(0.025), at(0.975)];
}

/** The same numbers every time, 0 ≤ x < 1: the same rounds give the same interval. */
function generator() {
  let state = 1;
  return () => {
    // Park and Miller's generator.
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
