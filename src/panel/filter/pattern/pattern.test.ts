import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CharacterSet, isIn } from './characters.ts';
import { compilePattern, MOST_PLACES } from './pattern.ts';
import { type Node, readPattern } from './syntax.ts';
import { type Matcher, NAMES_WORK, STEP_WORK } from './walk.ts';

function matcher(source: string, flags = ''): Matcher {
  const made = compilePattern(source, flags);
  if (!made.ok) throw new Error(`${source}: ${made.problem} at ${made.from}`);
  return made.matcher;
}

/** Looks at one character: at each place from the pattern's start, and at each place that is open. */
const MOST_LOOKS = 2 * MOST_PLACES + 2;

/** The set of a pattern of one character. */
function onlySet(node: Node): CharacterSet {
  if (node.is === 'character') return node.set;
  const [part] = node.is === 'choice' || node.is === 'sequence' ? node.parts : [];
  if (!part) throw new Error(`${node.is} has no set`);
  return onlySet(part);
}

describe('a pattern', () => {
  it.each([
    ['held', '', 'is HELD', false],
    ['held', 'i', 'is HELD', true],
    ['^HELD$', '', 'HELD', true],
    ['^HELD$', '', 'x\nHELD', false],
    ['^HELD$', 'm', 'x\nHELD', true],
    ['a.b', '', 'a\nb', false],
    ['a.b', 's', 'a\nb', true],
    ['\\bcat\\b', '', 'a cat.', true],
    ['\\bcat\\b', '', 'concat', false],
    ['c\\Bat', '', 'cat', true],
    ['[^a-c]', '', 'abc', false],
    ['[\\d_-]+x', '', '1-_x', true],
    ['(?:ab|c){2,3}$', '', 'abcab', true],
    ['^(?<name>ab){2}$', '', 'ababab', false],
    ['a{,2}', '', 'a{,2}', true],
    ['\\u0041\\x42\\t\\/', '', 'AB\t/', true],
    ['[]', '', 'a', false],
    ['[^]', '', '\n', true],
    ['a??b', '', 'b', true],
    ['', '', '', true],
    ['(a|)*$', '', 'aaa', true],
  ])('%s with flags "%s" in %j: %s', (source, flags, text, holds) => {
    expect(matcher(source, flags).test(text)).toBe(holds);
    expect(new RegExp(source, flags).test(text)).toBe(holds);
  });

  it.each([
    ['(a', 'unclosed group', 0, 2],
    ['x[a', 'unclosed class', 1, 3],
    ['a)', 'nothing to close', 1, 2],
    ['*a', 'nothing to repeat', 0, 1],
    ['a**', 'nothing to repeat', 2, 3],
    ['{2}', 'nothing to repeat', 0, 1],
    ['[z-a]', 'order', 1, 4],
    ['a{3,2}', 'order', 1, 6],
    ['a\\q', 'escape', 1, 3],
    ['\\xZ0', 'escape', 0, 2],
    ['\\', 'escape', 0, 1],
    ['a(?=b)', 'look around', 1, 4],
    ['(a)\\1', 'reference', 3, 5],
    ['a{9999}', 'size', 1, 7],
    ['(a{500}){500}', 'size', 0, 13],
  ])('%s is refused: %s', (source, problem, from, to) => {
    expect(compilePattern(source, '')).toEqual({ ok: false, problem, from, to });
  });

  it('refuses flags by their place, and groups without end', () => {
    expect(compilePattern('ab', 'ig')).toEqual({ ok: false, problem: 'flag', from: 4, to: 5 });
    expect(compilePattern('ab', 'ii')).toMatchObject({ problem: 'flag' });
    expect(compilePattern('('.repeat(100_000), '')).toMatchObject({ problem: 'size' });
    expect(matcher('(((((){1000}){1000}){1000}){1000})').test('')).toBe(true);
  });

  describe.each([
    '(a+)+$',
    '(a|a)*$',
    '(a*)*q',
    'a*a*a*a*a*a*q',
    '(?:a|b)*a(?:a|b){200}c',
    '([^]|a)+\\d',
    '(x|y)*x(x|y){300}z',
    '(?:[a-y!]|[^z])*a[^z]{400}z',
    '((a?){30}){16}c',
    '(\\ba|b\\B|^|$)*a.{200}c',
    `(?:${'ab'.repeat(60)}|${'ba'.repeat(60)}|a{300})c`,
    `[${'éàü'.repeat(3_000)}ab]*a[^é]{300}c`,
  ])('%s', (source) => {
    const text = `${'abxy'.repeat(100)}${'xxyé文🙂'.repeat(100)}${'a'.repeat(1_000)}!`;

    it.each(['', 'i'])('works a bounded while for each step and each character, with flags "%s"', (flags) => {
      const matching = matcher(source, flags);
      const steps = matching.scan(text);
      let before = matching.work;
      while (!steps.next().done) {
        expect(matching.work - before).toBeLessThanOrEqual(STEP_WORK + MOST_LOOKS);
        before = matching.work;
      }
      expect(matching.work).toBeGreaterThanOrEqual(text.length);
      expect(matching.work).toBeLessThanOrEqual(text.length * MOST_LOOKS);
    });

    it('spends no more on names than all of them are worth, and says that it does not know', () => {
      const matching = matcher(source);
      const names = Array.from({ length: 11_000 }, (_, index) => `${'axy'.repeat(66)}${index}`);
      const told = names.map((name) => matching.test(name));
      expect(matching.work).toBeLessThanOrEqual(NAMES_WORK + MOST_LOOKS);
      expect(told.at(-1)).toBeNull();
    });
  });

  it.each(['[ς]', '[ǅ-ǆ]', '[^k]', '[ſẞK]', '\\W', '[\\s\\dµ]', 'Ω', 'İ', '[İ-ı]', '[ﬀ-ﬆ]', '\\S'])(
    '%s means the same characters as in the browser, with and without case',
    (source) => {
      for (const flags of ['', 'i']) {
        const set = onlySet(readPattern(source, flags));
        const native = new RegExp(`^${source}$`, flags);
        for (let code = 0; code <= 0xffff; code += 1) {
          if (isIn(set, code) !== native.test(String.fromCharCode(code)))
            expect.fail(`${source} with "${flags}": U+${code.toString(16)}`);
        }
      }
    },
  );

  it('finds what the browser finds', () => {
    const single = fc.constantFrom(
      'a',
      'b',
      'B',
      '_',
      '1',
      '.',
      '\\d',
      '\\w',
      '\\W',
      '\\s',
      '[ab]',
      '[^a1]',
      '[A-C_]',
      'é',
      'ſ',
      'K',
      ' ',
      '\\n',
    );
    // Deeper ones keep the browser's own engine busy for half a minute.
    const depth = { depthSize: 'small', withCrossShrink: true, maxDepth: 5, depthIdentifier: 'pattern' } as const;
    const repeated = fc.constantFrom('', '*', '+', '?', '{2}', '{1,}', '{0,2}', '*?');
    const { tree } = fc.letrec<{ tree: string; part: string }>((tie) => ({
      part: fc.oneof(
        depth,
        fc.tuple(single, repeated).map(([one, times]) => one + times),
        fc.constantFrom('^', '$', '\\b', '\\B'),
        fc.tuple(tie('tree'), repeated).map(([inner, times]) => `(?:${inner})${times}`),
      ),
      tree: fc.oneof(
        depth,
        fc.array(tie('part'), { maxLength: 3 }).map((parts) => parts.join('')),
        fc.tuple(tie('part'), tie('tree')).map(([a, b]) => `${a}|${b}`),
      ),
    }));
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', 'A', 'B', '_', '1', ' ', '\n', 'é', 'É', 's', 'ſ', 'k', 'K'),
      maxLength: 8,
    });
    fc.assert(
      fc.property(tree, fc.constantFrom('', 'i', 'm', 's', 'ims'), text, (source, flags, subject) => {
        expect(matcher(source, flags).test(subject)).toBe(new RegExp(source, flags).test(subject));
      }),
      { numRuns: 2_000 },
    );
  });

  it('never throws, and takes nothing that the browser does not', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab01^$.*+?()[]{}|\\-,:<=!dwxuk'), maxLength: 14 }),
        (source) => {
          const made = compilePattern(source, '');
          if (made.ok) expect(() => new RegExp(source)).not.toThrow();
          else {
            expect(made.to).toBeGreaterThan(made.from);
            expect(made.to).toBeLessThanOrEqual(source.length);
          }
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
