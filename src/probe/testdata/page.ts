/** A false window, and a bridge's end of the probe's port. */
import { NOTE_FIELDS, type Note, type NoteKind } from '../../scapi/notes.ts';
import type { Draft } from '../outbox.ts';

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

/** A window as the probe needs it. Its port carries at once, and clones as a real one does. */
export function createFalsePage({ isTaken = true } = {}) {
  const notes: Note[] = [];
  const events: Event[] = [];
  let batches = 0;
  let posting = 0;
  const observers: { report: () => void; options: MutationObserverInit | null }[] = [];

  const port1 = {
    onmessage: null as ((event: unknown) => void) | null,
    postMessage(data: readonly Draft[]) {
      posting += 1;
      const copy = structuredClone(data);
      batches += 1;
      // As the bridge reads them.
      notes.push(...copy.map(noteOf));
    },
  };
  class Handing extends Event {
    readonly ports: readonly unknown[];
    constructor(type: string, init: { ports: readonly unknown[]; cancelable: boolean }) {
      super(type, init);
      this.ports = init.ports;
    }
  }
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
  document.addEventListener('wwe-devtools-notes', (event) => {
    events.push(event);
    if (isTaken) event.preventDefault();
  });
  const window = Object.assign(new EventTarget(), {
    document,
    performance,
    queueMicrotask,
    AbortSignal: { timeout },
    AbortController,
    MutationObserver: Observer,
    MessageEvent: Handing,
    MessageChannel: class {
      readonly port1 = port1;
      readonly port2 = {};
    },
  });
  /** What was put off runs. @returns the delays, in ms */
  function passTime(): readonly number[] {
    const due = timers.splice(0);
    for (const { run } of due) run();
    return due.map(({ delay }) => delay);
  }
  /** Of one kind, once the turn and what was put off are over. */
  async function notesOf<Kind extends NoteKind>(kind: Kind): Promise<readonly Extract<Note, { note: Kind }>[]> {
    await Promise.resolve();
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
    /** The bridge says that all is over. */
    end: () => port1.onmessage?.({}),
    /** Ports that were offered. */
    offered: () => events.length,
    batches: () => batches,
    /** Tries to post, those that failed too. */
    posting: () => posting,
    /** What the page's document is observed for, if it is. */
    observed: () => observers.flatMap(({ options }) => options ?? []),
    /** Something in the document changed. */
    change() {
      for (const { report, options } of observers) if (options) report();
    },
  };
}
