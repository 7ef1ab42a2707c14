/** Which tracks are one interaction, and which interaction an id means at a time in a document. */
import type { WatchedDocument } from './documents.ts';
import type { Voice } from './gate.ts';
import type { Group, GroupListener } from './group.ts';
import { GroupNames } from './group-names.ts';
import type { SessionInteraction, SessionLimits } from './model.ts';
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
  see(voice: Voice, sighting: Sighting, limit: number): void {
    const track = trackFor(voice, sighting);
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

  /** WWEs have other names than before: what was heard of them is grouped anew. */
  regroup(): void {
    for (const track of [...this.groupOf.keys()]) {
      const before = this.groupOf.get(track);
      const group = this.place(track);
      if (group !== before) this.dirty.add(group);
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
      group = { key, firstKey: null, wwe: track.voice.wwe, tracks: new Set(), shown: null };
      this.all.set(key, group);
      this.names.doubt(key);
    }
    group.tracks.add(track);
    this.groupOf.set(track, group);
    this.names.note(group);
    this.doubtId(track.id);
    return group;
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

  /** Forgets what a voice said. */
  retract(voice: Voice): void {
    for (const tracks of [...voice.document.tracks.values()]) {
      for (const track of tracks) if (track.voice === voice) this.dropTrack(track);
    }
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

  /**
   * The interaction that an id means. Ids belong to a page load of WWE (scapi.md §5.1): what this document saw under it
   * comes first; else the one interaction that any document alive then saw under it; else, where the request arrived in
   * `host`, the one that anybody saw under it since that window of WWE was loaded. Null rather than a guess.
   * @param wwe key of the WWE that means it; null: nobody knows which
   */
  find(
    id: string,
    t: number,
    wwe: string | null,
    document: WatchedDocument | null,
    host: WatchedDocument | null = null,
  ): Group | null {
    const isOf = ({ voice }: Track) => wwe === null || voice.wwe.key === wwe;
    const own = document?.tracks.get(id)?.filter(isOf);
    // Of which WWE this document means is not known.
    if (wwe === null && own && new Set(own.map(({ voice }) => voice.wwe.key)).size > 1) return null;
    if (own && own.length > 0) {
      const track = own.reduce((best, one) => {
        const later = one.first.n > best.first.n ? one : best;
        return later.first.t <= t ? later : later === one ? best : one;
      });
      return this.groupOf.get(track) ?? null;
    }
    const all = [...(this.byId.get(id) ?? [])].filter(isOf);
    const alive = this.onlyGroup(all.filter((track) => track.document.aliveAt(t)));
    if (alive !== null || !host) return alive;
    return this.onlyGroup(all.filter((track) => track.first.t >= host.info.timeOrigin && track.first.t <= t));
  }

  private onlyGroup(tracks: readonly Track[]): Group | null {
    const [only, ...others] = new Set(tracks.flatMap((track) => this.groupOf.get(track) ?? []));
    return only && others.length === 0 ? only : null;
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
    const parent = this.find(parentInteractionId, lastSeen, wwe.key, seenBy);
    return parent && this.names.of(parent);
  }
}

function compareShown(a: Group, b: Group): number {
  return (a.shown?.firstSeen ?? 0) - (b.shown?.firstSeen ?? 0) || (a.key < b.key ? -1 : 1);
}
