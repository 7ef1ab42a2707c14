/** Who sends to a document as WWE, and to which life of WWE's page each message belongs. */
import type { WindowPath } from '../entry/entry.ts';
import { LifeLog } from './life-log.ts';
import { type SessionWwe, wweOf } from './wwe.ts';

/** A message that waits for a proof: its number and its time as accepted, in ms since the epoch. */
export interface PendingMessage {
  readonly n: number;
  readonly t: number;
}

/** What a sender needs of the document that hears it. */
export interface HearingDocument {
  /** See `WatchedDocument`. */
  readonly around: string | null;
  readonly isFrame: boolean;
  readonly trust: { nameOf(peer: WindowPath, origin: string): string };
}

/** What a sender showed under an interactionUUID, as `observations.ts` has it. */
interface ShownByUuid {
  readonly id: string;
  readonly isReplaced: boolean;
  readonly last: PendingMessage;
}

/**
 * One sender of messages to a document: a window, and one origin of a page in it.
 *
 * Its messages fall into lives. Interaction ids are lost when WWE's page is loaded anew, or its session begins anew
 * (docs/protocol.md#interaction-object): the next life gives them to others. A page around the document cannot be
 * loaded anew while the document lives; any other one can, and only its messages tell of it. A life ends at the latest
 * with the entry that shows that it is over.
 */
export class Sender<Document extends HearingDocument> {
  /** Server-kind messages of a window that is not the target. */
  count = 0;
  /** The latest of those that say something to the model, in order. */
  readonly pending: PendingMessage[] = [];
  /** When that began, in ms since the epoch; -Infinity: it was the first. */
  since = Number.NEGATIVE_INFINITY;
  /** In this life, by interactionUUID. Null: two interactions have that one. */
  readonly byUuid = new Map<string, ShownByUuid | null>();
  private named: SessionWwe | null = null;

  /**
   * @param peer the path by which its window is known here; null: the document's target
   * @param lives what is known of its lives
   */
  constructor(
    readonly document: Document,
    private readonly peer: WindowPath | null,
    readonly origin: string,
    private readonly lives = new LifeLog(),
  ) {}

  /** The number of the life that its messages are of now. */
  get life(): number {
    return this.lives.now;
  }

  /** Which WWE it is, if it is one. */
  get wwe(): SessionWwe {
    const { document, peer, origin } = this;
    const window = (peer === null ? document.around : document.trust.nameOf(peer, origin)) ?? '';
    if (this.named?.window !== window) this.named = wweOf(window, origin);
    return this.named;
  }

  /** Whether its page is the one around the document: it ends with it. */
  get isAround(): boolean {
    return this.peer === null && this.document.isFrame;
  }

  /** Another life has begun, as entry `n` shows. */
  beginLife({ n, t }: PendingMessage): void {
    this.lives.begin(n);
    this.since = t;
    this.byUuid.clear();
  }

  /** The number of the entry that shows that a life is over; Infinity: it is not. */
  endOf(life: number): number {
    return this.lives.endOf(life);
  }

  /**
   * It told the frame id (docs/protocol.md#frame-id), which is told to a page once: told again by a window whose page
   * may change, or told otherwise, another life has begun.
   * @param frameId encoded
   * @returns whether one has
   */
  frameIdTold(frameId: string, at: PendingMessage): boolean {
    const before = this.lives.frameId;
    this.lives.frameId = frameId;
    if (this.isAround ? before === null || before === frameId : before === null && this.byUuid.size === 0) return false;
    this.beginLife(at);
    return true;
  }

  /** What it said is taken back. */
  startOver(): void {
    this.lives.startOver();
    this.since = Number.NEGATIVE_INFINITY;
    this.byUuid.clear();
  }
}
