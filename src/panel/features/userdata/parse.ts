/**
 * Typed values from typed text: the user picks the type, so that 10 stays a number and "10" a text
 * (docs/protocol.md#trap-numbers-in-user-data).
 */

import { isAsWritten, isExact, lossIn } from '../../values/json/exact.ts';
import { typeOf, VALUE_TYPES, type ValueType } from './value-type.ts';

export { typeOf, VALUE_TYPES, type ValueType } from './value-type.ts';

/** Why a text is not a value of its type. */
export type ParseProblem = 'number' | 'inexact' | 'written' | 'boolean' | 'json' | 'twice';

/** A parsed text. */
export type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: ParseProblem };

/** Longer texts, in characters, are not put into a control: the browser would lay it out for seconds. */
const LONGEST_EDITED = 100_000;

/** The text to begin with when a value is edited. Empty for what cannot be edited. */
export function editText(value: unknown): string {
  switch (typeOf(value)) {
    case 'text':
    case 'number':
    case 'boolean':
      return String(value);
    case 'json':
      try {
        return JSON.stringify(value, null, 2);
      } catch {
        // Nested deeper than the engine's stack.
        return '';
      }
    default:
      return '';
  }
}

/** Whether a text is too long to be edited: it can be replaced only. */
export function isTooLong(text: string): boolean {
  return text.length > LONGEST_EDITED;
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
/** No number is written longer, in characters. A text of a page, of any length, can be asked to be a number. */
const LONGEST_NUMBER = 400;

/** The number that a text stands for, if it goes out as it was typed. */
function parseNumber(typed: string): Parsed {
  const value = Number(typed);
  if (typed.length > LONGEST_NUMBER || !NUMBER.test(typed) || !Number.isFinite(value)) {
    return { ok: false, problem: 'number' };
  }
  // Account numbers of 17 digits would be rounded in silence.
  if (!isExact(typed, value)) return { ok: false, problem: 'inexact' };
  // So would phone numbers lose their +, and codes their zeros.
  return isAsWritten(typed) ? { ok: true, value } : { ok: false, problem: 'written' };
}

/** The value that a text stands for under a type. A text under `text` is kept as typed, blanks included. */
export function parseValue(text: string, type: ValueType): Parsed {
  const trimmed = text.trim();
  switch (type) {
    case 'text':
      return { ok: true, value: text };
    case 'null':
      return { ok: true, value: null };
    case 'boolean': {
      const word = trimmed.toLowerCase();
      return word === 'true' || word === 'false'
        ? { ok: true, value: word === 'true' }
        : { ok: false, problem: 'boolean' };
    }
    case 'number':
      return parseNumber(trimmed);
    case 'json':
      try {
        const value: unknown = JSON.parse(text);
        const loss = lossIn(text);
        return loss ? { ok: false, problem: loss.is } : { ok: true, value };
      } catch {
        return { ok: false, problem: 'json' };
      }
  }
}

/** Whether a text names a type that the user can choose. */
export function isValueType(text: string): text is ValueType {
  return VALUE_TYPES.some((type) => type === text);
}
