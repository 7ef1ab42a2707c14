/** The waterfall of messages: what of a row takes which time, on one axis of the rows in sight. Pure. */
import { REQUEST_TIMEOUT_MS } from '../../../protocol/messages.ts';
import type { HandlerRun, MessageRow, MessageStatus } from '../../../session/messages-model.ts';

/** An axis of time, by the panel's clock in ms. */
export interface TimeAxis {
  readonly from: number;
  readonly to: number;
  /** From one line of the grid to the next. */
  readonly step: number;
}

/** What a row takes of the time, by the panel's clock in ms. */
export interface RowTimes {
  /** When it was called, or sent; of an event, when it came. */
  readonly from: number;
  /** When its answer came, or the client gave up; the present while it is open. `from` for what has no end. */
  readonly to: number;
  /** It goes on: `to` is the present. */
  readonly isOpen: boolean;
  /** It has a beginning and an end. Else it is a moment. */
  readonly isSpan: boolean;
  readonly runs: readonly HandlerRun[];
}

/**
 * The times of a row.
 * @param called when the page called, where a probe saw it; by the panel's clock, ms
 * @param now by the panel's clock, ms
 */
export function timesOf(
  row: MessageRow,
  status: MessageStatus | null,
  called: number | undefined,
  now: number,
): RowTimes {
  const { request, runs } = row;
  const sent = request?.sentAt ?? row.t;
  const from = Math.min(called ?? sent, sent);
  const at = (to: number, isOpen = false): RowTimes => ({ from, to: Math.max(from, to), isOpen, isSpan: true, runs });
  if (row.is === 'request' && request) {
    if (request.answeredAt !== null) return at(request.answeredAt);
    // Nobody says when a page that had unloaded its client would stop to wait.
    if (status === 'pending' && !row.marks.includes('client unloaded')) return at(now, true);
    if (status === 'timeout') return at(sent + REQUEST_TIMEOUT_MS);
  }
  return { from, to: from, isOpen: false, isSpan: false, runs };
}

/** When the last of a row ended: its answer, or what handled it. */
export function endOf({ to, runs }: RowTimes): number {
  return runs.reduce((end, { t, took }) => Math.max(end, t + took), to);
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Lengths that people can reckon with, in ms. */
const STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 4, 8, 12].map((hours) => hours * HOUR),
];
/** An axis has so many steps at most, before it is rounded outward. */
const MOST_STEPS = 8;

/**
 * An axis that holds all these times; null where there are none. It begins and ends at whole steps: with what comes it
 * mostly stays the same, and what is drawn on it stays where it is.
 */
export function axisOf(times: readonly RowTimes[]): TimeAxis | null {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const one of times) {
    first = Math.min(first, one.from);
    last = Math.max(last, endOf(one));
  }
  if (!Number.isFinite(first) || !Number.isFinite(last)) return null;
  const least = (last - first) / MOST_STEPS;
  const step = STEPS.find((one) => one >= least) ?? Math.ceil(least / DAY) * DAY;
  const from = Math.floor(first / step) * step;
  // What is at the very end would be drawn beside it.
  return { from, to: (Math.floor(last / step) + 1) * step, step };
}

/** Whether both are the same. */
export function isSameAxis(a: TimeAxis | null, b: TimeAxis | null): boolean {
  return a === b || (a !== null && b !== null && a.from === b.from && a.to === b.to);
}

/** Where a time stands on an axis, in percent of its length; below 0 and above 100 beside it. */
export function placeOn({ from, to }: TimeAxis, t: number): number {
  return (100 * (t - from)) / (to - from);
}
