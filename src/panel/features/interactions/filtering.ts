/** The filter of the Interactions view, made when it is first needed and kept while the panel is open. */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { followFilter } from '../../filter/applied.ts';
import { isFiltering } from '../../filter/filter.ts';
import { INTERACTION_WORDS } from '../../filter/vocabulary.ts';
import { type ClientNumbers, numberClients, sameNumbers } from '../../shared/clients.ts';
import type { PanelStores } from '../../stores/panel.ts';
import { InteractionSearch } from './search.ts';
import type { Changes, LineFilter } from './table-lines.ts';

/** What the view reads. */
export interface Filtering {
  /** Null while nothing is filtered. */
  readonly filter: ReadonlySignal<LineFilter | null>;
  /** What was found out since; moves after each slice of a search. */
  readonly judged: ReadonlySignal<Changes>;
  /** Whether some is still unknown. Ask once the lines are made. */
  isSearching(): boolean;
}

/** What it needs of the panel. */
export type FilteringParts = Pick<PanelStores, 'watching' | 'filter' | 'filterChoice' | 'times'>;

/** What it needs of the browser. */
export interface FilteringTimers {
  /** Runs after the browser had its turn. */
  readonly later: (work: () => void) => void;
  /** ms, for measuring. */
  readonly now: () => number;
}

const NO_NUMBERS: ClientNumbers = new Map();

/** Follows the text of the filter. */
export function createFiltering(
  { watching, filter, filterChoice, times }: FilteringParts,
  { later, now }: FilteringTimers,
): Filtering {
  const { session } = watching;
  const progress = signal(0);
  const search = new InteractionSearch({
    find: (key) => session.interaction(key),
    count: () => session.interactions().length,
    later,
    now,
    onProgress() {
      progress.value += 1;
    },
  });
  const { applied } = followFilter({ text: filter, ...filterChoice }, INTERACTION_WORDS, times.reading);
  let numbers = NO_NUMBERS;
  /** Of a filter that asks for clients alone: another numbering judges all anew. */
  const clients = computed(() => {
    if (!applied.value.terms.some(({ test }) => test.by === 'client')) return NO_NUMBERS;
    watching.version.value;
    const next = numberClients(session.documents());
    if (!sameNumbers(numbers, next)) numbers = next;
    return numbers;
  });
  return {
    filter: computed(() => {
      const numbered = clients.value;
      if (!isFiltering(applied.value)) return null;
      return search.use(applied.value, (document) => numbered.get(document)?.number ?? null);
    }),
    judged: computed(() => {
      progress.value;
      return search.judged;
    }),
    isSearching() {
      progress.value;
      return search.isSearching;
    },
  };
}

const made = new WeakMap<PanelStores['watching'], Filtering>();

/** The filter of a panel. */
export function filteringOf(stores: FilteringParts): Filtering {
  const known = made.get(stores.watching);
  if (known) return known;
  const filtering = createFiltering(stores, { later: (work) => void setTimeout(work), now: () => performance.now() });
  made.set(stores.watching, filtering);
  return filtering;
}
