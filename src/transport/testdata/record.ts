/** The simplest record there can be, bounded, and trimmed or cleared as the bridge's own is. */
import { writeEntry } from '../../entry/header.ts';
import type { Piece, RecordSource } from '../record-server.ts';

const HEADER = { t: 1, sort: 'wire', kind: 'event', name: '', ref: '', peer: '', origin: '', path: '' } as const;

/** A record of entries that tests tell apart by their numbers. */
export class Kept implements RecordSource {
  last = 0;
  cleared = 0;
  held: { readonly n: number; readonly text: string }[] = [];

  /**
   * @param most entries that it holds
   * @param inPiece entries that a piece holds at most: with few, many pieces are on their way
   */
  constructor(
    private readonly most = Number.POSITIVE_INFINITY,
    private readonly inPiece = Number.POSITIVE_INFINITY,
  ) {}

  add(body?: string): void {
    this.last += 1;
    this.held.push({ n: this.last, text: writeEntry(this.last, HEADER, body ?? `"body ${this.last}"`) });
    if (this.held.length > this.most) this.held.shift();
  }

  clear(): void {
    this.held = [];
    this.cleared = this.last;
  }

  piece(after: number, max: number): Piece {
    const [first, ...backlog] = this.held.filter(({ n }) => n > after);
    if (!first) return { first: this.last + 1, last: this.last, text: '' };
    const taken = [first];
    let size = first.text.length;
    for (const one of backlog) {
      size += one.text.length;
      if (taken.length >= this.inPiece || size > max) break;
      taken.push(one);
    }
    return { first: first.n, last: first.n + taken.length - 1, text: taken.map(({ text }) => text).join('\n') };
  }
}
