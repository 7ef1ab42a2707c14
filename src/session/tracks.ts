/** What one client document heard of one interaction by one voice: a sequence that is consistent in itself. */
import { decodeWhole } from '../entry/whole.ts';
import { isRecord, type MessageRecord } from '../scapi/kind.ts';
import { interactionsIn, type ReadInteraction, readId, readInteractionEvent } from '../scapi/read.ts';
import type { WatchedDocument } from './documents.ts';
import { sameContent } from './equal.ts';
import type { Voice } from './gate.ts';
import type { Ending, SightingSource } from './model.ts';

/** Where an interaction was seen: in an event or an answer. */
export interface Sight {
  readonly t: number;
  readonly n: number;
  readonly source: SightingSource;
  /** Who posted the message. */
  readonly peer: string;
}

/** An interaction as it was seen. */
export interface Sighting extends Sight {
  readonly read: ReadInteraction;
  /** The entry's, which the store holds anyway: what is looked at seldom is read out of it again. */
  readonly body: string;
  /** Its part of the body, in characters: one body may show many interactions. */
  readonly size: number;
}

/** A change of state as one document saw it. */
export interface Step {
  readonly t: number;
  readonly n: number;
  readonly to: string;
  /** WWE's `previousState`, if it says anything. */
  readonly previous: string | null;
  /** It is the first state that this document saw. */
  readonly first: boolean;
  readonly source: SightingSource;
}

/** What was seen before, not read: three parsed versions of each of 20,000 interactions would be more than all entries. */
export interface Before {
  readonly id: string;
  readonly body: string;
  readonly size: number;
  readonly isEvent: boolean;
}

/** A sighting as one that is past. */
export function beforeOf({ body, size, source, read }: Sighting): Before {
  return { id: read.interaction.interactionId, body, size, isEvent: source.by === 'event' };
}

/** Reads what was seen before, raw; null if it cannot be found again. */
export function rawOf({ id, body, isEvent }: Before): MessageRecord | null {
  const message = decodeWhole(body);
  if (!isRecord(message)) return null;
  if (!isEvent) return interactionsIn(message.data).find((one) => one.interaction.interactionId === id)?.raw ?? null;
  const event = readInteractionEvent(message.data);
  return event?.form === 'interaction' ? event.read.raw : null;
}

/** One voice's view of one interaction under one id. */
export class Track {
  readonly voice: Voice;
  readonly document: WatchedDocument;
  readonly id: string;
  readonly first: Sight;
  /** As at first sight. */
  readonly firstUuid: string | null;
  readonly firstCaseId: string | null;
  uuid: string | null = null;
  /** The first case that it was seen in. */
  caseId: string | null = null;
  state: string | null = null;
  last: Sighting;
  /** The last sighting that differed, as text. */
  previous: Before | null = null;
  changedAt: number;
  /** Number and time of the last entry that shows it among WWE's interactions. */
  aliveN = 0;
  aliveAt = Number.NEGATIVE_INFINITY;
  ended: (Ending & { readonly n: number }) | null = null;
  steps: Step[] = [];
  droppedSteps = 0;
  /** The state before the first step that is kept. */
  stateBefore: string | null = null;

  constructor(voice: Voice, sighting: Sighting) {
    this.voice = voice;
    this.document = voice.document;
    this.id = sighting.read.interaction.interactionId;
    const { interactionUUID, caseId } = sighting.read.interaction;
    this.firstUuid = interactionUUID || null;
    this.firstCaseId = caseId || null;
    const { t, n, source, peer } = sighting;
    this.first = { t, n, source, peer };
    this.last = sighting;
    this.changedAt = sighting.t;
  }

  /** Characters of messages that it holds, which the store may have dropped. */
  get size(): number {
    return this.last.size + (this.previous?.size ?? 0);
  }

