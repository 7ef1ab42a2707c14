/** When lives of a sender began, by the numbers of entries of the document that heard it. */

/** Beginnings that are remembered: of older lives it is only known that they are over. */
const LIVES = 1_000;

/** The lives of one sender. What was heard in them may be forgotten: that they are over is not. */
export class LifeLog {
  /** The number of the life that runs now. */
  now = 0;
  /** The frame id that was told last (docs/protocol.md#frame-id), encoded. */
  frameId: string | null = null;
  /** Numbers of the entries with which later lives began. */
  private begins: number[] = [];

  /** Nothing is known that a new log would not say. */
  get isBlank(): boolean {
    return this.now === 0 && this.frameId === null;
  }

  /** Another life has begun, as entry `n` shows. */
  begin(n: number): void {
    this.now += 1;
    this.begins.push(n);
    if (this.begins.length > LIVES) this.begins.shift();
  }

  /** The number of the entry that shows that a life is over; Infinity: it is not. */
  endOf(life: number): number {
    if (life >= this.now) return Number.POSITIVE_INFINITY;
    const first = this.now - this.begins.length;
    return this.begins[Math.max(0, life - first)] ?? 0;
  }

  /** Whether another life began after entry `n`: what that one told may hold no more. */
  hasBegunSince(n: number): boolean {
    return (this.begins.at(-1) ?? 0) > n;
  }

  /** What the sender said is taken back. */
  startOver(): void {
    this.now = 0;
    this.frameId = null;
    this.begins = [];
  }
}
