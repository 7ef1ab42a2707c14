/** A slot of the list of messages: one place in the order of the wire, and what is known of it. */
import type { EntryKind } from '../../entry/entry.ts';
import type { WatchedDocument } from '../documents.ts';
import type { Exchange } from '../exchange.ts';
import type { HandlerRun, MessageRow } from '../messages-model.ts';
import type { EntryRef } from '../model.ts';
import type { Moment } from '../moments.ts';

/** What an entry says that is no part of a request: an event, a frame id, a text, something unknown, a call that threw. */
export interface HeardMessage {
  readonly is: MessageRow['is'];
  readonly kind: EntryKind;
  readonly name: string;
  readonly detail: string;
  readonly interactionId: string | null;
  readonly size: number;
  /** Reference id, as in the header. */
  readonly ref: string;
  readonly peer: string;
  readonly origin: string;
  readonly path: string;
  /** What a call threw at the page; null for what is no call. */
  readonly threw: string | null;
}

/** What other messages of the same client and reference id say of a slot. */
export interface SameIdFacts {
  readonly isIdReused: boolean;
  /** Another request of this window had the same id while both were open. */
  readonly isShared: boolean;
  /** The event that carries a request's id: the client takes the answer for it (docs/protocol.md#receiving). */
  readonly answeredAsEvent: EntryRef | null;
  /** The answer that carries the id as a number where the request has a text, or the other way round. */
  readonly answeredWithNumber: EntryRef | null;
  /** For an event: it carries the id of a request that was open. */
  readonly isAnswer: boolean;
}

/** Nothing. */
export const NO_SAME_ID: SameIdFacts = {
  isIdReused: false,
  isShared: false,
  answeredAsEvent: null,
  answeredWithNumber: null,
  isAnswer: false,
};

/** No runs, and no entries: shared by all that have none. */
export const NO_RUNS: readonly HandlerRun[] = [];
export const NO_REFS: readonly EntryRef[] = [];

/** One slot. Its place is that of its own entry. */
export class RowSlot implements Moment {
  row: MessageRow | null = null;
  /** The request, or the answer to none, that it shows. */
  exchange: Exchange | null = null;
  /** Its request was dropped from the record: it stays as it was. */
  isFrozen = false;
  /** Frozen, and shown as it stays. */
  isFinal = false;
  isGone = false;
  /** Its entry is not kept any more: it goes with the next of its kind. */
  isSurplus = false;
  runs: readonly HandlerRun[] = NO_RUNS;
  /** Who ran for an event: client and handler; null for nobody. Most slots have none of all this, and there are many. */
  private ranBy: Map<string, HandlerRun> | null = null;
  sameId: SameIdFacts = NO_SAME_ID;
  /** Members of the row beside the slot's own entry, by which it is found. */
  others: readonly EntryRef[] = NO_REFS;
  readonly ref: EntryRef;

  constructor(
    readonly t: number,
    readonly document: WatchedDocument,
    readonly n: number,
    readonly heard: HeardMessage | null,
  ) {
    this.ref = { document: document.id, n };
  }

  /** Whether somebody ran for it. */
  hasRun(by: string): boolean {
    return this.ranBy?.has(by) ?? false;
  }

  /** Somebody's run for it. */
  runOf(by: string): HandlerRun | undefined {
    return this.ranBy?.get(by);
  }

  /** Somebody ran for it. */
  run(by: string, run: HandlerRun): void {
    this.ranBy ??= new Map();
    this.ranBy.set(by, run);
    this.runs = withRun(this.runs, run);
  }

  /** Takes somebody's run from it: it was another's. */
  takeRun(by: string): HandlerRun | undefined {
    const run = this.ranBy?.get(by);
    this.ranBy?.delete(by);
    this.runs = this.runs.filter((one) => one !== run);
    return run;
  }
}

/** The reference id of what a slot shows, as it was written. */
export function refOf({ exchange, heard }: RowSlot): string {
  return exchange?.request.ref ?? heard?.ref ?? '';
}

/** Runs of one message that are kept. */
const MOST_RUNS = 100;

/** Adds a run in its place by time. */
export function withRun(runs: readonly HandlerRun[], run: HandlerRun): readonly HandlerRun[] {
  if (runs.length >= MOST_RUNS) return runs;
  const after = runs.findLastIndex((one) => one.t <= run.t) + 1;
  return [...runs.slice(0, after), run, ...runs.slice(after)];
}

/** Lines by an entry: its document's id and number. */
export class RowSlotIndex {
  private readonly byDocument = new Map<string, Map<number, RowSlot>>();

  get(document: string, n: number): RowSlot | undefined {
    return this.byDocument.get(document)?.get(n);
  }

  set({ document, n }: EntryRef, slot: RowSlot): void {
    const slots = this.byDocument.get(document);
    if (slots) slots.set(n, slot);
    else this.byDocument.set(document, new Map([[n, slot]]));
  }

  /** Forgets an entry, if it still leads to that slot. */
  delete({ document, n }: EntryRef, slot: RowSlot): void {
    const slots = this.byDocument.get(document);
    if (slots?.get(n) !== slot) return;
    slots.delete(n);
    if (slots.size === 0) this.byDocument.delete(document);
  }
}

/** The key of a row: its entry. */
export function keyOf({ document, n }: EntryRef): string {
  return `${document} ${n}`;
}

/** Whether two point at one entry, or at none. */
export function sameRef(a: EntryRef | null, b: EntryRef | null): boolean {
  return a === b || (a !== null && b !== null && a.n === b.n && a.document === b.document);
}
