/** The rows that the view shows: of the picked client, filtered, searched, kept up to date batch by batch. */
import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { compareRows, type MessageRow } from '../../../session/messages-model.ts';
import { firstNot } from '../../../table/first-not.ts';
import { followFilter } from '../../filter/applied.ts';
import { type Filter, isFiltering } from '../../filter/filter.ts';
import { type FilterFacts, opensFor } from '../../filter/judge.ts';
import type { ParsedFilter } from '../../filter/parse.ts';
import { createPayloadSearch, type SearchProgress } from '../../filter/search.ts';
import { MESSAGE_WORDS } from '../../filter/vocabulary.ts';
import { type ClientNumbers, numberClients, sameNumbers } from '../../shared/clients.ts';
import type { PanelStores } from '../../stores/panel.ts';
import type { Annotations } from './annotations.ts';
import { createFilteredRows } from './filtered-rows.ts';
import type { FollowedRows } from './series.ts';

/** What the view reads. */
export interface ShownMessages {
  /** In the order of the wire. */
  readonly rows: ReadonlySignal<FollowedRows>;
  /** Rows of the picked client, before the filter. */
  readonly total: ReadonlySignal<number>;
  readonly clients: ReadonlySignal<ClientNumbers>;
  /** The filter's text as read. */
  readonly parsed: ReadonlySignal<ParsedFilter>;
  /** The filter that applies: another object where its terms are others. */
  readonly filter: ReadonlySignal<Filter>;
  /** Whether a filter applies. */
  readonly isFiltered: ReadonlySignal<boolean>;
  readonly search: ReadonlySignal<SearchProgress>;
  cancelSearch(): void;
  /** Goes on with a search that was cancelled. */
  searchOn(): void;
}

/** What it needs of the panel. */
export type ShownParts = Pick<
  PanelStores,
  'watching' | 'clock' | 'client' | 'messageFilter' | 'messageChoice' | 'view'
> & { readonly times: Pick<PanelStores['times'], 'reading'> };

/** What it needs of what the user noted. */
export type ShownAnnotations = Pick<Annotations, 'version' | 'isPinned' | 'noteOf'>;

/** What it needs of the browser. */
export interface ShownTimers {
  /** Runs after the browser had its turn. */
  readonly later: (work: () => void, ms?: number) => void;
  /** ms, for measuring. */
  readonly now: () => number;
}

/** While a search runs, what it found is shown this often, in ms. */
const FOUND_PACE = 250;
/** Its progress is shown this often, in ms. */
const PROGRESS_PACE = 100;
/** The clock moves once a second; a row's own time may be a little off. ms */
const SPARE = 2_000;
const IDLE: SearchProgress = { done: 0, total: 0, is: 'idle' };

