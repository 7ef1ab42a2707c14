/**
 * How long something lasted: short in sight, and on hover to the millisecond, with its beginning and end, and with what the
 * computer's clock did in between. Every duration that the panel shows is drawn by it.
 */
import { duration, exactDuration, exactTime, fineDuration, jumpsBetween, present, runningTime } from './format.ts';
import { t } from './i18n.ts';

/** A duration, by the panel's clock. */
interface Span {
  /** ms. */
  readonly ms: number;
  /** When it began and ended; null where that is not known, or where it is a sum. */
  readonly from: number | null;
  readonly to: number | null;
  readonly isRunning: boolean;
}

interface LastingProps {
  readonly from?: number | null;
  /** When it ended; the present where it goes on. */
  readonly to?: number | null;
  /** Where it is not the time between the two. */
  readonly ms?: number;
  readonly isRunning?: boolean;
  /** Below a second with one digit more. */
  readonly isFine?: boolean;
  /** What it is said in. */
  readonly words?: (text: string) => string;
  /** What else is known of it, for the hover. */
  readonly note?: string | null;
  readonly class?: string;
}

/** Jumps that are named one by one. */
const MOST_JUMPS = 3;

/** All that is known of a duration, in words. */
export function spanText({ ms, from, to, isRunning }: Span, note: string | null = null): string {
  const exact = exactDuration(ms);
  const lines = [isRunning ? t('span_running', exact) : exact];
  if (from !== null && to !== null && !isRunning) lines.push(t('span_between', exactTime(from), exactTime(to)));
  else if (from !== null) lines.push(t('span_since', exactTime(from)));
  if (from !== null && to !== null) {
    const jumps = jumpsBetween(from, to);
    for (const jump of jumps.slice(0, MOST_JUMPS))
      lines.push(
        t(jump > 0 ? 'span_jump_ahead' : 'span_jump_back', duration(Math.round(Math.abs(jump) / 1_000) * 1_000)),
      );
    if (jumps.length > MOST_JUMPS) lines.push(t('span_jump_more', jumps.length - MOST_JUMPS));
  }
  if (note !== null) lines.push(note);
  return lines.join('\n');
}

/** Renders it. What goes on is told exactly as of the moment at which the pointer comes. */
export function Duration(props: LastingProps) {
  const { from = null, to = null, isRunning = false, isFine = false, words, note = null } = props;
  const ms = props.ms ?? (from === null || to === null ? 0 : to - from);
  const textOf = (end: number | null) =>
    spanText({ ms: ms + (end === null || to === null ? 0 : end - to), from, to: end, isRunning }, note);
  const short = isRunning ? runningTime(ms) : isFine ? fineDuration(ms) : duration(ms);
  return (
    <span
      class={`lasting ${props.class ?? ''}`}
      // Set anew each second, a title that is being read would go away.
      title={isRunning ? undefined : textOf(to)}
      onPointerEnter={(event) => {
        if (isRunning) event.currentTarget.title = textOf(to === null ? null : Math.max(to, present()));
      }}
    >
      {words ? words(short) : short}
    </span>
  );
}
