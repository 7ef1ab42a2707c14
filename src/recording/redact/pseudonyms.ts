/** Numbered pseudonyms: the same value always gets the same one, by a table that is thrown away. */
import type { Secrets } from './secrets.ts';

/** So many different texts are remembered: a table has an end. Further ones get a new number each time. */
const MOST_VALUES = 5_000_000;
/** Longer values are remembered by a print of them: a million long texts would not fit. */
const MOST_KEY = 80;
/** Shorter values do not get a length of their own: the pseudonym itself is about as long. */
const FEWEST_PADDED = 20;

/** The table. */
export class Pseudonyms {
  /** By short values: what stands for them. By prints of long ones: that without its dots. */
  private readonly texts = new Map<string, string>();
  private readonly numbers = new Map<number, number>();
  private readonly times = new Map<number, number>();
  private readonly bigInts = new Map<string, string>();
  /** Numbers as they are written: as numbers, many long ones are the same. */
  private readonly given = new Set<string>();
  /** The last number of each kind, and of each magnitude. */
  private readonly last = new Map<string, number>();
  /** How many different values were replaced, by kind. */
  readonly counts = new Map<string, number>();

  constructor(private readonly secrets: Secrets) {}

  /** The pseudonym of a value that was replaced before. */
  known(value: string): string | undefined {
    if (value.length <= MOST_KEY) return this.texts.get(value);
    const name = this.texts.get(printOf(value));
    return name === undefined ? undefined : padded(name, value.length);
  }

  /** `phone-3`: as long as the value is, about. @param kind used if the value is new */
  text(kind: string, value: string): string {
    const known = this.known(value);
    if (known !== undefined) return known;
    let name: string;
    // What somebody wrote may look like a pseudonym.
    do name = `${kind}-${this.next(kind)}`;
    while (this.secrets.has(name));
    const made = padded(name, value.length);
    if (this.texts.size < MOST_VALUES) {
      if (value.length > MOST_KEY) this.texts.set(printOf(value), name);
      else this.texts.set(value, made);
    }
    this.count(kind);
    return made;
  }

  /** A number that is to be replaced: no pseudonym may be like one. @param digits as `String` writes it */
  addNumber(digits: string): void {
    this.given.add(digits);
  }

  /** A number with as many digits, of the same sign, whole if it was whole. */
  number(value: number): number {
    const known = this.numbers.get(value);
    if (known !== undefined) return known;
    const digits = Math.abs(value) < 1 ? 1 : Math.min(15, Math.floor(Math.log10(Math.abs(value))) + 1);
    const least = digits === 1 ? 0 : 10 ** (digits - 1);
    const [part, sign] = [Number.isInteger(value) ? 0 : 0.5, value < 0 ? -1 : 1];
    let made: number;
    do made = sign * (least + this.next(`of ${digits} digits`) + part);
    while (this.given.has(String(made)) || (digits > 5 && this.secrets.has(String(made))));
    this.numbers.set(value, made);
    this.count('number');
    return made;
  }

  /** The digits of a BigInt, as many. */
  digits(value: string): string {
    const known = this.bigInts.get(value);
    if (known !== undefined) return known;
    const [sign, digits] = value.startsWith('-') ? ['-', value.slice(1)] : ['', value];
    const least = digits.length === 1 ? 0n : 10n ** BigInt(digits.length - 1);
    let made: string;
    do made = sign + (least + BigInt(this.next(`of ${digits.length} digits`)));
    while (this.given.has(made) || (digits.length > 5 && this.secrets.has(made)));
    this.bigInts.set(value, made);
    this.count('number');
    return made;
  }

  /** A time, ms since the epoch, that says nothing of the one before. */
  time(value: number): number {
    const known = this.times.get(value);
    if (known !== undefined) return known;
    const made = Date.UTC(2000, 0, 1) + this.next('day') * 86_400_000;
    this.times.set(value, made);
    this.count('date');
    return made;
  }

  private next(of: string): number {
    const number = (this.last.get(of) ?? 0) + 1;
    this.last.set(of, number);
    return number;
  }

  private count(kind: string): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
  }
}

/** The first of 1, 2, 5, 10, 20, 50… below a length: its magnitude stays, itself goes. */
function padded(name: string, length: number): string {
  if (length < FEWEST_PADDED) return name;
  const power = 10 ** Math.floor(Math.log10(length));
  const most = [5, 2, 1].find((one) => one * power <= length) ?? 1;
  const dots = most * power - name.length - 1;
  return dots > 0 ? `${name} ${'.'.repeat(dots)}` : name;
}

/** Two texts with the same print do not occur: it has 106 bits and the length. Nobody sees it. */
function printOf(text: string): string {
  const sums = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f];
  const factors = [0x01000193, 0x5bd1e995, 0x1b873593, 0xcc9e2d51];
  let [a = 0, b = 0, c = 0, d = 0] = sums;
  const [e = 0, f = 0, g = 0, h = 0] = factors;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, e);
    b = Math.imul(b ^ code ^ (a >>> 15), f);
    c = Math.imul(c ^ code ^ (b >>> 13), g);
    d = Math.imul(d ^ code ^ (c >>> 16), h);
  }
  return `${text.length} ${a} ${b} ${c} ${d}`;
}
