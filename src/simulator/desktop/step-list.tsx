/** The steps of a scenario; only lines in sight are in the page. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { StepState } from '../core/scenario/player.ts';
import { clock } from './desktop-texts.ts';
import { segmentsOf } from './windowing.ts';

/** Height of a line and of the list, CSS px, as css/player.css has them. */
const LINE = 24;
const LIST = 240;

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
    if (follow && list.current !== null) list.current.scrollTop = ((next ?? steps.length) - 3) * LINE;
  }, [next, follow]);
  const segments = segmentsOf(
    steps.map(() => LINE),
    { top: top.value, height: LIST },
  );
  return (
    <ol
      class="steps"
      aria-label="Steps"
      ref={list}
      onScroll={(event) => {
        top.value = Math.floor(event.currentTarget.scrollTop / LINE) * LINE;
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
