/** Whether a page asks for what a recording has. */
import { MASK } from '../../../recording/index.ts';
import { isRecord } from '../settings/is-record.ts';
import type { AskedFor } from './plan.ts';

/** Deeper than this nothing is compared: a page may post what refers to itself. */
const MOST_DEPTH = 100;

/** In what stands for a replaced value: `value-3`, `first name-2`, `text-1 ....` (docs/recording.md#redaction). */
const PSEUDONYM = /[a-z]-\d+(?:$|[^\w-])/;

/**
 * Whether they ask for the same. In a redacted recording a text with a pseudonym in it stands for any text, and a number
 * for any of as many digits. A masked token stands for any text in each recording.
 */
export function isAlike(recorded: AskedFor, live: AskedFor, isRedacted: boolean): boolean {
  if (recorded.is === 'call' && live.is === 'call') {
    return recorded.service === live.service && same(recorded.parameters, live.parameters, isRedacted, 0);
  }
  if (recorded.is === 'subscribe' && live.is === 'subscribe') {
    // The order of the names means nothing.
    const sorted = [recorded.names, live.names].map((names) => names && [...names].sort());
    return same(sorted[0], sorted[1], false, 0);
  }
  return recorded.is === 'unsubscribe' && live.is === 'unsubscribe'
    ? same(recorded.subscriptionId, live.subscriptionId, false, 0)
    : false;
}

function same(a: unknown, b: unknown, isLoose: boolean, depth: number): boolean {
  if (Object.is(a, b) || depth > MOST_DEPTH) return true;
  if (typeof a === 'string') {
    return typeof b === 'string' && (a.includes(MASK) || (isLoose && PSEUDONYM.test(a)));
  }
  if (typeof a === 'number' && typeof b === 'number') return isLoose && digits(a) === digits(b);
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const each = (left: readonly unknown[], right: readonly unknown[]): boolean =>
    left.length === right.length && left.every((one, index) => same(one, right[index], isLoose, depth + 1));
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && each(a, b);
  if (a instanceof Date && b instanceof Date) return isLoose || a.getTime() === b.getTime();
  if (a instanceof Map && b instanceof Map) return each([...a].flat(), [...b].flat());
  if (a instanceof Set && b instanceof Set) return each([...a], [...b]);
  if (ArrayBuffer.isView(a) && ArrayBuffer.isView(b))
    return isLoose ? a.byteLength === b.byteLength : each(bytes(a), bytes(b));
  if (!isRecord(a) || !isRecord(b)) return false;
  const [left, right] = [a, b].map((one) => Object.keys(one).sort());
  return each(left ?? [], right ?? []) && (left ?? []).every((key) => same(a[key], b[key], isLoose, depth + 1));
}

function digits(value: number): number {
  return Math.floor(Math.log10(Math.abs(value) || 1)) + 1;
}

function bytes(view: ArrayBufferView): readonly number[] {
  return [...new Uint8Array(view.buffer, view.byteOffset, view.byteLength)];
}
