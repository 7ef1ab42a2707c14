/** What is known of each watched document. Depends on that document's own inputs only, never on the others'. */
import type { DocumentInfo, Entry, WindowPath } from '../entry/entry.ts';
import { isFromClient } from '../protocol/kind.ts';
import { Absences } from './absences.ts';
import { type MissingPart, MissingParts } from './missing-parts.ts';
import type { Told } from './model.ts';
import { isMessage } from './notes.ts';
import { parentPath } from './paths.ts';
import type { Sender } from './sender.ts';
import { SenderTrust } from './sender-trust.ts';

/** Changes of a frame's path that are remembered; frames seldom move. */
const PATHS = 100;
/** Windows that sent requests here, of which the places are remembered. */
const ASKERS = 1_000;
/** A handler that was running when the probe dropped notes began this long before, in ms, at most. */
const RUN_MS = 30_000;

/** Who sends to a watched document. */
export type DocumentSender = Sender<WatchedDocument>;

/**
 * A watched document: its numbering, its times, who lives in it, what its client saw. All times are the session's: the
 * document's own, put right by `clock`.
 */
export class WatchedDocument {
  info: DocumentInfo;
  live = true;
  endedAt: number | null = null;
  lost = 0;
  isHost = false;
  standsAlone = false;
  /** When entries were last found missing, ms since the epoch; Infinity while nothing came after the loss. */
  lossAt = Number.NEGATIVE_INFINITY;
  /** Notes that the probe dropped in a flood, as it says. */
  droppedNotes = 0;
  /**
   * From when on a note of the probe may be missing, ms since the epoch. It does not end: what was dropped may have told of
   * a client that cannot be watched.
   */
  unsureFrom = Number.POSITIVE_INFINITY;
  /** Keys of the requests of this client that were seen arriving somewhere. */
  readonly asked = new Set<string>();
  /** Windows from which requests arrived here, by their places then. */
  readonly askers = new Set<WindowPath>();
  /** Whose messages count. */
  readonly trust: SenderTrust<WatchedDocument>;
  /** By number of the answer's entry: the service that it answers, for answers that hold interactions. */
  readonly services = new Map<number, string>();
  readonly absences = new Absences();
  /** The names of its own window, and of the one that its client talks to by itself (`window-names.ts`). */
  home: string;
  around: string | null;
  /** Of a frame: names the page around it among those that were in that window (`lives.ts`). */
  life: string;
  private readonly losses = new MissingParts();
  /** The lowest time of its entries, ms since the epoch. */
  earliest = Number.POSITIVE_INFINITY;
  lastN = 0;
  private lastT = Number.NEGATIVE_INFINITY;
  private currentAt = Number.NEGATIVE_INFINITY;
  private announcedLoss = 0;
  private skipped = false;
  private readonly paths: { readonly t: number; readonly path: WindowPath }[] = [];

  /**
   * @param held messages of untrusted to hold back at most
   * @param clock what its own times need to be the session's, in ms
   */
  constructor(
    info: DocumentInfo,
    held: number,
    public clock = 0,
  ) {
    this.info = info;
    this.home = info.path;
    this.life = info.document;
    this.around = info.target;
    this.trust = new SenderTrust(this, held);
  }

  get id(): string {
    return this.info.document;
  }

  /** When it began. */
  get born(): number {
    return this.info.timeOrigin + this.clock;
  }

  /** The window that its client talks to by itself is the one around it: the page there ends with all of its frames. */
  get isFrame(): boolean {
    const { target } = this.info;
    return target !== null && target !== 'opener';
  }

  get isClient(): boolean {
    return this.trust.received || this.trust.hasVerified || this.asked.size > 0;
  }

  /** Announced again after it had ended (back/forward cache), or with another title or path. @returns as `learn` */
  announce(info: DocumentInfo): boolean {
    const { path, origin, timeOrigin, target } = this.info;
    const same =
      path === info.path && origin === info.origin && timeOrigin === info.timeOrigin && target === info.target;
    const changed = !same || !this.live;
    this.info = info;
    this.live = true;
    this.endedAt = null;
    return changed;
  }

  /** Something was not seen, nothing more will come, or all is here. */
  learnOf(input: Told): void {
    if (input.what === 'lost') this.lose(input.count);
    else if (input.what === 'skipped') this.skip(input.through);
    else if (input.what === 'ended') this.end(input.t + this.clock);
    else this.currentAt = Math.max(this.currentAt, input.t + this.clock);
  }

  end(t: number): void {
    this.live = false;
    this.endedAt = Number.isFinite(t) ? Math.max(t, this.lastT) : this.lastT;
  }

