/** A filter as it was understood, and as text again. */

import type { AmountField, IsWord, NameField } from './filter-fields.ts';
import { fold } from './glob.ts';
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
  | { readonly by: 'client'; readonly number: number };

/** One term; all terms of a filter must hold. */
export interface Term {
  readonly negated: boolean;
  readonly test: Test;
}

/** A filter. Without terms it lets everything through. */
export interface Filter {
  readonly terms: readonly Term[];
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

/** The text of a filter: read again, it is the same filter. */
export function printFilter({ terms }: Filter): string {
  return terms.map(printTerm).join(' ');
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
