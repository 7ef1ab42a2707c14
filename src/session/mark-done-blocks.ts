/** Blocks of mark-done (docs/protocol.md#blocking-mark-done), from requests that WWE accepted and from events. */
import { readId } from '../protocol/read.ts';
import type { DocumentSender, WatchedDocument } from './documents.ts';
import type { Exchange } from './exchange.ts';
import { SAME_STEP_MS } from './history.ts';
import type { IndexedInteraction, InteractionIndex } from './interaction-index.ts';
import type { BlockStep, Ending, EntryRef, MarkDoneBlock, UnattachedMarkDone } from './model.ts';
import { compareMoments, type Moment } from './moments.ts';
import type { UnattachedBlock } from './unattached.ts';

/** `markdone` events that are remembered. */
const EVENTS = 2_000;
/** Equal events that reach one window within this, in ms, are one that WWE sent for each subscription. */
const SAME_DELIVERY_MS = 500;

const WORDS = new Map<string | null, BlockStep['what']>([
  ['interaction.blockMarkdone', 'block'],
  ['interaction.unblockMarkdone', 'unblock'],
  ['interaction.markdone', 'markdone'],
]);

/** A `markdone` event; `ids` are those that its undocumented payload may mean. */
export interface MarkDoneEvent extends Moment {
  readonly sender: DocumentSender;
  readonly ids: readonly string[];
  /** Equal for equal messages. */
  readonly print: string;
}

const NO_EVENTS: readonly MarkDoneEvent[] = [];

interface Line {
  readonly moment: Moment;
  readonly step: BlockStep;
  /** Of an accepted block or unblock: the interaction id that it named. */
  readonly acceptedFor: string | null;
  /** A block or unblock that an untrusted sender answered: what WWE said to it nobody knows. */
  readonly isDoubtful: boolean;
}

/** What the view of one interaction needs beside its requests. */
export interface BlockFrame {
  /** ms since the epoch, if it was born under our eyes, unblocked, and nothing was missed since; else null. */
  readonly clearSince: number | null;
  readonly currentId: string;
  /** Since when WWE's present life is known to last, ms since the epoch: it takes all blocks of the one before with it. */
  readonly currentSince: number;
  readonly ended: (Ending & { readonly moment: Moment }) | null;
  readonly limit: number;
}

/** All requests and events about mark-done. */
export class MarkDoneBlocks {
  private readonly byId = new Map<string, Map<string, Exchange>>();
  private events: MarkDoneEvent[] = [];
  /** By each id that they may mean, in order; null: something has come or gone. */
  private eventsById: ReadonlyMap<string, readonly MarkDoneEvent[]> | null = null;

  constructor(private readonly interactionIndex: InteractionIndex) {}

  update(before: readonly Exchange[], after: readonly Exchange[]): void {
    for (const one of before) {
      const id = idOf(one);
      if (id === null) continue;
      const known = this.byId.get(id);
      known?.delete(one.request.key);
      if (known?.size === 0) this.byId.delete(id);
      this.interactionIndex.invalidateId(id);
    }
    for (const one of after) {
      const id = idOf(one);
      if (id === null) continue;
      const known = this.byId.get(id);
      if (known) known.set(one.request.key, one);
      else this.byId.set(id, new Map([[one.request.key, one]]));
      this.interactionIndex.invalidateId(id);
    }
  }

  addEvent(event: MarkDoneEvent): void {
    this.events.push(event);
    this.eventsById = null;
    if (this.events.length > EVENTS) this.events.shift();
    for (const id of event.ids) this.interactionIndex.invalidateId(id);
  }

  forget(keep: (document: WatchedDocument) => boolean): void {
    this.events = this.events.filter((event) => keep(event.document));
    this.eventsById = null;
  }

  /** Forgets a sender's events. */
  retract(sender: DocumentSender): void {
    this.events = this.events.filter((event) => event.sender !== sender);
    this.eventsById = null;
  }

  private groupOfEvent(event: MarkDoneEvent): IndexedInteraction | null {
    const found = new Set(
      event.ids.map((id) => this.interactionIndex.find(id, { ...event, wwe: event.sender.wwe.key })),
    );
    found.delete(null);
    const [only] = found;
    return only && found.size === 1 ? only : null;
  }

  private indexedOf(exchange: Exchange, id: string, { moment: { t } }: Line): IndexedInteraction | null {
    const { request, pair } = exchange;
    return this.interactionIndex.find(id, { t, wwe: request.wwe, document: pair.client, host: hostOf(exchange) });
  }

  /** Events that name no known interaction, or more than one; oldest first. */
  unattached(): readonly UnattachedMarkDone[] {
    return this.events
      .filter((event) => this.groupOfEvent(event) === null)
      .sort(compareMoments)
      .map((event) => ({ t: event.t, wwe: event.sender.wwe.key, entry: entryOf(event) }));
  }

