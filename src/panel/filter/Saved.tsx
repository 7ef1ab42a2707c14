/** The saved filters, those of the view first: apply one, delete one, save the present one under a name. */

import { useRef, useState } from 'preact/hooks';
import { CloseIcon, Icon } from '../../design/icons.tsx';
import { t } from '../text/i18n.ts';
import { PageText } from '../text/PageText.tsx';
import { useEscape } from '../ui/escape.ts';
import type { SavedFilter } from './vocabulary.ts';
import { type FilteredView, viewName } from './vocabulary.ts';

interface SavedProps {
  readonly saved: readonly SavedFilter[];
  readonly view: FilteredView;
  /** The present filter; empty: there is none. */
  readonly text: string;
  readonly isGood: boolean;
  readonly onApply: (one: SavedFilter) => void;
  readonly onSave: (one: SavedFilter) => void;
  readonly onDelete: (one: SavedFilter) => void;
  readonly onClose: () => void;
}

/** Characters of a name. */
const LONGEST_NAME = 60;

/** See the file's head. */
export function Saved({ saved, view, text, isGood, onApply, onSave, onDelete, onClose }: SavedProps) {
  const [name, setName] = useState('');
  const [deleted, setDeleted] = useState<SavedFilter | null>(null);
  const section = useRef<HTMLElement>(null);
  useEscape(onClose, section);
  const wanted = name.trim();
  const own = saved.filter((one) => one.view === view);
  const others = saved.filter((one) => one.view !== view);
  const replaces = own.some((one) => one.name === wanted);
  const canSave = isGood && text.trim() !== '';

  return (
    <section class="filter-saved" aria-label={t('filter_saved')} ref={section}>
      {saved.length === 0 ? (
        <p class="note">{t('filter_saved_none')}</p>
      ) : (
        <ul>
          {[...own, ...others].map((one) => (
            <li key={`${one.view} ${one.name}`}>
              <button type="button" class="filter-saved-apply" onClick={() => onApply(one)}>
                <PageText text={one.name} /> <span class="filter-saved-view">{viewName(one.view)}</span>{' '}
                <span class="mono note">
                  <PageText text={one.text} />
                </span>
              </button>
              <button
                type="button"
                class="button"
                aria-label={t('filter_saved_delete', one.name)}
                title={t('filter_saved_delete', one.name)}
                onClick={(event) => {
                  // The button goes away with its line; the focus must not go with it.
                  event.currentTarget.closest('section')?.querySelector('input')?.focus();
                  setDeleted(one);
                  onDelete(one);
                }}
              >
                <Icon of={CloseIcon} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {deleted && (
        <p role="status">
          {t('filter_saved_deleted', deleted.name)}{' '}
          <button
            type="button"
            class="button outlined"
            onClick={() => {
              onSave(deleted);
              setDeleted(null);
            }}
          >
            {t('filter_saved_undo')}
          </button>
        </p>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!canSave || wanted === '') return;
          onSave({ name: wanted, text: text.trim(), view });
          setName('');
        }}
      >
        <label>
          {t('filter_saved_name')}{' '}
          <input
            class="input"
            type="text"
            value={name}
            maxLength={LONGEST_NAME}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button outlined" disabled={!canSave || wanted === ''}>
          {replaces ? t('filter_saved_replace', wanted) : t('filter_saved_save')}
        </button>
        {!canSave && <p class="note">{t(text.trim() === '' ? 'filter_saved_empty' : 'filter_saved_bad')}</p>}
      </form>
    </section>
  );
}
