/** The words of the filter language: fields, and what a row can be. */
import type { Mark, MessageRow, MessageStatus } from '../../session/messages-model.ts';

/** A property of an interaction, by the name that it has in both views. */
export type PropertyField = 'state' | 'previous' | 'uuid' | 'case' | 'medium' | 'direction' | 'calltype' | 'recording';
/** A field whose value is a name, with wildcards. */
export type NameField = PropertyField | 'service' | 'event' | 'type' | 'id' | 'ref' | 'key' | 'who' | 'wwe';
/** A field whose value is an amount with a unit. */
export type AmountField = 'larger' | 'smaller' | 'slower' | 'faster';
/** A field whose value is a moment. */
export type TimeField = 'after' | 'before' | 'at';

/** What can stand before a colon; before that of `data` stands the path of the value. */
export type FieldName = NameField | AmountField | TimeField | 'is' | 'client' | 'data';

/** Whether a field takes an amount. */
export function isAmountField(field: FieldName): field is AmountField {
  return field === 'larger' || field === 'smaller' || field === 'slower' || field === 'faster';
}

/** Whether a field takes a moment. */
export function isTimeField(field: FieldName): field is TimeField {
  return field === 'after' || field === 'before' || field === 'at';
}

type Hyphened<Text extends string> = Text extends `${infer Head} ${infer Rest}` ? `${Head}-${Hyphened<Rest>}` : Text;
type Kind = Exclude<MessageRow['is'], 'unknown'>;

/** What can stand after `is:` for an interaction. */
export type InteractionIsWord = 'blocked' | 'unblocked' | 'ended' | 'live' | 'former' | 'consultation';
/** What can stand after `is:` for a message: every status and mark with hyphens for spaces, and a few more. */
export type MessageIsWord =
  | Hyphened<MessageStatus>
  | Hyphened<Mark>
  | Kind
  | 'tool'
  | 'page'
  | 'in'
  | 'out'
  | 'pinned'
  | 'noted';

/** What can stand after `is:`. */
export type IsWord = MessageIsWord | InteractionIsWord;

/** Which statuses and marks a word stands for; `null`: none, it is told apart otherwise. */
const IS_WORDS: Readonly<Record<MessageIsWord, MessageStatus | Mark | null>> = {
  pending: 'pending',
  ok: 'ok',
  failed: 'failed',
  timeout: 'timeout',
  unseen: 'unseen',
  late: 'late',
  'no-answer-asked': 'no answer asked',
  'never-arrived': 'never arrived',
  threw: 'threw',
  unmatched: 'unmatched',
  'answered-twice': 'answered twice',
  'answered-as-event': 'answered as event',
  'numeric-id': 'numeric id',
  'id-used-again': 'id used again',
  'id-shared': 'id shared',
  'untrusted-sender': 'untrusted sender',
  'own-echo': 'own echo',
  'without-library': 'without library',
  'client-unloaded': 'client unloaded',
  'no-handler': 'no handler',
  'before-subscription': 'before subscription',
  'handler-threw': 'handler threw',
  'unknown-name': 'unknown name',
  unread: 'unread',
  'by-the-tool': 'by the tool',
  request: null,
  event: null,
  answer: null,
  frame: null,
  string: null,
  tool: 'by the tool',
  page: null,
  in: null,
  out: null,
  pinned: null,
  noted: null,
};

function isMessageWord(word: string): word is MessageIsWord {
  return Object.hasOwn(IS_WORDS, word);
}

/** All words for `is:` of messages, in the order in which they are offered. */
export const MESSAGE_IS_WORDS: readonly MessageIsWord[] = Object.keys(IS_WORDS).filter(isMessageWord);
/** Those of interactions. */
export const INTERACTION_IS_WORDS: readonly InteractionIsWord[] = [
  'blocked',
  'unblocked',
  'ended',
  'live',
  'former',
  'consultation',
];

/** Whether a row is what a word says. @param status as `statusOf` has it at the time */
export function rowIs(row: MessageRow, word: IsWord, status: MessageStatus | null): boolean {
  const byTool = row.request?.by === 'tool' || row.marks.includes('by the tool');
  switch (word) {
    case 'request':
    case 'event':
    case 'answer':
    case 'frame':
    case 'string':
      return row.is === word;
    case 'in':
    case 'out':
      return row.direction === word;
    case 'tool':
    case 'by-the-tool':
      return byTool;
    case 'page':
      return row.request !== null && row.is === 'request' && !byTool;
    default: {
      const meant = isMessageWord(word) ? IS_WORDS[word] : null;
      if (meant === null) return false;
      return meant === status || row.marks.some((mark) => mark === meant);
    }
  }
}
