/** The chips of a view's kinds, as the Network panel has them: one is chosen by a click, several with Ctrl. */
import { useRef, useState } from 'preact/hooks';
import { t } from '../text/i18n.ts';
import { arrowStep, ownKeys } from '../ui/keys.ts';
import type { Kind } from './kinds.ts';

interface KindChipsProps {
  readonly kinds: readonly Kind[];
  /** Ids; none: all are shown. */
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** The chip that takes all others back. */
const ALL = 'all';

/** Renders the chips. Tab stops at one of them; arrow keys lead to the others. */
export function KindChips({ kinds, chosen, onChange }: KindChipsProps) {
  const group = useRef<HTMLFieldSetElement>(null);
  const ids = [ALL, ...kinds.map(({ id }) => id)];
  const [stop, setStop] = useState(chosen[0] ?? ALL);
  const isOn = (id: string) => (id === ALL ? chosen.length === 0 : chosen.includes(id));

  function choose(id: string, isAdded: boolean): void {
    if (id === ALL) onChange([]);
    else if (!isAdded) onChange([id]);
    else onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  }

  function onKeyDown(event: KeyboardEvent, id: string): void {
    // Ctrl with Enter is no click in every browser.
    if ((event.key === 'Enter' || event.key === ' ') && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      choose(id, true);
      return;
    }
    const next = arrowStep(event, ids, id);
    if (next === null) return;
    setStop(next);
    group.current?.querySelector<HTMLElement>(`[data-kind="${next}"]`)?.focus();
  }

  return (
    <fieldset class="kinds" ref={group}>
      <legend class="visually-hidden">{t('kinds')}</legend>
      {[null, ...kinds].map((kind) => {
        const id = kind?.id ?? ALL;
        return (
          <button
            type="button"
            key={id}
            class="kind-chip"
            data-kind={id}
            aria-pressed={isOn(id)}
            tabIndex={id === stop ? 0 : -1}
            title={kind ? `${t(kind.hint)}\n${t('kinds_hint')}` : undefined}
            onFocus={() => setStop(id)}
            onClick={(event) => choose(id, event.ctrlKey || event.metaKey)}
            onKeyDown={ownKeys((event: KeyboardEvent) => onKeyDown(event, id))}
          >
            {t(kind?.label ?? 'kind_all')}
          </button>
        );
      })}
    </fieldset>
  );
}
