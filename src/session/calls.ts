/** Reads the probe's notes of calls: a call is a request of which WWE's window may have seen nothing. */
import { encode } from '../entry/encode.ts';
import type { Entry } from '../entry/entry.ts';
import { decodeNote } from '../entry/note.ts';
import { isFromClient, isRecord, kindOf, type MessageRecord } from '../protocol/kind.ts';
import type { CalledNote } from '../protocol/notes.ts';
import type { WatchedDocument } from './documents.ts';
import { namesIn, readCalled } from './notes.ts';
import type { Called } from './requests-seen.ts';

/** The call that an entry tells of; null where none was posted, or it cannot be read. @param t ms since the epoch */
export function callOf(document: WatchedDocument, { kind: sort, body, n, name }: Entry, t: number): Called | null {
  if (sort !== 'called') return null;
  const note = readCalled(decodeNote(body));
  const is = note && postedKind(note);
  if (!is) return null;
  const message: MessageRecord = isRecord(note.message) ? note.message : {};
  const kind = is === 'subscribe' || is === 'unsubscribe' ? is : 'request';
  const parameters: readonly unknown[] = Array.isArray(message.parameters) ? message.parameters : [];
  return {
    t,
    n,
    document,
    sort: 'probe',
    kind,
    service: nameOf(message) ?? name,
    parameters: kind === 'request' ? parameters : [message.data],
    peer: '',
    origin: document.info.origin,
    size: sizeOf(note),
    isBrief: note.brief !== null,
    call: note.call,
    caller: note.client,
    wantsSuccess: note.wantsSuccess,
    names: kind === 'subscribe' ? namesIn(message.data) : [],
    runs: [],
    handler: null,
  };
}

/** The kind of the message that a call posted; null where it threw, or where the message is none of a client's. */
export function postedKind({ threw, message, brief }: CalledNote): ReturnType<typeof kindOf> {
  if (brief) return 'request';
  const kind = kindOf(message);
  return threw === null && kind !== null && isFromClient(kind) ? kind : null;
}

/** Characters of the message alone, as it would stand on the wire; 0 where it was not copied. */
export function sizeOf({ message, brief }: CalledNote): number {
  return brief ? 0 : encode(message).length;
}

/** The verb or the service. */
export function nameOf(message: unknown): string | null {
  if (!isRecord(message)) return null;
  const { event, request } = message;
  if (event === 'subscribe' || event === 'unsubscribe') return event;
  return typeof request === 'string' ? request : null;
}
