/** The terms of a filter that ask when something was: `after:14:04`, `before:14:06`, `at:14:05`. */
import { timeOfDay } from '../text/format.ts';
import { type TextKey, t } from '../text/i18n.ts';
import { type MomentProblem, readMoment } from '../text/read-moment.ts';
import type { Zone } from '../text/zone.ts';
import type { Test } from './filter.ts';
import type { TimeField } from './filter-fields.ts';

/** By what the filter and the jump to a time read moments. Distances are by the panel's clock, times of day by the wall clock. */
export interface FilterTimes {
  readonly zone: Zone;
  /** The present, ms since the epoch: a time without a date is of the last day on which clocks showed it. */
  readonly now: number;
  /** From which moment on distances are counted, by the panel's clock; null: nothing was seen yet. */
  readonly origin: () => number | null;
}

/** Where only the text of a filter counts. */
export const NO_TIMES: FilterTimes = { zone: 'UTC', now: 0, origin: () => null };

type TimeTest = Extract<Test, { by: 'time' }>;

const PROBLEMS: Readonly<Record<MomentProblem, TextKey>> = {
  form: 'time_problem_form',
  hour: 'time_problem_hour',
  minute: 'time_problem_minute',
  second: 'time_problem_second',
  date: 'time_problem_date',
  skipped: 'time_problem_skipped',
};

/** What is shown of a wrong time. */
const SHOWN = 40;

/** A test for a moment; or why it is none, in words, and what may be meant. */
export function readTime(
  field: TimeField,
  text: string,
  { zone, now, origin }: FilterTimes,
): TimeTest | { readonly by: 'problem'; readonly message: string; readonly instead: string | null } {
  // What is to end at a time that is soon to come leaves out nothing: it is not of yesterday.
  const read = readMoment(text, { zone, now, bare: field === 'before' ? 'near' : 'last' });
  if (!read.ok) {
    const message = t(PROBLEMS[read.why], text.slice(0, SHOWN), zone);
    return { by: 'problem', message, instead: read.why === 'form' ? meantBy(text) : null };
  }
  if (read.by === 'clock') return { by: 'time', field, text, clock: 'wall', spans: read.spans };
  const start = origin();
  const spans = start === null ? [] : read.spans.map(({ from, to }) => ({ from: start + from, to: start + to }));
  return { by: 'time', field, text, clock: 'panel', spans };
}

/** What somebody means who writes times otherwise: `2:05pm`, `14.05`, `14h05`, `14`. */
function meantBy(text: string): string | null {
  const [, hour, minute = '00', second, half] =
    /^(\d{1,2})(?:[:.h](\d{2})(?:[:.m](\d{2}))?)? ?(am|pm)?$/i.exec(text.trim()) ?? [];
  if (hour === undefined) return null;
  const whole = half ? (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hour);
  if (whole > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return null;
  return [String(whole).padStart(2, '0'), minute, ...(second === undefined ? [] : [second])].join(':');
}

/**
 * Whether something was then. What lasted was there at each moment from its beginning to its end.
 * @param from by the panel's clock, ms
 * @param to the same, of a moment: `from`
 */
export function wasThen({ field, clock, spans }: TimeTest, from: number, to: number): boolean {
  const of = (moment: number) => (clock === 'panel' || !Number.isFinite(moment) ? moment : timeOfDay(moment));
  const [begin, end] = [of(from), of(to)];
  const [first] = spans;
  const last = spans.at(-1);
  if (!first || !last) return false;
  // Where clocks show the time twice, nothing of both hours is left out.
  if (field === 'after') return end >= first.from;
  if (field === 'before') return begin < last.from;
  return spans.some((span) => begin < span.to && end >= span.from);
}
