import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Whether a test asks for a DOM, as vitest reads it. */
function needsDom({ moduleId }: TestSpecification): boolean {
  return readFileSync(moduleId, 'utf8').startsWith('// @vitest-environment happy-dom');
}

/** Whether it takes seconds: random tests do, and those that play whole scenarios. */
const isLong = ({ moduleId }: TestSpecification) => /\.property\.test\.|\/core\/replay\//.test(moduleId);

/**
 * Files of one environment come one after the other. A worker takes another file only if that needs the environment that
 * the worker has; else it ends, and a new one has to read every module again.
 */
class ByEnvironment extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { shuffle, seed } = this.ctx.config.sequence;
    const sorted = shuffle ? shuffled(files, seed) : await super.sort(files);
    // The last to end should be short ones, so that all cores are busy until the end; a first run does not know which are.
    if (!shuffle) sorted.sort((a, b) => Number(isLong(b)) - Number(isLong(a)));
    return [...sorted.filter(needsDom), ...sorted.filter((file) => !needsDom(file))];
  }
}

/** An order that a seed draws. */
function shuffled(files: readonly TestSpecification[], seed: number): TestSpecification[] {
  const keyOf = ({ moduleId }: TestSpecification) => createHash('sha1').update(`${seed} ${moduleId}`).digest('hex');
  return files
    .map((file) => ({ file, key: keyOf(file) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ file }) => file);
}

/** A window has one probe, which keeps its state in its modules: each of its test files is a window of its own. */
const PROBE = 'src/probe/**/*.test.ts';
const IS_LONG = process.env.WWE_LONG === '1';
/** At full size they make so many windows and tabs that what stays of those would slow down the files that come later. */
const RANDOM = IS_LONG ? ['src/**/*.property.test.{ts,tsx}'] : [];

export default defineConfig({
  test: {
    environment: 'node',
    // Not threads: their stack is four times as deep as a page's, and tests of what is too deep, or too long for one call,
    // would show nothing.
    pool: 'forks',
    maxWorkers: '100%',
    sequence: { sequencer: ByEnvironment },
    // Nothing is judged by its time: this ends only what hangs, on however busy a machine.
    testTimeout: IS_LONG ? 900_000 : 120_000,
    setupFiles: ['scripts/setup/properties.ts', 'scripts/setup/left-behind.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: [PROBE, ...RANDOM],
          // A process for each core runs many files one after the other, and reads modules once: files that leave nothing
          // behind need no process of their own.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'probe', include: [PROBE] } },
      ...(IS_LONG ? [{ extends: true as const, test: { name: 'random', include: RANDOM, exclude: [PROBE] } }] : []),
    ],
  },
});
