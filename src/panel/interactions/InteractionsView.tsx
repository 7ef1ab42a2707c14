/** The view of live interactions: the table by case, and the details of the chosen one beside or below it. */
import { useComputed, useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { t } from '../i18n.ts';
import { selectedInteraction, usePanel } from '../stores/panel.ts';
import { EmptyState } from './EmptyState.tsx';
import { Details } from './LaterDetails.tsx';
import { tableLines } from './lines.ts';
import { SubscribeNote } from './Subscribing.tsx';
import { Table } from './Table.tsx';
import './interactions.css';

/** Renders the view. */
export function InteractionsView() {
  const stores = usePanel();
  const { watching, client, filter, settings, selected } = stores;
  const view = useRef<HTMLDivElement>(null);
  const folded = useSignal<ReadonlySet<string>>(new Set());
  const only = useComputed(() => (client.value === null ? undefined : new Set([client.value])));
  const lines = useComputed(() => {
    watching.version.value;
    return tableLines({
      cases: watching.session.cases(only.value),
      find: (key) => watching.session.interaction(key),
      filter: filter.value,
      sorting: settings.settings.value.sort,
      folded: folded.value,
    });
  });
  const details = useComputed(() => selectedInteraction(stores).value);

  function fold(caseId: string, isFolded: boolean): void {
    const next = new Set(folded.peek());
    if (isFolded) next.add(caseId);
    else next.delete(caseId);
    folded.value = next;
  }

  function resize(event: PointerEvent): void {
    const grip = event.currentTarget;
    if (!(grip instanceof HTMLElement) || !view.current) return;
    grip.setPointerCapture(event.pointerId);
    const box = view.current.getBoundingClientRect();
    const below = getComputedStyle(view.current).flexDirection === 'column';
    const drop = new AbortController();
    const { signal } = drop;
    const follow = (now: PointerEvent) => {
      const size = below ? box.bottom - now.clientY : box.right - now.clientX;
      const room = (below ? box.height : box.width) - 120;
      settings.change({ detailsSize: Math.round(Math.max(140, Math.min(size, room))) });
    };
    grip.addEventListener('pointermove', follow, { signal });
    grip.addEventListener('pointerup', () => drop.abort(), { signal });
    grip.addEventListener('pointercancel', () => drop.abort(), { signal });
  }

  const one = details.value;
  const isEmpty = lines.value.length === 0;
  return (
    <div class="interactions" ref={view} style={{ '--details': `${settings.settings.value.detailsSize}px` }}>
      <div class="list-side">
        {!isEmpty && <SubscribeNote />}
        {isEmpty ? <EmptyState filtered={filter.value.trim() !== ''} /> : <Table lines={lines.value} onFold={fold} />}
      </div>
      {one && (
        <>
          <div class="split" onPointerDown={resize} />
          <Details key={one.key} one={one} />
        </>
      )}
      {selected.value !== null && !one && (
        <>
          <div class="split" onPointerDown={resize} />
          <section class="details" aria-label={t('details')}>
            <p class="empty-line">{t('details_gone')}</p>
          </section>
        </>
      )}
    </div>
  );
}
