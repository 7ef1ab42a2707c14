/** The sum of several selected messages: how many, how many of them went wrong, how far apart the first and the last are. */
import { useRef } from 'preact/hooks';
import { compareRows, type MessageRow } from '../../../session/messages-model.ts';
import { statusOf } from '../../../session/rows/status.ts';
import type { MessagesStore } from '../../stores/messages-store.ts';
import { usePanel } from '../../stores/panel.ts';
import { Duration } from '../../text/Duration.tsx';
import { plural, t } from '../../text/i18n.ts';
import type { CopyFormat } from '../../ui/copy-items.ts';
import { lazyView, nothing } from '../../ui/lazy-view.tsx';
import type { MenuItem } from '../../ui/Menu.tsx';
import { SelectionBar } from '../../ui/SelectionBar.tsx';
import { NO_SELECTION } from '../../ui/selection.ts';
import type { TableRows } from '../../ui/useRows.ts';
import { STATUSES } from './labels.ts';

const SelectionActs = lazyView(async () => (await import('../../ui/SelectionActs.tsx')).SelectionActs, nothing);

/** So many selected lines are looked through each time that the table is drawn. */
const MOST_FOLLOWED = 500;

interface SelectedMessagesProps {
  readonly chosen: () => readonly MessageRow[];
  readonly rows: TableRows;
  readonly onCopy: (format: CopyFormat) => void;
}

/** Renders the bar below the table. */
export function SelectedMessages({ chosen, rows: { selection }, onCopy }: SelectedMessagesProps) {
  const { clock, messages } = usePanel();
  const selected = selection.present.value;
  const last = useRef<{ readonly of: object; readonly all: readonly MessageRow[] }>({ of: NO_SELECTION, all: [] });
  // Of many, what became of them since they were selected is not looked for with each message that comes.
  if (last.current.of !== selected || selected.keys.size <= MOST_FOLLOWED)
    last.current = { of: selected, all: selected.keys.size === 0 ? [] : chosen() };
  const { all } = last.current;
  return (
    <SelectionBar count={all.length} more={all.length > 1 && <Sum all={all} now={clock.peek()} />}>
      <SelectionActs count={all.length} acts={[compareItem(all, messages)]} onCopy={onCopy} onClear={selection.clear} />
    </SelectionBar>
  );
}

/** Compares two selected messages, the earlier one first. */
export function compareItem(chosen: readonly MessageRow[], messages: Pick<MessagesStore, 'compare'>): MenuItem {
  const [first, second, third] = chosen;
  return {
    id: 'compare',
    label: t('messages_compare'),
    hint: t('messages_compare_hint'),
    blocked: second && !third ? null : t('messages_compare_only_two'),
    run() {
      if (!first || !second) return;
      const isInOrder = compareRows(first, second) <= 0;
      messages.compare(isInOrder ? [first.key, second.key] : [second.key, first.key]);
    },
  };
}

function Sum({ all, now }: { readonly all: readonly MessageRow[]; readonly now: number }) {
  let [first, last, wrong] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const row of all) {
    first = Math.min(first, row.t);
    last = Math.max(last, row.t);
    const status = statusOf(row, Math.max(now, row.t));
    if (status !== null && STATUSES[status].tone === 'bad') wrong += 1;
  }
  return (
    <>
      {wrong > 0 && ` · ${plural('messages_selected_failed', wrong)}`}
      {' · '}
      <Duration ms={last - first} isFine words={(text) => t('messages_selected_span', text)} />
    </>
  );
}
