/** All documents of the inspected tab: who is there, who is connected, and what they bring. */
import type { DocumentInfo } from '../entry/entry.ts';
import { type ConnectionState, isIncomplete, newConnection, type TrackedConnection } from './document-connections.ts';
import { type Backlog, type Channel, type ClockSample, NO_CHANNEL, type OrphanMessage } from './link-messages.ts';
import { mayBeOf } from './orphan-messages.ts';
import { createOutbox } from './outbox.ts';
import { pullRecord, type Stream } from './record-client.ts';
import type { LinkEvents, TabLink } from './tab-link.ts';
import type { Announced, TabTransport } from './tab-transport.ts';

/** A bridge that does not answer a connect within this time, in ms, is called silent. */
const ANSWER_TIME = 2_000;

/** Connects a panel with its tab, until `signal` aborts. */
export function createTabLink(transport: TabTransport, on: LinkEvents, signal: AbortSignal): TabLink {
  const known = new Map<string, TrackedConnection>();
  let recording = true;
  let documents = 0;

  function change(entry: TrackedConnection, state: ConnectionState): void {
    entry.state = state;
    on.onConnections();
  }

  /** @param asked when that was asked for, by the panel's clock */
  function hearClock({ info, clock }: TrackedConnection, sample: ClockSample, asked: number): void {
    const isFirst = !clock.isKnown;
    const others = [...known.values()].flatMap((one) => (one.clock.isKnown ? one.clock.offset : []));
    const isOther = clock.hear(sample, asked, { at: transport.now(), wall: transport.wall() }, others);
    if (isFirst || isOther) on.onClock(info.document, clock.offset);
  }

  /** @param opened when the channel was, or before, by the panel's clock */
  function pull(entry: TrackedConnection, channel: Channel, opened: number): Stream {
    const id = entry.info.document;
    const start = {
      after: entry.cursor,
      opened,
      moved: (after: number) => {
        const wasCutOff = isIncomplete(entry);
        entry.cursor = after;
        // The last of it came after its goodbye.
        if (wasCutOff && !isIncomplete(entry)) on.onConnections();
      },
      orders: entry.outbox,
    };
    const stream = pullRecord(channel, start, {
      onWord() {
        entry.words += 1;
        if (entry.state === 'silent') change(entry, 'live');
      },
      onClock: (sample, asked) => hearClock(entry, sample, asked),
      onHello(info, isRecording) {
        entry.info = info;
        entry.mayHold = true;
        // It may be as another panel left it, or as this one did before the transport was cut.
        if (isRecording !== recording) stream.record(recording);
        change(entry, 'live');
        on.onDocument(info);
      },
      // With recording off, what a new page recorded before it was told so is not taken either.
      wantsPast: () => recording,
      onEntries: (entries, behind) => on.onEntries(id, entries, behind),
      onLost: (count) => on.onLost(id, count),
      onSkipped: (through) => on.onSkipped(id, through),
      onRefused: on.onRefused,
      onCurrent: (at) => on.onCurrent(id, at),
      onEnd(at, missing, mayGoOn) {
        if (entry.stream && entry.stream !== stream) return;
        const isKnown = !entry.stream || entry.state === 'ended';
        if (!mayGoOn) entry.stream = null;
        else if (!isKnown) awaitAnswer(entry, stream);
        // It announced itself while this one was on its way to nobody: the next may find it.
        if (at === null && entry.again && entry.state !== 'live') return connect(entry);
        if (isKnown) {
          // What it left behind came after the news that it is gone.
          if (at !== null) entry.missing = missing;
          return on.onConnections();
        }
        entry.present = false;
        entry.missing = entry.mayHold ? missing : 0;
        change(entry, 'ended');
        on.onEnded(id, at ?? transport.now() - entry.clock.offset);
        // Back from the back/forward cache, its announcement may overtake its goodbye: whoever is there says so again.
        if (at !== null && entry.announced >= at + entry.clock.offset) void transport.hello();
      },
    });
    return stream;
  }

  /** A debugger stops a document without a word: what is not answered in time shows it, and so does the next word. */
  function awaitWord(entry: TrackedConnection): void {
    const { stream, words } = entry;
    const look = () => {
      if (entry.stream === stream && entry.words === words && entry.state === 'live') change(entry, 'silent');
    };
    transport.later(look, ANSWER_TIME, signal);
  }

  /**
   * A document in the back/forward cache gives neither error nor answer (measured:
   * docs/platform.md#the-backforward-cache). A busy or paused one answers later, so the channel to it stays open.
   */
  function awaitAnswer(entry: TrackedConnection, stream: Stream): void {
    const look = () => {
      if (entry.stream !== stream || (entry.state !== 'connecting' && entry.state !== 'ended')) return;
      if (entry.again) connect(entry);
      else if (entry.state === 'connecting') change(entry, 'silent');
      else {
        entry.stream = null;
        stream.close(false);
      }
    };
    transport.later(look, ANSWER_TIME, signal);
  }

  function connect(entry: TrackedConnection): void {
    entry.stream?.close(true);
    entry.again = false;
    entry.missing = 0;
    entry.wasConnected = true;
    const opened = transport.now();
    const stream = pull(entry, entry.connect(), opened);
    entry.stream = stream;
    change(entry, 'connecting');
    awaitAnswer(entry, stream);
  }

  function meet({ announcement: { info, clock }, connect: open }: Announced): TrackedConnection {
    documents += 1;
    const entry = newConnection(info, createOutbox(`${transport.mark}-${documents}`, transport.now), open);
    known.set(info.document, entry);
    // Nobody asked for it: it is only known not to come from the future.
    if (clock) hearClock(entry, clock, Number.NEGATIVE_INFINITY);
    // Said at the first hello, before the first pull.
    if (info.timeOrigin + entry.clock.offset < (transport.forgottenAt ?? 0)) entry.outbox.give({ want: 'clear' });
    return entry;
  }

  function announced(word: Announced): void {
    const { announcement, connect: open } = word;
    const { info, seen } = announcement;
    const entry = known.get(info.document) ?? meet(word);
    entry.info = info;
    entry.present = true;
    entry.announced = transport.now();
    entry.connect = open;
    on.onPresent(info);
    entry.mayHold ||= seen;
    const isSpoken = seen || [...known.values()].some((one) => one.stream && one.info.target === info.path);
    if (isSpoken && (!entry.stream || entry.state === 'silent')) connect(entry);
    else {
      // A channel is on its way to it. Closing that could lose what it says there.
      if (entry.state === 'connecting' || (entry.stream && entry.state === 'ended')) entry.again = true;
      else if (!entry.stream) entry.state = 'watching';
      on.onConnections();
    }
    if (isSpoken) connectTarget(info);
  }
  /** The window that a client talks to is looked at, too, even if nothing came there: that is worth knowing. */
  function connectTarget({ target }: DocumentInfo): void {
    for (const one of known.values()) {
      if (one.info.path === target && one.state === 'watching' && one.present) connect(one);
    }
  }
  function backlog({ document, isKept, messages }: Backlog, orphan?: OrphanMessage): void {
    const entry = known.get(document);
    // Documents of other tabs are not known here.
    if (!entry || (orphan && !mayBeOf(orphan, entry.info))) return;
    // It may be said to another panel. What it brought counts all the same.
    entry.wasConnected = true;
    // The news that the document is gone may have come first, over the transport that was mended meanwhile.
    const stream = entry.stream ?? pull(entry, NO_CHANNEL, transport.now());
    for (const message of messages) stream.hear(message, isKept);
  }
  transport.listen({ announced, backlog }, signal);
  signal.addEventListener('abort', () => {
    for (const { stream } of known.values()) stream?.close(false);
    known.clear();
  });

  return {
    hello() {
      for (const [id, entry] of known) {
        // Nothing came of it yet, and if it is still there it says so again.
        if (!entry.wasConnected) known.delete(id);
        else if (!entry.stream) {
          entry.state = 'ended';
          entry.present = false;
        }
      }
      on.onConnections();
      return transport.hello();
    },
    connections: () =>
      [...known.values()].map((entry) => {
        const { info, state, present } = entry;
        return { info, state, present, isIncomplete: isIncomplete(entry) };
      }),
    send(document, command) {
      const entry = known.get(document);
      if (entry && !entry.stream && entry.present) connect(entry);
      // What a silent document is asked now it would do whenever it wakes up.
      if (!entry?.stream || entry.state === 'silent' || entry.state === 'ended') return false;
      const { stream } = entry;
      stream.send(command);
      // A transport that was cut unheard says so when something is posted: the command is lost, and the stream ended.
      if (entry.stream !== stream) return false;
      awaitWord(entry);
      return true;
    },
    record(on) {
      recording = on;
      for (const { stream, state } of known.values()) if (state !== 'ended') stream?.record(on);
    },
    clear() {
      for (const { stream, state } of known.values()) if (state !== 'ended') stream?.clear();
    },
    catchUp() {
      for (const entry of known.values()) {
        if (entry.state !== 'live') continue;
        entry.stream?.catchUp(transport.now());
        awaitWord(entry);
      }
    },
    forget(document) {
      known.get(document)?.stream?.close(false);
      known.delete(document);
    },
  };
}
