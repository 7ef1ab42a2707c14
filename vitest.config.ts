import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Whether a test asks for a DOM, as vitest reads it. */
function needsDom({ moduleId }: TestSpecification): boolean {
  return readFileSync(moduleId, 'utf8').startsWith('// @vitest-environment happy-dom');
}

/**
 * Files of one environment come one after the other. A thread takes another file only if that needs the environment that
 * the thread has; else it ends, and a new one has to read every module again.
 */
class ByEnvironment extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { shuffle, seed } = this.ctx.config.sequence;
    const sorted = shuffle ? shuffled(files, seed) : await super.sort(files);
    const [dom, node] = [sorted.filter(needsDom), sorted.filter((file) => !needsDom(file))];
    return [...dom, ...node];
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

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'threads',
    sequence: { sequencer: ByEnvironment },
    // Nothing is judged by its time: this ends only what hangs, on however busy a machine.
    testTimeout: 120_000,
    setupFiles: ['scripts/setup/properties.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: [PROBE],
          // Two threads read the modules once for all their files. A test that leaves something behind is wrong.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'probe', include: [PROBE] } },
    ],
  },
});
