// @ts-check
/**
 * Divides the steps of `npm test` among several machines, so that all of them together run everything once. Only the
 * build runs on each machine that needs it.
 *
 * @typedef {{ index: number, total: number }} Shard index is from 1 to total
 */

/**
 * @param {string} text such as `1/2`
 * @returns {Shard}
 * @throws {Error} in words, if it is not a shard
 */
export function parseShard(text) {
  const [, index = 0, total = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= total) return { index, total };
  throw new Error(
    `"${text}" is not a shard. It is a number, a slash and how many shards there are: 1/2 is the first of two, 2/2 the second.`,
  );
}

/**
 * @param {Shard} shard
 * @returns {string[]} the argument that vitest and Playwright divide their tests by
 */
export function shardArgument({ index, total }) {
  return [`--shard=${index}/${total}`];
}

/**
 * Suites are divided by their own runners. Of the checks, each belongs to one shard, in turn.
 *
 * @template {{ name: string, needs?: 'build' }} Check
 * @param {Check[]} checks
 * @param {{ needs?: 'build' }[]} suites
 * @param {Shard} shard
 * @returns {Check[]} those of this shard
 */
export function checksOfShard(checks, suites, { index, total }) {
  const others = checks.filter((check) => check.name !== 'build');
  const own = others.filter((_, at) => at % total === index - 1);
  // The first shard builds in any case: the build is a check too.
  const builds = index === 1 || [...own, ...suites].some((step) => step.needs === 'build');
  return checks.filter((check) => (check.name === 'build' ? builds : own.includes(check)));
}
