/** What differs between any two messages, whatever they say: their ids and times. Pure. */

/** The ids that each message has anew (docs/protocol.md#sending). */
const IDS: ReadonlySet<string> = new Set(['referenceId', 'frameId']);
/** Names of times, as `startTime`, `end_date`, `timestamp`. */
const TIMES = /(?:^|[a-z_-])(?:time|timestamp|date)$/i;
/** A date with its time as texts write it; a number of ms or s since the epoch, of this century. */
const DATE_TEXT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;
const LEAST_SECONDS = 946_684_800;

/** Whether a value that changed is an id or a time of what happens anew each time, and not a difference that means something. */
export function differsByNature(name: string, before: unknown, after: unknown): boolean {
  if (IDS.has(name)) return true;
  return TIMES.test(name.slice(-100)) && isTime(before) && isTime(after);
}

function isTime(value: unknown): boolean {
  if (value instanceof Date) return true;
  if (typeof value === 'number') return value >= LEAST_SECONDS;
  return typeof value === 'string' && (DATE_TEXT.test(value) || (/^\d{10,13}$/.test(value) && isTime(Number(value))));
}
