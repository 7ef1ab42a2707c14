/**
 * Moments as the panel writes them, and as the filter reads them: `14:05:10.123`, on another day
 * `2026-11-30 14:05:10.123`, from a marked moment on `+1:02:10.123`. All moments are written by `momentText` and read by
 * `readMoment` (`read-moment.ts`): what the one writes, the other reads as the same moment.
 */
import { isShownTwice, type LocalTime, localTime, offsetText, type Zone } from './zone.ts';

/** How a moment is to be written. */
export interface MomentStyle {
  readonly zone: Zone;
  /** What is on the day of this moment is written without its date; null: nothing is. ms since the epoch */
  readonly today: number | null;
  /** To the last whole second, or millisecond. */
  readonly precision: 'second' | 'ms';
  /** With the offset from UTC. Without, it is written where clocks show the time twice. */
  readonly offset: boolean;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** What a `Date` can hold, less some days for what is added. */
export const FARTHEST = 8.64e15 - 4 * DAY;
/** What is no moment. */
const NEVER = '—';

const two = (value: number) => String(value).padStart(2, '0');
const three = (value: number) => String(value).padStart(3, '0');
const isMoment = (wall: number) => Math.abs(wall) <= FARTHEST;

/** A moment of the wall clock. @param wall ms since the epoch */
export function momentText(wall: number, { zone, today, precision, offset }: MomentStyle): string {
  if (!isMoment(wall)) return NEVER;
  const local = localTime(zone, Math.floor(wall));
  const isBare = today !== null && dayOf(local) === dayOf(localTime(zone, today));
  const date = isBare ? '' : `${dateText(local)} `;
  const time = `${timeText(local)}${precision === 'ms' ? `.${three(modulo(local, SECOND))}` : ''}`;
  if (offset) return `${date}${time} ${offsetText(zone, wall)}`;
  return `${date}${time}${isShownTwice(zone, Math.floor(wall)) ? offsetText(zone, wall) : ''}`;
}

/** A moment by its distance from another one, with its sign: `+00:12.345`, `-1:02:03`. @param ms of the distance */
export function distanceText(ms: number, precision: MomentStyle['precision']): string {
  if (!isMoment(ms)) return NEVER;
  const step = precision === 'ms' ? 1 : SECOND;
  const whole = Math.floor(ms / step) * step;
  const rest = Math.abs(whole);
  const hours = Math.floor(rest / HOUR);
  const minutes = two(Math.floor(rest / MINUTE) % 60);
  const end = `${two(Math.floor(rest / SECOND) % 60)}${precision === 'ms' ? `.${three(rest % SECOND)}` : ''}`;
  return `${whole < 0 ? '-' : '+'}${hours > 0 ? `${hours}:` : ''}${minutes}:${end}`;
}

/** The date on which a moment is, `2026-11-30`. @param wall ms since the epoch */
export function dayText(wall: number, zone: Zone): string {
  return isMoment(wall) ? dateText(localTime(zone, wall)) : NEVER;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}

/** The day of a time, counted. */
export function dayOf(local: LocalTime): number {
  return Math.floor(local / DAY);
}

function dateText(local: LocalTime): string {
  const date = new Date(local);
  const year = date.getUTCFullYear();
  const written = year >= 0 && year < 10_000 ? String(year).padStart(4, '0') : String(year);
  return `${written}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

function timeText(local: LocalTime): string {
  const date = new Date(local);
  return [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
}
