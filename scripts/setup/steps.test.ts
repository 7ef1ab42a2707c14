import { describe, expect, it } from 'vitest';
import { type Check, runSteps, type Suite } from './steps.mjs';

const PASSED = { passed: 1, failed: 0, skipped: 0 };
const FAILED = { passed: 0, failed: 1, skipped: 0 };

/** Steps that end when the test says so, and what a person sees of them. */
function scene() {
  const ends = new Map<string, (exitCode: number) => void>();
  const seen: string[] = [];
  const begun: string[] = [];
  const check = (name: string, needs: Pick<Check, 'needs'> = {}): Check => ({
    name,
    ...needs,
    run: () => {
      begun.push(name);
      return new Promise((resolve) => {
        ends.set(name, (exitCode) => resolve({ exitCode, output: `words of ${name}\n` }));
      });
    },
  });
  const suite = (name: string, needs: Pick<Suite, 'needs'> = {}): Suite => ({
    name,
    ...needs,
    run: async () => {
      begun.push(name);
      return { passed: 7, failed: 0, skipped: 2 };
    },
  });
  /** Waits until all has happened that needs no check to end. */
  const settled = () => new Promise(setImmediate);
  const end = async (name: string, exitCode: number) => {
    ends.get(name)?.(exitCode);
    await settled();
  };
  return { check, suite, settled, end, seen, begun, tell: (text: string) => void seen.push(text) };
}

const NEEDS_BUILD = { needs: 'build' } as const;

describe('runSteps', () => {
  it('runs checks side by side, and shows the words of each whole when it ends', async () => {
    const { check, settled, end, seen, begun, tell } = scene();
    const running = runSteps([check('types'), check('lint')], [], tell);
    await settled();
    expect(begun).toEqual(['types', 'lint']);
    expect(seen).toEqual(['\nSide by side: types, lint …']);
    await end('lint', 1);
    await end('types', 0);
    expect(seen.slice(1)).toEqual([
      expect.stringMatching(/^\n── lint ─+\nwords of lint$/),
      expect.stringMatching(/^\n── types ─+\nwords of types$/),
    ]);
    expect(await running).toEqual([
      { name: 'types', counts: PASSED, ms: expect.any(Number), note: '' },
      { name: 'lint', counts: FAILED, ms: expect.any(Number), note: '' },
    ]);
  });

  it('begins what needs the build once it is there', async () => {
    const { check, settled, end, begun, tell } = scene();
    const running = runSteps([check('build'), check('sizes', NEEDS_BUILD), check('lint')], [], tell);
    await settled();
    expect(begun.toSorted()).toEqual(['build', 'lint']);
    await end('build', 0);
    expect(begun).toContain('sizes');
    await end('sizes', 0);
    await end('lint', 0);
    expect((await running).map(({ name, counts }) => [name, counts])).toEqual([
      ['build', PASSED],
      ['sizes', PASSED],
      ['lint', PASSED],
    ]);
  });

  it('begins a suite when all checks have ended, failed ones too', async () => {
    const { check, suite, end, begun, tell } = scene();
    const running = runSteps([check('build'), check('lint')], [suite('e2e', NEEDS_BUILD)], tell);
    await end('build', 0);
    expect(begun).not.toContain('e2e');
    await end('lint', 1);
    expect((await running).at(-1)).toEqual({
      name: 'e2e',
      counts: { passed: 7, failed: 0, skipped: 2 },
      ms: expect.any(Number),
      note: '',
    });
  });

  it('counts what lacks its build as failed, runs the rest, and says so', async () => {
    const { check, suite, end, begun, seen, tell } = scene();
    const suites = [suite('unit'), suite('e2e', NEEDS_BUILD)];
    const running = runSteps([check('build'), check('sizes', NEEDS_BUILD)], suites, tell);
    await end('build', 1);
    const results = await running;
    expect(begun).toEqual(['build', 'unit']);
    expect(results.map(({ name, counts: { failed }, note }) => [name, failed, note])).toEqual([
      ['build', 1, ''],
      ['sizes', 1, 'not run, for want of a build'],
      ['unit', 0, ''],
      ['e2e', 1, 'not run, for want of a build'],
    ]);
    expect(seen.filter((text) => text.includes('for want of a build'))).toHaveLength(2);
  });

  it('takes a build that nobody asked to check for one that is there', async () => {
    const { suite, tell } = scene();
    const [result] = await runSteps([], [suite('e2e', NEEDS_BUILD)], tell);
    expect(result?.counts.passed).toBe(7);
  });
});
