/** Says how many rows of a table are selected, beside what can be done with them. */
import type { ComponentChildren } from 'preact';
import { plural } from '../text/i18n.ts';

interface SelectionBarProps {
  /** Selected rows. */
  readonly count: number;
  /** What more is to be said of them. */
  readonly more?: ComponentChildren;
  /** What can be done with several (`SelectionActs`). */
  readonly children: ComponentChildren;
}

/** Renders the bar: what a screen reader hears, and, of several rows, what everybody sees. */
export function SelectionBar({ count, more, children }: SelectionBarProps) {
  const isMany = count > 1;
  return (
    <div class={isMany ? 'selection-bar' : 'visually-hidden'}>
      <span role="status">
        {isMany && plural('rows_selected', count)}
        {isMany && more}
      </span>
      {isMany && children}
    </div>
  );
}
