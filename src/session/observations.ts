/** What one client document heard of one interaction by one sender, in one of its lives: a sequence that is consistent in itself. */
import { decodeWhole } from '../entry/whole.ts';
import { isRecord, type MessageRecord } from '../protocol/kind.ts';
import { interactionsIn, type ReadInteraction, readInteractionEvent } from '../protocol/read.ts';
import type { DocumentSender, WatchedDocument } from './documents.ts';
import { sameContent } from './equal.ts';
import type { Ending, SnapshotSource } from './model.ts';

/** Where an interaction was seen: in an event or an answer. */
export interface SeenAt {
  readonly t: number;
  readonly n: number;
  readonly source: SnapshotSource;
  /** Who posted the message. */
  readonly peer: string;
}

/** An interaction as it was seen. */
export interface Snapshot extends SeenAt {
  readonly read: ReadInteraction;
  /** The entry's, which the store holds anyway: what is looked at seldom is read out of it again. */
  readonly body: string;
  /** Its part of the body, in characters: one body may show many interactions. */
  readonly size: number;
}

/** A state as one document saw it begin; or, again, one that it saw already, with a `previousState` that it had not been told. */
export interface StateStep {
  readonly t: number;
  readonly n: number;
  readonly to: string;
  /** WWE's `previousState`, if it says anything. */
  readonly previous: string | null;
  /** It is the first state that this document saw. */
  readonly first: boolean;
  /** It is the state that this document saw last. */
  readonly again: boolean;
  readonly source: SnapshotSource;
}

/**
 * The other state that WWE named as the one before; null: none. Where both are the same, something else has changed
 * (docs/protocol.md#transition-checks).
 */
export function toldBy({ to, previous }: Pick<StateStep, 'to' | 'previous'>): string | null {
  return previous === to ? null : previous;
}

/** What was seen before, not read: three parsed versions of each of 20,000 interactions would be more than all entries. */
export interface PastSnapshot {
  readonly id: string;
  readonly body: string;
  readonly size: number;
  readonly isEvent: boolean;
}

/** A snapshot as one that is past. */
export function pastSnapshotOf({ body, size, source, read }: Snapshot): PastSnapshot {
  return { id: read.interaction.interactionId, body, size, isEvent: source.by === 'event' };
}

/** Reads what was seen before, raw; null if it cannot be found again. */
export function rawOf({ id, body, isEvent }: PastSnapshot): MessageRecord | null {
  const message = decodeWhole(body);
  if (!isRecord(message)) return null;
  if (!isEvent) return interactionsIn(message.data).find((one) => one.interaction.interactionId === id)?.raw ?? null;
  const event = readInteractionEvent(message.data);
  return event?.form === 'interaction' ? event.read.raw : null;
}

/** One sender's view of one interaction under one id. */
export class Observation {
  readonly sender: DocumentSender;
  /** See `Sender.life`. */
  readonly life: number;
  readonly document: WatchedDocument;
  readonly id: string;
  readonly first: SeenAt;
  /** As at first sight. */
  readonly firstUuid: string | null;
  readonly firstCaseId: string | null;
  uuid: string | null = null;
  /** The first case that it was seen in. */
  caseId: string | null = null;
  state: string | null = null;
  /** What WWE named last as the state before it; null while it named none. */
  private told: string | null = null;
  last: Snapshot;
  /** The last snapshot that differed, as text. */
  previous: PastSnapshot | null = null;
  changedAt: number;
  /** Number and time of the last entry that shows it among WWE's interactions. */
  aliveN = 0;
  aliveAt = Number.NEGATIVE_INFINITY;
  ended: (Ending & { readonly n: number }) | null = null;
  steps: StateStep[] = [];
  droppedSteps = 0;
  /** The state before the first step that is kept. */
  stateBefore: string | null = null;
  /** What WWE named as the state before that one. */
  toldBefore: string | null = null;

  constructor(sender: DocumentSender, snapshot: Snapshot) {
    this.sender = sender;
    this.life = sender.life;
    this.document = sender.document;
    this.id = snapshot.read.interaction.interactionId;
    const { interactionUUID, caseId } = snapshot.read.interaction;
    this.firstUuid = interactionUUID || null;
    this.firstCaseId = caseId || null;
    const { t, n, source, peer } = snapshot;
    this.first = { t, n, source, peer };
    this.last = snapshot;
    this.changedAt = snapshot.t;
  }

  /** Another one has its id since, in the same life as far as anybody knows. */
  isReplaced = false;

  /** As far as anybody knows, WWE as it runs now means this by its id, for this document. */
  get isCurrent(): boolean {
    return this.document.live && this.isOfNow;
  }

  /** The same, as of the latest word that the document heard. */
  get isOfNow(): boolean {
    return this.life === this.sender.life && !this.isReplaced;
  }

  /** Characters of messages that it holds, which the store may have dropped. */
  get size(): number {
    return this.last.size + (this.previous?.size ?? 0);
  }

