/** The sheet of sessions that are on the disk: their names, notes and sizes, and the way to delete them. */
import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import type { SavedSession } from '../../saved/index.ts';
import { bytesText } from '../features/recordings/texts.ts';
import { usePanel } from '../stores/panel.ts';
import type { SavingState } from '../stores/saving.ts';
import { wallTime } from '../text/format.ts';
import { plural, t } from '../text/i18n.ts';
import { pageText } from '../text/PageText.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { savedName, savedRecording } from './saved-recording.ts';

/** What saving does now, in a sentence. */
export function savingText(state: SavingState): string {
  if (state.is !== 'ended')
    return t(({ off: 'saving_is_off', waiting: 'saving_waits', on: 'saving_is_on' } as const)[state.is]);
  return t(`saving_ended_${state.why}`, wallTime(state.at));
}

/** What is there; `undefined` while it is read, null where it cannot be. */
type Listed = readonly SavedSession[] | null | undefined;

/** Renders the sheet. */
export function SavedSheet({ onClose }: { readonly onClose: () => void }) {
  const { saving, failures } = usePanel();
  const list = useSignal<Listed>(undefined);
  const isAsking = useSignal(false);
  const total = useComputed(() => (list.value ?? []).reduce((sum, { bytes }) => sum + bytes, 0));

  async function read(): Promise<void> {
    try {
      list.value = await (await saving.sessions()).list();
    } catch (error) {
      failures.report('storage', error);
      list.value = null;
    }
  }
  useSignalEffect(() => {
    saving.written.value;
    void read();
  });
  async function remove(ids: readonly number[]): Promise<void> {
    isAsking.value = false;
    const sessions = await saving.sessions();
    for (const id of ids) await sessions.delete(id).catch((error: unknown) => failures.report('storage', error));
    await read();
  }
  const state = saving.state.value;
  return (
    <Sheet title={t('saved_sessions')} onClose={onClose}>
      <p role="status" class={state.is === 'ended' ? 'outcome-failed' : ''}>
        {savingText(state)}{' '}
        {state.is === 'ended' && (
          <button type="button" class="button outlined" onClick={saving.again}>
            {t('saving_again')}
          </button>
        )}
      </p>
      {list.value === null && <p class="outcome-failed">{t('saved_unreadable')}</p>}
      {list.value?.length === 0 && <p class="note">{t('saved_none')}</p>}
      <ul class="saved-list">
        {list.value?.map((one) => (
          <SavedLine
            key={one.id}
            session={one}
            isOpen={state.is === 'on' && state.id === one.id}
            onDescribed={() => void read()}
            onDelete={() => void remove([one.id])}
          />
        ))}
      </ul>
      {list.value && list.value.length > 1 && (
        <p class="saved-acts">
          {t('saved_total', plural('count_sessions', list.value.length), bytesText(total.value))}
          <button
            type="button"
            class="button outlined"
            onClick={() => {
              if (isAsking.value) void remove((list.value ?? []).map(({ id }) => id));
              else isAsking.value = true;
            }}
          >
            {t(isAsking.value ? 'saved_delete_sure' : 'saved_delete_all')}
          </button>
        </p>
      )}
    </Sheet>
  );
}

interface SavedLineProps {
  readonly session: SavedSession;
  /** Its name or its note was changed. */
  readonly onDescribed: () => void;
  /** Whether this panel writes it now. */
  readonly isOpen: boolean;
  readonly onDelete: () => void;
}

/** One session. */
function SavedLine({ session, isOpen, onDescribed, onDelete }: SavedLineProps) {
  const { saving, failures, recordings, sheet, openInTab } = usePanel();
  const isAsking = useSignal(false);
  const { id, begun, written, bytes, entries, lost, origins, note } = session;
  const describe = (words: Partial<Pick<SavedSession, 'name' | 'note'>>) =>
    void saving
      .sessions()
      .then((sessions) => sessions.describe(id, words))
      .then(onDescribed)
      .catch((error: unknown) => failures.report('storage', error));
  async function open(): Promise<void> {
    try {
      const file = await savedRecording(session, await saving.sessions());
      sheet.value = null;
      recordings.open(file);
    } catch (error) {
      failures.report('storage', error);
    }
  }
  async function openTab(): Promise<void> {
    try {
      await openInTab?.({ saved: id });
    } catch (error) {
      failures.report('storage', error);
    }
  }
  return (
    <li class="saved-line">
      <input
        class="input"
        aria-label={t('saved_name')}
        maxLength={200}
        placeholder={savedName({ ...session, name: '' })}
        value={session.name}
        onChange={(event) => describe({ name: event.currentTarget.value.trim() })}
      />
      <button
        type="button"
        class="button outlined"
        aria-label={`${t('saved_open')}: ${savedName(session)}`}
        onClick={() => void open()}
      >
        {t('saved_open')}
      </button>
      {openInTab && (
        <button
          type="button"
          class="button outlined"
          aria-label={`${t('recorded_in_tab')}: ${savedName(session)}`}
          onClick={() => void openTab()}
        >
          {t('recorded_in_tab')}
        </button>
      )}
      <button
        type="button"
        class="button outlined"
        aria-label={`${t(isAsking.value ? 'saved_delete_sure' : 'saved_delete')}: ${savedName(session)}`}
        onBlur={() => (isAsking.value = false)}
        onClick={() => {
          if (isAsking.value) onDelete();
          else isAsking.value = true;
        }}
      >
        {t(isAsking.value ? 'saved_delete_sure' : 'saved_delete')}
      </button>
      <span class="saved-what">
        {t('saved_span', wallTime(begun), wallTime(written))}, {plural('count_entries', entries)}, {bytesText(bytes)}
        {isOpen && <> · {t('saved_now')}</>}
        {lost > 0 && (
          <>
            {' '}
            · <span class="outcome-warn">{plural('count_lost', lost)}</span>
          </>
        )}
        <br />
        {origins.map((origin) => pageText(origin)).join(', ')}
      </span>
      <input
        class="input saved-note"
        aria-label={t('saved_note')}
        maxLength={2_000}
        placeholder={t('saved_note')}
        value={note}
        onChange={(event) => describe({ note: event.currentTarget.value.trim() })}
      />
    </li>
  );
}
