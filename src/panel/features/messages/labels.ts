/** A row of the wire in words: its times, sizes, statuses and marks. Pure. */

import { masked } from '../../../protocol/tokens.ts';
import type { Mark, MessageRow, MessageStatus } from '../../../session/messages-model.ts';
import { type TextKey, t } from '../../text/i18n.ts';

interface Explained {
  readonly label: TextKey;
  /** One sentence: what it means, and what to do. */
  readonly why: TextKey;
}

/** How a status is called and what it means. `tone`: colour that only helps. */
export const STATUSES: Readonly<Record<MessageStatus, Explained & { readonly tone: 'good' | 'bad' | 'odd' | 'calm' }>> =
  {
    pending: { label: 'messages_status_pending', why: 'messages_status_pending_why', tone: 'calm' },
    ok: { label: 'messages_status_ok', why: 'messages_status_ok_why', tone: 'good' },
    failed: { label: 'messages_status_failed', why: 'messages_status_failed_why', tone: 'bad' },
    timeout: { label: 'messages_status_timeout', why: 'messages_status_timeout_why', tone: 'bad' },
    unseen: { label: 'messages_status_unseen', why: 'messages_status_unseen_why', tone: 'calm' },
    late: { label: 'messages_status_late', why: 'messages_status_late_why', tone: 'bad' },
    'no answer asked': {
      label: 'messages_status_no_answer',
      why: 'messages_status_no_answer_why',
      tone: 'odd',
    },
    'never arrived': { label: 'messages_status_never', why: 'messages_status_never_why', tone: 'bad' },
    threw: { label: 'messages_status_threw', why: 'messages_status_threw_why', tone: 'bad' },
    unmatched: { label: 'messages_status_unmatched', why: 'messages_status_unmatched_why', tone: 'odd' },
  };

/** How a mark is called and what it means. */
export const MARKS: Readonly<Record<Mark, Explained>> = {
  'no answer asked': { label: 'messages_status_no_answer', why: 'messages_status_no_answer_why' },
  'never arrived': { label: 'messages_status_never', why: 'messages_status_never_why' },
  threw: { label: 'messages_status_threw', why: 'messages_status_threw_why' },
  unmatched: { label: 'messages_status_unmatched', why: 'messages_status_unmatched_why' },
  'answered twice': { label: 'messages_mark_twice', why: 'messages_mark_twice_why' },
  'answered as event': { label: 'messages_mark_as_event', why: 'messages_mark_as_event_why' },
  'numeric id': { label: 'messages_mark_numeric', why: 'messages_mark_numeric_why' },
  'id used again': { label: 'messages_mark_reused', why: 'messages_mark_reused_why' },
  'id shared': { label: 'messages_mark_shared', why: 'messages_mark_shared_why' },
  'untrusted sender': { label: 'messages_mark_untrusted', why: 'messages_mark_untrusted_why' },
  'own echo': { label: 'messages_mark_echo', why: 'messages_mark_echo_why' },
  'without library': { label: 'messages_mark_without_library', why: 'messages_mark_without_library_why' },
  'client unloaded': { label: 'messages_mark_unloaded', why: 'messages_mark_unloaded_why' },
  'no handler': { label: 'messages_mark_no_handler', why: 'messages_mark_no_handler_why' },
  'before subscription': { label: 'messages_mark_before', why: 'messages_mark_before_why' },
  'handler threw': { label: 'messages_mark_handler_threw', why: 'messages_mark_handler_threw_why' },
  'unknown name': { label: 'messages_mark_unknown', why: 'messages_mark_unknown_why' },
  unread: { label: 'messages_mark_unread', why: 'messages_mark_unread_why' },
  'by the tool': { label: 'messages_mark_tool', why: 'messages_mark_tool_why' },
};

/** What the status of a row means, in one sentence: where only the page's side was seen, it says no more than that. */
export function whyOf({ answer, call, seenBy }: MessageRow, status: MessageStatus): TextKey {
  if (status === 'ok' && answer === null) return 'messages_status_ok_unseen_why';
  if (status === 'timeout' && call !== null && !seenBy.host) return 'messages_status_timeout_unseen_why';
  return STATUSES[status].why;
}

/** The marks that say more than the status does. */
export function marksBeside(row: MessageRow, status: MessageStatus | null): readonly Mark[] {
  return row.marks.filter((mark) => mark !== status);
}

// Made once: a formatter costs more than thousands of uses.
const ONE_DIGIT = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const WHOLE = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });

/** Characters in short: `812`, `1.8 k`, `2.3 M`. */
export function sizeText(characters: number): string {
  if (characters < 1_000) return String(characters);
  const [amount, unit] = characters < 999_500 ? [characters / 1_000, 'k'] : [characters / 1_000_000, 'M'];
  return `${(amount < 10 ? ONE_DIGIT : WHOLE).format(amount)} ${unit}`;
}

/** From request to answer, ms; null while there is none. */
export function latencyOf({ request }: MessageRow): number | null {
  if (!request || request.answeredAt === null || request.sentAt === null) return null;
  return request.answeredAt - request.sentAt;
}

/** WWE's text of a failure, or what the call threw, with tokens masked; empty where nothing failed. */
export function failureOf({ request }: MessageRow): string {
  if (!request?.failed) return '';
  return masked((request.error || t('outcome_failed_silently')).slice(0, 2_000));
}

/** Who saw a row, in words. */
export function seenText({ seenBy, request }: MessageRow): string {
  return [
    // A window is WWE's when it has answered: whatever a page asks may be somebody else's.
    seenBy.host ? t(request?.answeredBy === 'wwe' ? 'messages_seen_host' : 'messages_seen_window') : '',
    seenBy.client ? t('messages_seen_client') : '',
    seenBy.probe ? t('messages_seen_probe') : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The name of a row, or what it is where it has none. Tokens masked, cut to what a line can hold. */
export function nameOf({ name, is }: MessageRow): string {
  return masked(name.slice(0, 300)) || t(NAMELESS[is]);
}

const NAMELESS = {
  request: 'messages_is_request',
  answer: 'messages_is_answer',
  event: 'messages_is_event',
  frame: 'messages_is_frame',
  string: 'messages_is_string',
  unknown: 'messages_is_unknown',
} as const satisfies Record<MessageRow['is'], TextKey>;

const CALLBACKS: ReadonlyMap<string, TextKey> = new Map([
  ['success', 'messages_callback_success'],
  ['failure', 'messages_callback_failure'],
  ['timeout', 'messages_callback_timeout'],
]);

/** What a callback or a handler is called. @param handler its number; null for a callback */
export function runName(name: string, handler: number | null): string {
  const callback = handler === null ? CALLBACKS.get(name) : undefined;
  return callback ? t(callback) : name.slice(0, 200) || t('messages_handler_nameless');
}