  /** Requests that name no interaction that is known; oldest first. */
  unattachedRequests(): readonly UnattachedBlock[] {
    const found: UnattachedBlock[] = [];
    for (const [id, all] of this.byId) {
      for (const exchange of all.values()) {
        const { request } = exchange;
        const line = lineOf(exchange, id);
        if (!line || this.indexedOf(exchange, id, line) !== null) continue;
        const { t, what, entry } = line.step;
        found.push({ t, what, id, wwe: request.wwe, request: request.key, by: request.by, entry });
      }
    }
    return found.sort((a, b) => a.t - b.t);
  }

  /** The block of one interaction. */
  of(indexed: IndexedInteraction, { clearSince, currentId, currentSince, ended, limit }: BlockFrame): MarkDoneBlock {
    const lines = this.lines(indexed);
    if (ended)
      lines.push({ moment: ended.moment, step: step('done', ended.moment), acceptedFor: null, isDoubtful: false });
    lines.sort((a, b) => compareMoments(a.moment, b.moment));
    const last = lines.findLast((line) => line.acceptedFor !== null || line.isDoubtful);
    const history = lines.map((line) => line.step).slice(-limit);
    if (!last)
      return { status: clearSince === null ? 'unknown' : 'clear', since: clearSince, by: null, warning: null, history };
    // A reloaded WWE knows the interaction by another id: a block by the old one cannot match
    // (docs/protocol.md#blocking-mark-done).
    if (last.acceptedFor !== currentId || last.moment.t < currentSince)
      return { status: 'unknown', since: null, by: null, warning: null, history };
    const { what, t: since, by, warning } = last.step;
    if (what !== 'block') return { status: 'clear', since, by, warning, history };
    // It ended all the same. That WWE was loaded anew says nothing of it.
    const isOver = ended !== null && ended.why !== 'reloaded' && ended.t >= since;
    return { status: isOver ? 'over' : 'blocked', since: isOver ? ended.t : since, by, warning, history };
  }

  /** The events that may mean one of some ids, in order. */
  private eventsOf(ids: ReadonlySet<string>): readonly MarkDoneEvent[] {
    if (this.events.length === 0) return NO_EVENTS;
    this.eventsById ??= indexed([...this.events].sort(compareMoments));
    const found = [...ids].flatMap((id) => this.eventsById?.get(id) ?? []);
    return ids.size === 1 ? found : [...new Set(found)].sort(compareMoments);
  }

  private lines(indexed: IndexedInteraction): Line[] {
    const lines: Line[] = [];
    for (const id of new Set([...indexed.observations].map((observation) => observation.id))) {
      for (const exchange of this.byId.get(id)?.values() ?? []) {
        const line = lineOf(exchange, id);
        if (line && this.indexedOf(exchange, id, line) === indexed) lines.push(line);
      }
    }
    const ids = new Set([...indexed.observations].map((observation) => observation.id));
    let lastEvent: MarkDoneEvent | null = null;
    for (const event of this.eventsOf(ids)) {
      if (this.groupOfEvent(event) !== indexed) continue;
      // Each subscription of each client gets the event; it is one act of the agent.
      if (lastEvent && isSameAct(lastEvent, event)) continue;
      lastEvent = event;
      lines.push({ moment: event, step: step('event', event), acceptedFor: null, isDoubtful: false });
    }
    return lines;
  }
}

/** Whether two events tell of one press: to two clients, or twice to one that has two subscriptions. */
function isSameAct(before: MarkDoneEvent, event: MarkDoneEvent): boolean {
  const passed = event.t - before.t;
  return before.document === event.document
    ? before.print === event.print && passed <= SAME_DELIVERY_MS
    : passed <= SAME_STEP_MS;
}

function indexed(events: readonly MarkDoneEvent[]): ReadonlyMap<string, readonly MarkDoneEvent[]> {
  const byId = new Map<string, MarkDoneEvent[]>();
  for (const event of events) {
    for (const id of event.ids) {
      const known = byId.get(id);
      if (known) known.push(event);
      else byId.set(id, [event]);
    }
  }
  return byId;
}

/** The window of WWE in which the request arrived, as far as seen. */
function hostOf({ pair: { asked, arrived } }: Exchange): WatchedDocument | null {
  return arrived?.document ?? (asked?.sort === 'wire' ? asked.document : null);
}

function idOf({ request }: Exchange): string | null {
  return WORDS.has(request.service) ? readId(request.parameters[0]) : null;
}

function entryOf({ document, n }: Moment): EntryRef {
  return { document: document.id, n };
}

function step(what: BlockStep['what'], moment: Moment, more: Partial<BlockStep> = {}): BlockStep {
  return { t: moment.t, what, request: null, by: null, warning: null, error: null, ...more, entry: entryOf(moment) };
}

function lineOf({ request, pair }: Exchange, id: string): Line | null {
  const what = WORDS.get(request.service);
  if (!what || !pair.asked) return null;
  const [, warning] = request.parameters;
  const accepted = what !== 'markdone' && request.answeredBy === 'wwe' && !request.failed;
  return {
    moment: pair.asked,
    acceptedFor: accepted ? id : null,
    isDoubtful: what !== 'markdone' && request.answeredBy === 'untrusted sender',
    step: step(what, pair.asked, {
      request: request.key,
      by: request.by,
      warning: what === 'block' && typeof warning === 'string' ? warning : null,
      error: request.error,
    }),
  };
}
