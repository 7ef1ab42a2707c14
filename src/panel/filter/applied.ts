/** The filter that applies while its text is being typed: the last one that could be understood. */
import { computed, type ReadonlySignal } from '@preact/signals';
import { type Filter, NO_FILTER, printFilter } from './filter.ts';
import { type ParsedFilter, parseFilter } from './parse.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A text as read, and the filter that applies. */
export interface AppliedFilter {
  readonly parsed: ReadonlySignal<ParsedFilter>;
  /** The same object while the text is bad, and after a change of the text that changes no term. */
  readonly applied: ReadonlySignal<Filter>;
}

/** Follows a text. @param words those of the view */
export function followFilter(text: ReadonlySignal<string>, words: Vocabulary): AppliedFilter {
  let last = { text: '', filter: NO_FILTER };
  const parsed = computed(() => parseFilter(text.value, words));
  const applied = computed(() => {
    const now = parsed.value;
    if (now.ok) {
      const printed = printFilter(now.filter);
      if (printed !== last.text) last = { text: printed, filter: now.filter };
    }
    return last.filter;
  });
  return { parsed, applied };
}
