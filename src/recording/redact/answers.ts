/** What becomes of texts and numbers that came before: most come again soon, or never. */
import { PrintTable } from './prints.ts';

/** So many answers are remembered, and so many bytes of them. Then all are forgotten together. */
const MOST = 2_000;
const MOST_BYTES = 128 * 1024;
/** A longer one is not remembered: in bytes. */
const MOST_OF_ONE = 255;
const BYTES_OF_UNIT = 3;
const LAST_OF_ASCII = 0x7f;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Of a value that was not met. */
export const UNKNOWN = 0;
/** Of a value that stays as it is. */
export const SAME = 1;

/** Answers, by prints of what they are asked of. An answer is a place in `bytes`: there stands its length, and then itself. */
export class Answers {
  readonly bytes = new Uint8Array(MOST_BYTES);
  private readonly places = new PrintTable();
  private end = SAME + 1;

  /** `UNKNOWN`, `SAME`, or a place. */
  find(a: number, b: number): number {
    return this.places.get(a, b);
  }

  /** Remembers that a value stays as it is. */
  addSame(a: number, b: number): void {
    if (this.places.size === MOST) this.clear();
    this.places.set(a, b, SAME);
  }

  /** Remembers an answer, and gives its place; `UNKNOWN` if it is too long. */
  add(a: number, b: number, answer: string): number {
    const most = BYTES_OF_UNIT * answer.length;
    if (most > MOST_OF_ONE) return UNKNOWN;
    if (this.places.size === MOST || this.end + 1 + most > MOST_BYTES) this.clear();
    const place = this.end;
    this.places.set(a, b, place);
    const { bytes } = this;
    let at = place + 1;
    for (let i = 0; i < answer.length; i += 1) {
      const unit = answer.charCodeAt(i);
      if (unit > LAST_OF_ASCII) {
        at = place + 1 + encoder.encodeInto(answer, bytes.subarray(place + 1)).written;
        break;
      }
      bytes[at] = unit;
      at += 1;
    }
    bytes[place] = at - place - 1;
    this.end = at;
    return place;
  }

  /** An answer, as it is written. */
  written(place: number): string {
    const start = place + 1;
    return decoder.decode(this.bytes.subarray(start, start + (this.bytes[place] ?? 0)));
  }

  private clear(): void {
    this.places.clear();
    this.end = SAME + 1;
  }
}
