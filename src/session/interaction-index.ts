/** Which tracks are one interaction, and which interaction an id means at a time in a document. */
import type { WatchedDocument } from './documents.ts';
import type { IndexedInteraction, IndexListener } from './indexed-interaction.ts';
import { InteractionNames } from './interaction-names.ts';
import { type Meant, observationMeant } from './meaning.ts';
import type { SessionInteraction, SessionLimits } from './model.ts';
import { keyOf, type Observation, observationFor, type Snapshot } from './observations.ts';
import type { Sender } from './sender.ts';

export type { IndexedInteraction, IndexListener } from './indexed-interaction.ts';

/** All groups, by key and by interaction id. */
export class InteractionIndex {
  readonly all = new Map<string, IndexedInteraction>();
  readonly dirty = new Set<IndexedInteraction>();
  listener: IndexListener | null = null;
  /** Dropped beyond the limits. */
  dropped = 0;
  /** Characters of messages that are held for what is shown. */
  private characters = 0;
  /** By first sight; null: they must be sorted anew. */
  private ordered: IndexedInteraction[] | null = [];
  private readonly groupOf = new Map<Observation, IndexedInteraction>();
  private readonly byId = new Map<string, Set<Observation>>();
  readonly names = new InteractionNames(this.all, ({ observations }) => {
    for (const { id } of observations) this.invalidateId(id);
  });

  /** Takes a sighting. @param limit steps to keep for each track */
  see(sender: Sender, sighting: Snapshot, limit: number): void {
    const { life } = sender;
    const track = observationFor(sender, sighting);
    if (sender.life !== life) this.invalidateDocument(sender.document);
    const before = this.groupOf.has(track) ? track.size : 0;
    track.see(sighting, limit);
    this.characters += track.size - before;
    this.dirty.add(this.place(track));
  }

  /** Puts a track into the group that it belongs to now. */
  private place(track: Observation): IndexedInteraction {
    const key = keyOf(track);
    const group = this.groupOf.get(track);
    if (group?.key === key) return group;
    if (group) this.leave(track, group);
    else this.index(track);
    return this.join(track, key);
  }

  /** The same where other things are called otherwise: what it was at first may be another too. */
  private replace(track: Observation): IndexedInteraction {
    const group = this.place(track);
    this.names.note(group);
    return group;
  }

  /** WWEs have other names than before: what was heard of them is grouped anew. */
  regroup(): void {
    for (const track of [...this.groupOf.keys()]) {
      const before = this.groupOf.get(track);
      const group = this.replace(track);
      if (group !== before) this.dirty.add(group);
    }
  }

  /** What a document heard belongs to another life of its WWE than was thought. */
  regroupOf(document: WatchedDocument): void {
    for (const tracks of document.observations.values()) {
      for (const track of tracks) if (this.groupOf.has(track)) this.dirty.add(this.replace(track));
    }
  }

  private index(track: Observation): void {
    const known = this.byId.get(track.id);
    if (known) known.add(track);
    else this.byId.set(track.id, new Set([track]));
  }

  private join(track: Observation, key: string): IndexedInteraction {
    let group = this.all.get(key);
    if (!group) {
      group = { key, firstKey: null, wwe: track.sender.wwe, observations: new Set(), shown: null };
      this.all.set(key, group);
      this.names.doubt(key);
    }
    group.observations.add(track);
    this.groupOf.set(track, group);
    this.names.note(group);
    this.invalidateId(track.id);
    return group;
  }

  /** Interactions that have, or had, an id. */
  named(id: string): readonly IndexedInteraction[] {
    return [...new Set([...(this.byId.get(id) ?? [])].flatMap((track) => this.groupOf.get(track) ?? []))];
  }

  private leave(track: Observation, group: IndexedInteraction): void {
    group.observations.delete(track);
    this.groupOf.delete(track);
    this.names.note(group);
    if (group.observations.size > 0) this.dirty.add(group);
    else this.drop(group);
  }

  /** Forgets a group and its tracks. */
  drop(group: IndexedInteraction): void {
    for (const track of [...group.observations]) this.dropTrack(track);
    this.all.delete(group.key);
    this.names.doubt(group.key);
    this.dirty.delete(group);
    this.show(group, null);
  }

