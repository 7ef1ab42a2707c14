/** Says how many rows of a table are selected. What copies them is loaded with the first bar. */
import type { ComponentChildren } from 'preact';
import { plural } from '../text/i18n.ts';
import { lazyView, nothing } from './lazy-view.tsx';
import type { SelectionActsProps } from './SelectionActs.tsx';

interface SelectionBarProps extends SelectionActsProps {
  /** What more is to be said of them. */
  readonly more?: ComponentChildren;
}

const SelectionActs = lazyView(async () => (await import('./SelectionActs.tsx')).SelectionActs, nothing);

/** Renders the bar: what a screen reader hears, and, of several rows, what everybody sees. */
export function SelectionBar({ more, ...acts }: SelectionBarProps) {
  const isMany = acts.count > 1;
  return (
    <div class={isMany ? 'selection-bar' : 'visually-hidden'}>
      <span role="status">
        {isMany && plural('rows_selected', acts.count)}
        {isMany && more}
      </span>
      {isMany && <SelectionActs {...acts} />}
    </div>
  );
}
