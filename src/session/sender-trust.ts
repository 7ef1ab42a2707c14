/**
 * Whose messages a document believes. Any frame can post what looks like WWE's (docs/protocol.md#trap-forged-messages),
 * so only these count: the window that the page's client talks to by itself, and windows that proved to be WWE
 * (`verified-windows.ts`). All others are untrusted. A document without a target knows none: nobody can say better. Each window
 * that is believed, and each origin that speaks from it, is a WWE of its own: that the page believes it does not make
 * it the user's.
 */
import type { DocumentInfo, Entry, WindowPath } from '../entry/entry.ts';
import { LifeLog } from './life-log.ts';
import { relativeName } from './paths.ts';
import { type HearingDocument, type PendingMessage, Sender } from './sender.ts';
import { type HostDocument, keyOfWindow, type Verification, VerifiedWindows } from './verified-windows.ts';
import { type ReachableWwe, type SessionWwe, wweOf } from './wwe.ts';

/** Other windows that are remembered apart; what still others posted is only counted. */
const WINDOWS = 200;
/** Origins of untrusted that are named. */
const ORIGINS = 5;

/** What trust needs of a document: of the one that hears, and of those that host WWE. */
export interface TrustingDocument extends HearingDocument, HostDocument {
  /** See `WatchedDocument`. */
  readonly info: DocumentInfo;
  readonly home: string;
  isTarget(peer: WindowPath, path: WindowPath): boolean;
  pathAt(t: number): WindowPath;
}

/** What the proofs have changed: senders to be taken in, and senders to be taken back. */
export interface TrustChange<Document extends TrustingDocument> {
  readonly gained: readonly Sender<Document>[];
  readonly lost: readonly Sender<Document>[];
}

/** The gate of one document. */
export class SenderTrust<Document extends TrustingDocument> {
  /** Something came that counts. */
  received = false;
  /** How often it heard something new of who WWE is. */
  revision = 0;
  /** Origin of the target's latest message. */
  targetOrigin: string | null = null;
  /** The target, by origin; without a target all windows, each by its origins. */
  private readonly own = new Map<string, Sender<Document>>();
  private readonly others = new Map<string, Sender<Document>>();
  private readonly windows = new VerifiedWindows<Document>();
  /** By the keys of both: what stays of a sender that is forgotten. */
  private readonly lives = new Map<string, LifeLog>();
  private trusted: ReadonlySet<string> = new Set();
  private toldOrigin: string | null = null;
  private toldNames = '';
  private isStale = false;
  private unnamed = 0;
  private pendingCount = 0;

  /** @param limit messages to hold back at most */
  constructor(
    private readonly document: Document,
    private readonly limit: number,
  ) {}

  /** Whether a message counts: by whom, and where the frame was. As of the last `judge()`. */
  trusts({ peer, origin, path }: Pick<Entry, 'peer' | 'origin' | 'path'>): boolean {
    const { document } = this;
    return (
      document.info.target === null || document.isTarget(peer, path) || this.trusted.has(keyOfWindow(peer, origin))
    );
  }

  /**
   * Hears a server-kind message.
   * @param t its time as accepted, in ms since the epoch
   * @param says whether the model would use it
   * @returns whose it is; null for an untrusted sender's
   */
  receive({ n, peer, origin, path }: Entry, t: number, says: boolean): Sender<Document> | null {
    const { document } = this;
    const isTarget = document.isTarget(peer, path);
    const isOwn = isTarget || document.info.target === null;
    if ((isOwn && !this.received) || (isTarget && this.targetOrigin !== origin)) this.revision += 1;
    if (isTarget) this.targetOrigin = origin;
    const key = keyOfWindow(peer, origin);
    if (isOwn) {
      this.received = true;
      const own = isTarget ? this.ownSender(origin, null, origin) : this.ownSender(key, peer, origin);
      if (!own) this.unnamed += 1;
      return own;
    }
    const isTrusted = this.trusted.has(key);
    const sender =
      this.others.get(key) ?? (isTrusted || this.others.size < WINDOWS ? this.addOther(key, peer, origin) : null);
    if (!sender) {
      this.unnamed += 1;
      return null;
    }
    sender.count += 1;
    if (says) this.keepPending(sender, { n, t });
    return isTrusted ? sender : null;
  }

  private addOther(key: string, peer: WindowPath, origin: string): Sender<Document> {
    const sender = new Sender(this.document, peer, origin, this.livesOf(key));
    this.others.set(key, sender);
    return sender;
  }

  /** @returns null where too many have spoken */
  private ownSender(key: string, peer: WindowPath | null, origin: string): Sender<Document> | null {
    const known = this.own.get(key);
    if (known || this.own.size >= WINDOWS) return known ?? null;
    const sender = new Sender(this.document, peer, origin, this.livesOf(key));
    this.own.set(key, sender);
    return sender;
  }

  private livesOf(key: string): LifeLog {
    const known = this.lives.get(key) ?? new LifeLog();
    this.lives.set(key, known);
    return known;
  }