  /** Takes the next sighting, in the document's order. Keeps at most `limit` steps. */
  see(sighting: Sighting, limit: number): void {
    const { read, source, t, n } = sighting;
    const { interaction } = read;
    if (sighting !== this.last) {
      const same = sameContent(this.last.read.raw, read.raw);
      if (!same) {
        this.previous = beforeOf(this.last);
        this.changedAt = t;
      }
      this.last = same ? { ...sighting, read: this.last.read } : sighting;
    }
    if (this.uuid === null && interaction.interactionUUID) this.uuid = interaction.interactionUUID;
    if (this.caseId === null && interaction.caseId) this.caseId = interaction.caseId;
    if (interaction.state) this.step(interaction.state, interaction.previousState, sighting, limit);
    const eventType = source.by === 'event' ? source.eventType : null;
    if (eventType === 'MARK_DONE') this.ended = { t: this.ended?.t ?? t, n: this.ended?.n ?? n, why: 'markdone' };
    else if (eventType === 'REMOVED') this.ended ??= { t, n, why: 'removed' };
    else if (eventType === null || interaction.state) {
      this.ended = null;
      this.aliveN = n;
      this.aliveAt = t;
    }
  }

  private step(to: string, previousState: string | undefined, { t, n, source }: Sighting, limit: number): void {
    if (to === this.state) return;
    const previous = previousState && previousState !== 'UNKNOWN' ? previousState : null;
    this.steps.push({ t, n, to, previous, first: this.state === null, source });
    this.state = to;
    // Cut in big pieces, so that a piece's cost is spread over as many steps.
    if (this.steps.length <= limit * 2) return;
    const cut = this.steps.length - limit;
    this.droppedSteps += cut;
    this.stateBefore = this.steps[cut - 1]?.to ?? null;
    this.steps = this.steps.slice(-limit);
  }
}

/**
 * The track that a sighting belongs to, made if need be. An id that comes back with another interactionUUID was given
 * out again by a reloaded WWE (scapi.md §5.1); one that had no UUID yet may get it.
 */
export function trackFor(voice: Voice, sighting: Sighting): Track {
  const { tracks } = voice.document;
  const { interactionId, interactionUUID } = sighting.read.interaction;
  const all = tracks.get(interactionId);
  const known = all?.filter((track) => track.voice === voice);
  const uuid = interactionUUID || null;
  const found =
    uuid === null
      ? known?.reduce<Track | null>((latest, track) => (latest && track.last.n < latest.last.n ? latest : track), null)
      : (known?.find((track) => track.uuid === uuid) ?? known?.find((track) => track.uuid === null));
  if (found) return found;
  const made = new Track(voice, sighting);
  if (all) all.push(made);
  else tracks.set(interactionId, [made]);
  return made;
}

type Identity = Pick<Track, 'voice' | 'uuid' | 'caseId' | 'document' | 'id'>;

/** Which one it belonged to when it was first seen: its UUID and its case may come later. */
export function firstKeyOf({ voice, document, id, firstUuid, firstCaseId }: Track): string {
  return keyOf({ voice, document, id, uuid: firstUuid, caseId: firstCaseId });
}

/** Which interaction of its WWE a track belongs to: by UUID, else by case and id, else by document and id. */
export function keyOf({ voice, uuid, caseId, document, id }: Identity): string {
  const { key } = voice.wwe;
  if (uuid !== null) return `${key} uuid ${uuid}`;
  if (caseId !== null) return `${key} case ${JSON.stringify([caseId, id])}`;
  return `${key} document ${JSON.stringify([document.id, id])}`;
}

/** Characters of ids of one event that are remembered. */
const MOST_OF_IDS = 10_000;

/** The ids that a payload of unknown form may mean: its top-level texts and numbers, and those of `interaction`. */
export function idsIn(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return [];
  const ids = new Set<string>();
  let length = 0;
  for (const [key, value] of Object.entries(data).slice(0, 100)) {
    const id =
      key === 'interaction' && typeof value === 'object' && value !== null
        ? readId(value.interactionId)
        : readId(value);
    if (id === null || ids.has(id)) continue;
    length += id.length;
    if (length <= MOST_OF_IDS) ids.add(id);
  }
  return [...ids];
}
