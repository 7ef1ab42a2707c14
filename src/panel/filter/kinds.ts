/** The kinds of rows that a view offers as chips, as the Network panel does: of those chosen, one must fit. */
import type { TextKey } from '../text/i18n.ts';
import type { IsWord } from './filter-fields.ts';

/** A kind of rows, by the words of the filter language. */
export interface Kind {
  readonly id: string;
  readonly label: TextKey;
  /** What is of this kind, in a few words. */
  readonly hint: TextKey;
  /** It is one of these… */
  readonly is: readonly IsWord[];
  /** …and none of these. */
  readonly not?: readonly IsWord[];
}

/** Those of Messages. */
export const MESSAGE_KINDS: readonly Kind[] = [
  { id: 'requests', label: 'kind_requests', hint: 'kind_requests_hint', is: ['request', 'answer'] },
  { id: 'events', label: 'kind_events', hint: 'kind_events_hint', is: ['event'] },
  {
    id: 'failed',
    label: 'kind_failed',
    hint: 'kind_failed_hint',
    is: ['failed', 'timeout', 'late', 'never-arrived', 'threw', 'handler-threw'],
  },
  {
    id: 'no-handler',
    label: 'kind_no_handler',
    hint: 'kind_no_handler_hint',
    is: ['no-handler', 'before-subscription'],
  },
  { id: 'tool', label: 'kind_tool', hint: 'kind_tool_hint', is: ['tool'] },
];

/** Those of Interactions. */
export const INTERACTION_KINDS: readonly Kind[] = [
  { id: 'alive', label: 'kind_alive', hint: 'kind_alive_hint', is: ['live'], not: ['former'] },
  { id: 'ended', label: 'kind_ended', hint: 'kind_ended_hint', is: ['ended', 'former'] },
  { id: 'blocked', label: 'kind_blocked', hint: 'kind_blocked_hint', is: ['blocked'] },
];

/** Whether something is of one of the kinds; it is, where there are none. @param has whether a word holds for it */
export function isOfKinds(kinds: readonly Kind[] | undefined, has: (word: IsWord) => boolean): boolean {
  if (!kinds || kinds.length === 0) return true;
  return kinds.some(({ is, not = [] }) => is.some(has) && !not.some(has));
}
