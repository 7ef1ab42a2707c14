/** The view in which calls are written and sent: catalogue, form, preview, answer, history. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../text/i18n.ts';
import { useEscape } from '../../ui/escape.ts';
import { consume, ownKeys } from '../../ui/keys.ts';
import { AnswerPart } from './AnswerPart.tsx';
import { Catalogue } from './Catalogue.tsx';
import { createComposeState } from './compose-state.ts';
import { useCompose } from './compose-store.ts';
import { Editor } from './Editor.tsx';
import { HistoryPart } from './HistoryPart.tsx';
import { Preview } from './Preview.tsx';
import { SavedPart } from './SavedPart.tsx';
import { SendBar } from './SendBar.tsx';
import { ServiceHead } from './ServiceHead.tsx';
import './compose.css';

/** What the cursor goes to when a call is to be written: what can be typed into, else the button that sends. */
const FIRST = '.compose-editor :is(input:not([type=radio]), textarea, select, .compose-add.outlined), .compose-send';

/** Renders the view. */
export function ComposeView() {
  const compose = useCompose().state(createComposeState);
  const view = useRef<HTMLDivElement>(null);
  const wantsCursor = compose.wantsCursor.value;

  function goToEditor(): void {
    const first = view.current?.querySelector(FIRST);
    if (!(first instanceof HTMLElement)) return;
    first.focus();
    first.scrollIntoView({ block: 'nearest' });
  }
  useLayoutEffect(() => {
    if (!wantsCursor) return;
    goToEditor();
    compose.wantsCursor.value = false;
  }, [wantsCursor]);

  const cancel = () => {
    compose.cancel();
    goToEditor();
  };
  useEscape(compose.asking.value === null ? null : cancel);

  function onKeyDown(event: KeyboardEvent): void {
    const { key, target } = event;
    const command = event.ctrlKey || event.metaKey;
    const isTyping = target instanceof HTMLElement && target.matches('input:not([type=radio]), textarea, select');
    if (key === 'Enter' && command) {
      // A key that is held down sends once.
      if (!event.repeat) compose.send();
    } else if (key !== 'Escape' || !isTyping || compose.asking.peek() !== null) return;
    // Escape in a text belongs to the text, as in DevTools' own.
    consume(event);
  }

  const isEmpty = compose.draft.value.service === '' && compose.draft.value.mode !== 'message';
  return (
    <section class="compose" aria-label={t('compose')} ref={view} onKeyDown={ownKeys(onKeyDown)}>
      <Catalogue compose={compose} />
      <div class="compose-main">
        {isEmpty && (
          <div class="compose-empty">
            <h2>{t('compose_empty')}</h2>
            <p class="note">{t('compose_empty_text')}</p>
            <p class="note">{t('compose_no_subscribe')}</p>
          </div>
        )}
        {!isEmpty && (
          <>
            <ServiceHead compose={compose} />
            <Editor compose={compose} />
            <SendBar compose={compose} />
          </>
        )}
        <AnswerPart compose={compose} />
        {!isEmpty && <Preview compose={compose} />}
      </div>
      <div class="compose-side">
        <SavedPart compose={compose} />
        <HistoryPart compose={compose} />
      </div>
    </section>
  );
}
