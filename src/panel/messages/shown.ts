/** The rows that the view shows: of the picked client, filtered, searched, kept up to date batch by batch. */
import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { REQUEST_TIMEOUT_MS } from '../../scapi/messages.ts';
import type { MessageRow } from '../../session/messages-model.ts';
import { followFilter } from '../filter/applied.ts';
import type { FilterFacts } from '../filter/judge.ts';
import type { ParsedFilter } from '../filter/parse.ts';
import { createPayloadSearch, type SearchProgress } from '../filter/search.ts';
import type { PanelStores } from '../stores/panel.ts';
import { type ClientNumbers, numberClients } from './clients.ts';
import { createSieve } from './sieve.ts';

/** What the view reads. */
export interface ShownMessages {
  /** In the order of the wire. */
  readonly rows: ReadonlySignal<readonly MessageRow[]>;
  /** Rows of the picked client, before the filter. */
  readonly total: ReadonlySignal<number>;
  readonly clients: ReadonlySignal<ClientNumbers>;
  /** The filter's text as read. */
  readonly parsed: ReadonlySignal<ParsedFilter>;
  /** Whether a filter applies. */
  readonly isFiltered: ReadonlySignal<boolean>;
  readonly search: ReadonlySignal<SearchProgress>;
  cancelSearch(): void;
  /** Goes on with a search that was cancelled. */
  searchOn(): void;
}

/** What it needs of the panel. */
export type ShownParts = Pick<PanelStores, 'watching' | 'clock' | 'client' | 'messageFilter' | 'view'>;

/** What it needs of the browser. */
export interface ShownTimers {
  /** Runs after the browser had its turn. */
  readonly later: (work: () => void, ms?: number) => void;
  /** ms, for measuring. */
  readonly now: () => number;
}

/** While a search runs, what it found is shown this often, in ms. */
const FOUND_PACE = 150;
const IDLE: SearchProgress = { done: 0, total: 0, is: 'idle' };

/** Follows the session while the view is open. It lives as long as the panel: nothing is to be ended. */
export function createShownMessages(stores: ShownParts, { later, now }: ShownTimers): ShownMessages {
  const { watching, clock, client, messageFilter, view } = stores;
  const { session } = watching;
  const list = session.messages();
  const sieve = createSieve(list);
  const rows = signal<readonly MessageRow[]>([]);
  const total = signal(0);
  const progress = signal<SearchProgress>(IDLE);
  /** Moves when a search found something that is not shown yet. */
  const foundMore = signal(0);
  const { parsed, applied } = followFilter(messageFilter);
  const clients = computed(() => {
    watching.version.value;
    return numberClients(session.documents());
  });

  let seen = { version: -1, filter: applied.peek(), client: client.peek(), found: 0 };
  let searching = new AbortController();
  let isCancelled = false;
  let isWaiting = false;

  const search = createPayloadSearch({
    session,
    later,
    now,
    onProgress(next, found) {
      progress.value = next;
      if (next.is === 'idle') foundMore.value += 1;
      else if (found.length > 0 && !isWaiting) {
        isWaiting = true;
        later(() => {
          isWaiting = false;
          foundMore.value += 1;
        }, FOUND_PACE);
      }
    },
  });

  function facts(): FilterFacts {
    const numbers = clients.peek();
    return {
      now: clock.peek(),
      clientNumber: (document) => numbers.get(document)?.number ?? null,
      clientNames: (document) => [numbers.get(document)?.name ?? ''],
    };
  }

  /** Rows that the clock alone can change: a request becomes a timeout. */
  function firstOpen(): number {
    const since = clock.peek() - REQUEST_TIMEOUT_MS - 2_000;
    let at = list.length;
    while (at > 0 && (list.at(at - 1)?.t ?? 0) >= since) at -= 1;
    return at;
  }

  function refresh(from: number): void {
    const filter = applied.peek();
    const picked = client.peek();
    const about = facts();
    const unknown: MessageRow[] = [];
    rows.value = sieve.sift(from, (row) => {
      if (picked !== null && row.client !== picked) return false;
      const verdict = search.verdict(filter, row, about);
      if (verdict === 'body') unknown.push(row);
      return verdict === 'yes';
    });
    total.value = picked === null ? list.length : countOf(picked);
    if (!isCancelled && (unknown.length > 0 || from === 0)) search.search(filter, unknown, about, searching.signal);
  }

  function countOf(document: string): number {
    let count = 0;
    for (let at = 0; at < list.length; at += 1) if (list.at(at)?.client === document) count += 1;
    return count;
  }

  effect(() => {
    if (view.value !== 'messages') return;
    watching.version.value;
    const filter = applied.value;
    const picked = client.value;
    const found = foundMore.value;
    // Without a filter nothing depends on the time.
    if (filter.terms.length > 0) clock.value;
    untracked(() => {
      const before = seen;
      seen = { version: session.version, filter, client: picked, found };
      if (before.filter !== filter || before.client !== picked) {
        isCancelled = false;
        if (searching.signal.aborted) searching = new AbortController();
        refresh(0);
      } else if (before.found !== found) refresh(0);
      else {
        const changed = before.version < 0 ? 0 : list.changedSince(before.version);
        refresh(filter.terms.length > 0 ? Math.min(changed, firstOpen()) : changed);
      }
    });
  });

  return {
    rows,
    total,
    clients,
    parsed,
    isFiltered: computed(() => applied.value.terms.length > 0),
    search: progress,
    cancelSearch() {
      isCancelled = true;
      searching.abort();
    },
    searchOn() {
      isCancelled = false;
      searching = new AbortController();
      refresh(0);
    },
  };
}
