/** The terms of a filter, one by one: each can be negated and removed. */

import { useLayoutEffect, useRef } from 'preact/hooks';
import { CloseIcon, Icon } from '../../design/icons.tsx';
import { t } from '../text/i18n.ts';
import { PageText, pageText } from '../text/PageText.tsx';
import { ownKeys } from '../ui/keys.ts';
import { type Filter, printTerm, printTest, type Term } from './filter.ts';

interface ChipsProps {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
  /** The last term was removed: the focus needs another place. */
  readonly onEmpty: () => void;
}

/** See the file's head. */
export function Chips({ filter: { terms }, onChange, onEmpty }: ChipsProps) {
  const list = useRef<HTMLUListElement>(null);
  /** Which chip's button gets the focus once its neighbour is gone. */
  const next = useRef<number | null>(null);
  useLayoutEffect(() => {
    const index = next.current;
    next.current = null;
    if (index === null) return;
    const buttons = list.current?.querySelectorAll<HTMLButtonElement>('.filter-chip-remove') ?? [];
    buttons[Math.min(index, buttons.length - 1)]?.focus();
  });

  const replace = (index: number, by: readonly Term[]) => onChange({ terms: terms.toSpliced(index, 1, ...by) });
  function remove(index: number): void {
    if (terms.length === 1) onEmpty();
    else next.current = index;
    replace(index, []);
  }

  return (
    <ul class="filter-chips" aria-label={t('filter_terms')} ref={list}>
      {terms.map((term, index) => {
        const text = printTest(term.test);
        const words = pageText(text, 'ends');
        return (
          // Two equal terms are allowed; their place tells them apart.
          <li class="filter-chip" key={`${index} ${printTerm(term)}`} data-negated={term.negated}>
            <button
              type="button"
              class="filter-chip-term mono"
              aria-pressed={term.negated}
              aria-label={t('filter_term_negate', words)}
              title={t('filter_term_negate', words)}
              onClick={() => replace(index, [{ ...term, negated: !term.negated }])}
              onKeyDown={ownKeys((event) => {
                if (event.key !== 'Delete' && event.key !== 'Backspace') return;
                event.preventDefault();
                event.stopPropagation();
                remove(index);
              })}
            >
              <PageText text={text} spaces="ends" />
            </button>
            <button
              type="button"
              class="filter-chip-remove"
              aria-label={t('filter_term_remove', words)}
              title={t('filter_term_remove', words)}
              onClick={() => remove(index)}
            >
              <Icon of={CloseIcon} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