  /**
   * Whether the page that sent a message is known to have been loaded anew since. The page around this document was not: it
   * lives as long. That its ids mean others now says nothing of its subscriptions.
   */
  isOfFormerLife({ n, peer, origin, path }: Pick<Entry, 'n' | 'peer' | 'origin' | 'path'>): boolean {
    const isTarget = this.document.isTarget(peer, path);
    if (isTarget && this.document.isFrame) return false;
    return this.lives.get(isTarget ? origin : keyOfWindow(peer, origin))?.hasBegunSince(n) ?? false;
  }

  /** The name of a window other than the target, by its path here. */
  nameOf(peer: WindowPath, origin: string): string {
    return this.hostOf(peer, origin)?.home ?? relativeName(peer, this.document.home);
  }

  /** The document that was last proven to live in a window. */
  hostOf(peer: WindowPath, origin: string): Document | null {
    return this.windows.hostOf(keyOfWindow(peer, origin));
  }

  /** A proven window's messages are held, too: its proof can turn out to be another document's. */
  private keepPending(sender: Sender<Document>, held: PendingMessage): void {
    sender.pending.push(held);
    this.pendingCount += 1;
    if (this.pendingCount <= this.limit) return;
    // The loudest gives way, so that a flood does not wash away what a proof may still be found for.
    let loudest = sender;
    for (const one of this.others.values()) if (one.pending.length > loudest.pending.length) loudest = one;
    loudest.pending.shift();
    this.pendingCount -= 1;
  }

  /** An answer proves its sender. @param request key of the request that it answers */
  verify(request: string, proof: Verification<Document>): void {
    this.windows.add(request, proof);
    this.isStale = true;
  }

  /** That answer proves nothing any more. @param isForgotten the request was dropped: what it proved stands */
  unverify(request: string, isForgotten: boolean): void {
    if (isForgotten) this.windows.retain(request);
    this.isStale = this.windows.remove(request) || this.isStale;
  }

  /** Forgets what was proven by documents that are not known any more. */
  forgetHosts(isKnown: (host: Document) => boolean): void {
    this.windows.forgetHosts(isKnown);
    this.isStale = true;
  }

  /** Forgets what was heard. Who is proven stays so. */
  clear(): void {
    this.windows.retainAll();
    // Each clear forgets the senders, and others may come.
    for (const [key, { isBlank }] of this.lives) if (isBlank || this.lives.size > WINDOWS) this.lives.delete(key);
    this.own.clear();
    this.others.clear();
    this.unnamed = 0;
    this.pendingCount = 0;
  }

  /** Weighs the proofs. @returns null when nothing has changed that others depend on */
  takeChange(): TrustChange<Document> | null {
    if (!this.isStale) return null;
    this.isStale = false;
    const before = this.trusted;
    const now = this.windows.keys();
    const gained = [...now].filter((key) => !before.has(key));
    const lost = [...before].filter((key) => !now.has(key));
    const { wweOrigin } = this;
    const names = JSON.stringify(this.windows.windows().map(({ peer, origin }) => [peer, this.nameOf(peer, origin)]));
    const isSame = wweOrigin === this.toldOrigin && names === this.toldNames;
    if (gained.length === 0 && lost.length === 0 && isSame) return null;
    this.toldOrigin = wweOrigin;
    this.toldNames = names;
    this.trusted = now;
    const senders = (keys: readonly string[]) => keys.flatMap((key) => this.others.get(key) ?? []);
    return { gained: senders(gained), lost: senders(lost) };
  }

  /** Another window than the target proved to be WWE. */
  get hasVerified(): boolean {
    return this.trusted.size > 0;
  }

  /** See `SessionDocument.wweOrigin`. */
  get wweOrigin(): string | null {
    return this.targetOrigin ?? this.windows.latest()?.origin ?? null;
  }

  /** See `SessionDocument.wwePath`. */
  get wwePath(): WindowPath | null {
    return this.targetOrigin === null ? (this.windows.latest()?.peer ?? null) : null;
  }

  /** See `SessionDocument.wwes`. */
  get wwes(): readonly ReachableWwe[] {
    const { around } = this.document;
    const { targetOrigin } = this;
    const own = around === null || targetOrigin === null ? [] : [{ ...wweOf(around, targetOrigin), to: null }];
    const verified = this.windows.present().map(({ peer, origin, host }) => ({
      ...wweOf(this.nameOf(peer, origin), origin),
      to: host.live ? host.pathAt(Number.POSITIVE_INFINITY) : peer,
    }));
    return [...own, ...verified];
  }

  /** See `SessionDocument.believed`. */
  get believed(): readonly SessionWwe[] {
    const own = this.document.around === null ? [] : [...this.own.values()].map(({ wwe }) => wwe);
    const verified = this.windows.windows().map(({ peer, origin }) => wweOf(this.nameOf(peer, origin), origin));
    return [...new Map([...own, ...verified].map((wwe) => [wwe.key, wwe])).values()];
  }

  /** See `SessionDocument.untrusted`. */
  get untrusted(): number {
    return this.untrustedSenders().reduce((sum, { count }) => sum + count, this.unnamed);
  }

  /** See `SessionDocument.untrustedOrigins`. */
  get untrustedOrigins(): readonly string[] {
    return [...new Set(this.untrustedSenders().map(({ origin }) => origin))].slice(0, ORIGINS);
  }

  private untrustedSenders(): readonly Sender<Document>[] {
    return [...this.others].flatMap(([key, sender]) => (this.trusted.has(key) ? [] : [sender]));
  }
}
