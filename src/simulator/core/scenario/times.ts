/** Times as people write them in scenarios, and ms. */
import type { Time } from './scenario-types.ts';

/** What is allowed, in words. */
export const TIME_FORMS = 'ms as a number, or a text such as "1:20" (min:s), "1:02:03", "2.5s", "300ms", "5min", "1h"';

/** The longest scenario: a timer of a browser takes no more ms. */
const MOST_MS = 2_147_483_647;
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 };
const WITH_UNIT = /^(\d+(?:\.\d+)?)\s*(ms|s|min|h)$/;
const CLOCK = /^(?:(\d+):)?(\d+):([0-5]\d(?:\.\d{1,3})?)$/;

/** The same as a pattern for a JSON schema. */
export const TIME_PATTERN = '^(\\d+(\\.\\d+)?\\s*(ms|s|min|h)|(\\d+:)?\\d+:[0-5]\\d(\\.\\d{1,3})?)$';

/** A time in whole ms, or null for what is none, is negative or is longer than 24 days. */
export function readTime(time: unknown): number | null {
  const ms = typeof time === 'number' ? time : typeof time === 'string' ? msOf(time.trim()) : null;
  return ms === null || !(ms >= 0 && ms <= MOST_MS) ? null : Math.round(ms);
}

/** As `readTime`. Throws RangeError, in words, for what is no time. */
export function msOfTime(time: Time): number {
  const ms = readTime(time);
  if (ms === null) throw new RangeError(`${JSON.stringify(time)} is no time: it is ${TIME_FORMS}.`);
  return ms;
}

/** `1:20`, `1:02:03`, `0:02.5`: a text that `readTime` reads back. */
export function writeTime(ms: number): string {
  const whole = Math.max(0, Math.round(ms));
  const hours = Math.floor(whole / 3_600_000);
  const minutes = Math.floor(whole / 60_000) % 60;
  const seconds = String(Math.floor(whole / 1000) % 60).padStart(2, '0');
  const rest = whole % 1000 === 0 ? '' : `.${String(whole % 1000).padStart(3, '0')}`.replace(/0+$/, '');
  const place = hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}` : String(minutes);
  return `${place}:${seconds}${rest}`;
}

function msOf(text: string): number | null {
  const [, amount, unit = ''] = WITH_UNIT.exec(text) ?? [];
  if (amount !== undefined) return Number(amount) * (UNITS[unit] ?? Number.NaN);
  const [found, hours = '0', minutes, seconds] = CLOCK.exec(text) ?? [];
  if (found === undefined) return null;
  // With hours, the minutes are those of a clock; without, `90:00` is an hour and a half.
  if (found.split(':').length === 3 && Number(minutes) > 59) return null;
  return Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000;
}