  /** Takes the next snapshot, in the document's order. Keeps at most `limit` steps. */
  see(snapshot: Snapshot, limit: number): void {
    const { read, source, t, n } = snapshot;
    const { interaction } = read;
    if (snapshot !== this.last) {
      const same = sameContent(this.last.read.raw, read.raw);
      if (!same) {
        this.previous = pastSnapshotOf(this.last);
        this.changedAt = t;
      }
      this.last = same ? { ...snapshot, read: this.last.read } : snapshot;
    }
    if (this.uuid === null && interaction.interactionUUID) this.uuid = interaction.interactionUUID;
    if (this.caseId === null && interaction.caseId) this.caseId = interaction.caseId;
    if (interaction.state) this.step(interaction.state, interaction.previousState, snapshot, limit);
    const eventType = source.by === 'event' ? source.eventType : null;
    if (eventType === 'MARK_DONE') this.ended = { t: this.ended?.t ?? t, n: this.ended?.n ?? n, why: 'markdone' };
    else if (eventType === 'REMOVED') this.ended ??= { t, n, why: 'removed' };
    else if (eventType === null || interaction.state) {
      this.ended = null;
      this.aliveN = n;
      this.aliveAt = t;
    }
  }

  private step(to: string, previousState: string | undefined, { t, n, source }: Snapshot, limit: number): void {
    const previous = previousState && previousState !== 'UNKNOWN' ? previousState : null;
    const again = to === this.state;
    const told = toldBy({ to, previous });
    if (again && (told === null || told === this.told)) return;
    this.steps.push({ t, n, to, previous, first: this.state === null, again, source });
    this.state = to;
    this.told = told;
    // Cut in big pieces, so that a piece's cost is spread over as many steps.
    if (this.steps.length <= limit * 2) return;
    const cut = this.steps.length - limit;
    this.droppedSteps += cut;
    const last = this.steps[cut - 1];
    this.stateBefore = last?.to ?? null;
    this.toldBefore = last ? toldBy(last) : null;
    this.steps = this.steps.slice(-limit);
  }
}

const byDocument = new WeakMap<WatchedDocument, Map<string, Observation[]>>();

/** By interaction id: what a document's client saw under it. More than one only if WWE gave the id out again. */
export function observationsOf(document: WatchedDocument): Map<string, Observation[]> {
  const known = byDocument.get(document) ?? new Map<string, Observation[]>();
  byDocument.set(document, known);
  return known;
}

/**
 * The observation that a snapshot belongs to, made if need be. In one life of WWE an id is one interaction's, and an interaction has
 * one id (docs/protocol.md#interaction-object): where that does not hold, another life has begun.
 */
export function observationFor(sender: DocumentSender, snapshot: Snapshot): Observation {
  const observations = observationsOf(sender.document);
  const { interactionId, interactionUUID } = snapshot.read.interaction;
  const uuid = interactionUUID || null;
  const found = observations
    .get(interactionId)
    ?.findLast((observation) => observation.sender === sender && observation.isOfNow);
  const isOther = found && !mayBe(found, snapshot);
  if (isOther || (uuid !== null && isElsewhere(sender, uuid, snapshot))) sender.beginLife(snapshot);
  else if (found) {
    const isKnown = (uuid === null) === (found.uuid === null);
    // One of the two has no UUID. Where WWE may have been loaded anew in between, it may be another interaction as well.
    found.isReplaced = !isKnown && !sender.isAround;
    if (uuid !== null && !isKnown && sender.isAround) sender.byUuid.set(uuid, found);
    if (!found.isReplaced) return found;
  }
  const made = new Observation(sender, snapshot);
  if (uuid !== null) {
    const before = sender.byUuid.get(uuid);
    const isAgain = before === undefined || (before?.isReplaced && before.id === interactionId);
    sender.byUuid.set(uuid, isAgain ? made : null);
  }
  const all = observations.get(interactionId);
  if (all) all.push(made);
  else observations.set(interactionId, [made]);
  return made;
}

/** Whether what is seen can be the interaction that had its id before, in the same life. */
function mayBe({ uuid, caseId, ended }: Observation, { read: { interaction }, source }: Snapshot): boolean {
  const { interactionUUID, caseId: now } = interaction;
  if (uuid !== null && interactionUUID) return uuid === interactionUUID;
  if (caseId !== null && now && caseId !== now) return false;
  return ended === null || source.by !== 'event' || source.eventType !== 'ADDED';
}

/** Whether an interaction is known by another id. Two ids for one UUID in one message are told at once: that is no new life. */
function isElsewhere({ byUuid }: DocumentSender, uuid: string, { n, read }: Snapshot): boolean {
  const known = byUuid.get(uuid);
  return !!known && known.id !== read.interaction.interactionId && known.last.n !== n;
}

type Identity = Pick<Observation, 'sender' | 'uuid' | 'caseId' | 'document' | 'id' | 'life'>;

/** Which one it belonged to when it was first seen: its UUID and its case may come later. */
export function firstKeyOf({ sender, document, id, life, firstUuid, firstCaseId }: Observation): string {
  return keyOf({ sender, document, id, life, uuid: firstUuid, caseId: firstCaseId });
}

/** Which interaction of its WWE an observation belongs to: by UUID, in all its lives; else by case and id, or id alone, in one. */
export function keyOf({ sender, uuid, caseId, document, id, life }: Identity): string {
  const { key } = sender.wwe;
  if (uuid !== null) return `${key} uuid ${uuid}`;
  if (caseId === null || !sender.isAround) return `${key} document ${JSON.stringify([document.id, life, caseId, id])}`;
  return `${key} case ${JSON.stringify([document.life, life, caseId, id])}`;
}
