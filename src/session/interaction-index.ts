/** Which observations are one interaction, and which interaction an id means at a time in a document. */
import { Table } from '../table/table.ts';
import type { DocumentSender, WatchedDocument } from './documents.ts';
import type { IndexedInteraction, IndexListener } from './indexed-interaction.ts';
import { InteractionNames } from './interaction-names.ts';
import { type Meant, observationMeant } from './meaning.ts';
import type { SessionInteraction, SessionLimits } from './model.ts';
import { keyOf, type Observation, observationFor, observationsOf, type Snapshot } from './observations.ts';

export type { IndexedInteraction, IndexListener } from './indexed-interaction.ts';

/** All interactions, by key and by interaction id. */
export class InteractionIndex {
  readonly all = new Map<string, IndexedInteraction>();
  readonly dirty = new Set<IndexedInteraction>();
  listener: IndexListener | null = null;
  /** Dropped beyond the limits. */
  dropped = 0;
  /** Characters of messages that are held for what is shown. */
  private characters = 0;
  /** All as shown last, by first sight; up to date after `commit`. */
  readonly table = new Table(compareShown);
  /** Keys of interactions that may be shown otherwise than in the table. */
  private readonly changed = new Set<string>();
  private readonly indexedOf = new Map<Observation, IndexedInteraction>();
  private readonly byId = new Map<string, Set<Observation>>();
  readonly names = new InteractionNames(this.all, ({ observations }) => {
    for (const { id } of observations) this.invalidateId(id);
  });

  /** Takes a snapshot. @param limit steps to keep for each observation */
  see(sender: DocumentSender, snapshot: Snapshot, limit: number): void {
    const { life } = sender;
    const observation = observationFor(sender, snapshot);
    if (sender.life !== life) this.invalidateDocument(sender.document);
    const before = this.indexedOf.has(observation) ? observation.size : 0;
    observation.see(snapshot, limit);
    this.characters += observation.size - before;
    this.dirty.add(this.addToIndex(observation));
  }

  /** Puts an observation into the interaction that it belongs to now. */
  private addToIndex(observation: Observation): IndexedInteraction {
    const key = keyOf(observation);
    const indexed = this.indexedOf.get(observation);
    if (indexed?.key === key) return indexed;
    if (indexed) this.leave(observation, indexed);
    else this.index(observation);
    return this.join(observation, key);
  }

  /** The same where other things are called otherwise: what it was at first may be another too. */
  private moveInIndex(observation: Observation): IndexedInteraction {
    const indexed = this.addToIndex(observation);
    this.names.note(indexed);
    return indexed;
  }

  /** WWEs have other names than before: what was heard of them is grouped anew. */
  regroup(): void {
    for (const observation of [...this.indexedOf.keys()]) {
      const before = this.indexedOf.get(observation);
      const indexed = this.moveInIndex(observation);
      if (indexed !== before) this.dirty.add(indexed);
    }
  }

  /** What a document heard belongs to another life of its WWE than was thought. */
  regroupOf(document: WatchedDocument): void {
    for (const observations of observationsOf(document).values()) {
      for (const observation of observations)
        if (this.indexedOf.has(observation)) this.dirty.add(this.moveInIndex(observation));
    }
  }

  private index(observation: Observation): void {
    const known = this.byId.get(observation.id);
    if (known) known.add(observation);
    else this.byId.set(observation.id, new Set([observation]));
  }

  private join(observation: Observation, key: string): IndexedInteraction {
    let indexed = this.all.get(key);
    if (!indexed) {
      indexed = { key, firstKey: null, wwe: observation.sender.wwe, observations: new Set(), shown: null };
      this.all.set(key, indexed);
      this.names.invalidate(key);
    }
    indexed.observations.add(observation);
    this.indexedOf.set(observation, indexed);
    this.names.note(indexed);
    this.invalidateId(observation.id);
    return indexed;
  }

  /** Interactions that have, or had, an id. */
  named(id: string): readonly IndexedInteraction[] {
    return [...new Set([...(this.byId.get(id) ?? [])].flatMap((observation) => this.indexedOf.get(observation) ?? []))];
  }

  private leave(observation: Observation, indexed: IndexedInteraction): void {
    indexed.observations.delete(observation);
    this.indexedOf.delete(observation);
    this.names.note(indexed);
    if (indexed.observations.size > 0) this.dirty.add(indexed);
    else this.drop(indexed);
  }

  /** Forgets an interaction and its observations. */
  drop(indexed: IndexedInteraction): void {
    for (const observation of [...indexed.observations]) this.dropObservation(observation);
    this.all.delete(indexed.key);
    this.names.invalidate(indexed.key);
    this.dirty.delete(indexed);
    this.show(indexed, null);
  }

