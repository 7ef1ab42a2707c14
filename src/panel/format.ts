/** Times and durations as people read them. */

let wallAt = (t: number): number => t;

/** Times of day are asked of `at` from now on. @param at ms since the epoch, of a time of the panel's clock (`WallTimes.at`) */
export function installWallClock(at: (t: number) => number): void {
  wallAt = at;
}

/** What the wall clock showed. @param t by the panel's clock, ms @returns ms since the epoch */
export function timeOfDay(t: number): number {
  return wallAt(t);
}

/** A time of day in the user's locale, to the second. @param t by the panel's clock, ms */
export function clockTime(t: number): string {
  return wallTime(wallAt(t));
}

/** The same. @param wall ms since the epoch */
export function wallTime(wall: number): string {
  return new Date(wall).toLocaleTimeString();
}

/** Date and time with milliseconds, for a hover. @param t by the panel's clock, ms */
export function exactTime(t: number): string {
  return exactWallTime(wallAt(t));
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

function two(value: number): string {
  return String(value).padStart(2, '0');
}
