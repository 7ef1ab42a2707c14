import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { JOURNEYS } from './journeys.mjs';
import { choose, MUTANTS, type Mutant, mutated, problemsOf } from './mutants.mjs';

const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

const ONE: Mutant = {
  id: 'one',
  file: 'a.ts',
  find: 'x > 1',
  replace: 'x > 2',
  breaks: 'One is more.',
  killedBy: 'a.test.ts',
};

describe('the list of mutants', () => {
  it('fits the files of today', () => {
    expect(problemsOf(MUTANTS, read)).toEqual([]);
  });

  it('has at least 40, of every part, and most of them only a journey finds', () => {
    expect(MUTANTS.length).toBeGreaterThanOrEqual(40);
    for (const part of ['probe', 'bridge', 'transport', 'relay', 'session', 'panel'])
      expect(
        MUTANTS.some(({ file }) => file.startsWith(`src/${part}/`)),
        part,
      ).toBe(true);
    expect(choose(MUTANTS, { e2e: true }).length).toBeGreaterThan(choose(MUTANTS, { unit: true }).length);
  });

  it('names no journey that no mutant needs', () => {
    const needed = new Set(MUTANTS.map(({ killedBy }) => killedBy));
    expect(Object.keys(JOURNEYS).filter((name) => !needed.has(name))).toEqual([]);
  });
});

describe('a mutant', () => {
  it('changes one place of its file', () => {
    expect(mutated('if (x > 1) y();', ONE)).toBe('if (x > 2) y();');
    // A text of replacement that `replace` would read has no meaning here.
    expect(mutated('x > 1', { ...ONE, replace: '$& $1' })).toBe('$& $1');
  });

  it.each([
    ['is not there', 'x > 3', ONE, 'stands 0 times in a.ts'],
    ['is there twice', 'x > 1 && x > 1', ONE, 'stands 2 times in a.ts'],
    ['stays as it is', 'x > 1', { ...ONE, replace: 'x > 1' }, 'changes nothing'],
  ])('is refused where its text %s', (_, text, mutant, problem) => {
    expect(() => mutated(text, mutant)).toThrow(problem);
  });
});

describe('problems of a list', () => {
  const files: Readonly<Record<string, string>> = { 'a.ts': 'x > 1', 'a.test.ts': '' };
  const problems = (...mutants: Mutant[]) => problemsOf(mutants, (file) => files[file]);

  it('are none where all is there', () => {
    expect(problems(ONE)).toEqual([]);
  });

  it.each([
    ['a name twice', [ONE, ONE], 'one: there are two of this name.'],
    ['a name that is none', [{ ...ONE, id: 'One thing' }], 'small letters'],
    ['no sentence', [{ ...ONE, breaks: 'One is more' }], 'not said in a sentence'],
    ['a file that is gone', [{ ...ONE, file: 'b.ts' }], 'one: there is no file b.ts.'],
    ['a unit test that is gone', [{ ...ONE, killedBy: 'b.test.ts' }], 'one: there is no file b.test.ts.'],
    ['a journey that nobody knows', [{ ...ONE, killedBy: 'nowhere' }], 'there is no journey named “nowhere”'],
    ['a text that is gone', [{ ...ONE, find: 'x > 3' }], 'stands 0 times'],
  ])('are said: %s', (_, mutants, problem) => {
    expect(problems(...mutants)).toEqual([expect.stringContaining(problem)]);
  });
});

describe('choosing', () => {
  const journey = { ...ONE, id: 'two', killedBy: Object.keys(JOURNEYS)[0] ?? '' };
  const ids = (wanted: Parameters<typeof choose>[1]) => choose([ONE, journey], wanted).map(({ id }) => id);

  it('takes all, those of a kind, or those that are named', () => {
    expect(ids({})).toEqual(['one', 'two']);
    expect(ids({ unit: true, e2e: true })).toEqual(['one', 'two']);
    expect(ids({ unit: true })).toEqual(['one']);
    expect(ids({ e2e: true })).toEqual(['two']);
    expect(ids({ only: ['two'] })).toEqual(['two']);
    expect(ids({ only: ['two'], unit: true })).toEqual([]);
  });

  it('refuses a name that is none', () => {
    expect(() => ids({ only: ['three'] })).toThrow('There is no mutant named “three”.');
  });
});