/** Follows the session while the view is open. It lives as long as the panel: nothing is to be ended. */
export function createShownMessages(
  stores: ShownParts,
  { later, now }: ShownTimers,
  annotations: ShownAnnotations | null = null,
): ShownMessages {
  const { watching, clock, client, messageFilter, messageChoice, view, times } = stores;
  const { session } = watching;
  const list = session.messages();
  const filtered = createFilteredRows(list);
  /** Those of the picked client, which are only counted. */
  let own = createFilteredRows(list);
  const rows = signal<FollowedRows>(createFilteredRows(list)(() => false));
  const total = signal(0);
  const progress = signal<SearchProgress>(IDLE);
  /** Rows that a search found and that are not shown yet; the signal moves when they shall be. */
  let found: MessageRow[] = [];
  const foundMore = signal(0);
  const { parsed, applied } = followFilter({ text: messageFilter, ...messageChoice }, MESSAGE_WORDS, times.reading);
  let numbers: ClientNumbers = new Map();
  const clients = computed(() => {
    watching.version.value;
    const next = numberClients(session.documents());
    // Who reads it sorts and draws all anew for another one.
    if (!sameNumbers(numbers, next)) numbers = next;
    return numbers;
  });

  /** Rows that the list had dropped when it was filtered last. */
  let { dropped } = list;
  let seen = { filter: applied.peek(), client: client.peek(), clients: numbers, now: clock.peek(), noted: 0 };
  let searching = new AbortController();
  let isCancelled = false;
  let isWaiting = false;
  /** When found rows were shown last, by `now`. */
  let foundAt = Number.NEGATIVE_INFINITY;
  let toldAt = Number.NEGATIVE_INFINITY;

  const search = createPayloadSearch({
    session,
    later,
    now,
    onProgress(next, more) {
      // Drawing each slice's progress would cost as much as the slice.
      if (next.is !== 'searching' || next.done === 0 || now() - toldAt >= PROGRESS_PACE) {
        toldAt = now();
        progress.value = next;
      }
      for (const row of more) found.push(row);
      if (found.length === 0 || isWaiting) return;
      const wait = next.is === 'idle' ? 0 : foundAt + FOUND_PACE - now();
      if (wait <= 0) showFound();
      else {
        isWaiting = true;
        later(showFound, wait);
      }
    },
  });

  function showFound(): void {
    isWaiting = false;
    foundAt = now();
    foundMore.value += 1;
  }

  function facts(): FilterFacts {
    const numbered = clients.peek();
    const names = new Map([...numbered].map(([document, { name }]) => [document, [name]]));
    return {
      now: clock.peek(),
      clientNumber: (document) => numbered.get(document)?.number ?? null,
      clientNames: (document) => names.get(document) ?? [],
      isAnnotated: (row, as) =>
        annotations !== null && (as === 'pinned' ? annotations.isPinned(row) : annotations.noteOf(row) !== ''),
    };
  }

  /** Keys of rows that the clock alone can change: a request becomes a timeout, or is slower than was asked for. */
  function openKeys(filter: Filter): readonly string[] {
    const span = opensFor(filter);
    const since = clock.peek() - span - SPARE;
    const first = span === 0 ? list.length : firstNot(list.length, (place) => (list.at(place)?.t ?? 0) < since);
    return list.table.rows.slice(first).map(({ key }) => key);
  }

  /** @param again keys of rows that are judged again though they are as they were; null: all */
  function refresh(again: readonly string[] | null): void {
    if (dropped !== list.dropped) search.forgetGone();
    ({ dropped } = list);
    const filter = applied.peek();
    const picked = client.peek();
    const about = facts();
    const unknown: MessageRow[] = [];
    rows.value = filtered((row) => {
      if (picked !== null && row.client !== picked) return false;
      const verdict = search.verdict(filter, row, about);
      if (verdict === 'body') unknown.push(row);
      return verdict === 'yes';
    }, again);
    total.value = picked === null ? list.length : own((row) => row.client === picked).length;
    if (isCancelled || (unknown.length === 0 && again !== null)) return;
    search.search(filter, unknown.sort(compareRows), about, searching.signal);
  }

  effect(() => {
    if (view.value !== 'messages') return;
    watching.version.value;
    const filter = applied.value;
    const picked = client.value;
    const numbered = clients.value;
    foundMore.value;
    const present = opensFor(filter) > 0 ? clock.value : clock.peek();
    const noted = asksForNotes(filter) ? (annotations?.version.value ?? 0) : 0;
    untracked(() => {
      const before = seen;
      seen = { filter, client: picked, clients: numbered, now: present, noted };
      const isOther = before.filter !== filter || before.client !== picked || before.noted !== noted;
      if (before.client !== picked) own = createFilteredRows(list);
      if (isOther) {
        isCancelled = false;
        found = [];
        // The first finds of a search are shown at once, whatever the one before showed.
        foundAt = Number.NEGATIVE_INFINITY;
        isWaiting = false;
        if (searching.signal.aborted) searching = new AbortController();
      }
      const foundKeys = found.map(({ key }) => key);
      found = [];
      if (isOther || (before.clients !== numbered && filter.terms.length > 0)) refresh(null);
      else refresh(before.now === present ? foundKeys : [...foundKeys, ...openKeys(filter)]);
    });
  });

  return {
    rows,
    total,
    clients,
    parsed,
    filter: applied,
    isFiltered: computed(() => isFiltering(applied.value)),
    search: progress,
    cancelSearch() {
      isCancelled = true;
      searching.abort();
    },
    searchOn() {
      isCancelled = false;
      searching = new AbortController();
      refresh(null);
    },
  };
}

/** Whether what passes a filter depends on pins or notes. */
function asksForNotes({ terms }: Filter): boolean {
  return terms.some(({ test }) => test.by === 'is' && (test.word === 'pinned' || test.word === 'noted'));
}