  /** A group is shown otherwise. */
  show(group: IndexedInteraction, shown: SessionInteraction | null): void {
    const before = group.shown;
    group.shown = shown;
    this.names.show(group, before?.key);
    if (before === null && shown === null) return;
    if (shown === null) this.ordered = null;
    else if (before === null) this.append(group);
    else if (before.firstSeen !== shown.firstSeen) this.ordered = null;
    this.listener?.update(before, shown);
  }

  private append(group: IndexedInteraction): void {
    const last = this.ordered?.at(-1);
    if (last && compareShown(last, group) > 0) this.ordered = null;
    this.ordered?.push(group);
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
    for (const group of order) {
      if (this.all.size <= Math.floor(interactions * 0.9) && this.characters <= characters * 0.9) break;
      this.drop(group);
      this.dropped += 1;
    }
    return true;
  }

  /** Forgets what one document saw of one interaction. */
  dropTrack(track: Observation): void {
    const group = this.groupOf.get(track);
    if (this.groupOf.delete(track)) this.characters -= track.size;
    const sameId = this.byId.get(track.id);
    sameId?.delete(track);
    if (sameId?.size === 0) this.byId.delete(track.id);
    const { sender, uuid } = track;
    if (uuid !== null && sender.byUuid.get(uuid) === track) sender.byUuid.delete(uuid);
    const own = track.document.observations.get(track.id)?.filter((one) => one !== track) ?? [];
    if (own.length > 0) track.document.observations.set(track.id, own);
    else track.document.observations.delete(track.id);
    this.invalidateId(track.id);
    if (!group) return;
    group.observations.delete(track);
    this.names.note(group);
    this.dirty.add(group);
    if (group.observations.size === 0) this.drop(group);
  }

  /** Forgets what a sender said. */
  retract(sender: Sender): void {
    for (const tracks of [...sender.document.observations.values()]) {
      for (const track of tracks) if (track.sender === sender) this.dropTrack(track);
    }
    sender.startOver();
  }

  /** Everything that bears an id must be looked at anew. */
  invalidateId(id: string): void {
    this.listener?.invalidateId(id);
    for (const track of this.byId.get(id) ?? []) {
      const group = this.groupOf.get(track);
      if (group) this.dirty.add(group);
    }
  }

  /** Everything must be looked at anew. */
  invalidate(): void {
    for (const group of this.all.values()) this.dirty.add(group);
  }

  /** What was first seen at a time, ms since the epoch, or later must be looked at anew. */
  invalidateSeenSince(t: number): void {
    for (const group of this.all.values()) if (!group.shown || group.shown.firstSeen >= t) this.dirty.add(group);
  }

  /** What ended later than `t`, or has not ended, must be looked at anew: an answer of that time may know better. */
  invalidateEndings(t: number): void {
    for (const group of this.all.values()) {
      const ended = group.shown?.ended;
      if (!ended || ended.t > t) this.dirty.add(group);
    }
  }

  /** Everything that a document saw must be looked at anew. */
  invalidateDocument(document: WatchedDocument): void {
    for (const tracks of document.observations.values()) {
      for (const track of tracks) {
        const group = this.groupOf.get(track);
        if (group) this.dirty.add(group);
      }
    }
  }

  /** The interaction that an id means: see `trackMeant`. */
  find(id: string, at: Meant): IndexedInteraction | null {
    return observationMeant([...(this.byId.get(id) ?? [])], at, (track) => this.groupOf.get(track));
  }

  /** All as shown last, by first sight. */
  shown(): readonly SessionInteraction[] {
    this.ordered ??= [...this.all.values()].filter(({ shown }) => shown !== null).sort(compareShown);
    return this.ordered.flatMap(({ shown }) => shown ?? []);
  }

  /** The key of an interaction's parent, if anybody saw it; ids are read as the document that saw it last means them. */
  parentOf({ interaction, lastSeen, documents, key, wwe }: SessionInteraction): string | null {
    const { parentInteractionId } = interaction;
    if (parentInteractionId === undefined) return null;
    const tracks = [...(this.names.groupOf(key)?.observations ?? [])];
    const seenBy = tracks.find((track) => track.document.id === documents[0])?.document ?? null;
    const parent = this.find(parentInteractionId, { t: lastSeen, wwe: wwe.key, document: seenBy });
    return parent && this.names.of(parent);
  }
}

function compareShown(a: IndexedInteraction, b: IndexedInteraction): number {
  return (a.shown?.firstSeen ?? 0) - (b.shown?.firstSeen ?? 0) || (a.key < b.key ? -1 : 1);
}
