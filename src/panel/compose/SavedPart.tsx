/** Calls saved under a name, in the extension's own storage. */
import { useSignal } from '@preact/signals';
import { plural, t } from '../i18n.ts';
import { usePanel } from '../stores/panel.ts';
import type { Desk } from './desk.ts';
import { moveInList } from './list-keys.ts';

/** Renders the list, and the line that saves the draft. */
export function SavedPart({ desk }: { readonly desk: Desk }) {
  const { settings } = usePanel();
  const name = useSignal('');
  const said = useSignal('');
  const saved = settings.settings.value.savedCalls;
  const isThere = saved.some((one) => one.name === name.value.trim());
  const canSave = desk.compiled.value.ok && name.value.trim() !== '';

  function save(event: Event): void {
    event.preventDefault();
    if (!canSave) {
      said.value = t(desk.compiled.peek().ok ? 'compose_save_name' : 'compose_save_wrong');
      return;
    }
    const tokens = desk.save(name.peek());
    if (tokens === null) said.value = t('compose_save_full');
    else {
      said.value = tokens === 0 ? t('compose_saved_as', name.peek().trim()) : plural('compose_saved_tokens', tokens);
      name.value = '';
    }
  }
  return (
    <section aria-label={t('compose_saved')}>
      <h3>{t('compose_saved')}</h3>
      <form class="compose-save" onSubmit={save}>
        <input
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
        <button type="submit" class="button outlined" aria-disabled={!canSave} title={t('compose_save_hint')}>
          {t(isThere ? 'compose_replace' : 'compose_save')}
        </button>
      </form>
      <p class="note" role="status">
        {said.value || (saved.length === 0 ? t('compose_saved_none') : '')}
      </p>
      <ul class="compose-calls" onKeyDown={moveInList}>
        {saved.map((one) => (
          <li key={one.name}>
            <button type="button" class="compose-call" title={t('compose_saved_hint')} onClick={() => desk.recall(one)}>
              <span class="compose-call-name">{one.name}</span>
              <span class="note compose-call-detail mono">{one.service}</span>
            </button>
            <button
              type="button"
              class="button"
              aria-label={t('compose_forget', one.name)}
              onClick={() => desk.forget(one.name)}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
