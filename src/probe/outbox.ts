/**
 * The notes on their way to the bridge: collected, and posted together. A call's goes out when its turn ends, since the
 * page may change the message afterwards; in a burst of events, what became of them goes out a few times a second.
 */
import type { DroppedNote, Note } from '../scapi/notes.ts';
import { cloneable } from './cloneable.ts';
import { stackOf } from './natives.ts';
import { attempt } from './run.ts';

/** More notes than this in one turn are counted, not kept. */
const MOST = 2_000;
/** So many go out when their turn ends. */
const ENOUGH = 500;
/** Between two posts, in ms, where nothing hurries. */
const PAUSE = 50;
/** Characters of a stack; the bridge cuts it further, once the probe's own lines are out. */
const LONGEST_STACK = 6_000;

/** Changes until the turn ends. */
export type Draft<Of extends Note> = { -readonly [Key in keyof Of]: Of[Key] };

/** Takes notes. */
export interface Outbox {
  /** @param where made at the call that the note tells of: formatting its stack is put off */
  add(note: Draft<Note>, where?: Error): void;
}

/** What an outbox needs of its window. */
export interface OutboxParts {
  /** `postMessage` of the port; throws for what cannot be cloned. */
  readonly post: (notes: readonly Note[]) => void;
  /** Runs something at the end of the turn: `queueMicrotask`. */
  readonly atTurnsEnd: (run: () => void) => void;
  /** Runs something after so many ms: `setTimeout`. */
  readonly later: (run: () => void, delay: number) => unknown;
}

/** Makes an outbox. */
export function createOutbox({ post, atTurnsEnd, later }: OutboxParts): Outbox {
  let notes: Draft<Note>[] = [];
  let places: (Error | undefined)[] = [];
  let dropped = 0;
  let hurries = false;
  let isTurnWatched = false;
  /** Whether it is less than a pause since the last post. */
  let isPause = false;

  function postAll(): void {
    const sent = notes;
    for (let i = 0; i < sent.length; i += 1) {
      const note = sent[i];
      const where = places[i];
      if (note && where && 'stack' in note) note.stack = stackOf(where, LONGEST_STACK);
    }
    if (dropped > 0) {
      const count: DroppedNote = { note: 'dropped', at: sent[sent.length - 1]?.at ?? 0, client: 0, count: dropped };
      sent[sent.length] = count;
    }
    notes = [];
    places = [];
    dropped = 0;
    hurries = false;
    try {
      post(sent);
    } catch {
      // One of the messages cannot be cloned: usually the very one that the page's own call threw for.
      for (let i = 0; i < sent.length; i += 1) {
        const note = sent[i];
        if (note?.note === 'called') note.message = cloneable(note.message);
      }
      post(sent);
    }
  }

  function flush(): void {
    if (!isPause) {
      isPause = true;
      later(onPauseOver, PAUSE);
    }
    // It fails open: these notes are lost then, and the page hears nothing of it.
    attempt(postAll);
  }

  function onTurnsEnd(): void {
    isTurnWatched = false;
    if (notes.length > 0 && (hurries || !isPause || notes.length >= ENOUGH)) flush();
  }

  function onPauseOver(): void {
    isPause = false;
    if (notes.length > 0) flush();
  }

  return {
    add(note, where) {
      if (notes.length >= MOST) {
        dropped += 1;
        return;
      }
      if (note.note === 'called') hurries = true;
      places[notes.length] = where;
      notes[notes.length] = note;
      if (isTurnWatched) return;
      isTurnWatched = true;
      atTurnsEnd(onTurnsEnd);
    },
  };
}
