/** All documents of the inspected tab: who is there, who is connected, and what they bring. */
import type { DocumentInfo, Entry } from '../entry/entry.ts';
import type { Announcement, Channel, Command, Refusal } from './messages.ts';
import { pullRecord, type Stream } from './panel-end.ts';

/** An announcement with the way back to who made it. */
export interface Announced {
  readonly announcement: Announcement;
  /** Opens a channel to that document. */
  connect(): Channel;
}

/** The browser, as far as the link needs it. */
export interface TabRoad {
  /** Asks every bridge of the tab to announce itself. False: there is no bridge at all. */
  hello(): Promise<boolean>;
  onAnnounced(listener: (announced: Announced) => void, signal: AbortSignal): void;
  /** Runs `run` after `delay` ms, unless `signal` aborts. */
  later(run: () => void, delay: number, signal: AbortSignal): void;
  /** ms since the epoch. */
  now(): number;
}

/**
 * The state of one hop:
 * - `watching`: a bridge is there and has seen nothing of WWE;
 * - `connecting`: asked, no answer yet; `silent`: asked, and no answer within the time;
 * - `live`: connected; `ended`: the document is gone.
 */
export type HopState = 'watching' | 'connecting' | 'silent' | 'live' | 'ended';

/** What the link tells the panel. */
export interface LinkEvents {
  /** A document announced itself: it is in the tab now. */
  onPresent(document: string): void;
  onDocument(info: DocumentInfo): void;
  /** `behind`: more is waiting. */
  onEntries(document: string, entries: readonly Entry[], behind: boolean): void;
  onLost(document: string, count: number): void;
  /** Entries up to this number were left out because the user wanted it so. */
  onSkipped(document: string, through: number): void;
  /** `at`: ms since the epoch. */
  onEnded(document: string, at: number): void;
  onRefused(ref: string, why: Refusal, detail: string): void;
  /** Some hop changed its state. */
  onHops(): void;
}

/** One document as the link knows it. */
export interface Hop {
  readonly info: DocumentInfo;
  readonly state: HopState;
  /** It answered the last `hello`, or announced itself since. */
  readonly present: boolean;
}

/** A bridge that does not answer a connect within this time, in ms, is called silent. */
const ANSWER_TIME = 2_000;

interface Known {
  info: DocumentInfo;
  state: HopState;
  present: boolean;
  /** Last number pulled; survives every channel. */
  cursor: number;
  stream: Stream | null;
  /** It announced itself while a connect was on its way: if that one finds nobody, the next may. */
  again: boolean;
  connect: () => Channel;
}

/** The link of a panel to its tab. */
export interface TabLink {
  /** Says hello to the tab. False: no bridge is there (the page is older than the extension, or not for extensions). */
  hello(): Promise<boolean>;
  hops(): readonly Hop[];
  /** Sends a command through a document's bridge. False: it is not connected. */
  send(document: string, command: Command): boolean;
  record(on: boolean): void;
  /** Forgets the record in every frame. */
  clear(): void;
  /** Forgets documents that are gone. */
  forget(document: string): void;
}

/** Connects a panel with its tab, until `signal` aborts. */
export function createTabLink(road: TabRoad, on: LinkEvents, signal: AbortSignal): TabLink {
  const known = new Map<string, Known>();
  let recording = true;

  function change(entry: Known, state: HopState): void {
    entry.state = state;
    on.onHops();
  }

  function connect(entry: Known): void {
    const id = entry.info.document;
    entry.stream?.close();
    entry.again = false;
    const channel = entry.connect();
    const moved = (after: number) => {
      entry.cursor = after;
    };
    const stream = pullRecord(channel, entry.cursor, moved, {
      onHello(info) {
        entry.info = info;
        if (!recording) stream.record(false);
        change(entry, 'live');
        on.onDocument(info);
      },
      // With recording off, what a new page recorded before it was told so is not taken either.
      wantsPast: () => recording,
      onEntries: (entries, behind) => on.onEntries(id, entries, behind),
      onLost: (count) => on.onLost(id, count),
      onSkipped: (through) => on.onSkipped(id, through),
      onRefused: on.onRefused,
      onEnd(at) {
        if (entry.stream !== stream) return;
        entry.stream = null;
        entry.present = false;
        change(entry, 'ended');
        on.onEnded(id, at ?? road.now());
      },
    });
    entry.stream = stream;
    change(entry, 'connecting');
    road.later(
      () => {
        // A document in the back/forward cache gives neither error nor answer (measured: platform.md). A busy or paused
        // one answers later, so the channel stays open.
        if (entry.stream !== stream || entry.state !== 'connecting') return;
        if (entry.again) connect(entry);
        else change(entry, 'silent');
      },
      ANSWER_TIME,
      signal,
    );
  }

  road.onAnnounced(({ announcement: { info, seen }, connect: open }) => {
    const id = info.document;
    const fresh: Known = {
      info,
      state: 'watching',
      present: true,
      cursor: 0,
      stream: null,
      again: false,
      connect: open,
    };
    const entry = known.get(id) ?? fresh;
    known.set(id, entry);
    entry.info = info;
    entry.present = true;
    entry.connect = open;
    on.onPresent(id);
    if (seen && (!entry.stream || entry.state === 'silent')) connect(entry);
    else {
      if (entry.state === 'connecting') entry.again = true;
      else if (!entry.stream) entry.state = 'watching';
      on.onHops();
    }
  }, signal);
  signal.addEventListener('abort', () => {
    for (const { stream } of known.values()) stream?.close();
    known.clear();
  });

  return {
    hello() {
      for (const [id, entry] of known) {
        // Nothing came of it yet, and if it is still there it says so again.
        if (entry.state === 'watching') known.delete(id);
        else if (!entry.stream) entry.present = false;
      }
      on.onHops();
      return road.hello();
    },
    hops: () => [...known.values()].map(({ info, state, present }) => ({ info, state, present })),
    send(document, command) {
      const entry = known.get(document);
      if (entry && !entry.stream && entry.present) connect(entry);
      // What a silent document is asked now it would do whenever it wakes up.
      if (!entry?.stream || entry.state === 'silent') return false;
      entry.stream.send(command);
      return true;
    },
    record(on) {
      recording = on;
      for (const { stream } of known.values()) stream?.record(on);
    },
    clear() {
      for (const { stream } of known.values()) stream?.clear();
    },
    forget(document) {
      known.get(document)?.stream?.close();
      known.delete(document);
    },
  };
}
