/** Reads all of the probe's notes; see `notes.ts`. */
import { decodeNote } from '../../entry/note.ts';
import type { MessageRecord } from '../../protocol/kind.ts';
import type { Note, SettledNote } from '../../protocol/notes.ts';
import { namesIn, numberOf, readCalled, textOrNull, timeOf } from '../notes.ts';

/** The note that an entry's body holds; null when it is none, or lacks what its kind needs. Never throws. */
export function readNote(body: string): Note | null {
  const value = decodeNote(body);
  if (value === null) return null;
  const client = numberOf(value.client);
  if (client === null) return null;
  const noted = { at: timeOf(value.at), client };
  switch (value.note) {
    case 'client':
      return { ...noted, note: 'client', problem: textOrNull(value.problem) };
    case 'called':
      return readCalled(value);
    case 'settled':
      return readSettled(value, noted);
    case 'subscribed':
      return readSubscribed(value, noted);
    case 'unsubscribed':
      return { ...noted, note: 'unsubscribed', handler: numberOf(value.handler) };
    case 'handled': {
      const handler = numberOf(value.handler);
      if (handler === null || typeof value.event !== 'string') return null;
      const ran = { took: timeOf(value.took), threw: textOrNull(value.threw) };
      return { ...noted, ...ran, note: 'handled', handler, event: value.event };
    }
    case 'unloaded':
      return { ...noted, note: 'unloaded' };
    case 'dropped':
      return { ...noted, note: 'dropped', count: numberOf(value.count) ?? 0 };
    default:
      return null;
  }
}

type Noted = Pick<Note, 'at' | 'client'>;

function readSettled(value: MessageRecord, noted: Noted): Note | null {
  const call = numberOf(value.call);
  const { by } = value;
  if (call === null || !isEnding(by)) return null;
  return { ...noted, note: 'settled', call, by, took: timeOf(value.took), threw: textOrNull(value.threw) };
}

function isEnding(by: unknown): by is SettledNote['by'] {
  return by === 'success' || by === 'failure' || by === 'timeout';
}

function readSubscribed(value: MessageRecord, noted: Noted): Note | null {
  const handler = numberOf(value.handler);
  if (handler === null) return null;
  return {
    ...noted,
    note: 'subscribed',
    handler,
    events: namesIn(value.events),
    name: textOrNull(value.name) ?? '',
    sameTextAs: numberOf(value.sameTextAs),
    stack: typeof value.stack === 'string' ? value.stack : '',
  };
}
