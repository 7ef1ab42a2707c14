/** The view of the wire: one row a request with its answer, one an event; details beside or below. */
import { useComputed, useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { MessageRow } from '../../../session/messages-model.ts';
import { Split } from '../../shared/Split.tsx';
import { usePanel } from '../../stores/panel.ts';
import { t } from '../../text/i18n.ts';
import { EmptyDetails } from '../../ui/EmptyDetails.tsx';
import { initiatorOf } from './content.ts';
import { EmptyMessages } from './EmptyMessages.tsx';
import { actionByKey, Menu } from './Menu.tsx';
import { MessageDetails } from './MessageDetails.tsx';
import { MessageTable, type Spot } from './MessageTable.tsx';
import { createRowOrder } from './order.ts';
import { ConfirmResend, useResend } from './Resend.tsx';
import { actionsOf } from './row-actions.ts';
import { SubscriptionsPane } from './SubscriptionsPane.tsx';
import { placeText } from './stack.ts';
import { useShown } from './useShown.ts';
import { ViewBar } from './ViewBar.tsx';

/** Renders the view. */
export function MessagesView() {
  const stores = usePanel();
  const { watching, settings, messages, clock } = stores;
  const { session } = watching;
  const shown = useShown(stores);
  const resending = useResend(stores);
  const menu = useSignal<{ readonly row: MessageRow; readonly at: Spot } | null>(null);
  const order = useMemo(createRowOrder, []);
  const sorted = useComputed(() =>
    order(shown.rows.value, settings.settings.value.messageSort, {
      clients: shown.clients.value,
      now: clock.peek(),
      initiator(row) {
        const frame = initiatorOf(session, row);
        return frame ? placeText(frame) : '';
      },
    }),
  );
  const open = useComputed(() => {
    watching.version.value;
    return messages.selected.value === null ? undefined : session.messages().get(messages.selected.value);
  });

  const clients = shown.clients.value;
  const acts = (row: MessageRow) => actionsOf(row, { stores, clients, onResend: resending.ask });
  const closeMenu = () => {
    menu.value = null;
    document.querySelector<HTMLElement>('.message-list [data-active="true"]')?.focus({ preventScroll: true });
  };

  function onKey(event: KeyboardEvent, row: MessageRow): boolean {
    const isCopy = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c';
    if (isCopy && getSelection()?.isCollapsed === false) return false;
    if (event.altKey || ((event.ctrlKey || event.metaKey) && !isCopy)) return false;
    const act = actionByKey(acts(row), event.key);
    if (!act) return false;
    if (act.blocked === null) act.run();
    else resending.refuse(act.blocked);
    return true;
  }

  const row = open.value;
  const rows = sorted.value;
  return (
    <>
      <Split
        list={
          <>
            <ViewBar shown={shown} resending={resending} />
            {rows.length === 0 ? (
              <EmptyMessages shown={shown} />
            ) : (
              <MessageTable
                rows={rows}
                facts={{ session, clients }}
                label={t('view_messages')}
                selected={row?.key ?? messages.selected.value}
                sort={settings.settings.value.messageSort}
                onSort={(messageSort) => settings.change({ messageSort })}
                onOpen={({ key }) => {
                  messages.subscriptions.value = false;
                  messages.selected.value = key;
                }}
                onMenu={(chosen, at) => {
                  menu.value = { row: chosen, at };
                }}
                onKey={onKey}
              />
            )}
          </>
        }
        onClose={messages.close}
        details={
          messages.subscriptions.value ? (
            <SubscriptionsPane clients={clients} />
          ) : row ? (
            <MessageDetails key={row.key} row={row} clients={clients} />
          ) : messages.selected.value !== null ? (
            <EmptyDetails label={t('messages_details')} text={t('message_dropped')} onClose={messages.close} />
          ) : null
        }
      />
      {menu.value && (
        <Menu acts={acts(menu.value.row)} at={menu.value.at} label={t('messages_menu')} onClose={closeMenu} />
      )}
      <ConfirmResend resending={resending} />
    </>
  );
}
