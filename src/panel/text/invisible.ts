/**
 * Finds the characters of a text that nobody can see: of no width, turning the direction of a line, controls, blanks that
 * are no plain space. Two texts that differ in them alone look the same, and a text of them alone looks empty. Pure.
 */

/** A part of a text, as it is shown. */
export type Piece =
  | { readonly is: 'text'; readonly text: string }
  /** The same invisible character, once or several times. `name`: `NUL`, `SPACE`, `U+200B ×3`. */
  | { readonly is: 'invisible'; readonly text: string; readonly name: string }
  /** The rest of a text that has too many of them. */
  | { readonly is: 'rest'; readonly text: string };

/**
 * Which plain spaces count: `all` where several would look like one, `ends` where those at the beginning and the end alone
 * cannot be seen, `none` where the text stands in quotes.
 */
export type Spaces = 'all' | 'ends' | 'none';

/** After so many marks the rest of a text is not shown: each mark is an element. */
const MOST_MARKS = 200;

/** Controls, formats, line and paragraph ends, halves of pairs, what is not drawn, blanks: all but the plain space. */
export const INVISIBLE =
  '[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Noncharacter_Code_Point}\\p{Default_Ignorable_Code_Point}\\u2800]|[^\\P{Zs} ]';
/** Repetitions of one character are one mark. */
const PATTERNS: Readonly<Record<Spaces, RegExp>> = {
  all: new RegExp(`(${INVISIBLE}|^ | (?= )| (?=$))\\1*`, 'gu'),
  ends: new RegExp(`(${INVISIBLE}|^ | (?= *$))\\1*`, 'gu'),
  none: new RegExp(`(${INVISIBLE})\\1*`, 'gu'),
};
/** Most texts: printable ASCII, with single spaces inside. */
export const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

const NAMES: ReadonlyMap<number, string> = new Map([
  [0, 'NUL'],
  [9, 'TAB'],
  [10, '⏎'],
  [13, 'CR'],
  [32, 'SPACE'],
]);

/** The parts of a text, in order; together they are the text. */
export function piecesOf(text: string, spaces: Spaces = 'all'): readonly Piece[] {
  if (PLAIN.test(text)) return [{ is: 'text', text }];
  const pieces: Piece[] = [];
  let at = 0;
  let marks = 0;
  for (const { 0: found, index } of text.matchAll(PATTERNS[spaces])) {
    if (index > at) pieces.push({ is: 'text', text: text.slice(at, index) });
    at = index;
    marks += 1;
    if (marks > MOST_MARKS) break;
    pieces.push({ is: 'invisible', text: found, name: nameOf(found) });
    at += found.length;
  }
  if (marks > MOST_MARKS) pieces.push({ is: 'rest', text: text.slice(at) });
  else if (at < text.length) pieces.push({ is: 'text', text: text.slice(at) });
  return pieces;
}

function nameOf(found: string): string {
  const code = found.codePointAt(0) ?? 0;
  const name = NAMES.get(code) ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const times = found.length / String.fromCodePoint(code).length;
  return times > 1 ? `${name} ×${times}` : name;
}

/** What sentences have of ours: spaces in numbers and times, and the ends of what `inWords` isolated. */
const IN_SENTENCES = new RegExp(`(?![\\u00a0\\u202f\\u2068\\u2069])(?:${INVISIBLE})`, 'gu');

/**
 * Names what nobody can see in what a sentence is made of, and keeps what is written from right to left from turning the
 * sentence round. A text of a page should be `inWords` before.
 */
export function inSentence(text: string): string {
  return PLAIN.test(text) ? text : isolated(text.replace(IN_SENTENCES, (found) => `⟨${nameOf(found)}⟩`));
}

/** A part that turns nothing beside it. */
const ISOLATED = /\u2068[^\u2068\u2069]*\u2069/g;

/** A text that does not turn what stands beside it. */
function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text.replace(ISOLATED, '')) ? `\u2068${text}\u2069` : text;
}

/** What is written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A text for where no element can stand (titles, accessible names, sentences): what nobody can see is named in brackets,
 * `a⟨U+200B⟩b`, and what is written from right to left does not turn what stands beside it.
 */
export function inWords(text: string, spaces: Spaces = 'all'): string {
  if (PLAIN.test(text)) return text;
  const words = piecesOf(text, spaces)
    .map((piece) => (piece.is === 'text' ? piece.text : piece.is === 'rest' ? '…' : `⟨${piece.name}⟩`))
    .join('');
  return isolated(words);
}
