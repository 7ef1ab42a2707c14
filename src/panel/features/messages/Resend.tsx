/** Sending a request again: asked about first where it touches real contacts, its outcome told in the view's bar. */
import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { MessageRow } from '../../../session/messages-model.ts';
import { callText } from '../../shared/call-text.ts';
import { OutcomeText } from '../../shared/requests.tsx';
import { goesTo } from '../../stores/loading.ts';
import type { PanelStores } from '../../stores/panel.ts';
import { usePanel } from '../../stores/panel.ts';
import { t } from '../../text/i18n.ts';
import { pageText } from '../../text/PageText.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { requestOf } from './content.ts';
import { dangerOf, resend, wentTo, whyNotResend } from './row-actions.ts';

/** What is being sent again. */
export interface Resending {
  /** Sends a row's request, or asks first. */
  readonly ask: (row: MessageRow) => void;
  /** Says why something cannot be done. */
  readonly refuse: (why: string) => void;
  readonly asked: ReadonlySignal<MessageRow | null>;
  readonly answer: (yes: boolean) => void;
  /** The last one sent: its name and reference id. */
  readonly sent: ReadonlySignal<{ readonly name: string; readonly ref: string } | null>;
  readonly refused: ReadonlySignal<string | null>;
}

/** Keeps what is being sent again while the view is shown. */
export function useResend(stores: PanelStores): Resending {
  const asked = useSignal<MessageRow | null>(null);
  const sent = useSignal<{ name: string; ref: string } | null>(null);
  const refused = useSignal<string | null>(null);

  function refuse(why: string): void {
    sent.value = null;
    refused.value = why;
  }
  function send(row: MessageRow): void {
    const ref = resend(row, stores);
    refused.value = ref === null ? t('message_dropped') : null;
    sent.value = ref === null ? null : { name: row.name, ref };
  }
  return {
    asked,
    sent,
    refused,
    refuse,
    ask(row) {
      const why = whyNotResend(row, stores);
      if (why !== null) refuse(why);
      else if (dangerOf(row.name) === null) send(row);
      else asked.value = row;
    },
    answer(yes) {
      const row = asked.value;
      asked.value = null;
      if (yes && row) send(row);
    },
  };
}

/** What became of the last one. */
export function ResendOutcome({ resending }: { readonly resending: Resending }) {
  const { commands } = usePanel();
  const { sent, refused } = resending;
  if (refused.value !== null) {
    return (
      <span class="outcome-failed" role="status">
        {refused.value}
      </span>
    );
  }
  if (!sent.value) return null;
  return (
    <span>
      {t('messages_resent', pageText(sent.value.name.slice(0, 100)))}{' '}
      <OutcomeText outcome={commands.outcome(sent.value.ref)} />
    </span>
  );
}

/** The question. */
export function ConfirmResend({ resending }: { readonly resending: Resending }) {
  const stores = usePanel();
  const cancel = useRef<HTMLButtonElement>(null);
  const row = resending.asked.value;
  useEffect(() => cancel.current?.focus(), [row]);
  if (!row) return null;
  const danger = dangerOf(row.name) ?? 'unknown';
  const request = requestOf(stores.watching.session, row);
  return (
    <Sheet title={t('messages_resend_ask', pageText(row.name.slice(0, 100)))} onClose={() => resending.answer(false)}>
      <p>
        {t(`messages_resend_${danger}`)} {goesTo(stores.commands.way(undefined, wentTo(row, stores)))}
      </p>
      {request && <pre class="mono call-preview">{callText(request.service, request.parameters).slice(0, 4_000)}</pre>}
      <p class="actions">
        <button type="button" class="button outlined danger" onClick={() => resending.answer(true)}>
          {t('messages_resend_yes')}
        </button>
        <button type="button" class="button outlined" ref={cancel} onClick={() => resending.answer(false)}>
          {t('cancel')}
        </button>
      </p>
    </Sheet>
  );
}
