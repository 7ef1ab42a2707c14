/** The button that sends, why it may not, and the question that some calls ask first. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { clientName } from '../../shared/clients.ts';
import { usePanel } from '../../stores/panel.ts';
import { clip } from '../../text/clip.ts';
import { t } from '../../text/i18n.ts';
import { pageText } from '../../text/PageText.tsx';
import { interactionText, pageCall, problemText } from './call-texts.ts';
import type { Risk } from './catalogue.ts';
import type { ComposeState } from './compose-state.ts';

/** Renders it. */
export function SendBar({ compose }: { readonly compose: ComposeState }) {
  const { watching, wwes, copy } = usePanel();
  const compiled = compose.compiled.value;
  const about = compose.about.value;
  const way = compose.way.value;
  const client = watching.session.documents().find(({ info }) => info.document === way?.document);
  const reason = compose.blocked.value ?? (compiled.ok ? null : problemText(compiled.problem));
  const risk = compose.asking.value;
  return (
    <div class="compose-bar">
      <div class="compose-buttons">
        <button
          type="button"
          class="button primary compose-send"
          aria-disabled={reason !== null}
          aria-describedby={reason === null ? undefined : 'compose-reason'}
          title={reason ?? t('compose_send_hint')}
          onClick={() => compose.send()}
        >
          {t('compose_send')}
        </button>
        <button
          type="button"
          class="button outlined"
          aria-disabled={!compiled.ok}
          title={t('compose_copy_hint')}
          onClick={() => compiled.ok && copy(pageCall(compiled.service, compiled.parameters))}
        >
          {t('compose_copy')}
        </button>
        <span class="note compose-through" title={t('compose_through_hint')}>
          {way && client && t('compose_through', clientName(client), wwes.nameOf(way.wwe))}
        </span>
        {compose.bound.value !== null && way === null && (
          <button type="button" class="button" onClick={() => (compose.bound.value = null)}>
            {t('compose_unbind')}
          </button>
        )}
      </div>
      {reason !== null && (
        <p class="note" id="compose-reason">
          {reason}
        </p>
      )}
      {risk !== null && compiled.ok && (
        <Question
          risk={risk}
          what={pageText(clip(compiled.service))}
          who={about ? t('compose_ask_about', pageText(clip(about.id)), interactionText(about)) : ''}
          compose={compose}
        />
      )}
    </div>
  );
}

interface QuestionProps {
  readonly risk: Risk;
  readonly what: string;
  readonly who: string;
  readonly compose: ComposeState;
}

function Question({ risk, what, who, compose }: QuestionProps) {
  const no = useRef<HTMLButtonElement>(null);
  // A hand that is still on Enter does no harm here.
  useLayoutEffect(() => no.current?.focus(), []);
  const back = (act: () => void) => (event: MouseEvent) => {
    const view = event.currentTarget instanceof Element ? event.currentTarget.closest('.compose') : null;
    act();
    view?.querySelector<HTMLElement>('.compose-send')?.focus();
  };
  return (
    <div class="compose-question" role="alertdialog" aria-labelledby="compose-question">
      <p id="compose-question">
        {t(`compose_ask_${risk}`, what)} {who}
      </p>
      <button type="button" class="button outlined danger" onClick={back(() => compose.send(true))}>
        {t('compose_ask_yes', what)}
      </button>
      <button type="button" class="button outlined" ref={no} onClick={back(() => compose.cancel())}>
        {t('compose_ask_no')}
      </button>
    </div>
  );
}
