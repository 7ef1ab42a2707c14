/**
 * Reads the regular expressions of the filter. They are the browser's, without what only a backtracking matcher can
 * do: such a matcher takes for ever on some patterns, and the panel would stand still.
 */

import {
  type CharacterSet,
  characterSet,
  DIGITS,
  inverted,
  LINE_ENDS,
  SPACES,
  WORD,
  withoutCase,
} from './characters.ts';

/** A regular expression, read. */
export type Node =
  | { readonly is: 'empty' }
  | { readonly is: 'character'; readonly set: CharacterSet }
  | { readonly is: 'assertion'; readonly kind: '^' | '$' | 'b' | 'B' }
  | { readonly is: 'sequence'; readonly parts: readonly Node[] }
  | { readonly is: 'choice'; readonly parts: readonly Node[] }
  | { readonly is: 'repeat'; readonly part: Node; readonly least: number; readonly most: number };

/** Why a pattern cannot be used. */
export type PatternProblem =
  | 'unclosed group'
  | 'unclosed class'
  | 'nothing to close'
  | 'nothing to repeat'
  | 'order'
  | 'escape'
  | 'look around'
  | 'reference'
  | 'size'
  | 'flag';

/** Thrown inside the reader alone: where, and why. Offsets are within the source. */
export class PatternError extends Error {
  constructor(
    readonly problem: PatternProblem,
    readonly from: number,
    readonly to: number,
  ) {
    super(problem);
  }
}

const DEEPEST = 50;
const MOST_REPEATS = 1_000;
const EMPTY: Node = { is: 'empty' };

const CLASSES: ReadonlyMap<string, CharacterSet> = new Map([
  ['d', DIGITS],
  ['w', WORD],
  ['s', SPACES],
]);
const CONTROLS: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11, '0': 0 };
const NOT_LINE_ENDS = inverted(LINE_ENDS);
const ALL = inverted(characterSet([]));

