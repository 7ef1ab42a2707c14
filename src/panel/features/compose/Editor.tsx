/** Where a call is written: the ways to write it, and the form or the text. */
import { useSignal } from '@preact/signals';
import { t } from '../../text/i18n.ts';
import { problemText } from './call-texts.ts';
import type { ComposeState } from './compose-state.ts';
import { type DraftProblem, MODES, type Mode, revealTokens, switchMode } from './draft.ts';
import { Form } from './Form.tsx';
import { RawText } from './RawText.tsx';

/** Renders the editor. */
export function Editor({ compose }: { readonly compose: ComposeState }) {
  const draft = compose.draft.value;
  const refused = useSignal<{ readonly mode: Mode; readonly problem: DraftProblem } | null>(null);

  function change(mode: Mode): void {
    const next = switchMode(compose.draft.peek(), mode);
    refused.value = 'problem' in next ? { mode, problem: next.problem } : null;
    if ('draft' in next) compose.draft.value = next.draft;
  }
  return (
    <div class="compose-editor">
      <fieldset class="compose-modes">
        <legend class="visually-hidden">{t('compose_modes')}</legend>
        {MODES.map((mode) => (
          <label key={mode} title={t(`compose_mode_${mode}_hint`)}>
            <input
              type="radio"
              name="compose-mode"
              checked={draft.mode === mode}
              onChange={(event) => {
                change(mode);
                // Where the draft could not follow, the choice does not move either.
                event.currentTarget.checked = compose.draft.peek().mode === mode;
              }}
            />
            {t(`compose_mode_${mode}`)}
          </label>
        ))}
      </fieldset>
      {refused.value && (
        <p class="compose-problem" role="alert">
          {t('compose_mode_refused', t(`compose_mode_${refused.value.mode}`), problemText(refused.value.problem))}{' '}
          <button type="button" class="button outlined" onClick={() => (refused.value = null)}>
            {t('close')}
          </button>
        </p>
      )}
      {draft.mode === 'form' ? <Form compose={compose} /> : <RawText compose={compose} />}
      {draft.hidden.length > 0 && (
        <p class="compose-hidden note">
          {t('compose_hidden')}{' '}
          <button
            type="button"
            class="button outlined"
            onClick={() => {
              compose.draft.value = revealTokens(compose.draft.peek());
            }}
          >
            {t('compose_reveal')}
          </button>
        </p>
      )}
    </div>
  );
}
