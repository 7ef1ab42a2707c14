/** The parameters, or the whole message, as text. */
import { useRef } from 'preact/hooks';
import { t } from '../../text/i18n.ts';
import { placeText, problemText } from './call-texts.ts';
import type { ComposeState } from './compose-state.ts';

const LEAST_LINES = 4;
const MOST_LINES = 24;

/** Renders the text, what is wrong with it, and what can be written. */
export function RawText({ compose }: { readonly compose: ComposeState }) {
  const { text, mode } = compose.draft.value;
  const compiled = compose.compiled.value;
  const area = useRef<HTMLTextAreaElement>(null);
  const problem = compiled.ok ? null : compiled.problem;
  const lines = Math.min(MOST_LINES, Math.max(LEAST_LINES, text.split('\n', MOST_LINES).length + 1));
  return (
    <div class="compose-raw">
      <textarea
        ref={area}
        class="input mono"
        aria-label={t(mode === 'message' ? 'compose_message_text' : 'compose_list_text')}
        aria-invalid={problem !== null}
        aria-describedby={problem ? 'compose-raw-problem compose-raw-hint' : 'compose-raw-hint'}
        placeholder={t(mode === 'message' ? 'compose_message_placeholder' : 'compose_list_placeholder')}
        rows={lines}
        spellcheck={false}
        value={text}
        onInput={(event) => {
          compose.draft.value = { ...compose.draft.peek(), text: event.currentTarget.value, touched: true };
        }}
      />
      {problem && (
        <p class="compose-problem" id="compose-raw-problem">
          <strong>{placeText(text, problem)}</strong> {problemText(problem)}{' '}
          {problem.to > 0 && (
            <button
              type="button"
              class="button outlined"
              onClick={() => {
                area.current?.focus();
                area.current?.setSelectionRange(problem.from, problem.to);
              }}
            >
              {t('compose_go_there')}
            </button>
          )}
        </p>
      )}
      {compiled.ok && compiled.ignored.length > 0 && (
        <p class="note">{t('compose_ignored', compiled.ignored.join(', '))}</p>
      )}
      <p class="note" id="compose-raw-hint">
        {t('compose_raw_hint')}
      </p>
    </div>
  );
}
