/** Why a text is not a value, with its place. The words are in `call-texts.ts`. */

/** Longer texts, in characters, are not read: a text is read at each key. */
export const LONGEST_TEXT = 200_000;

/** What is wrong. */
export type LiteralFault =
  | 'end'
  | 'unexpected'
  | 'trailing'
  | 'word'
  | 'function'
  | 'symbol'
  | 'regexp'
  | 'spread'
  | 'template'
  | 'constructor'
  | 'arguments'
  | 'date'
  | 'text_open'
  | 'escape'
  | 'number'
  | 'inexact'
  | 'rounded'
  | 'written'
  | 'infinite'
  | 'twice'
  | 'deep'
  | 'long'
  | 'element'
  | 'hidden'
  | 'stand_in'
  | 'key_empty';

/** A fault and where it is: characters `from` up to, not including, `to`. */
export interface LiteralProblem {
  readonly is: LiteralFault;
  readonly from: number;
  readonly to: number;
  /** The part of the text that it is about, or what was expected. */
  readonly what: string;
}

/** Carries a problem from deep inside the parser to its border; never leaves it. */
export class Faulty extends Error {
  constructor(readonly problem: LiteralProblem) {
    super(problem.is);
  }
}

/** Ends the parsing. @throws always */
export function fault(is: LiteralFault, from: number, to: number, what: string): never {
  throw new Faulty({ is, from, to, what: what.slice(0, 60) });
}

/** Line and column, from 1, of a place in a text. */
export function placeOf(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
