/** Calls saved under a name, in the extension's own storage. */

import { batch, useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { CloseIcon, Icon } from '../../../design/icons.tsx';
import { usePanel } from '../../stores/panel.ts';
import type { SavedCall } from '../../stores/settings.ts';
import { plural, t } from '../../text/i18n.ts';
import { PageText } from '../../text/PageText.tsx';
import { ownKeys } from '../../ui/keys.ts';
import type { ComposeState } from './compose-state.ts';
import { moveInList } from './list-keys.ts';

/** Renders the list, and the line that saves the draft. */
export function SavedPart({ compose }: { readonly compose: ComposeState }) {
  const { settings, isPrivate } = usePanel();
  const name = useSignal('');
  const said = useSignal('');
  /** The call that was just deleted. */
  const deleted = useSignal<SavedCall | null>(null);
  const saved = settings.settings.value.savedCalls;
  const isThere = saved.some((one) => one.name === name.value.trim());
  const canSave = compose.compiled.value.ok && name.value.trim() !== '';

  const undo = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLInputElement>(null);
  // The button that deleted went with its line: the focus goes to the one that takes it back.
  useLayoutEffect(() => {
    if (deleted.value) undo.current?.focus();
  }, [deleted.value]);

  /** Says it once it is written: a window that is closed before takes the change with it. */
  async function sayWhenStored(text: string): Promise<void> {
    said.value = '';
    if (await settings.stored()) said.value = text;
  }

  function forget(one: SavedCall): void {
    batch(() => {
      compose.forget(one.name);
      deleted.value = one;
      void sayWhenStored(t('compose_saved_deleted', one.name));
    });
  }
  function takeBack(): void {
    const one = deleted.peek();
    if (!one) return;
    batch(() => {
      compose.restore(one);
      deleted.value = null;
      void sayWhenStored(t('compose_saved_back', one.name));
    });
    field.current?.focus();
  }
  function save(event: Event): void {
    event.preventDefault();
    deleted.value = null;
    if (!canSave) {
      said.value = t(compose.compiled.peek().ok ? 'compose_save_name' : 'compose_save_wrong');
      return;
    }
    const tokens = compose.save(name.peek());
    if (tokens === null) said.value = t('compose_save_full');
    else {
      void sayWhenStored(
        tokens === 0 ? t('compose_saved_as', name.peek().trim()) : plural('compose_saved_tokens', tokens),
      );
      name.value = '';
    }
  }
  return (
    <section aria-label={t('compose_saved')}>
      <h3>{t('compose_saved')}</h3>
      <form class="compose-save" onSubmit={save}>
        <input
          ref={field}
          class="input"
          type="text"
          maxLength={100}
          aria-label={t('compose_save_label')}
          placeholder={t('compose_save_placeholder')}
          value={name.value}
          onInput={(event) => {
            name.value = event.currentTarget.value;
            said.value = '';
          }}
        />
        <button
          type="submit"
          class="button outlined"
          aria-disabled={!canSave}
          title={t(isPrivate ? 'private_window' : 'compose_save_hint')}
        >
          {t(isThere ? 'compose_replace' : 'compose_save')}
        </button>
      </form>
      <p class="note" role="status">
        {said.value || (saved.length === 0 ? t('compose_saved_none') : '')}
        {deleted.value && (
          <>
            {' '}
            <button type="button" class="button outlined" ref={undo} onClick={takeBack}>
              {t('compose_saved_undo')}
            </button>
          </>
        )}
      </p>
      <ul class="compose-calls" onKeyDown={ownKeys(moveInList)}>
        {saved.map((one) => (
          <li key={one.name}>
            <button
              type="button"
              class="compose-call"
              title={t('compose_saved_hint')}
              onClick={() => compose.recall(one)}
            >
              <span class="compose-call-name">
                <PageText text={one.name} />
              </span>{' '}
              <span class="note compose-call-detail mono">
                <PageText text={one.service} />
              </span>
            </button>
            <button type="button" class="button" aria-label={t('compose_forget', one.name)} onClick={() => forget(one)}>
              <Icon of={CloseIcon} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
