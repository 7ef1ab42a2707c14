/** The waterfall: each message on one axis of time, from its call to its answer, with what handled it. */
import { type ReadonlySignal, useComputed, useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Session } from '../../../session/api.ts';
import type { HandlerRun, MessageRow } from '../../../session/messages-model.ts';
import { statusOf } from '../../../session/rows/status.ts';
import { usePanel } from '../../stores/panel.ts';
import { duration, exactDuration, exactTime, fineDuration, wireTime } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';
import { pageText } from '../../text/PageText.tsx';
import { runName, STATUSES } from './labels.ts';
import { useStatus } from './StatusCell.tsx';
import type { RowSeries } from './series.ts';
import { axisOf, isSameAxis, placeOn, type RowTimes, type TimeAxis, timesOf } from './time-axis.ts';
import { timeOf } from './times.ts';

/** Runs of one row that are drawn, and named on hover: a page can make any number. */
const MOST_RUNS = 20;

/** When the page called, where a probe saw it. */
function calledAt(session: Session, { call }: MessageRow): number | undefined {
  return call ? timeOf(session, call) : undefined;
}

/**
 * The axis of the rows in sight. It follows the clock only while one of them is open, and is another one only when what is
 * in sight goes beyond it, or needs much less.
 * @param places of the rows in sight
 */
export function useTimeAxis(
  places: readonly number[],
  lines: RowSeries,
  session: Session,
): ReadonlySignal<TimeAxis | null> {
  const { clock } = usePanel();
  const rows = useSignal<readonly MessageRow[]>([]);
  const last = useRef<TimeAxis | null>(null);
  useLayoutEffect(() => {
    const next = places.flatMap((place) => lines.at(place) ?? []);
    const before = rows.peek();
    if (next.length !== before.length || next.some((row, index) => row !== before[index])) rows.value = next;
  });
  return useComputed(() => {
    const all = rows.value;
    const timesAt = (now: number) =>
      all.map((row) => timesOf(row, statusOf(row, Math.max(now, row.t)), calledAt(session, row), now));
    let times = timesAt(clock.peek());
    if (times.some(({ isOpen }) => isOpen)) times = timesAt(clock.value);
    const next = axisOf(times);
    if (!isSameAxis(next, last.current)) last.current = next;
    return last.current;
  });
}

/** How long the axis is, for its column's title; from when to when on hover. */
export function AxisLength({ axis }: { readonly axis: ReadonlySignal<TimeAxis | null> }) {
  const { value } = axis;
  if (!value) return null;
  const { from, to, step } = value;
  return (
    <span class="note clip" title={t('waterfall_axis', exactTime(from), exactTime(to), duration(step))}>
      {duration(to - from)}
    </span>
  );
}

interface WaterfallCellProps {
  readonly row: MessageRow;
  readonly session: Session;
  /** Left out: the table draws none. */
  readonly axis: ReadonlySignal<TimeAxis | null> | undefined;
}

/** Renders the cell of a row. */
export function WaterfallCell({ row, session, axis }: WaterfallCellProps) {
  const { clock } = usePanel();
  const status = useStatus(row);
  const present = axis?.value ?? null;
  if (!present) return null;
  const called = calledAt(session, row);
  const times = timesOf(row, status, called, status === 'pending' ? clock.value : clock.peek());
  const tone = status === null ? 'event' : STATUSES[status].tone;
  const [begin, end] = [placeOn(present, times.from), placeOn(present, times.to)];
  const share = (100 * present.step) / (present.to - present.from);
  return (
    <div
      class="waterfall"
      role="img"
      aria-label={shortText(times)}
      style={{ '--step': `${share}%` }}
      // Written when somebody looks: most cells are never pointed at.
      onPointerEnter={({ currentTarget }) => {
        currentTarget.title = spansText(row, times, called);
      }}
    >
      {times.isSpan ? (
        <div
          class={`waterfall-span waterfall-${times.isOpen ? 'open' : tone}`}
          style={{ left: `${begin}%`, width: `${end - begin}%` }}
        />
      ) : (
        <div class={`waterfall-moment waterfall-${tone}`} style={{ left: `${begin}%` }} />
      )}
      {times.runs.slice(0, MOST_RUNS).map((run, index) => (
        <div
          key={`${index} ${run.t}`}
          class={`waterfall-run ${run.threw === null ? '' : 'waterfall-threw'}`}
          style={{ left: `${placeOn(present, run.t)}%`, width: `${(100 * run.took) / (present.to - present.from)}%` }}
        />
      ))}
    </div>
  );
}

/** What a screen reader says of the drawing. */
function shortText({ from, to, isSpan, isOpen }: RowTimes): string {
  if (!isSpan) return wireTime(from);
  return isOpen ? t('waterfall_open', wireTime(from)) : t('waterfall_span', wireTime(from), fineDuration(to - from));
}

/** All times and durations of a row, a line each. */
function spansText(row: MessageRow, { from, to, isSpan, isOpen, runs }: RowTimes, called: number | undefined): string {
  const { request } = row;
  const lines = [
    t(
      called === undefined ? (row.is === 'request' ? 'waterfall_sent' : 'waterfall_came') : 'waterfall_called',
      exactTime(from),
    ),
  ];
  if (isSpan) {
    const took = exactDuration(to - from);
    if (isOpen) lines.push(t('span_running', took));
    else if (request?.answeredAt == null) lines.push(t('waterfall_gave_up', exactTime(to), took));
    else lines.push(t('waterfall_answered', exactTime(to), took));
  }
  lines.push(...runs.slice(0, MOST_RUNS).map((run) => runText(run)));
  if (runs.length > MOST_RUNS) lines.push(t('waterfall_more_runs', runs.length - MOST_RUNS));
  return lines.join('\n');
}

function runText({ t: at, took, name, handler, threw }: HandlerRun): string {
  const what = pageText(runName(name, handler));
  return t(threw === null ? 'waterfall_ran' : 'waterfall_threw', what, exactTime(at), exactDuration(took));
}
