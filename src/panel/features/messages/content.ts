/** What the entries of a row hold: the message, its answers, the line that called. */
import type { Entry } from '../../../entry/entry.ts';
import { contentIn, decodeNote } from '../../../entry/note.ts';
import { isRecord } from '../../../protocol/kind.ts';
import { serviceOf } from '../../../protocol/services.ts';
import type { Session } from '../../../session/api.ts';
import type { MessageRow } from '../../../session/messages-model.ts';
import type { EntryRef } from '../../../session/model.ts';
import { readCalled } from '../../../session/notes.ts';
import { t } from '../../text/i18n.ts';
import { callingFrame, type StackFrame, stackFrames } from './stack.ts';

/** An entry whose content was wanted. */
export interface Content {
  readonly entry: Entry;
  /** The message; of the probe's note of a call, the message that was to be posted. */
  readonly message: unknown;
  /** Of such a note it may be service and id alone. */
  readonly isWhole: boolean;
}

/** More answers to one request than this are not shown one by one: a page can make any number. */
export const MOST_ANSWERS = 50;

/** The content of an entry; null if it was dropped. Decoded anew at each call. */
export function contentOf(session: Pick<Session, 'entry'>, ref: EntryRef | null): Content | null {
  const entry = ref && session.entry(ref);
  if (!entry) return null;
  const body = contentIn(entry);
  const call = entry.kind === 'called' ? readCalled(body) : null;
  return { entry, message: call ? call.message : body, isWhole: !call?.brief };
}

/** The request that a row is, as it can be written or sent again. */
export interface RowRequest {
  /** The request string, or `subscribe` / `unsubscribe`. */
  readonly service: string;
  /** A subscribe's `[names]`, an unsubscribe's `[id]`; undefined where the message has no `parameters`. */
  readonly parameters: readonly unknown[] | undefined;
  /** `parameters` is there, but no list: what it is instead. */
  readonly odd: unknown;
}

/** The request of a row, whole; null if it is none, its entry was dropped, or it was not copied. */
export function requestOf(session: Pick<Session, 'entry'>, row: MessageRow): RowRequest | null {
  const content = row.is === 'request' ? contentOf(session, row.entry) : null;
  const message = content?.isWhole ? content.message : null;
  if (!isRecord(message)) return null;
  const { event, request, data, parameters } = message;
  if (event === 'subscribe' || event === 'unsubscribe') return { service: event, parameters: [data], odd: undefined };
  if (typeof request !== 'string') return null;
  const isList = Array.isArray(parameters);
  return { service: request, parameters: isList ? parameters : undefined, odd: isList ? undefined : parameters };
}

/** Why the content of a row is not here, in words; null: it is. */
export function whyMissing(session: Pick<Session, 'entry'>, { entry }: MessageRow): string | null {
  const content = contentOf(session, entry);
  if (!content) return t('message_dropped');
  return content.isWhole ? null : t('messages_not_copied');
}

/**
 * What a row carries, for people: a known service's parameters by their names, an event's data, else the message. Null: it is
 * not here.
 */
export function payloadOf(session: Pick<Session, 'entry'>, row: MessageRow): { readonly value: unknown } | null {
  const content = contentOf(session, row.entry);
  if (!content?.isWhole) return null;
  const { message } = content;
  if (!isRecord(message)) return { value: message };
  if (row.is === 'event') return { value: message.data };
  if (row.is !== 'request') return { value: message };
  if (typeof message.request !== 'string') return { value: message.data };
  return { value: namedParameters(message.request, message.parameters) };
}

/** Parameters by their names, where the catalogue has a name for each. */
function namedParameters(service: string, parameters: unknown): unknown {
  const known = serviceOf(service)?.parameters;
  if (!Array.isArray(parameters) || !known || parameters.length === 0 || parameters.length > known.length) {
    return parameters;
  }
  return Object.fromEntries(parameters.map((value: unknown, index) => [known[index]?.name ?? String(index), value]));
}

const initiators = new WeakMap<Entry, readonly StackFrame[]>();

/** The stack of the call that a row is, as far as a probe saw one. */
export function stackOf(session: Pick<Session, 'entry'>, { call }: MessageRow): readonly StackFrame[] {
  const entry = call && session.entry(call);
  if (!entry) return [];
  const known = initiators.get(entry);
  if (known) return known;
  const stack = decodeNote(entry.body)?.stack;
  const frames = typeof stack === 'string' ? stackFrames(stack) : [];
  initiators.set(entry, frames);
  return frames;
}

/** The line of the page that a row comes from; null where nobody saw it. */
export function initiatorOf(session: Pick<Session, 'entry'>, row: MessageRow): StackFrame | null {
  return callingFrame(stackOf(session, row), row.name);
}

/** The number of a row, from 1: rows that were dropped count too. */
export function numberOf({ key }: MessageRow, session: Pick<Session, 'messages'>): number {
  const list = session.messages();
  return list.dropped + list.indexOf(key) + 1;
}
