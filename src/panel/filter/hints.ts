/** What fields and words mean, in a few words each. */
import type { TextKey } from '../text/i18n.ts';
import type { FieldName, IsWord } from './filter-fields.ts';
import type { FilteredView } from './vocabulary.ts';

const FIELD_HINTS: Readonly<Record<FieldName, TextKey>> = {
  is: 'filter_field_is',
  state: 'filter_field_state',
  event: 'filter_field_event',
  type: 'filter_field_type',
  service: 'filter_field_service',
  id: 'filter_field_id',
  ref: 'filter_field_ref',
  key: 'filter_field_key',
  client: 'filter_field_client',
  data: 'filter_field_data',
  previous: 'filter_field_previous',
  uuid: 'filter_field_uuid',
  case: 'filter_field_case',
  medium: 'filter_field_medium',
  direction: 'filter_field_direction',
  calltype: 'filter_field_calltype',
  recording: 'filter_field_recording',
  who: 'filter_field_who',
  wwe: 'filter_field_wwe',
  larger: 'filter_field_larger',
  smaller: 'filter_field_smaller',
  slower: 'filter_field_slower',
  faster: 'filter_field_faster',
  after: 'filter_field_after',
  before: 'filter_field_before',
  at: 'filter_field_at',
};

/** Where Interactions say it otherwise. */
const OF_INTERACTIONS: Readonly<Partial<Record<FieldName, TextKey>>> = {
  is: 'filter_field_is_interaction',
  state: 'filter_field_state_interaction',
  id: 'filter_field_id_interaction',
  key: 'filter_field_key_interaction',
  client: 'filter_field_client_interaction',
  after: 'filter_field_after_interaction',
  before: 'filter_field_before_interaction',
  at: 'filter_field_at_interaction',
};

/** What a field asks in a view. */
export function fieldHint(field: FieldName, view: FilteredView): TextKey {
  return (view === 'interactions' ? OF_INTERACTIONS[field] : undefined) ?? FIELD_HINTS[field];
}

/** What a word after `is:` says. */
export const IS_HINTS: Readonly<Record<IsWord, TextKey>> = {
  pending: 'filter_is_pending',
  ok: 'filter_is_ok',
  failed: 'filter_is_failed',
  timeout: 'filter_is_timeout',
  late: 'filter_is_late',
  'no-answer-asked': 'filter_is_no_answer_asked',
  'never-arrived': 'filter_is_never_arrived',
  threw: 'filter_is_threw',
  unseen: 'filter_is_unseen',
  unmatched: 'filter_is_unmatched',
  'answered-twice': 'filter_is_answered_twice',
  'answered-as-event': 'filter_is_answered_as_event',
  'numeric-id': 'filter_is_numeric_id',
  'id-used-again': 'filter_is_id_used_again',
  'id-shared': 'filter_is_id_shared',
  'untrusted-sender': 'filter_is_untrusted_sender',
  'own-echo': 'filter_is_own_echo',
  'client-unloaded': 'filter_is_client_unloaded',
  'without-library': 'filter_is_without_library',
  'no-handler': 'filter_is_no_handler',
  'before-subscription': 'filter_is_before_subscription',
  'handler-threw': 'filter_is_handler_threw',
  'unknown-name': 'filter_is_unknown_name',
  unread: 'filter_is_unread',
  'by-the-tool': 'filter_is_by_the_tool',
  request: 'filter_is_request',
  event: 'filter_is_event',
  answer: 'filter_is_answer',
  frame: 'filter_is_frame',
  string: 'filter_is_string',
  tool: 'filter_is_by_the_tool',
  page: 'filter_is_page',
  in: 'filter_is_in',
  out: 'filter_is_out',
  pinned: 'filter_is_pinned',
  noted: 'filter_is_noted',
  blocked: 'filter_is_blocked',
  unblocked: 'filter_is_unblocked',
  ended: 'filter_is_ended',
  live: 'filter_is_live',
  former: 'filter_is_former',
  consultation: 'filter_is_consultation',
};
