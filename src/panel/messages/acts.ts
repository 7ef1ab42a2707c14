/** What can be done with a row: the entries of its menu, and their keys. */
import { serviceOf } from '../../scapi/services.ts';
import type { MessageRow } from '../../session/messages-model.ts';
import { type Filter, NO_FILTER, nameTest, printFilter, type Test } from '../filter/filter.ts';
import { parseFilter } from '../filter/parse.ts';
import { type TextKey, t } from '../i18n.ts';
import { jsonText } from '../json/text.ts';
import type { PanelStores } from '../stores/panel.ts';
import { callText } from './call-text.ts';
import type { ClientNumbers } from './clients.ts';
import { contentOf, requestOf, whyMissing } from './content.ts';
import { asItWas, firstUnsendable } from './sendable.ts';

/** One entry of the menu. */
export interface Act {
  readonly id: string;
  readonly label: TextKey;
  /** The key that does it on a row. */
  readonly key: string;
  /** Why it cannot be done, in words; null when it can. */
  readonly blocked: string | null;
  /** Begins a new group of the menu. */
  readonly first: boolean;
  run(): void;
}

/** What acts need. */
export interface ActParts {
  readonly stores: Pick<PanelStores, 'watching' | 'commands' | 'compose' | 'messageFilter' | 'copy' | 'clock'>;
  readonly clients: ClientNumbers;
  /** Sends the row's request again, after asking where that is due. */
  readonly onResend: (row: MessageRow) => void;
}

/** The acts for a row, in the menu's order. Those that make no sense for it are left out. */
export function actsOf(row: MessageRow, { stores, clients, onResend }: ActParts): readonly Act[] {
  const { watching, compose, messageFilter, copy } = stores;
  const { session } = watching;
  const request = requestOf(session, row);
  const isGone = whyMissing(session, row);
  const acts: Act[] = [];
  const add = (id: string, label: TextKey, key: string, run: () => void, blocked: string | null = null) =>
    acts.push({ id, label, key, run, blocked, first: id === 'resend' || (id.startsWith('filter') && !hasFilter()) });
  const hasFilter = () => acts.some(({ id }) => id.startsWith('filter'));
  const narrow = (test: Test) => {
    messageFilter.value = narrowed(messageFilter.peek(), test);
  };

  add('copy', 'messages_copy_json', 'C', () => copy(jsonText(contentOf(session, row.entry)?.message)), isGone);
  if (row.answer) {
    const { answer } = row;
    const gone = session.entry(answer) ? null : t('message_dropped');
    add('copy-answer', 'messages_copy_answer', 'A', () => copy(jsonText(contentOf(session, answer)?.message)), gone);
  }
  if (row.is === 'request') {
    const text = () => (request ? callText(request.service, request.parameters) : '');
    add('copy-call', 'messages_copy_call', 'K', () => copy(text()), isGone);
    add('resend', 'messages_resend', 'R', () => onResend(row), whyNotResend(row, stores));
  }
  if (row.is === 'request' && !isSubscribing(row)) {
    add(
      'edit',
      'messages_edit',
      'E',
      () => request && compose.open({ service: request.service, parameters: request.parameters ?? request.odd }),
      isGone,
    );
  }
  const { interactionId, client } = row;
  if (interactionId !== null) {
    add('filter-interaction', 'messages_filter_interaction', 'I', () => narrow(nameTest('id', interactionId)));
  }
  if (row.name !== '') {
    const field = row.is === 'event' ? 'event' : 'service';
    add('filter-name', `messages_filter_${field}`, 'S', () => narrow(nameTest(field, row.name)));
  }
  const number = client === null ? undefined : clients.get(client)?.number;
  if (number !== undefined) {
    add('filter-client', 'messages_filter_client', 'L', () => narrow({ by: 'client', number }));
  }
  return acts;
}

function isSubscribing({ name }: MessageRow): boolean {
  return name === 'subscribe' || name === 'unsubscribe';
}

/** Why a request cannot be sent again as it was; null when it can. */
export function whyNotResend(row: MessageRow, { watching, commands }: ActParts['stores']): string | null {
  const { session } = watching;
  if (isSubscribing(row)) return t('messages_resend_subscribe');
  const request = requestOf(session, row);
  if (!request) return whyMissing(session, row) ?? t('message_dropped');
  const path = firstUnsendable(request.parameters ?? request.odd);
  if (path !== null) return t('messages_resend_value', path || '/');
  return commands.blocked();
}

/** Whether sending a service again is asked about first: what it does to real contacts, or nobody knows (scapi.md §4). */
export function dangerOf(service: string): 'changes' | 'ends' | 'unknown' | null {
  const known = serviceOf(service);
  if (!known) return 'unknown';
  return known.danger === 'changes' || known.danger === 'ends' ? known.danger : null;
}

/** Sends a row's request again, through its own client where that lives. @returns its reference id; null if it cannot */
export function resend(row: MessageRow, { watching, commands }: ActParts['stores']): string | null {
  const { session } = watching;
  const request = requestOf(session, row);
  if (!request) return null;
  const parameters = request.parameters ?? request.odd;
  const lives = session.documents().some(({ info, live }) => live && info.document === row.client);
  return commands.send({
    name: request.service,
    needsOrigin: true,
    ...(parameters === undefined ? {} : { parameters: asItWas(parameters) }),
    ...(lives && row.client !== null ? { through: row.client } : {}),
  });
}

/** A filter's text with one more test, in place of the one that asked the same of another name. */
export function narrowed(text: string, test: Test): string {
  const parsed = parseFilter(text);
  const { terms }: Filter = parsed.ok ? parsed.filter : NO_FILTER;
  const asksTheSame = (other: Test) =>
    other.by === test.by && (other.by !== 'name' || test.by !== 'name' || other.field === test.field);
  const others = terms.filter((term) => term.negated || !asksTheSame(term.test));
  return printFilter({ terms: [...others, { negated: false, test }] });
}
