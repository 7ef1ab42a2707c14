/** The saved filters: apply one, delete one, save the present one under a name. */
import { useRef, useState } from 'preact/hooks';
import { useEscape } from '../escape.ts';
import { t } from '../i18n.ts';
import { PageText } from '../text/PageText.tsx';

/** A filter with a name. */
export interface SavedFilter {
  readonly name: string;
  readonly text: string;
}

interface SavedProps {
  readonly saved: readonly SavedFilter[];
  /** The present filter; empty: there is none. */
  readonly text: string;
  readonly isGood: boolean;
  readonly onApply: (text: string) => void;
  readonly onSave: (name: string, text: string) => void;
  readonly onDelete: (name: string) => void;
  readonly onClose: () => void;
}

/** Characters of a name. */
const LONGEST_NAME = 60;

/** See the file's head. */
export function Saved({ saved, text, isGood, onApply, onSave, onDelete, onClose }: SavedProps) {
  const [name, setName] = useState('');
  const [deleted, setDeleted] = useState<SavedFilter | null>(null);
  const section = useRef<HTMLElement>(null);
  useEscape(onClose, section);
  const wanted = name.trim();
  const replaces = saved.some((one) => one.name === wanted);
  const canSave = isGood && text.trim() !== '';

  return (
    <section class="filter-saved" aria-label={t('filter_saved')} ref={section}>
      {saved.length === 0 ? (
        <p class="note">{t('filter_saved_none')}</p>
      ) : (
        <ul>
          {saved.map((one) => (
            <li key={one.name}>
              <button type="button" class="filter-saved-apply" onClick={() => onApply(one.text)}>
                <PageText text={one.name} />{' '}
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
                  onDelete(one.name);
                }}
              >
                ×
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
              onSave(deleted.name, deleted.text);
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
          onSave(wanted, text.trim());
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
