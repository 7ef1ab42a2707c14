/** The steps of a scenario; only lines in sight are in the page. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { StepState } from '../core/scenario/player.ts';
import { clock } from './desktop-texts.ts';
import { STEP_LINE, STEP_LIST } from './heights.ts';
import { segmentsOf } from './windowing.ts';

/** The list. With `follow`, the next step is kept in sight. */
export function StepList({
  steps,
  next,
  follow,
}: {
  steps: readonly StepState[];
  next: number | null;
  follow: boolean;
}) {
  const top = useSignal(0);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    // What scrolls must be reached by keys.
    if (list.current !== null) list.current.tabIndex = 0;
  }, []);
  useEffect(() => {
    if (follow && list.current !== null) list.current.scrollTop = ((next ?? steps.length) - 3) * STEP_LINE;
  }, [next, follow]);
  const segments = segmentsOf(
    steps.map(() => STEP_LINE),
    { top: top.value, height: STEP_LIST },
  );
  return (
    <ol
      class="steps"
      aria-label="Steps"
      ref={list}
      onScroll={(event) => {
        top.value = Math.floor(event.currentTarget.scrollTop / STEP_LINE) * STEP_LINE;
      }}
    >
      {segments.map((segment) => {
        if ('gap' in segment) {
          return <li key={`gap ${segment.before}`} aria-hidden="true" style={{ height: `${segment.gap}px` }} />;
        }
        const step = steps[segment.row];
        if (step === undefined) return null;
        const { status, atMs, text, why } = step;
        return (
          <li
            key={segment.row}
            class={`step ${status.replace(' ', '-')}`}
            {...(status === 'next' ? { 'aria-current': 'step' } : {})}
          >
            <time>{clock(atMs)}</time>
            <span class="step-status">{status}</span>
            <span class="step-text" title={why === undefined ? text : `${text}: ${why}`}>
              {text}
              {why === undefined ? null : <i> {why}</i>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