  /** An interaction is shown otherwise. */
  show(indexed: IndexedInteraction, shown: SessionInteraction | null): void {
    const before = indexed.shown;
    indexed.shown = shown;
    this.names.show(indexed, before?.key);
    if (before === null && shown === null) return;
    for (const one of [before, shown]) if (one) this.changed.add(one.key);
    this.listener?.update(before, shown);
  }

  /** Brings the table up to date. */
  commit(): void {
    this.table.update(this.changed, (key) => this.names.indexedOf(key)?.shown ?? undefined);
    this.changed.clear();
  }

  /**
   * Drops interactions beyond a limit, down to nine tenths of it: ended ones first, then those not seen for longest.
   * @returns whether any were
   */
  trim({ interactions, characters }: Pick<SessionLimits, 'interactions' | 'characters'>): boolean {
    if (this.all.size <= interactions && this.characters <= characters) return false;
    const age = ({ shown }: IndexedInteraction) => shown?.lastSeen ?? 0;
    const order = [...this.all.values()].sort(
      (a, b) => Number(!a.shown?.ended) - Number(!b.shown?.ended) || age(a) - age(b) || (a.key < b.key ? -1 : 1),
    );
    for (const indexed of order) {
      if (this.all.size <= Math.floor(interactions * 0.9) && this.characters <= characters * 0.9) break;
      this.drop(indexed);
      this.dropped += 1;
    }
    return true;
  }

  /** Forgets what one document saw of one interaction. */
  dropObservation(observation: Observation): void {
    const indexed = this.indexedOf.get(observation);
    if (this.indexedOf.delete(observation)) this.characters -= observation.size;
    const sameId = this.byId.get(observation.id);
    sameId?.delete(observation);
    if (sameId?.size === 0) this.byId.delete(observation.id);
    const { sender, uuid } = observation;
    if (uuid !== null && sender.byUuid.get(uuid) === observation) sender.byUuid.delete(uuid);
    const own =
      observationsOf(observation.document)
        .get(observation.id)
        ?.filter((one) => one !== observation) ?? [];
    if (own.length > 0) observationsOf(observation.document).set(observation.id, own);
    else observationsOf(observation.document).delete(observation.id);
    this.invalidateId(observation.id);
    if (!indexed) return;
    indexed.observations.delete(observation);
    this.names.note(indexed);
    this.dirty.add(indexed);
    if (indexed.observations.size === 0) this.drop(indexed);
  }

  /** Forgets what a sender said. */
  retract(sender: DocumentSender): void {
    for (const observations of [...observationsOf(sender.document).values()]) {
      for (const observation of observations) if (observation.sender === sender) this.dropObservation(observation);
    }
    sender.startOver();
  }

  /** Everything that bears an id must be looked at anew. */
  invalidateId(id: string): void {
    this.listener?.invalidateId(id);
    for (const observation of this.byId.get(id) ?? []) {
      const indexed = this.indexedOf.get(observation);
      if (indexed) this.dirty.add(indexed);
    }
  }

  /** Everything must be looked at anew. */
  invalidate(): void {
    for (const indexed of this.all.values()) this.dirty.add(indexed);
  }

  /** What was first seen at a time, ms since the epoch, or later must be looked at anew. */
  invalidateSeenSince(t: number): void {
    for (const indexed of this.all.values())
      if (!indexed.shown || indexed.shown.firstSeen >= t) this.dirty.add(indexed);
  }

  /** What ended later than `t`, or has not ended, must be looked at anew: an answer of that time may know better. */
  invalidateEndings(t: number): void {
    for (const indexed of this.all.values()) {
      const ended = indexed.shown?.ended;
      if (!ended || ended.t > t) this.dirty.add(indexed);
    }
  }

  /** Everything that a document saw must be looked at anew. */
  invalidateDocument(document: WatchedDocument): void {
    for (const observations of observationsOf(document).values()) {
      for (const observation of observations) {
        const indexed = this.indexedOf.get(observation);
        if (indexed) this.dirty.add(indexed);
      }
    }
  }

  /** The interaction that an id means: see `observationMeant`. */
  find(id: string, at: Meant): IndexedInteraction | null {
    return observationMeant([...(this.byId.get(id) ?? [])], at, (observation) => this.indexedOf.get(observation));
  }

  /** The key of an interaction's parent, if anybody saw it; ids are read as the document that saw it last means them. */
  parentOf({ interaction, lastSeen, documents, key, wwe }: SessionInteraction): string | null {
    const { parentInteractionId } = interaction;
    if (parentInteractionId === undefined) return null;
    const observations = [...(this.names.indexedOf(key)?.observations ?? [])];
    const seenBy = observations.find((observation) => observation.document.id === documents[0])?.document ?? null;
    const parent = this.find(parentInteractionId, { t: lastSeen, wwe: wwe.key, document: seenBy });
    return parent && this.names.of(parent);
  }
}

function compareShown(a: SessionInteraction, b: SessionInteraction): number {
  return a.firstSeen - b.firstSeen || (a.key < b.key ? -1 : Number(a.key > b.key));
}
