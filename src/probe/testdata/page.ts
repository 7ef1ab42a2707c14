/** A false window, and a bridge's end of the probe's port. */
import { NOTE_FIELDS, type Note, type NoteKind } from '../../protocol/notes.ts';
import type { Draft } from '../outbox.ts';
import type { Line } from '../probe.ts';

/** A posted note as a record. */
function noteOf([note, at, client, ...values]: Draft): Note {
  return Object(
    Object.fromEntries([
      ['note', note],
      ['at', at],
      ['client', client],
      ...NOTE_FIELDS[note].map((name, i) => [name, values[i]]),
    ]),
  );
}

/** The turn is over, and all that was put off to its end. */
export const turnsEnd = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** A window as the probe needs it, and the bridge's end of its line, which carries at once, and clones as a real one does. */
export function createFalsePage() {
  const notes: Note[] = [];
  let batches = 0;
  let posting = 0;
  let hears: (word: unknown) => void = () => {};
  const observers: { report: () => void; options: MutationObserverInit | null }[] = [];

  const line: Line = {
    post(data) {
      posting += 1;
      const copy = structuredClone(data);
      batches += 1;
      // As the bridge reads them.
      notes.push(...copy.map(noteOf));
    },
    onWord(hear) {
      hears = hear;
    },
  };
  class Observer {
    private readonly own: (typeof observers)[number];
    constructor(report: () => void) {
      this.own = { report, options: null };
      observers.push(this.own);
    }
    observe(_: unknown, options: MutationObserverInit): void {
      this.own.options = options;
    }
    disconnect(): void {
      this.own.options = null;
    }
  }
  const timers: { run: () => void; delay: number }[] = [];
  const later = (run: () => void, delay: number) => timers.push({ run, delay });
  const timeout = (delay: number) => {
    const signal = new EventTarget();
    later(() => signal.dispatchEvent(new Event('abort')), delay);
    return signal;
  };
  const document = new EventTarget();
  const window = Object.assign(new EventTarget(), {
    document,
    performance,
    queueMicrotask,
    AbortSignal: { timeout },
    MutationObserver: Observer,
  });
  /** What was put off runs. @returns the delays, in ms */
  function passTime(): readonly number[] {
    const due = timers.splice(0);
    for (const { run } of due) run();
    return due.map(({ delay }) => delay);
  }
  /** Of one kind, once the turn and what was put off are over. */
  async function notesOf<Kind extends NoteKind>(kind: Kind): Promise<readonly Extract<Note, { note: Kind }>[]> {
    await turnsEnd();
    passTime();
    return notes.filter((note): note is Extract<Note, { note: Kind }> => note.note === kind);
  }
  return {
    window,
    document,
    notes,
    notesOf,
    later,
    passTime,
    line,
    /** The bridge says something. */
    say: (word: number) => hears(word),
    batches: () => batches,
    /** Tries to post, those that failed too. */
    posting: () => posting,
    /** What the page's document is observed for, if it is. */
    observed: () => observers.flatMap(({ options }) => options ?? []),
    /** `document.open`: the document has no listeners any more. In Node.js they stand in a Map of the target's own. */
    rewrite() {
      for (const key of Object.getOwnPropertySymbols(document)) {
        Object(Reflect.get(document, key)).clear?.();
      }
    },
    /** Something in the document changed. */
    change() {
      for (const { report, options } of observers) if (options) report();
    },
  };
}
