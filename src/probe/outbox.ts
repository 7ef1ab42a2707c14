/**
 * The notes on their way to the bridge: collected, and posted together. A call's goes out when its turn ends, since the
 * page may change the message afterwards; in a burst of events, what became of them goes out a few times a second.
 */
import type { NoteKind, PostedNote } from '../protocol/notes.ts';
import { cloneable, isPlain } from './cloneable.ts';
import { emptyList, stackOf, takeWhere, type Where, whyRefused } from './natives.ts';
import { attempt, type Later } from './run.ts';
import { tellThrown } from './thrown.ts';

/** More notes than this in one turn are counted, not kept. */
const MOST = 2_000;
/**
 * So many stacks are taken in a turn. One costs as much as all else of a note (measured in Chromium 156), and whoever calls
 * a thousand times in one turn does so from one place.
 */
const MOST_STACKS = 100;
/** So many go out when their turn ends. */
const ENOUGH = 500;
/** Between two posts, in ms, where nothing hurries. */
const PAUSE = 50;
/** Calls that are posted at a time: a thousand messages cloned in one go take a third longer (measured in Chromium 156). */
const PIECE = 64;
/** Characters of a stack; the bridge cuts it further, once the probe's own lines are out. */
const LONGEST_STACK = 6_000;

/** A note before its turn ends: writing its stack out is put off. */
export type Draft<Kind extends NoteKind = NoteKind> = PostedNote<Kind, Where | Error | string>;

/** Takes notes. */
export interface Outbox {
  /** Where the page is, for a note that is added next; empty where nobody is told. */
  where(): Where | Error | string;
  add(note: Draft): void;
  /** Posts nothing of what waits. */
  forget(): void;
}

/** What an outbox needs of its window. */
export interface OutboxParts {
  /** `postMessage` of the port; throws for what cannot be cloned. */
  readonly post: (notes: readonly Draft[]) => void;
  /** Runs something at the end of the turn: `queueMicrotask`. */
  readonly atTurnsEnd: (run: () => void) => void;
  readonly later: Later;
}

/** Makes an outbox. */
export function createOutbox({ post, atTurnsEnd, later }: OutboxParts): Outbox {
  let notes = emptyList<Draft>();
  let dropped: PostedNote<'dropped'> | null = null;
  let hurries = false;
  let stacks = 0;
  let isTurnWatched = false;
  /** Whether it is less than a pause since the last post. */
  let isPause = false;

  function postPiece(piece: readonly Draft[]): void {
    try {
      post(piece);
    } catch {
      // One of the messages cannot be cloned: usually the very one that the page's own call threw for.
      for (let i = 0; i < piece.length; i += 1) {
        const note = piece[i];
        // It fails open: should these be lost too, the page hears nothing of it, and the others go their way.
        if (note) attempt(() => postAlone(note));
      }
    }
  }

  function postAlone(note: Draft): void {
    try {
      post([note]);
    } catch (error) {
      if (note[0] !== 'called') return;
      if (note[8] !== null) note[8] = whyRefused(error);
      note[4] = cloneable(note[4]);
      post([note]);
    }
  }

  function postAll(): void {
    const sent = notes;
    if (dropped) sent[sent.length] = dropped;
    notes = emptyList();
    dropped = null;
    hurries = false;
    let piece = emptyList<Draft>();
    let calls = 0;
    for (let i = 0; i < sent.length; i += 1) {
      const note = sent[i];
      if (!note) continue;
      if ((note[0] === 'called' || note[0] === 'subscribed') && typeof note[3] !== 'string')
        note[3] = stackOf(note[3], LONGEST_STACK);
      piece[piece.length] = note;
      if (note[0] === 'called') {
        calls += 1;
        if (!note[9] && !attempt(() => isPlain(note[4]))) note[4] = cloneable(note[4]);
      }
      if (calls < PIECE && i < sent.length - 1) continue;
      postPiece(piece);
      piece = emptyList();
      calls = 0;
    }
  }

  function flush(): void {
    if (!isPause) {
      isPause = true;
      later(onPauseOver, PAUSE);
    }
    attempt(postAll);
  }

  function onTurnsEnd(): void {
    isTurnWatched = false;
    stacks = 0;
    tellThrown(onAllTold);
  }

  function onAllTold(): void {
    if (notes.length > 0 && (hurries || !isPause || notes.length >= ENOUGH)) flush();
  }

  function onPauseOver(): void {
    isPause = false;
    if (notes.length > 0) flush();
  }

  return {
    forget() {
      notes = emptyList();
    },
    where() {
      stacks += 1;
      return stacks > MOST_STACKS ? '' : takeWhere();
    },
    add(note) {
      if (notes.length >= MOST) {
        dropped ??= ['dropped', note[1], 0, 0];
        dropped[3] += 1;
        return;
      }
      if (note[0] === 'called') hurries = true;
      notes[notes.length] = note;
      if (isTurnWatched) return;
      isTurnWatched = true;
      atTurnsEnd(onTurnsEnd);
    },
  };
}
