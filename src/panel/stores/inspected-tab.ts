/** The session of the inspected tab, live: the link's batches go in, one signal says that something changed. */
import { batch, type ReadonlySignal, signal } from '@preact/signals';
import { decodeNote } from '../../entry/note.ts';
import { FAILED } from '../../protocol/notes.ts';
import type { Session } from '../../session/api.ts';
import type { SessionInput } from '../../session/model.ts';
import type { DocumentConnection } from '../../transport/document-connections.ts';
import type { Command, Reach, Refusal } from '../../transport/link-messages.ts';
import { createTabLink } from '../../transport/tab.ts';
import type { TabTransport } from '../../transport/tab-transport.ts';
import { createCatchUp } from './catch-up.ts';
import { createFormerPages } from './former-pages.ts';

/** Why a command was refused before it reached WWE. */
export interface RefusedCommand {
  readonly why: Refusal | 'not connected';
  readonly detail: string;
}

/** What the watching needs. */
export interface InspectedTabParts {
  readonly transport: TabTransport;
  readonly session: Session;
  /** Runs `draw` before the next frame, or soon where no frame comes (a hidden panel). */
  readonly soon: (draw: () => void) => void;
  readonly preserveLog: () => boolean;
  /** A bridge tells of a failure of its own; by default, nobody is told. @param text the error with its stack */
  readonly failed?: (text: string) => void;
  /** By how much the wall clock was ahead at a time, both by the panel's clock, in ms (`WallTimes.note`); by default, nobody is told. */
  readonly timed?: (t: number, ahead: number) => void;
}

/** The live session. */
export interface InspectedTab {
  readonly session: Session;
  /** Why nothing can be sent, whatever the rules say, in words: it is a recording. Null: it is a tab. */
  readonly off: string | null;
  /** Moves once for every batch of entries: whoever reads the session reads this first. */
  readonly version: ReadonlySignal<number>;
  readonly connections: ReadonlySignal<readonly DocumentConnection[]>;
  /** What the last hello showed; null until the first was answered. */
  readonly reach: ReadonlySignal<Reach | null>;
  readonly recording: ReadonlySignal<boolean>;
  readonly refused: ReadonlySignal<ReadonlyMap<string, RefusedCommand>>;
  hello(): void;
  record(on: boolean): void;
  clear(): void;
  /** Tells each time what the session was fed with. */
  onFed(listener: (input: SessionInput) => void): void;
  /** Tells each time before entries are forgotten: what they still say can be remembered. */
  beforeForgetting(listener: () => void): void;
  /** Rises with each `clear`. */
  readonly cleared: ReadonlySignal<number>;
  /** Tells each time documents were forgotten because their origins may not be watched. */
  onForbidden(listener: () => void): void;
  /** Forgets all documents of these origins, and takes nothing of them from now on. */
  forbid(isForbidden: (origin: string) => boolean): void;
  /** The tab went to another page. */
  navigated(): void;
  send(document: string, command: Command): void;
}

/** In a burst the views are drawn this often, in ms. */
const BURST_PACE = 200;
/** A tab without a bridge is greeted again so often: a page that is just being loaded has none for a moment. */
const MOST_GREETINGS = 6;
/** First after this time, in ms, then after twice as long each time. */
const FIRST_PAUSE = 200;

