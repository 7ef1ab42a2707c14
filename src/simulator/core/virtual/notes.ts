/** What a probe in a virtual page would tell: the lists of docs/recording.md, "Entries", and src/protocol/notes.ts. */
import { type Entry, encode } from '../../../recording/index.ts';
import { isRecord } from '../settings/is-record.ts';

/** A note, as an entry has it. */
export interface ToldNote extends Pick<Entry, 'kind' | 'body'> {
  readonly name?: string;
  readonly ref?: string;
}

/** The notes of one page. It has one client and one handler. */
export interface Notes {
  /** A client was found. */
  client(): ToldNote;
  /** The page posted a message. */
  called(message: unknown, label: Pick<Entry, 'kind' | 'name' | 'ref'>): ToldNote;
  /** The page gave its handler to `subscribe`. */
  subscribed(): ToldNote;
  /** What the page's client made of a message. */
  heard(message: unknown, label: Pick<Entry, 'kind' | 'ref'>): readonly ToldNote[];
}

/** What notes are made of. */
export interface NotesParts {
  /** ms since the page began. */
  readonly now: () => number;
  /** What the page subscribes to. */
  readonly events: readonly string[];
  /** What its handler throws; null: nothing. */
  readonly threw: string | null;
}

/** Begins a page. */
export function createNotes({ now, events, threw }: NotesParts): Notes {
  let calls = 0;
  /** Calls that wait for an answer, by reference id. */
  const waiting = new Map<string, { readonly call: number; readonly isSubscribe: boolean }>();
  let isSubscribed = false;
  const told = (kind: Entry['kind'], ...fields: readonly unknown[]): ToldNote => ({
    kind,
    body: encode([kind, now(), 0, ...fields]),
  });
  return {
    client: () => told('client', null),
    called(message, { kind, name, ref }) {
      const call = calls++;
      const isRequest = kind === 'request';
      waiting.set(ref, { call, isSubscribe: kind === 'subscribe' });
      // As of a WWE whose window is watched too: the content is told there.
      const brief = isRequest ? [name, ref] : null;
      return { ...told('called', '', isRequest ? null : message, call, true, true, null, brief), name, ref };
    },
    subscribed: () => told('subscribed', '', 0, events, 'onEvent', null),
    heard(message, { kind, ref }) {
      if (kind === 'success' || kind === 'failure') {
        const call = waiting.get(ref);
        if (!call) return [];
        waiting.delete(ref);
        if (call.isSubscribe && kind === 'success') isSubscribed = true;
        return [told('settled', call.call, kind, 0, null)];
      }
      const event = kind === 'event' && isRecord(message) ? message.event : undefined;
      const isHandled = isSubscribed && typeof event === 'string' && events.includes(event);
      return isHandled ? [told('handled', 0, event, 0, threw)] : [];
    },
  };
}
