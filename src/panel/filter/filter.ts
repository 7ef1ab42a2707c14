/** A filter as it was understood, and as text again. */

import type { Span } from '../text/read-moment.ts';
import type { AmountField, IsWord, NameField, TimeField } from './filter-fields.ts';
import { fold } from './glob.ts';
import type { Kind } from './kinds.ts';
import { lex } from './lex.ts';
import type { Matcher } from './pattern/walk.ts';

/** What one term asks of a row. Folded texts are as `fold` makes them. */
export type Test =
  /** A word or a phrase: found in a name, or in the payload. */
  | { readonly by: 'text'; readonly text: string; readonly folded: string }
  | { readonly by: 'pattern'; readonly source: string; readonly flags: string; readonly matcher: Matcher }
  | { readonly by: 'name'; readonly field: NameField; readonly glob: string; readonly folded: string }
  /** A value in user data: where, by its keys with dots in between, and what. Both with wildcards. */
  | {
      readonly by: 'data';
      readonly path: string;
      readonly foldedPath: string;
      readonly glob: string;
      readonly folded: string;
    }
  | { readonly by: 'is'; readonly word: IsWord }
  /** `limit` in characters, or ms; `text` as it was written. */
  | { readonly by: 'amount'; readonly field: AmountField; readonly text: string; readonly limit: number }
  /**
   * When it was; `text` as it was written. `spans` by the wall clock (ms since the epoch), or by the panel's: two where clocks
   * show the time twice, none where nobody knows yet from when on they are counted.
   */
  | {
      readonly by: 'time';
      readonly field: TimeField;
      readonly text: string;
      readonly clock: 'wall' | 'panel';
      readonly spans: readonly Span[];
    }
  | { readonly by: 'client'; readonly number: number };

/** One term; all terms of a filter must hold. */
export interface Term {
  readonly negated: boolean;
  readonly test: Test;
}

/** A filter. Without terms and kinds it lets everything through. */
export interface Filter {
  readonly terms: readonly Term[];
  /** What passes the terms is left out, and what does not is shown. The kinds stay as they are. */
  readonly inverted?: boolean;
  /** Only what is of one of these; all where there is none. */
  readonly kinds?: readonly Kind[];
}

/** Lets everything through. */
export const NO_FILTER: Filter = { terms: [] };

/** A test for a word or a phrase. */
export function textTest(text: string): Test {
  return { by: 'text', text, folded: fold(text) };
}

/** A test of a name. @param glob `*` stands for any characters */
export function nameTest(field: NameField, glob: string): Test {
  return { by: 'name', field, glob, folded: fold(glob) };
}

/** A test of a value in user data. */
export function dataTest(path: string, glob: string): Test {
  return { by: 'data', path, foldedPath: fold(path), glob, folded: fold(glob) };
}

/** The text of a filter: read again, its terms are the same. */
export function printFilter({ terms }: Filter): string {
  return terms.map(printTerm).join(' ');
}

/** Whether a filter can leave out anything. */
export function isFiltering({ terms, kinds = [] }: Filter): boolean {
  return terms.length > 0 || kinds.length > 0;
}

/** Two filters with the same key let the same through. */
export function keyOfFilter(filter: Filter): string {
  const { terms, inverted = false, kinds = [] } = filter;
  const spans = terms.flatMap(({ test }) => (test.by === 'time' ? [test.clock, test.spans] : []));
  return JSON.stringify([printFilter(filter), inverted && terms.length > 0, kinds.map(({ id }) => id), spans]);
}

/** The text of a term. */
export function printTerm({ negated, test }: Term): string {
  return `${negated ? '-' : ''}${printTest(test)}`;
}

/** The text of a test; two tests with the same text ask the same. */
export function printTest(test: Test): string {
  switch (test.by) {
    case 'text':
      return isPlainWord(test.text) ? test.text : quoted(test.text);
    case 'pattern':
      return `/${test.source}/${test.flags}`;
    case 'name':
      return printField(test.field, test.glob);
    case 'data':
      return printField(dataField(test.path), test.glob);
    case 'is':
      return `is:${test.word}`;
    case 'amount':
      return `${test.field}:${test.text}`;
    case 'time':
      return printField(test.field, test.text);
    case 'client':
      return `client:${test.number}`;
  }
}

/** `data` with a path, in quotes where it needs them. */
export function dataField(path: string): string {
  return `data.${/^[^\s":]+$/.test(path) ? path : quoted(path)}`;
}

/** A field with its value, in quotes where it needs them. */
export function printField(field: string, value: string): string {
  return `${field}:${/^(?!\/\/)[^\s"]\S*$/.test(value) ? value : quoted(value)}`;
}

function isPlainWord(text: string): boolean {
  const [token, ...more] = lex(text);
  return token?.kind === 'word' && more.length === 0 && !token.negated && token.text === text;
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}