/** Reads a pattern. @throws PatternError */
export function readPattern(source: string, flags: string): Node {
  const ignoresCase = flags.includes('i');
  const dotMatchesAll = flags.includes('s');
  let at = 0;

  /** The sets of single characters: one object for one character, however often it stands there. */
  const singles = new Map<number, CharacterSet>();
  const cased = (set: CharacterSet) => (ignoresCase ? withoutCase(set) : set);
  const single = (code: number): CharacterSet => {
    const set = singles.get(code) ?? cased(characterSet([code, code]));
    singles.set(code, set);
    return set;
  };

  /** What stands after a backslash: a class of characters, or the code of one. */
  const escaped = (inClass: boolean): CharacterSet | number => {
    const from = at - 1;
    const letter = source[at] ?? '';
    at += 1;
    const set = CLASSES.get(letter.toLowerCase());
    if (set) return letter === letter.toLowerCase() ? set : inverted(set);
    if (letter === '0' && /\d/.test(source[at] ?? '')) throw new PatternError('escape', from, at + 1);
    if (Object.hasOwn(CONTROLS, letter)) return CONTROLS[letter] ?? 0;
    if (letter === 'b' && inClass) return 8;
    if (letter === 'x' || letter === 'u') {
      const digits = source.slice(at, at + (letter === 'x' ? 2 : 4));
      if (digits.length !== (letter === 'x' ? 2 : 4) || !/^[0-9a-f]+$/i.test(digits))
        throw new PatternError('escape', from, at);
      at += digits.length;
      return Number.parseInt(digits, 16);
    }
    if (/[1-9k]/.test(letter)) throw new PatternError('reference', from, at);
    if (letter === '' || /[A-Za-z]/.test(letter)) throw new PatternError('escape', from, Math.min(at, source.length));
    return letter.charCodeAt(0);
  };

  const characterClass = (): Node => {
    const from = at - 1;
    const isNegated = source[at] === '^';
    if (isNegated) at += 1;
    const ranges: number[] = [];
    const add = (one: CharacterSet | number) => {
      if (typeof one === 'number') ranges.push(one, one);
      else for (const end of one.ranges) ranges.push(end);
    };
    const member = (): CharacterSet | number => {
      const code = source.charCodeAt(at);
      at += 1;
      return code === 92 ? escaped(true) : code;
    };
    while (source[at] !== ']') {
      if (at >= source.length) throw new PatternError('unclosed class', from, source.length);
      const start = at;
      const first = member();
      if (source[at] === '-' && at + 1 < source.length && source[at + 1] !== ']') {
        at += 1;
        const last = member();
        if (typeof first === 'number' && typeof last === 'number') {
          if (last < first) throw new PatternError('order', start, at);
          ranges.push(first, last);
          continue;
        }
        add(45);
        add(last);
      }
      add(first);
    }
    at += 1;
    const set = cased(characterSet(ranges));
    return { is: 'character', set: isNegated ? inverted(set) : set };
  };

  const group = (depth: number): Node => {
    const from = at - 1;
    if (depth >= DEEPEST) throw new PatternError('size', from, at);
    if (source[at] === '?') {
      const name = /^\?(?::|<[A-Za-z_$][\w$]*>)/.exec(source.slice(at, at + 100));
      if (!name) throw new PatternError('look around', from, Math.min(at + 2, source.length));
      at += name[0].length;
    }
    const inner = choice(depth + 1);
    if (source[at] !== ')') throw new PatternError('unclosed group', from, source.length);
    at += 1;
    return inner;
  };

  const atom = (depth: number): Node => {
    const from = at;
    const letter = source[at] ?? '';
    at += 1;
    if (letter === '(') return group(depth);
    if (letter === '[') return characterClass();
    if (letter === '^' || letter === '$') return { is: 'assertion', kind: letter };
    if (letter === '.') return { is: 'character', set: dotMatchesAll ? ALL : NOT_LINE_ENDS };
    if (letter === '\\') {
      const next = source[at];
      if (next === 'b' || next === 'B') {
        at += 1;
        return { is: 'assertion', kind: next };
      }
      const meant = escaped(false);
      return { is: 'character', set: typeof meant === 'number' ? single(meant) : cased(meant) };
    }
    if ('*+?'.includes(letter) || (letter === '{' && repeat(from) !== null))
      throw new PatternError('nothing to repeat', from, from + 1);
    return { is: 'character', set: single(letter.charCodeAt(0)) };
  };

  /** How often what stands before `from` may be repeated; null where no such sign stands. */
  const repeat = (from: number): { least: number; most: number; length: number } | null => {
    const letter = source[from];
    if (letter === '*') return { least: 0, most: Number.POSITIVE_INFINITY, length: 1 };
    if (letter === '+') return { least: 1, most: Number.POSITIVE_INFINITY, length: 1 };
    if (letter === '?') return { least: 0, most: 1, length: 1 };
    const braces = letter === '{' ? /^\{(\d{1,9})(?:(,)(\d{1,9})?)?\}/.exec(source.slice(from, from + 30)) : null;
    if (!braces) return null;
    const least = Number(braces[1]);
    const most = braces[3] !== undefined ? Number(braces[3]) : braces[2] ? Number.POSITIVE_INFINITY : least;
    return { least, most, length: braces[0].length };
  };

  const sequence = (depth: number): Node => {
    const parts: Node[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const part = atom(depth);
      const times = repeat(at);
      if (!times) {
        parts.push(part);
        continue;
      }
      const from = at;
      at += times.length;
      if (part.is === 'assertion') throw new PatternError('nothing to repeat', from, at);
      if (times.most < times.least) throw new PatternError('order', from, at);
      if (times.least > MOST_REPEATS || (times.most !== Number.POSITIVE_INFINITY && times.most > MOST_REPEATS))
        throw new PatternError('size', from, at);
      // A lazy repetition finds the same texts.
      if (source[at] === '?') at += 1;
      parts.push({ is: 'repeat', part, least: times.least, most: times.most });
    }
    return parts.length === 0 ? EMPTY : { is: 'sequence', parts };
  };

  const choice = (depth: number): Node => {
    const parts = [sequence(depth)];
    while (source[at] === '|') {
      at += 1;
      parts.push(sequence(depth));
    }
    return { is: 'choice', parts };
  };

  const whole = choice(0);
  if (at < source.length) throw new PatternError('nothing to close', at, at + 1);
  return whole;
}
