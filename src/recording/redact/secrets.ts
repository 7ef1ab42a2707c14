/** All values that are replaced, in the first run; in the second, whether one of them stands in a text that would stay. */
import { PrintTable, SEEDS, stepA, stepB } from './prints.ts';

/** So long, without blanks and signs, a value is searched for anywhere in a text. */
const FEWEST = 6;
/** So long, it is searched for as a whole word. */
const FEWEST_OF_WORD = 3;
/** What stays is shorter. */
const MOST = 300;
/** A table has an end. */
const MOST_VALUES = 10_000_000;
const BITS = 22;
const FACTOR = 31;
const FIRST_FACTOR = FACTOR ** (FEWEST - 1);
/** What the table says of a value: it goes, or turned out to be an id. */
const [GOES, STAYS] = [1, 2];

/** Only letters and digits, in one case: so a number is found however it is written. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** By unit of ASCII: its plain form; 0 if it has none. */
const PLAIN_UNITS = Uint8Array.from({ length: 128 }, (_, unit) => plain(String.fromCharCode(unit)).charCodeAt(0) || 0);

const SHORT_WORDS = new RegExp(`(?<!\\p{L})\\p{L}{${FEWEST_OF_WORD},${FEWEST}}(?!\\p{L})`, 'gu');

interface Hit {
  readonly at: number;
  readonly length: number;
}

/** Values that must not be in the file. */
export class Secrets {
  /** By prints of their plain forms. */
  private readonly values = new PrintTable();
  private readonly ids = new PrintTable();
  private readonly words = new Set<string>();
  private readonly lengths = new Uint8Array(MOST + 1);
  /** Marks the beginnings that there are: most texts are done with a glance at it. */
  private readonly beginnings = new Uint8Array(2 ** (BITS - 3));
  /** By their plain forms, the values as they came; null where nobody wants to know. */
  private readonly originals: Map<string, string> | null;
  /** The units of the plain form of the text that is looked at. */
  private units = new Uint16Array(2 * MOST);
  /** Both halves of its print. */
  private a = 0;
  private b = 0;

  /** @param isReplacing whether texts are to be replaced within others, so that values must be held as they came */
  constructor(isReplacing: boolean) {
    this.originals = isReplacing ? new Map() : null;
  }

  add(value: string): void {
    if (value.length > MOST || value.length < FEWEST_OF_WORD) return;
    const length = this.take(value);
    if (length < FEWEST) {
      const text = String.fromCharCode(...this.units.subarray(0, length));
      if (length >= FEWEST_OF_WORD && !/\d/.test(text)) this.words.add(text);
      return;
    }
    if (this.values.size === MOST_VALUES || length > MOST) return;
    const before = this.values.size;
    this.mark(this.values, length, GOES);
    if (this.values.size === before) return;
    this.originals?.set(plain(value), value);
    this.lengths[length] = 1;
    const bit = placeOf(this.beginning());
    this.beginnings[bit >> 3] = (this.beginnings[bit >> 3] ?? 0) | (1 << (bit & 7));
  }

  /** An id, which stays: see `keepIds`. */
  addId(value: string): void {
    this.mark(this.ids, this.take(value), STAYS);
  }

  /** What turned out to be an id stays. */
  keepIds(): void {
    this.ids.forEach((a, b) => {
      if (this.values.get(a, b) !== 0) this.values.set(a, b, STAYS);
    });
    this.ids.clear();
  }

  /** Whether a whole text, however it is written, is one of them. */
  has(text: string): boolean {
    const length = this.take(text);
    if (length < FEWEST) return this.words.has(plain(text));
    // Most pseudonyms are asked for, and most begin as no value does.
    if (!this.begins(this.beginning())) return false;
    this.takePrint(length);
    return this.values.get(this.a, this.b) === GOES;
  }

  /** Whether one of them stands in a text. */
  isIn(text: string): boolean {
    if (this.words.size > 0 && wordsIn(text).some((word) => this.words.has(word))) return true;
    return this.find(this.take(text), 0) !== null;
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
    const length = this.take(bare);
    let result = '';
    let done = 0;
    for (let hit = this.find(length, 0); hit; hit = this.find(length, hit.at + hit.length)) {
      const found = bare.slice(hit.at, hit.at + hit.length);
      result += text.slice(done, places[hit.at]) + replace(this.originals?.get(found) ?? found);
      done = (places[hit.at + hit.length - 1] ?? text.length) + 1;
    }
    return result + text.slice(done);
  }

  /** Takes the plain form of a text into `units`, and tells how many there are. */
  private take(text: string): number {
    if (this.units.length < 2 * text.length) this.units = new Uint16Array(4 * text.length);
    const { units } = this;
    let length = 0;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit >= PLAIN_UNITS.length) return this.takeOther(text);
      const bare = PLAIN_UNITS[unit] ?? 0;
      if (bare === 0) continue;
      units[length] = bare;
      length += 1;
    }
    return length;
  }

  private takeOther(text: string): number {
    const bare = plain(text);
    if (this.units.length < bare.length) this.units = new Uint16Array(2 * bare.length);
    for (let at = 0; at < bare.length; at += 1) this.units[at] = bare.charCodeAt(at);
    return bare.length;
  }

  private mark(table: PrintTable, length: number, what: number): void {
    this.takePrint(length);
    table.set(this.a, this.b, what);
  }

  /** Takes the print of what was taken. */
  private takePrint(length: number): void {
    let [a, b] = SEEDS;
    for (let at = 0; at < length; at += 1) {
      const unit = this.units[at] ?? 0;
      a = stepA(a, unit);
      b = stepB(b, a);
    }
    this.a = a;
    this.b = b;
  }

  /** The first place where one of them stands in what was taken, and the longest one there. */
  private find(length: number, from: number): Hit | null {
    const { units } = this;
    let sum = this.beginning(from);
    for (let at = from; at + FEWEST <= length; at += 1) {
      if (this.begins(sum)) {
        const longest = this.longestAt(at, length);
        if (longest > 0) return { at, length: longest };
      }
      sum = (Math.imul(sum - Math.imul(units[at] ?? 0, FIRST_FACTOR), FACTOR) + (units[at + FEWEST] ?? 0)) | 0;
    }
    return null;
  }

  private longestAt(from: number, end: number): number {
    let [a, b] = SEEDS;
    let longest = 0;
    const most = Math.min(end - from, MOST);
    for (let length = 1; length <= most; length += 1) {
      const unit = this.units[from + length - 1] ?? 0;
      a = stepA(a, unit);
      b = stepB(b, a);
      if (this.lengths[length] === 1 && this.values.get(a, b) === GOES) longest = length;
    }
    return longest;
  }

  /** Whether one of them begins so, or most probably none. */
  private begins(sum: number): boolean {
    const bit = placeOf(sum);
    return ((this.beginnings[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0;
  }

  private beginning(from = 0): number {
    let sum = 0;
    for (let at = from; at < from + FEWEST; at += 1) sum = (Math.imul(sum, FACTOR) + (this.units[at] ?? 0)) | 0;
    return sum;
  }
}

/** The short words of a text: its letters that stand together. */
function wordsIn(text: string): readonly string[] {
  return (text.match(SHORT_WORDS) ?? []).map((word) => word.toLowerCase());
}

/** Where a beginning is marked. */
function placeOf(sum: number): number {
  return Math.imul(sum, 0x9e3779b1) >>> (32 - BITS);
}
