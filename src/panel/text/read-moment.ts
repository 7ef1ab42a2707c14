/** Reads moments as the panel writes them (`moment.ts`). It comes with the filter, when that is first shown. */
import { dayOf, FARTHEST } from './moment.ts';
import { type LocalTime, localTime, momentsOf, type Zone } from './zone.ts';

/** A span of time, ms: from a moment to before another one. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What a clock of another document may be ahead of this one: what is to come so soon is of today. */
const SKEW = SECOND;

/** By what a text is read. */
export interface ReadingStyle {
  readonly zone: Zone;
  /** The present, ms since the epoch. */
  readonly now: number;
  /**
   * What a time without a date is of: `last`, when clocks showed it last; `near`, today also if that is still to come, in the
   * next twelve hours.
   */
  readonly bare: 'last' | 'near';
}

/** Why a text is no moment. `skipped`: clocks were put ahead over it. */
export type MomentProblem = 'form' | 'hour' | 'minute' | 'second' | 'date' | 'skipped';

/**
 * What was read. `spans`: as long as what was written last, a minute for `14:05`, a day for a date alone; two where clocks show
 * the time twice and no offset says which is meant. By `distance` they are counted from the marked moment, else from the epoch.
 */
export type ReadMoment =
  | { readonly ok: true; readonly by: 'clock' | 'distance'; readonly spans: readonly [Span, ...Span[]] }
  | { readonly ok: false; readonly why: MomentProblem };

const WALL =
  /^(?:(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](?=\d)|$))?(?:(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,3}))?)?)? ?(Z|[+-]\d{2}(?::?\d{2}(?::\d{2})?)?)?$/i;
const DISTANCE = /^([+-])(?:(\d{1,6}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?$/;
const UNITS = /^([+-])(?:(\d{1,6})h)?(?:(\d{1,9})m)?(?:(\d{1,9})(?:[.,](\d{1,3}))?s)?(?:(\d{1,12})ms)?$/i;

/** Reads a moment. Never throws. */
export function readMoment(text: string, style: ReadingStyle): ReadMoment {
  // Dashes that look like a minus, as they come from texts that were copied.
  const written = text.trim().replace(/^[\u2212\u2013]/, '-');
  return /^[+-]/.test(written) ? readDistance(written) : readClock(written, style);
}

const fault = (why: MomentProblem): ReadMoment => ({ ok: false, why });

function readClock(text: string, style: ReadingStyle): ReadMoment {
  const [, year, month, day, hour, minute, second, fraction, offset] = WALL.exec(text) ?? [];
  if (year === undefined && hour === undefined) return fault('form');
  if (hour === undefined && offset !== undefined) return fault('form');
  if (Number(hour ?? 0) > 23) return fault('hour');
  if (Number(minute ?? 0) > 59) return fault('minute');
  if (Number(second ?? 0) > 59) return fault('second');
  const time =
    Number(hour ?? 0) * HOUR + Number(minute ?? 0) * MINUTE + Number(second ?? 0) * SECOND + fractionOf(fraction);
  if (year === undefined) return readBare(time, lengthOf(second, fraction), offset, style);
  const date = dateOf(Number(year), Number(month), Number(day));
  if (date === null) return fault('date');
  return hour === undefined
    ? wholeDay(date, style.zone)
    : within(date + time, lengthOf(second, fraction), offset, style.zone);
}

function fractionOf(digits: string | undefined): number {
  return Number((digits ?? '').padEnd(3, '0'));
}

function lengthOf(second: string | undefined, fraction: string | undefined): number {
  if (second === undefined) return MINUTE;
  return fraction === undefined ? SECOND : 10 ** (3 - fraction.length);
}

/** The beginning of a day; null: there is no such day. */
function dateOf(year: number, month: number, day: number): LocalTime | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : null;
}

/** A time without a date. */
function readBare(
  time: number,
  length: number,
  offset: string | undefined,
  { zone, now, bare }: ReadingStyle,
): ReadMoment {
  const today = dayOf(offset === undefined ? localTime(zone, now) : now + offsetOf(offset)) * DAY;
  const read = within(today + time, length, offset, zone);
  // Where clocks skip the time today, they have not shown it: yesterday they did.
  const ahead = read.ok ? read.spans[0].from - now : today + time - localTime(zone, now);
  const isToCome = ahead > (bare === 'near' ? DAY / 2 : SKEW);
  return isToCome ? within(today - DAY + time, length, offset, zone) : read;
}

function offsetOf(text: string): number {
  if (/^z$/i.test(text)) return 0;
  const [hours = 0, minutes = 0, seconds = 0] = (text.match(/\d{2}/g) ?? []).map(Number);
  return (text.startsWith('-') ? -1 : 1) * (hours * HOUR + minutes * MINUTE + seconds * SECOND);
}

function within(local: LocalTime, length: number, offset: string | undefined, zone: Zone): ReadMoment {
  const moments = offset === undefined ? momentsOf(zone, local) : [local - offsetOf(offset)];
  const [first, ...more] = moments.map((from) => ({ from, to: from + length }));
  return first ? { ok: true, by: 'clock', spans: [first, ...more] } : fault('skipped');
}

/** A date alone. It begins when clocks show it first: where midnight is skipped, that is later. */
function wholeDay(date: LocalTime, zone: Zone): ReadMoment {
  const [from, to] = [firstOf(date, zone), firstOf(date + DAY, zone)];
  // Who crosses the date line may leave out a day.
  return to > from ? { ok: true, by: 'clock', spans: [{ from, to }] } : fault('skipped');
}

/** The first moment at which clocks show a time or a later one. */
function firstOf(local: LocalTime, zone: Zone): number {
  const [first] = momentsOf(zone, local);
  if (first !== undefined) return first;
  // In the skipped hour, what was before it and what is after it meet where both offsets say the same moment.
  let [low, high] = [local - 2 * DAY, local + 2 * DAY];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (localTime(zone, middle) < local) low = middle;
    else high = middle;
  }
  return high;
}

function readDistance(text: string): ReadMoment {
  const [, sign, hours, minutes, seconds, fraction] = DISTANCE.exec(text) ?? [];
  if (sign !== undefined) {
    if (Number(minutes) > 59 && hours !== undefined) return fault('minute');
    if (Number(seconds) > 59) return fault('second');
    const ms = Number(hours ?? 0) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND + fractionOf(fraction);
    return distance(sign, ms, lengthOf(seconds, fraction));
  }
  const [, way, h, m, s, part, ms] = UNITS.exec(text) ?? [];
  if (way === undefined || (h ?? m ?? s ?? ms) === undefined) return fault('form');
  const sum =
    Number(h ?? 0) * HOUR + Number(m ?? 0) * MINUTE + Number(s ?? 0) * SECOND + fractionOf(part) + Number(ms ?? 0);
  const length = ms !== undefined ? 1 : s !== undefined ? lengthOf(s, part) : m !== undefined ? MINUTE : HOUR;
  return distance(way, sum, length);
}

function distance(sign: string, ms: number, length: number): ReadMoment {
  if (ms > FARTHEST) return fault('form');
  const from = sign === '-' && ms > 0 ? -ms : ms;
  return { ok: true, by: 'distance', spans: [{ from, to: from + length }] };
}
