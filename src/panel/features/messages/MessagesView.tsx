/** The view of the wire: one row a request with its answer, one an event; details beside or below. */
import { useComputed, useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { MessageRow } from '../../../session/messages-model.ts';
import { Split } from '../../shared/Split.tsx';
import { askExport } from '../../stores/choices.ts';
import { usePanel } from '../../stores/panel.ts';
import { t } from '../../text/i18n.ts';
import { type CopyFormat, copyItems } from '../../ui/copy-items.ts';
import { EmptyDetails } from '../../ui/EmptyDetails.tsx';
import type { MenuItem } from '../../ui/Menu.tsx';
import type { Spot } from '../../ui/menu-spot.ts';
import { useAnnotations } from './Annotating.tsx';
import type { LogMark } from './annotations.ts';
import { CompareMessages } from './CompareMessages.tsx';
import { initiatorOf } from './content.ts';
import { EmptyMessages } from './EmptyMessages.tsx';
import { createEqualFolds, unfolded } from './equal-folds.ts';
import { type CopiedItem, copiedRows } from './exact-rows.ts';
import { actionByKey, Menu } from './Menu.tsx';
import { MessageDetails } from './MessageDetails.tsx';
import { MessageTable } from './MessageTable.tsx';
import { withMarks } from './marked-lines.ts';
import { createRowOrder, isTimeColumn } from './order.ts';
import { createPageLoads } from './page-loads.ts';
import { ConfirmResend, useResend } from './Resend.tsx';
import { type Annotating, actionsOf, type RowAction } from './row-actions.ts';
import { compareItem } from './SelectedMessages.tsx';
import { SubscriptionsPane } from './SubscriptionsPane.tsx';
import { placeText } from './stack.ts';
import { useShown } from './useShown.ts';
import { ViewBar } from './ViewBar.tsx';

/** A menu that is open: of a row, and of all selected ones, which it is among. */
interface MenuOpen {
  readonly row: MessageRow;
  readonly chosen: readonly MessageRow[];
  /** With the marks among them. */
  readonly copied: readonly CopiedItem[];
  readonly at: Spot;
}

/** Renders the view. */
export function MessagesView() {
  const stores = usePanel();
  const { watching, settings, messages, clock } = stores;
  const { session } = watching;
  const shown = useShown(stores);
  const resending = useResend(stores);
  const menu = useSignal<MenuOpen | null>(null);
  const opened = useSignal<ReadonlySet<string>>(new Set());
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
  const folds = useMemo(createEqualFolds, []);
  const notes = useAnnotations();
  const pageLoads = useMemo(createPageLoads, []);
  const loads = useComputed(() => {
    watching.version.value;
    return pageLoads(session.documents());
  });
  const lines = useComputed(() => {
    const { value: rows } = sorted;
    const plain = settings.settings.value.foldEqual ? folds(rows, opened.value, clock.value) : unfolded(rows);
    const order = settings.settings.value.messageSort;
    // In another order than that of time, there is no place between two rows for a moment.
    const isByTime = order === null || isTimeColumn(order.column);
    const marks = [...notes.annotations.marks.value, ...loads.value].sort((a, b) => a.t - b.t);
    return withMarks(plain, isByTime ? marks : [], order?.descending === true);
  });
  const open = useComputed(() => {
    watching.version.value;
    return messages.selected.value === null ? undefined : session.messages().get(messages.selected.value);
  });

  const clients = shown.clients.value;
  const annotating: Annotating = {
    annotations: notes.annotations,
    onNote(row) {
      notes.writing.value = { is: 'note', row };
    },
    refuse: resending.refuse,
  };
  const acts = (row: MessageRow) => actionsOf(row, { stores, clients, onResend: resending.ask, annotating });
  const copyRows = (chosen: readonly CopiedItem[], format: CopyFormat) =>
    stores.copy(copiedRows(chosen, format, { session, clients, now: clock.peek(), annotations: notes.annotations }));
  const closeMenu = () => {
    menu.value = null;
    document.querySelector<HTMLElement>('.message-list [data-active="true"]')?.focus({ preventScroll: true });
  };

  function fold({ key }: MessageRow, isOpen: boolean): void {
    const next = new Set(opened.peek());
    if (isOpen) next.add(key);
    else next.delete(key);
    opened.value = next;
  }

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

  const markActs = {
    rename(mark: LogMark) {
      notes.writing.value = { is: 'mark', mark };
    },
    remove: ({ key }: LogMark) => notes.annotations.removeMark(key),
  };
  const row = open.value;
  return (
    <>
      <Split
        list={
          <>
            <ViewBar shown={shown} resending={resending} notes={notes} />
            {sorted.value.length === 0 && (shown.isFiltered.value || lines.value.length === 0) ? (
              <EmptyMessages shown={shown} />
            ) : (
              <MessageTable
                lines={lines.value}
                filter={shown.filter.value}
                facts={{ session, clients, annotations: notes.annotations }}
                label={t('view_messages')}
                selected={row?.key ?? messages.selected.value}
                areDetailsOpen={messages.isOpen.value}
                sort={settings.settings.value.messageSort}
                onSort={(messageSort) => settings.change({ messageSort })}
                onOpen={({ key }) => {
                  messages.subscriptions.value = false;
                  messages.compared.value = null;
                  messages.selected.value = key;
                }}
                onMenu={(of, chosen, at, copied) => {
                  menu.value = { row: of, chosen, copied, at };
                }}
                onKey={onKey}
                onMark={markActs}
                {...(settings.settings.value.foldEqual ? { onFold: fold } : {})}
              />
            )}
          </>
        }
        onClose={messages.close}
        details={
          messages.subscriptions.value ? (
            <SubscriptionsPane clients={clients} />
          ) : messages.compared.value ? (
            <CompareMessages key={messages.compared.value.join(' ')} keys={messages.compared.value} />
          ) : row ? (
            <MessageDetails key={row.key} row={row} clients={clients} />
          ) : messages.selected.value !== null ? (
            <EmptyDetails label={t('messages_details')} text={t('message_dropped')} onClose={messages.close} />
          ) : null
        }
      />
      {menu.value && (
        <MenuOf
          open={menu.value}
          acts={acts}
          more={(chosen) => compareItem(chosen, messages)}
          onCopy={copyRows}
          onExport={(chosen) => askExport(stores, { is: 'messages', keys: chosen.map(({ key }) => key) })}
          onClose={closeMenu}
        />
      )}
      <ConfirmResend resending={resending} />
    </>
  );
}

interface MenuOfProps {
  readonly open: MenuOpen;
  readonly acts: (row: MessageRow) => readonly RowAction[];
  /** What can be done with several. */
  readonly more: (chosen: readonly MessageRow[]) => MenuItem;
  readonly onCopy: (copied: readonly CopiedItem[], format: CopyFormat) => void;
  readonly onExport: (chosen: readonly MessageRow[]) => void;
  readonly onClose: () => void;
}

/** The menu of one row has all that can be done with it; several can be copied and written into a file, and two of them compared. */
function MenuOf({ open: { row, chosen, copied, at }, acts, more: others, onCopy, onExport, onClose }: MenuOfProps) {
  const isMany = chosen.length > 1;
  const copying = copyItems(chosen.length, (format) => onCopy(copied, format));
  // The JSON of one row is its message, which has an act of its own.
  const more = isMany
    ? [others(chosen), ...copying]
    : copying.filter(({ id }) => id !== 'copy json').map((item, index) => ({ ...item, first: index === 0 }));
  const exporting = { id: 'export', label: t('export'), first: true, run: () => onExport(chosen) };
  return (
    <Menu
      acts={isMany ? [] : acts(row)}
      more={[exporting, ...more]}
      at={at}
      label={t('messages_menu')}
      onClose={onClose}
    />
  );
}
