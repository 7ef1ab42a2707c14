/** The messages about one interaction, as a tab of its details. A row opens in the Messages view. */
import { useComputed } from '@preact/signals';
import type { SessionInteraction } from '../../../session/model.ts';
import { numberClients } from '../../shared/clients.ts';
import { usePanel } from '../../stores/panel.ts';
import { plural, t } from '../../text/i18n.ts';
import { pageText } from '../../text/PageText.tsx';
import { unfolded } from './equal-folds.ts';
import { MessageTable } from './MessageTable.tsx';
import { withMarks } from './marked-lines.ts';
import { idsOf, useOwnRows } from './own-rows.ts';

/** Renders the tab. Give it the interaction's key as `key`. */
export function OwnMessages({ one }: { readonly one: SessionInteraction }) {
  const { watching, messages } = usePanel();
  const { session } = watching;
  const rows = useOwnRows(one);
  const ids = idsOf(one);
  const lines = useComputed(() => withMarks(unfolded(rows.value), []));
  if (rows.value.length === 0)
    return <p class="empty-line">{t('messages_own_none', ids.map((id) => pageText(id.slice(0, 100))).join(', '))}</p>;
  return (
    <div class="own-messages">
      <div class="message-bar">
        <span class="note">{plural('count_messages', rows.value.length)}</span>
        <span class="note">{t('messages_own_hint')}</span>
      </div>
      <MessageTable
        filter={null}
        lines={lines.value}
        facts={{ session, clients: numberClients(session.documents()) }}
        label={t('messages_own')}
        selected={null}
        areDetailsOpen={false}
        sort={null}
        onSort={() => {}}
        onOpen={messages.open}
        onMenu={() => {}}
        onKey={() => false}
      />
    </div>
  );
}
