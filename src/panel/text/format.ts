/** Times and durations as people read them. */
import { type ReadonlySignal, signal } from '@preact/signals';
import { distanceText, momentText } from './moment.ts';
import { localZone, type Zone } from './zone.ts';

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

/** How the panel writes moments now. */
export interface ShownTimes {
  readonly zone: Zone;
  /** From which moment on, by the panel's clock in ms; null: times of day are shown. */
  readonly origin: number | null;
  /** A moment of the day whose times are written without the date, ms since the epoch; null: no time has its date. */
  readonly today: number | null;
}

const LOCAL: ReadonlySignal<ShownTimes> = signal({ zone: localZone(), origin: null, today: null });
let times = LOCAL;

/** Moments are written as these say from now on. */
export function installTimes(installed: ReadonlySignal<ShownTimes>): void {
  times = installed;
}

function shown(t: number, precision: 'second' | 'ms'): string {
  const { zone, origin, today } = times.value;
  if (origin !== null) return distanceText(t - origin, precision);
  const wall = clocks.at(t);
  return momentText(wall, { zone, today: today ?? wall, precision, offset: false });
}

/** When something was, to the second, as the setting says. @param t by the panel's clock, ms */
export function clockTime(t: number): string {
  return shown(t, 'second');
}

/** When something was, to the millisecond, as a column of times has it. @param t by the panel's clock, ms */
export function wireTime(t: number): string {
  return shown(t, 'ms');
}

/** A time of day to the second. @param wall ms since the epoch */
export function wallTime(wall: number): string {
  const { zone, today } = times.value;
  return momentText(wall, { zone, today: today ?? wall, precision: 'second', offset: false });
}

/** A time with milliseconds, by the wall clock, in the form of ISO 8601; empty for none. @param time by the panel's clock, ms */
export function isoTime(time: number): string {
  const wall = new Date(clocks.at(time));
  return Number.isNaN(wall.getTime()) ? '' : wall.toISOString();
}

/** Date and time with milliseconds and offset, for a hover and for copies. @param t by the panel's clock, ms */
export function exactTime(t: number): string {
  return exactWallTime(clocks.at(t));
}

/** The same. @param wall ms since the epoch */
export function exactWallTime(wall: number): string {
  return momentText(wall, { zone: times.value.zone, today: null, precision: 'ms', offset: true });
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