  /** Entries were trimmed before they could be pulled: the numbers will jump by as many. */
  lose(count: number): void {
    if (!Number.isSafeInteger(count) || count <= 0) return;
    this.lost += count;
    this.announcedLoss += count;
    this.lossAt = Number.POSITIVE_INFINITY;
  }

  /** Something was left out on the user's wish: the numbers jump, nothing is lost, and what happened is not known. */
  skip(through: number): void {
    if (Number.isSafeInteger(through) && through > this.lastN) this.lastN = through;
    this.skipped = true;
    this.lossAt = Number.POSITIVE_INFINITY;
  }

  /**
   * Takes the next entry. Times never run backwards within a document.
   * @returns its time in ms since the epoch, or null for one that is old, known already or wrongly numbered
   */
  accept(entry: Entry): number | null {
    if (!Number.isSafeInteger(entry.n) || entry.n <= this.lastN) return null;
    const hole = entry.n - this.lastN - 1;
    const t = this.timeOf(entry);
    // What WWE said may have been anything: the answer that is missed, say.
    const isUnread = entry.kind === 'unread' && this.isTarget(entry.peer, entry.path);
    if (hole > 0 || this.announcedLoss > 0 || this.skipped || isUnread) this.noteLoss(entry.n, Math.max(t, this.lastT));
    if (hole > 0) this.lost += Math.max(0, hole - this.announcedLoss);
    this.announcedLoss = 0;
    this.skipped = false;
    this.lastN = entry.n;
    this.earliest = Math.min(this.earliest, t);
    if (entry.sort !== 'probe') this.lastT = t;
    return t;
  }

  /** The probe says that it dropped notes, after the one of a time, ms since the epoch. */
  dropNotes(count: number, t: number, n: number): void {
    this.droppedNotes = Math.min(this.droppedNotes + count, Number.MAX_SAFE_INTEGER);
    this.unsureFrom = Math.min(this.unsureFrom, t - RUN_MS);
    this.losses.add({ n, at: t });
  }

  private noteLoss(n: number, at: number): void {
    this.lossAt = at;
    this.losses.add({ n, at });
  }

  /** What was missing last when an entry came: entries, or notes that the probe dropped. */
  missingBefore(n: number): MissingPart | null {
    return this.losses.before(n);
  }

  /** Notes come through a port, later than what they tell of; what their times say is the page's word, and moves no clock. */
  private timeOf({ t, sort }: Entry): number {
    if (!Number.isFinite(t)) return Math.max(this.lastT, this.born);
    return sort === 'probe' ? t + this.clock : Math.max(t + this.clock, this.lastT);
  }

  /** Until when all that came here is known, ms since the epoch: the latest message, or what the link says. */
  get seenUntil(): number {
    return Math.max(this.lastT, this.currentAt);
  }

  /** Learns who lives here from an accepted entry. @returns whether something that others depend on has changed */
  learn(entry: Entry, t: number): boolean {
    if (entry.sort === 'probe') return false;
    const moved = this.move(entry.path, t);
    if (entry.sort !== 'wire' || !isMessage(entry) || !isFromClient(entry.kind)) return moved;
    if (this.askers.size < ASKERS) this.askers.add(entry.peer);
    const known = entry.peer === 'self' ? this.standsAlone : this.isHost;
    if (entry.peer === 'self') this.standsAlone = true;
    else this.isHost = true;
    return moved || !known;
  }

  private move(path: WindowPath, t: number): boolean {
    const last = this.paths.at(-1)?.path;
    if (last === path) return false;
    this.paths.push({ t, path });
    if (this.paths.length > PATHS) this.paths.shift();
    return last !== undefined || path !== this.info.path;
  }

  /** Whether a window is the one that the page's client talks to by itself, the frame being at `path`. */
  isTarget(peer: WindowPath, path: WindowPath): boolean {
    const { target } = this.info;
    return target !== null && peer === (target === 'opener' ? target : (parentPath(path) ?? target));
  }

  /** Its frame is not, or was not always, where it announced itself last. */
  get hasMoved(): boolean {
    return this.paths.length > 1 || (this.paths[0]?.path ?? this.info.path) !== this.info.path;
  }

  /** The name of a window, by the path at which it was seen from here, this frame being at `path` then. */
  windowAt(peer: WindowPath, origin: string, path: WindowPath): string {
    if (this.around !== null && this.isTarget(peer, path)) return this.around;
    return this.trust.nameOf(peer, origin);
  }

  /** The frame's path at a time, as its own entries say; before the first one, as the first one says. */
  pathAt(t: number): WindowPath {
    const known = this.paths.findLast((change) => change.t <= t) ?? this.paths[0];
    return known?.path ?? this.info.path;
  }

  /** Whether it can have sent or received something at a time, ms since the epoch. */
  aliveAt(t: number): boolean {
    return this.born <= t && (this.endedAt === null || t <= this.endedAt);
  }
}
