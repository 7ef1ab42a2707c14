/** The view of live interactions: the table by case, and the details of the chosen one beside or below it. */
import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useCallback, useLayoutEffect, useMemo } from 'preact/hooks';
import type { SessionInteraction } from '../../../session/model.ts';
import { Split } from '../../shared/Split.tsx';
import { type ComparedInteraction, selectedInteraction, usePanel } from '../../stores/panel.ts';
import { t } from '../../text/i18n.ts';
import { EmptyDetails } from '../../ui/EmptyDetails.tsx';
import { type LazyModule, lazyModule } from '../../ui/lazy-module.ts';
import type { DetailsProps } from './Details.tsx';
import { EmptyState } from './EmptyState.tsx';
import { SubscribeNote } from './Subscribing.tsx';
import { createShownLines } from './shown-lines.ts';
import { Table } from './Table.tsx';
import { type Changes, createTableLines } from './table-lines.ts';
import './interactions.css';

const filters: LazyModule<typeof import('./filtering.ts')> = lazyModule(() => import('./filtering.ts'));
const ALL_JUDGED: Changes = { version: 0, changesSince: () => new Set() };

/** What a comparison is drawn of. */
export interface ComparingProps {
  readonly pair: readonly [ComparedInteraction, ComparedInteraction];
  readonly onClose: () => void;
}

interface InteractionsViewProps {
  /** Draws the details of the chosen interaction. */
  readonly Details: ComponentType<DetailsProps>;
  /** Draws two of them side by side. */
  readonly Comparing: ComponentType<ComparingProps>;
  readonly onReport: (one: SessionInteraction) => void;
}

/** Renders the view. */
export function InteractionsView({ Details, Comparing, onReport }: InteractionsViewProps) {
  const stores = usePanel();
  const { watching, client, wwe, settings, selected, comparedInteractions, counted, failures } = stores;
  useLayoutEffect(() => filters.load((error) => failures.report('filter', error)), [failures]);
  const filtering = useComputed(() => filters.module.value?.filteringOf(stores) ?? null);
  const folded = useSignal<ReadonlySet<string>>(new Set());
  const only = useComputed(() => (client.value === null ? undefined : new Set([client.value])));
  const tableLines = useMemo(createTableLines, []);
  const { session } = watching;
  const find = useCallback((key: string) => session.interaction(key), [session]);
  const all = useComputed(() => {
    watching.version.value;
    return session.cases(only.value);
  });
  const cases = useComputed(() =>
    wwe.value === null ? all.value : all.value.filter((one) => one.wwe.key === wwe.value),
  );
  const areMany = useComputed(() => new Set(all.value.map((one) => one.wwe.key)).size > 1);
  const lines = useComputed(() => {
    watching.version.value;
    const { interactionTable: table } = session;
    return tableLines({
      cases: cases.value,
      find,
      changes: { version: table.version, changesSince: (version) => table.changesSince(version) },
      filter: filtering.value?.filter.value ?? null,
      judged: filtering.value?.judged.value ?? ALL_JUDGED,
      sorting: settings.settings.value.sort,
      folded: folded.value,
    });
  });
  const shownLines = useMemo(createShownLines, []);
  const drawn = useComputed(() => shownLines(lines.value));
  useSignalEffect(() => {
    const isFiltered = (filtering.value?.filter.value ?? null) !== null;
    const total = cases.value.reduce((sum, { rows }) => sum + (isFiltered ? rows.length : 0), 0);
    const shown = lines.value.reduce((sum, line) => sum + (line.is === 'interaction' ? 1 : 0), 0);
    counted.value = isFiltered ? { shown, total } : null;
  });
  useLayoutEffect(
    () => () => {
      counted.value = null;
    },
    [counted],
  );
  const details = useComputed(() => selectedInteraction(stores).value);

  function fold(key: string, isFolded: boolean): void {
    const next = new Set(folded.peek());
    if (isFolded) next.add(key);
    else next.delete(key);
    folded.value = next;
  }

  // Whoever opens the details of one, is done with the comparison.
  useSignalEffect(() => {
    if (selected.value !== null) comparedInteractions.value = null;
  });
  const close = () => (selected.value = null);
  const compared = comparedInteractions.value;
  function closeComparison(): void {
    comparedInteractions.value = null;
    document.querySelector<HTMLElement>('.interaction-list [data-active="true"]')?.focus({ preventScroll: true });
  }
  const one = details.value;
  const isEmpty = lines.value.length === 0;
  const isFiltered = filtering.value !== null && filtering.value.filter.value !== null;
  return (
    <Split
      list={
        <>
          {!isEmpty && <SubscribeNote />}
          {isEmpty ? (
            <EmptyState
              filtered={isFiltered && cases.value.length > 0}
              isSearching={filtering.value?.isSearching() ?? false}
            />
          ) : (
            <Table lines={drawn.value} onFold={fold} areMany={areMany.value} onReport={onReport} />
          )}
        </>
      }
      onClose={selected.value === null ? closeComparison : close}
      details={
        one ? (
          <Details key={one.key} one={one} areMany={areMany.value} />
        ) : selected.value !== null ? (
          <EmptyDetails label={t('details')} text={t('details_gone')} onClose={close} />
        ) : compared ? (
          <Comparing key={compared.map(({ key }) => key).join(' ')} pair={compared} onClose={closeComparison} />
        ) : null
      }
    />
  );
}
