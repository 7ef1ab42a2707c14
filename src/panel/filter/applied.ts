/** The filter that applies while its text is being typed: the last one that could be understood. */
import { computed, type ReadonlySignal } from '@preact/signals';
import { type Filter, keyOfFilter, NO_FILTER } from './filter.ts';
import type { FilterTimes } from './moments.ts';
import { type ParsedFilter, parseFilter } from './parse.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A text as read, and the filter that applies. */
export interface AppliedFilter {
  readonly parsed: ReadonlySignal<ParsedFilter>;
  /** The same object while the text is bad, and after a change of the text that changes no term. */
  readonly applied: ReadonlySignal<Filter>;
}

/** What a user chose of a filter, as signals. */
export interface FilterChoice {
  /** As it is typed. */
  readonly text: ReadonlySignal<string>;
  readonly inverted: ReadonlySignal<boolean>;
  /** Ids of the kinds chosen; none: all are shown. */
  readonly kinds: ReadonlySignal<readonly string[]>;
}

/**
 * Follows what is chosen.
 * @param words those of the view
 * @param times asked anew with each text, and when a signal changes that it reads
 */
export function followFilter(
  { text, inverted, kinds }: FilterChoice,
  words: Vocabulary,
  times: () => FilterTimes,
): AppliedFilter {
  let understood = NO_FILTER;
  let last = { key: '', filter: NO_FILTER };
  const parsed = computed(() => parseFilter(text.value, words, times()));
  const applied = computed(() => {
    const now = parsed.value;
    if (now.ok) understood = now.filter;
    const chosen = words.kinds.filter(({ id }) => kinds.value.includes(id));
    const filter = { terms: understood.terms, inverted: inverted.value, kinds: chosen };
    const key = keyOfFilter(filter);
    if (key !== last.key) last = { key, filter };
    return last.filter;
  });
  return { parsed, applied };
}
