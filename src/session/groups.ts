/** Which tracks are one interaction, and which interaction an id means at a time in a document. */
import type { WatchedDocument } from './documents.ts';
import type { Group, GroupListener } from './group.ts';
import { GroupNames } from './group-names.ts';
import { type Meant, trackMeant } from './meaning.ts';
import type { SessionInteraction, SessionLimits } from './model.ts';
import type { Sender } from './sender.ts';
import { keyOf, type Sighting, type Track, trackFor } from './tracks.ts';

export type { Group, GroupListener } from './group.ts';

/** All groups, by key and by interaction id. */
export class Groups {
  readonly all = new Map<string, Group>();
  readonly dirty = new Set<Group>();
  listener: GroupListener | null = null;
  /** Dropped beyond the limits. */
  dropped = 0;
  /** Characters of messages that are held for what is shown. */
  private characters = 0;
  /** By first sight; null: they must be sorted anew. */
  private ordered: Group[] | null = [];
  private readonly groupOf = new Map<Track, Group>();
  private readonly byId = new Map<string, Set<Track>>();
  readonly names = new GroupNames(this.all, ({ tracks }) => {
    for (const { id } of tracks) this.doubtId(id);
  });

  /** Takes a sighting. @param limit steps to keep for each track */
  see(sender: Sender, sighting: Sighting, limit: number): void {
    const { life } = sender;
    const track = trackFor(sender, sighting);
    if (sender.life !== life) this.doubtDocument(sender.document);
    const before = this.groupOf.has(track) ? track.size : 0;
    track.see(sighting, limit);
    this.characters += track.size - before;
    this.dirty.add(this.place(track));
  }

  /** Puts a track into the group that it belongs to now. */
  private place(track: Track): Group {
    const key = keyOf(track);
    const group = this.groupOf.get(track);
    if (group?.key === key) return group;
    if (group) this.leave(track, group);
    else this.index(track);
    return this.join(track, key);
  }

  /** The same where other things are called otherwise: what it was at first may be another too. */
  private replace(track: Track): Group {
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
    for (const tracks of document.tracks.values()) {
      for (const track of tracks) if (this.groupOf.has(track)) this.dirty.add(this.replace(track));
    }
  }

  private index(track: Track): void {
    const known = this.byId.get(track.id);
    if (known) known.add(track);
    else this.byId.set(track.id, new Set([track]));
  }

  private join(track: Track, key: string): Group {
    let group = this.all.get(key);
    if (!group) {
      group = { key, firstKey: null, wwe: track.sender.wwe, tracks: new Set(), shown: null };
      this.all.set(key, group);
      this.names.doubt(key);
    }
    group.tracks.add(track);
    this.groupOf.set(track, group);
    this.names.note(group);
    this.doubtId(track.id);
    return group;
  }

  /** Interactions that have, or had, an id. */
  named(id: string): readonly Group[] {
    return [...new Set([...(this.byId.get(id) ?? [])].flatMap((track) => this.groupOf.get(track) ?? []))];
  }

  private leave(track: Track, group: Group): void {
    group.tracks.delete(track);
    this.groupOf.delete(track);
    this.names.note(group);
    if (group.tracks.size > 0) this.dirty.add(group);
    else this.drop(group);
  }

  /** Forgets a group and its tracks. */
  drop(group: Group): void {
    for (const track of [...group.tracks]) this.dropTrack(track);
    this.all.delete(group.key);
    this.names.doubt(group.key);
    this.dirty.delete(group);
    this.show(group, null);
  }

  /** A group is shown otherwise. */
  show(group: Group, shown: SessionInteraction | null): void {
    const before = group.shown;
    group.shown = shown;
    this.names.show(group, before?.key);
    if (before === null && shown === null) return;
    if (shown === null) this.ordered = null;
    else if (before === null) this.append(group);
    else if (before.firstSeen !== shown.firstSeen) this.ordered = null;
    this.listener?.update(before, shown);
  }

  private append(group: Group): void {
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
    const age = ({ shown }: Group) => shown?.lastSeen ?? 0;
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
  dropTrack(track: Track): void {
    const group = this.groupOf.get(track);
    if (this.groupOf.delete(track)) this.characters -= track.size;
    const sameId = this.byId.get(track.id);
    sameId?.delete(track);
    if (sameId?.size === 0) this.byId.delete(track.id);
    const { sender, uuid } = track;
    if (uuid !== null && sender.byUuid.get(uuid) === track) sender.byUuid.delete(uuid);
    const own = track.document.tracks.get(track.id)?.filter((one) => one !== track) ?? [];
    if (own.length > 0) track.document.tracks.set(track.id, own);
    else track.document.tracks.delete(track.id);
    this.doubtId(track.id);
    if (!group) return;
    group.tracks.delete(track);
    this.names.note(group);
    this.dirty.add(group);
    if (group.tracks.size === 0) this.drop(group);
  }

  /** Forgets what a sender said. */
  retract(sender: Sender): void {
    for (const tracks of [...sender.document.tracks.values()]) {
      for (const track of tracks) if (track.sender === sender) this.dropTrack(track);
    }
    sender.startOver();
  }

  /** Everything that bears an id must be looked at anew. */
  doubtId(id: string): void {
    this.listener?.doubtId(id);
    for (const track of this.byId.get(id) ?? []) {
      const group = this.groupOf.get(track);
      if (group) this.dirty.add(group);
    }
  }

  /** Everything must be looked at anew. */
  doubt(): void {
    for (const group of this.all.values()) this.dirty.add(group);
  }

  /** What was first seen at a time, ms since the epoch, or later must be looked at anew. */
  doubtSeenSince(t: number): void {
    for (const group of this.all.values()) if (!group.shown || group.shown.firstSeen >= t) this.dirty.add(group);
  }

  /** What ended later than `t`, or has not ended, must be looked at anew: an answer of that time may know better. */
  doubtEndings(t: number): void {
    for (const group of this.all.values()) {
      const ended = group.shown?.ended;
      if (!ended || ended.t > t) this.dirty.add(group);
    }
  }

  /** Everything that a document saw must be looked at anew. */
  doubtDocument(document: WatchedDocument): void {
    for (const tracks of document.tracks.values()) {
      for (const track of tracks) {
        const group = this.groupOf.get(track);
        if (group) this.dirty.add(group);
      }
    }
  }

  /** The interaction that an id means: see `trackMeant`. */
  find(id: string, at: Meant): Group | null {
    return trackMeant([...(this.byId.get(id) ?? [])], at, (track) => this.groupOf.get(track));
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
    const tracks = [...(this.names.groupOf(key)?.tracks ?? [])];
    const seenBy = tracks.find((track) => track.document.id === documents[0])?.document ?? null;
    const parent = this.find(parentInteractionId, { t: lastSeen, wwe: wwe.key, document: seenBy });
    return parent && this.names.of(parent);
  }
}

function compareShown(a: Group, b: Group): number {
  return (a.shown?.firstSeen ?? 0) - (b.shown?.firstSeen ?? 0) || (a.key < b.key ? -1 : 1);
}
