/** What can be done with a row: the entries of its menu, and their keys. */
import { serviceOf } from '../../../protocol/services.ts';
import type { MessageRow } from '../../../session/messages-model.ts';
import type { SessionInteraction } from '../../../session/model.ts';
import { type Filter, NO_FILTER, nameTest, printFilter, type Test } from '../../filter/filter.ts';
import { parseFilter } from '../../filter/parse.ts';
import { callText } from '../../shared/call-text.ts';
import type { ClientNumbers } from '../../shared/clients.ts';
import type { PanelStores } from '../../stores/panel.ts';
import { reached } from '../../stores/wwes.ts';
import { clip } from '../../text/clip.ts';
import { type TextKey, t } from '../../text/i18n.ts';
import { pageText } from '../../text/PageText.tsx';
import { jsonText } from '../../values/json/text.ts';
import { LONGEST_TEXT } from '../../values/literal/literal-problem.ts';
import { type Annotations, MOST_ROWS } from './annotations.ts';
import { contentOf, requestOf, whyMissing } from './content.ts';
import { copyMessageReport } from './copy-report.ts';
import { asItWas, firstUnsendable } from './sendable.ts';

/** One entry of the menu. */
export interface RowAction {
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
export interface RowActionParts {
  readonly stores: Pick<
    PanelStores,
    | 'watching'
    | 'messages'
    | 'commands'
    | 'wwes'
    | 'compose'
    | 'messageFilter'
    | 'messageChoice'
    | 'copy'
    | 'clock'
    | 'times'
    | 'version'
    | 'failures'
  >;
  readonly clients: ClientNumbers;
  /** Sends the row's request again, after asking where that is due. */
  readonly onResend: (row: MessageRow) => void;
  /** Left out: rows are neither pinned nor noted on here. */
  readonly annotating?: Annotating;
}

/** Pins rows, and writes notes on them. */
export interface Annotating {
  readonly annotations: Pick<Annotations, 'isPinned' | 'noteOf' | 'pin'>;
  /** Lets the user write a note on a row. */
  readonly onNote: (row: MessageRow) => void;
  /** Says why something cannot be done. */
  readonly refuse: (why: string) => void;
}

/** The acts for a row, in the menu's order. Those that make no sense for it are left out. */
export function actionsOf(
  row: MessageRow,
  { stores, clients, onResend, annotating }: RowActionParts,
): readonly RowAction[] {
  const { watching, compose, messageFilter, messageChoice, copy } = stores;
  const { session } = watching;
  const request = requestOf(session, row);
  const isGone = whyMissing(session, row);
  const acts: RowAction[] = [];
  const add = (id: string, label: TextKey, key: string, run: () => void, blocked: string | null = null) =>
    acts.push({ id, label, key, run, blocked, first: isFirst(id) });
  const isFirst = (id: string) =>
    id === 'resend' || id === 'pin' || id === 'times-here' || (id.startsWith('filter') && !hasFilter());
  const hasFilter = () => acts.some(({ id }) => id.startsWith('filter'));
  const narrow = (test: Test) => {
    messageFilter.value = narrowed(messageFilter.peek(), test);
    // It would show all but what was asked for.
    messageChoice.inverted.value = false;
  };

  add('copy', 'messages_copy_json', 'C', () => copy(jsonText(contentOf(session, row.entry)?.message)), isGone);
  add('copy-report', 'report_copy', 'B', () => void copyMessageReport(row, stores));
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
      () => {
        if (!request) return;
        const { service, parameters, odd } = request;
        const about = meantBy(row, stores);
        const call = { service, parameters: parameters ?? odd, wwe: wentTo(row, stores) };
        compose.open(about === null ? call : { ...call, about });
      },
      isGone ?? (row.size > LONGEST_TEXT ? t('messages_edit_long', LONGEST_TEXT.toLocaleString()) : null),
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
  if (annotating) {
    const { annotations, onNote, refuse } = annotating;
    const isPinned = annotations.isPinned(row);
    const pin = () => annotations.pin(row, !isPinned) || refuse(t('pins_full', MOST_ROWS.toLocaleString()));
    add('pin', isPinned ? 'row_unpin' : 'row_pin', 'P', () => void pin());
    add('note', annotations.noteOf(row) === '' ? 'row_note' : 'row_note_edit', 'N', () => onNote(row));
  }
  const { times } = stores;
  add('times-here', 'times_from_here', 'T', () => times.countFrom(row.t));
  if (times.mode.value === 'relative') add('times-of-day', 'times_of_day', 'D', times.showTimesOfDay);
  return acts;
}

function isSubscribing({ name }: MessageRow): boolean {
  return name === 'subscribe' || name === 'unsubscribe';
}

/** Why a request cannot be sent again as it was; null when it can. */
export function whyNotResend(row: MessageRow, stores: RowActionParts['stores']): string | null {
  const { watching, commands } = stores;
  const { session } = watching;
  if (isSubscribing(row)) return t('messages_resend_subscribe');
  const request = requestOf(session, row);
  if (!request) return whyMissing(session, row) ?? t('message_dropped');
  const path = firstUnsendable(request.parameters ?? request.odd);
  if (path !== null) return t('messages_resend_value', path || '/');
  const wwe = wentTo(row, stores);
  if (wwe === null) return t('messages_resend_nowhere');
  const about = aboutOf(row, stores);
  if ('why' in about) return about.why;
  return commands.blocked(about.one, wwe, { name: request.service, parameters: request.parameters ?? request.odd });
}

/** Key of the interaction that a request's id meant when it was sent; null: it carries none, or nobody knows. */
export function meantBy(row: MessageRow, stores: Pick<RowActionParts['stores'], 'watching' | 'wwes'>): string | null {
  const { interactionId, t: at, client: document } = row;
  if (interactionId === null) return null;
  return stores.watching.session.ids.meaning(interactionId, { t: at, wwe: wentTo(row, stores), document });
}

/**
 * What a row's request is about. An id that nobody knows goes only through the client that sent it, in the same page of WWE:
 * to another it would be another's.
 */
function aboutOf(
  row: MessageRow,
  stores: RowActionParts['stores'],
): { readonly one?: SessionInteraction; readonly isOwn?: true } | { readonly why: string } {
  const { session } = stores.watching;
  const { interactionId, client } = row;
  if (interactionId === null) return {};
  const why = t('blocked_former', pageText(clip(interactionId)));
  const key = meantBy(row, stores);
  if (key !== null) {
    const one = session.interaction(key);
    return one ? { one } : { why };
  }
  const known = session.ids.named(interactionId).some(({ wwe }) => wwe.key === wentTo(row, stores));
  const document = session.documents().find(({ info }) => info.document === client);
  const isFrame = document?.live && document.info.target !== null && document.info.target !== 'opener';
  return known || !isFrame ? { why } : { isOwn: true };
}

/**
 * Key of the WWE that a request went to: where it was seen arriving, or from where it was answered; else the only one that
 * its client can be asked through. Null: nobody knows.
 */
export function wentTo(
  { request, client }: MessageRow,
  { wwes }: Pick<RowActionParts['stores'], 'wwes'>,
): string | null {
  if (request?.wwe) return request.wwe;
  const [only, other] = reached(wwes.ways.value.filter(({ document }) => document === client));
  return only && !other ? only.key : null;
}

/**
 * Whether sending a service again is asked about first: what it does to real contacts, or nobody knows
 * (docs/protocol.md#services).
 */
export function dangerOf(service: string): 'changes' | 'ends' | 'unknown' | null {
  const known = serviceOf(service);
  if (!known) return 'unknown';
  return known.danger === 'changes' || known.danger === 'ends' ? known.danger : null;
}

/**
 * Sends a row's request again, to the WWE that it went to, about the same interaction, through its own client where that can.
 * @returns its reference id; null if it cannot
 */
export function resend(row: MessageRow, stores: RowActionParts['stores']): string | null {
  const { watching, commands, wwes } = stores;
  const request = requestOf(watching.session, row);
  const wwe = wentTo(row, stores);
  const about = aboutOf(row, stores);
  if (!request || wwe === null || 'why' in about) return null;
  const parameters = request.parameters ?? request.odd;
  const lives = wwes.ways.value.some((way) => way.document === row.client && way.wwe.key === wwe);
  const wish = {
    name: request.service,
    needsOrigin: true,
    wwe,
    ...(parameters === undefined ? {} : { parameters: asItWas(parameters) }),
    ...((lives || about.isOwn) && row.client !== null ? { through: row.client } : {}),
  };
  return commands.send(wish, about.one);
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
