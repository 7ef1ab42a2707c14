/** All values that are replaced, in the first pass; in the second, whether one of them stands in a text that would stay. */

/** So long, without blanks and signs, a value is searched for anywhere in a text. */
const FEWEST = 6;
/** So long, it is searched for as a whole word. */
const FEWEST_OF_WORD = 3;
/** What stays is shorter. */
const MOST = 300;
const BITS = 2 ** 20;
const MOST_RECENT = 100_000;
/** A table has an end. */
const MOST_VALUES = 5_000_000;

/** Only letters and digits, in one case: so a number is found however it is written. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** Values that must not be in the file. */
export class Secrets {
  /** By its plain form: the value. */
  private readonly values = new Map<string, string>();
  private readonly words = new Set<string>();
  /** As they came: most come again and again. */
  private readonly recent = new Set<string>();
  private readonly lengths = new Set<number>();
  /** Marks the beginnings that there are: most texts are done with a glance at it. */
  private readonly beginnings = new Uint8Array(BITS / 8);

  /** Whether it was added lately. */
  isKnown(value: string): boolean {
    return this.recent.has(value);
  }

  add(value: string): void {
    if (value.length > MOST || value.length < FEWEST_OF_WORD || this.recent.has(value)) return;
    if (this.recent.size === MOST_RECENT) this.recent.clear();
    this.recent.add(value);
    const text = plain(value);
    if (text.length < FEWEST) {
      if (text.length >= FEWEST_OF_WORD && !/\d/.test(text)) this.words.add(text);
      return;
    }
    if (this.values.has(text) || this.values.size === MOST_VALUES) return;
    this.values.set(text, value);
    this.lengths.add(text.length);
    const bit = beginningOf(text, 0);
    this.beginnings[bit >> 3] = (this.beginnings[bit >> 3] ?? 0) | (1 << (bit & 7));
  }

  /** What turned out to be an id stays. */
  remove(value: string): void {
    this.values.delete(plain(value));
  }

  /** Whether a whole text, however it is written, is one of them. */
  has(text: string): boolean {
    return this.values.has(plain(text)) || this.words.has(plain(text));
  }

  /** Whether one of them stands in a text. */
  isIn(text: string): boolean {
    if (
      this.words.size > 0 &&
      text
        .toLowerCase()
        .split(/[^\p{L}]+/u)
        .some((word) => this.words.has(word))
    )
      return true;
    return this.find(plain(text), 0) !== null;
  }

  private find(text: string, from: number): { readonly at: number; readonly found: string } | null {
    for (let at = from; at + FEWEST <= text.length; at += 1) {
      const bit = beginningOf(text, at);
      if (((this.beginnings[bit >> 3] ?? 0) & (1 << (bit & 7))) === 0) continue;
      for (const length of this.lengths) {
        const found = text.slice(at, at + length);
        if (found.length === length && this.values.has(found)) return { at, found };
      }
    }
    return null;
  }

  /** Replaces each of them in a text. @param replace gets the value as it was collected */
  replaceIn(text: string, replace: (value: string) => string): string {
    // Where each plain character stands in the text.
    const places: number[] = [];
    let bare = '';
    for (let at = 0; at < text.length; at += 1) {
      const character = plain(text[at] ?? '');
      for (let i = 0; i < character.length; i += 1) places.push(at);
      bare += character;
    }
    let result = '';
    let done = 0;
    for (let hit = this.find(bare, 0); hit; hit = this.find(bare, hit.at + hit.found.length)) {
      result += text.slice(done, places[hit.at]) + replace(this.values.get(hit.found) ?? hit.found);
      done = (places[hit.at + hit.found.length - 1] ?? text.length) + 1;
    }
    return result + text.slice(done);
  }
}

function beginningOf(text: string, at: number): number {
  let sum = 0;
  for (let i = at; i < at + FEWEST; i += 1) sum = (Math.imul(sum, 31) + text.charCodeAt(i)) | 0;
  return (sum ^ (sum >>> 12)) & (BITS - 1);
}
