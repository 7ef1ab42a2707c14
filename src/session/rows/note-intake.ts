/** Takes the probe's notes in: each goes to the call, the event or the client that it tells of. */
import type { Entry } from '../../entry/entry.ts';
import type { CalledNote, Note } from '../../protocol/notes.ts';
import { nameOf, postedKind, sizeOf } from '../calls.ts';
import type { WatchedDocument } from '../documents.ts';
import type { EntryRef } from '../model.ts';
import type { Called } from '../requests-seen.ts';
import type { ClientState } from './client-state.ts';
import type { MessageSlots } from './message-slots.ts';
import { readNote } from './note-reading.ts';
import type { ReferenceGroups } from './reference-groups.ts';
import { RowSlot, withRun } from './row-slot.ts';

/** Where notes go. */
export interface NotePlaces {
  readonly clientState: ClientState;
  readonly list: MessageSlots;
  readonly references: ReferenceGroups;
  /** Slots to be shown anew. */
  readonly dirty: Set<RowSlot>;
  /** Documents all of whose slots must be looked at. */
  readonly invalidated: Set<WatchedDocument>;
  /** Whether an entry is still kept. */
  has(entry: EntryRef): boolean;
}

/**
 * Takes a note in. What cannot be read says nothing.
 * @param t ms since the epoch
 * @param call what the session made of it, if it is of a call that was posted
 */
export function takeNote(entry: Entry, t: number, call: Called | null, places: NotePlaces): void {
  if (call) {
    places.clientState.calls.set(call.call, call);
    if (call.kind === 'subscribe') places.clientState.subscribed(call);
    return;
  }
  const note = readNote(entry.body);
  if (note && note.note === entry.kind) tell(note, entry, t, places);
}

function tell(note: Note, entry: Entry, t: number, places: NotePlaces): void {
  const { clientState, list, dirty, invalidated } = places;
  switch (note.note) {
    case 'called':
      // One that was posted and is no call of the session's was cleared away.
      if (!postedKind(note)) addLine(entry, t, note, places);
      return;
    case 'client': {
      // Whether a client is watched says something of all that it sent and heard.
      if (clientState.addClient(note.client, t, note.problem)) invalidated.add(clientState.document);
      return;
    }
    case 'settled': {
      const call = clientState.calls.get(note.call);
      if (!call) return;
      const { took, threw, by: name } = note;
      call.runs = withRun(call.runs, { t, took, threw, name, handler: null });
      const slot = list.slotOf(clientState.document.id, call.n);
      if (slot) dirty.add(slot);
      return;
    }
    case 'subscribed':
      clientState.handlerGiven(note, entry.n);
      return;
    case 'unsubscribed':
      if (note.handler !== null) clientState.handlerRemoved(note.handler, t);
      return;
    case 'unloaded':
      if (clientState.clientUnloaded(note.client, t)) invalidated.add(clientState.document);
      return;
    case 'dropped':
      // What was said because no note told otherwise is unsure now.
      invalidated.add(clientState.document);
      places.references.invalidate();
      return;
    case 'handled': {
      const { event, client, handler, took, threw } = note;
      const run = { t, took, threw, name: '', handler };
      for (const slot of clientState.handlerRan(event, client, handler, run, entry.n)) dirty.add(slot);
    }
  }
}

/** A call that threw, or whose message is none of a client's: a slot of its own. */
function addLine(entry: Entry, t: number, note: CalledNote, { clientState, list, dirty, has }: NotePlaces): void {
  const { n, kind, ref, peer, origin, path } = entry;
  if (!has({ document: clientState.document.id, n })) return;
  const name = nameOf(note.message) ?? entry.name;
  const about = { detail: '', interactionId: null, size: sizeOf(note) };
  const is = note.threw === null ? 'unknown' : 'request';
  const heard = { is, kind, name, ref, peer, origin, path, threw: note.threw, ...about } as const;
  const slot = new RowSlot(t, clientState.document, n, heard);
  list.add(slot);
  dirty.add(slot);
}
