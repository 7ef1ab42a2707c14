/** Times and durations as people read them. */

/** What times of day and durations are asked of. */
export interface Clocks {
  /** What the wall clock showed, ms since the epoch. @param t by the panel's clock */
  at(t: number): number;
  /** See `WallTimes.jumps`. */
  jumps(from: number, to: number): readonly number[];
  /** The present by the panel's clock. */
  now(): number;
}

let clocks: Clocks = { at: (t) => t, jumps: () => [], now: () => Number.NEGATIVE_INFINITY };

/** Times of day and durations are asked of these clocks from now on. */
export function installClocks(installed: Clocks): void {
  clocks = installed;
}

/** The present by the panel's clock. */
export function present(): number {
  return clocks.now();
}

/** See `WallTimes.jumps`. */
export function jumpsBetween(from: number, to: number): readonly number[] {
  return clocks.jumps(from, to);
}

/** What the wall clock showed. @param t by the panel's clock, ms @returns ms since the epoch */
export function timeOfDay(t: number): number {
  return clocks.at(t);
}

/** A time of day in the user's locale, to the second. @param t by the panel's clock, ms */
export function clockTime(t: number): string {
  return wallTime(clocks.at(t));
}

/** The same. @param wall ms since the epoch */
export function wallTime(wall: number): string {
  return new Date(wall).toLocaleTimeString();
}

const CLOCK = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  // As filters have it; and so it fits into a narrow table.
  hourCycle: 'h23',
});

/** A time of day with milliseconds, from 00 to 23 h. @param time by the panel's clock, ms */
export function wireTime(time: number): string {
  return CLOCK.format(clocks.at(time));
}

const DAY = new Intl.DateTimeFormat(undefined, { month: 'numeric', day: 'numeric' });

/** The same, with the day after it where that is not today. */
export function wireTimeAndDay(time: number): string {
  const [wall, today] = [new Date(clocks.at(time)), new Date(clocks.at(clocks.now()))];
  const isToday = Number.isNaN(today.getTime()) || wall.toDateString() === today.toDateString();
  return isToday ? wireTime(time) : `${wireTime(time)} ${DAY.format(wall)}`;
}

/** A time with milliseconds, by the wall clock, in the form of ISO 8601; empty for none. @param time by the panel's clock, ms */
export function isoTime(time: number): string {
  const wall = new Date(clocks.at(time));
  return Number.isNaN(wall.getTime()) ? '' : wall.toISOString();
}

/** Date and time with milliseconds, for a hover. @param t by the panel's clock, ms */
export function exactTime(t: number): string {
  return exactWallTime(clocks.at(t));
}

/** The same. @param wall ms since the epoch */
export function exactWallTime(wall: number): string {
  const milliseconds = String(Math.floor(wall) % 1_000).padStart(3, '0');
  return `${new Date(wall).toLocaleString()} (.${milliseconds})`;
}

/** A duration such as `340 ms`, `12 s`, `1 m 12 s`, `2 h 05 m`. @param ms milliseconds; less than nothing counts as 0 */
export function duration(ms: number): string {
  const rest = Math.max(0, ms);
  if (rest < 1_000) return `${Math.floor(rest)} ms`;
  const seconds = Math.floor(rest / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} m ${two(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} m`;
}

/** A running time in whole seconds, so that nothing flickers. @param ms milliseconds */
export function runningTime(ms: number): string {
  return ms < 1_000 ? '0 s' : duration(ms);
}

/** The same with all that is known: `12.3 ms`, `5.327 s`, `1 m 05.327 s`, `2 h 05 m 09.012 s`. */
export function exactDuration(ms: number): string {
  const rest = Math.max(0, ms);
  if (rest < 1_000) return fineDuration(rest);
  const whole = Math.floor(rest);
  const milliseconds = String(whole % 1_000).padStart(3, '0');
  const seconds = Math.floor(whole / 1_000);
  if (seconds < 60) return `${seconds}.${milliseconds} s`;
  const minutes = Math.floor(seconds / 60);
  const end = `${two(seconds % 60)}.${milliseconds} s`;
  return minutes < 60 ? `${minutes} m ${end}` : `${Math.floor(minutes / 60)} h ${two(minutes % 60)} m ${end}`;
}

/** A duration, below a second with one digit more. @param ms milliseconds */
export function fineDuration(ms: number): string {
  return ms < 1_000 ? `${(Math.floor(Math.max(0, ms) * 10) / 10).toFixed(1)} ms` : duration(ms);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
