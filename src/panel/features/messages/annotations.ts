/**
 * What the user notes in the log of messages: marks between its rows, pins and notes on rows. It is in memory, bounded, and
 * goes with what it is about; it leaves with recordings (`recorded-annotations.ts`).
 */
import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { MessageList, MessageRow } from '../../../session/messages-model.ts';
import { rowsOf } from '../../stores/message-rows.ts';
import type { PanelStores } from '../../stores/panel.ts';

/** A line between the messages of the log: the user put it there, or a page was loaded (`page-loads.ts`). */
export interface LogMark {
  readonly is: 'mark';
  readonly by: 'user' | 'page';
  readonly key: string;
  /** When it was put there, by the panel's clock, ms. */
  readonly t: number;
  /** May be empty. */
  readonly name: string;
}

/** So many marks are kept, the latest. */
export const MOST_MARKS = 200;
/** So many rows can be pinned, and so many can have a note. */
export const MOST_ROWS = 1_000;
/** Characters of the name of a mark, and of a note. */
export const LONGEST_NAME = 100;
export const LONGEST_NOTE = 500;

/** All of it. Reading follows it, within an effect or a component. */
export interface Annotations {
  /** By time. */
  readonly marks: ReadonlySignal<readonly LogMark[]>;
  /** Rises when pins or notes are others. */
  readonly version: ReadonlySignal<number>;
  addMark(t: number, name: string): void;
  renameMark(key: string, name: string): void;
  removeMark(key: string): void;
  isPinned(row: Pick<MessageRow, 'key'>): boolean;
  /** @returns false: too many are pinned */
  pin(row: Pick<MessageRow, 'key'>, isPinned: boolean): boolean;
  /** Empty: it has none. */
  noteOf(row: Pick<MessageRow, 'key'>): string;
  /** @param text empty: takes the note away @returns false: too many rows have one */
  note(row: Pick<MessageRow, 'key'>, text: string): boolean;
}

/** What they follow. */
export interface AnnotationsParts {
  readonly list: Pick<MessageList, 'get' | 'at' | 'dropped'>;
  /** Rises when the list may be another. */
  readonly version: ReadonlySignal<number>;
  /** Rises when the user clears the log. */
  readonly cleared: ReadonlySignal<number>;
  /** Called before rows are forgotten. */
  beforeForgetting(listener: () => void): void;
}

/** Makes them; they live as long as the panel. */
export function createAnnotations({ list, version, cleared, beforeForgetting }: AnnotationsParts): Annotations {
  const marks = signal<readonly LogMark[]>([]);
  const noted = signal(0);
  /** By the key of their row. */
  let pins: ReadonlyMap<string, true> = new Map();
  let notes: ReadonlyMap<string, string> = new Map();
  let count = 0;
  let { dropped } = list;
  let isForgetting = false;
  beforeForgetting(() => {
    isForgetting = true;
  });

  /** Rows may get another key, when a message turns out to be the same as another, and they may be gone. */
  function followed<Value>(known: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
    if (known.size === 0) return known;
    const kept = [...known].flatMap(([key, value]) => {
      const row = list.get(key);
      return row ? [[row.key, value] as const] : [];
    });
    const isSame = kept.length === known.size && kept.every(([key]) => known.has(key));
    return isSame ? known : new Map(kept);
  }

  function follow(): void {
    const [nextPins, nextNotes] = [followed(pins), followed(notes)];
    const isOther = nextPins !== pins || nextNotes !== notes;
    [pins, notes] = [nextPins, nextNotes];
    if (isOther) noted.value += 1;
    if (!isForgetting && list.dropped === dropped) return;
    // The log begins later now.
    isForgetting = false;
    ({ dropped } = list);
    const first = list.at(0)?.t ?? Number.POSITIVE_INFINITY;
    if (marks.peek().some(({ t }) => t < first)) marks.value = marks.peek().filter(({ t }) => t >= first);
  }

  let clears = cleared.peek();
  effect(() => {
    version.value;
    const { value } = cleared;
    untracked(() => {
      if (value !== clears) {
        [pins, notes, marks.value] = [new Map(), new Map(), []];
        noted.value += 1;
      }
      clears = value;
      follow();
    });
  });

  function changed<Value>(known: ReadonlyMap<string, Value>, key: string, value: Value | null): Map<string, Value> {
    const next = new Map(known);
    if (value === null) next.delete(key);
    else next.set(key, value);
    return next;
  }

  return {
    marks,
    version: noted,
    addMark(t, name) {
      count += 1;
      const made: LogMark = { is: 'mark', by: 'user', key: `mark ${count}`, t, name: trimmed(name, LONGEST_NAME) };
      marks.value = [...marks.peek(), made].sort((a, b) => a.t - b.t).slice(-MOST_MARKS);
    },
    renameMark(key, name) {
      marks.value = marks.peek().map((one) => (one.key === key ? { ...one, name: trimmed(name, LONGEST_NAME) } : one));
    },
    removeMark(key) {
      marks.value = marks.peek().filter((one) => one.key !== key);
    },
    isPinned({ key }) {
      noted.value;
      return pins.has(key);
    },
    pin({ key }, isPinned) {
      if (isPinned && !pins.has(key) && pins.size >= MOST_ROWS) return false;
      pins = changed(pins, key, isPinned || null);
      noted.value += 1;
      return true;
    },
    noteOf({ key }) {
      noted.value;
      return notes.get(key) ?? '';
    },
    note({ key }, given) {
      const text = trimmed(given, LONGEST_NOTE);
      if (text !== '' && !notes.has(key) && notes.size >= MOST_ROWS) return false;
      notes = changed(notes, key, text || null);
      noted.value += 1;
      return true;
    },
  };
}

function trimmed(text: string, most: number): string {
  return text.trim().replaceAll(/\s+/g, ' ').slice(0, most);
}

const made = new WeakMap<PanelStores['messages'], Annotations>();

/** Those of a panel, if anybody asked for them; else null: there are none. */
export function madeAnnotations({ messages }: Pick<PanelStores, 'messages'>): Annotations | null {
  return made.get(messages) ?? null;
}

/** Those of a panel. */
export function annotationsOf({ messages, watching }: Pick<PanelStores, 'messages' | 'watching'>): Annotations {
  const known = made.get(messages);
  if (known) return known;
  const { version, cleared, beforeForgetting } = watching;
  const annotations = createAnnotations({ list: rowsOf(watching.session), version, cleared, beforeForgetting });
  made.set(messages, annotations);
  return annotations;
}