/** Connects a session with the tab. */
export function createInspectedTab(parts: InspectedTabParts, abort: AbortSignal): InspectedTab {
  const { transport, session, soon, preserveLog, failed = () => {}, timed = () => {} } = parts;
  const version = signal(0);
  const connections = signal<readonly DocumentConnection[]>([]);
  const reach = signal<Reach | null>(null);
  const recording = signal(true);
  const refused = signal<ReadonlyMap<string, RefusedCommand>>(new Map());
  const formerPages = createFormerPages({ connections: () => link.connections(), preserveLog });
  /** See `LinkEvents.onClock`. */
  const offsets = new Map<string, number>();
  const beforeForgetting = new Set<() => void>();
  const onForbidden = new Set<() => void>();
  const onFed = new Set<(input: SessionInput) => void>();
  const cleared = signal(0);
  let isForbidden = (_origin: string) => false;
  let greetings = 0;
  let drawn = true;
  let drawnAt = 0;

  function draw(): void {
    drawn = true;
    drawnAt = transport.now();
    batch(() => {
      connections.value = link.connections();
      version.value += 1;
    });
  }
  /** @param behind more is waiting: drawing each piece of a burst would only delay its last one */
  function changed(behind = false): void {
    if (!drawn) return;
    drawn = false;
    const wait = behind ? drawnAt + BURST_PACE - transport.now() : 0;
    if (wait > 0) transport.later(() => soon(draw), wait, abort);
    else soon(draw);
  }
  function feed(input: SessionInput, behind = false): void {
    session.feed([input]);
    for (const listener of onFed) listener(input);
    changed(behind);
  }
  /** Together: a session that forgets looks at all that it keeps. */
  function forget(documents: readonly string[]): void {
    if (documents.length === 0) return;
    for (const listener of beforeForgetting) listener();
    for (const document of documents) {
      formerPages.forget(document);
      link.forget(document);
      catchUp.forget(document);
      offsets.delete(document);
    }
    session.forget((known) => !documents.includes(known));
  }
  const ended = () => link.connections().flatMap(({ info, state }) => (state === 'ended' ? info.document : []));
  function refuse(ref: string, why: RefusedCommand['why'], detail: string): void {
    refused.value = new Map(refused.peek()).set(ref, { why, detail });
  }

  const link = createTabLink(
    transport,
    {
      onPresent(info) {
        forget(formerPages.present(info));
        if (!reach.peek()?.reached) reach.value = { reached: true };
      },
      onDocument(info) {
        if (isForbidden(info.origin)) return forget([info.document]);
        feed({ what: 'document', info });
        // It came late into a page that was there already: what the page did before was not seen.
        if (info.since !== undefined) feed({ what: 'skipped', document: info.document, through: 0 });
      },
      onEntries(document, entries, behind) {
        feed({ what: 'entries', document, entries }, behind);
        catchUp.heard(document, entries);
        const offset = offsets.get(document) ?? 0;
        for (const { kind, body, t, ahead = 0 } of entries) {
          timed(t + offset, ahead - offset);
          if (kind === FAILED) failed(String(decodeNote(body)?.text));
        }
      },
      onClock(document, offset) {
        offsets.set(document, offset);
        feed({ what: 'clock', document, offset });
        catchUp.learn(document, offset);
      },
      onSkipped: (document, through) => feed({ what: 'skipped', document, through }),
      onCurrent: (document, at) => catchUp.current(document, at),
      onLost: (document, count) => feed({ what: 'lost', document, count }),
      onEnded(document, t) {
        feed({ what: 'ended', document, t });
        forget(formerPages.ended(document));
      },
      onRefused: refuse,
      onConnections: changed,
    },
    abort,
  );

  const catchUp = createCatchUp({
    now: transport.now,
    later: (run, delay) => transport.later(run, delay, abort),
    ask: link.catchUp,
    isSeen: (document, t) => feed({ what: 'seen', document, t }),
  });

  async function hello(before = 0): Promise<void> {
    greetings += 1;
    const mine = greetings;
    const found = await link.hello();
    const isLatest = () => mine === greetings;
    if (!isLatest()) return;
    // The first time, a page that is being loaded is likelier than one without the extension.
    if (found.reached || before > 0) reach.value = found;
    if (found.reached || before === MOST_GREETINGS) return;
    transport.later(() => isLatest() && void hello(before + 1), FIRST_PAUSE * 2 ** before, abort);
  }

  return {
    session,
    off: null,
    version,
    connections,
    reach,
    recording,
    refused,
    hello: () => void hello(),
    record(on) {
      recording.value = on;
      link.record(on);
      // What happened meanwhile was not seen: a block may have been set or lifted.
      if (on)
        for (const { info } of session.documents()) feed({ what: 'skipped', document: info.document, through: 0 });
    },
    clear() {
      for (const listener of beforeForgetting) listener();
      link.clear();
      forget(ended());
      session.clear();
      cleared.value += 1;
      changed();
    },
    onFed: (listener) => void onFed.add(listener),
    onForbidden: (listener) => void onForbidden.add(listener),
    cleared,
    beforeForgetting: (listener) => void beforeForgetting.add(listener),
    forbid(check) {
      isForbidden = check;
      const forbidden = link.connections().flatMap(({ info }) => (check(info.origin) ? info.document : []));
      forget(forbidden);
      if (forbidden.length > 0) for (const listener of onForbidden) listener();
      changed();
    },
    navigated() {
      if (!preserveLog()) {
        forget(ended());
        formerPages.navigated(link.connections().map(({ info }) => info.document));
        changed();
      }
      // Who is still there says so, and stays.
      void hello();
    },
    send(document, command) {
      if (!link.send(document, command)) refuse(command.ref, 'not connected', '');
    },
  };
}
