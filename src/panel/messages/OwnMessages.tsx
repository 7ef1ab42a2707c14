/** The messages about one interaction, as a tab of its details. A row opens in the Messages view. */
import { useComputed } from '@preact/signals';
import type { MessageRow } from '../../session/messages-model.ts';
import type { SessionInteraction } from '../../session/model.ts';
import { plural, t } from '../i18n.ts';
import { usePanel } from '../stores/panel.ts';
import { numberClients } from './clients.ts';
import { MessageTable } from './MessageTable.tsx';
import { rowsOf } from './rows.ts';

/** Whether a row is about an interaction, under any id that it had. */
export function isAbout(row: MessageRow, ids: ReadonlySet<string>): boolean {
  return row.interactionId !== null && ids.has(row.interactionId);
}

/** Renders the tab. Give it the interaction's key as `key`. */
export function OwnMessages({ one }: { readonly one: SessionInteraction }) {
  const { watching, messages } = usePanel();
  const { session } = watching;
  const ids = [one.id, ...one.formerIds];
  const rows = useComputed(() => {
    watching.version.value;
    const wanted = new Set([one.id, ...one.formerIds]);
    const list = rowsOf(session);
    const found: MessageRow[] = [];
    for (let at = 0; at < list.length; at += 1) {
      const row = list.at(at);
      if (row && isAbout(row, wanted)) found.push(row);
    }
    return found;
  });
  if (rows.value.length === 0) return <p class="empty-line">{t('messages_own_none', ids.join(', '))}</p>;
  return (
    <div class="own-messages">
      <div class="message-bar">
        <span class="note">{plural('count_messages', rows.value.length)}</span>
        <span class="note">{t('messages_own_hint')}</span>
      </div>
      <MessageTable
        rows={rows.value}
        facts={{ session, clients: numberClients(session.documents()) }}
        label={t('messages_own')}
        selected={null}
        sort={null}
        onSort={() => {}}
        onOpen={messages.open}
        onMenu={() => {}}
        onKey={() => false}
      />
    </div>
  );
}
