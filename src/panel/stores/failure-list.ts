/** The list of the tool's own failures. */
import type { Signal } from '@preact/signals';
import { type Redacted, redact } from './redact.ts';

/** A failure, as often as it came. Times in ms since the epoch. */
export interface Failure extends Redacted {
  /** The border at which it was caught. */
  readonly where: string;
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

const MOST_LISTED = 50;

/**
 * Adds what was thrown, redacted.
 * @returns what may be told of it to the browser; null if it has come before
 */
export function add(list: Signal<readonly Failure[]>, where: string, error: unknown, at: number): Error | null {
  const redacted = redact(error);
  const { name, lines } = redacted;
  const isSame = (one: Failure) => one.where === where && one.name === name && one.lines[0] === lines[0];
  const known = list.peek().find(isSame);
  const failure = { where, ...redacted, count: (known?.count ?? 0) + 1, first: known?.first ?? at, last: at };
  list.value = [...list.peek().filter((one) => one !== known), failure].slice(-MOST_LISTED);
  if (known) return null;
  const news = new Error(`${where}: ${name}`);
  news.stack = [news.message, ...lines].join('\n    at ');
  return news;
}
