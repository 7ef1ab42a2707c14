/** Numbered pseudonyms: the same value always gets the same one, by a table that is thrown away. */
import { PrintTable } from './prints.ts';
import type { Secrets } from './secrets.ts';

/** So many different texts are remembered: a table has an end. Further ones get a new number each time. */
const MOST_VALUES = 10_000_000;
/** A kind and a number are one number in the table. */
const MOST_NUMBER = 2 ** 24;
const MOST_KINDS = 127;
/** Shorter values do not get a length of their own: the pseudonym itself is about as long. */
const FEWEST_PADDED = 20;

/** The table. */
export class Pseudonyms {
  /** By prints of values: kind and number. */
  private readonly texts = new PrintTable();
  private readonly kinds: string[] = [];
  private readonly numbers = new Map<number, number>();
  private readonly times = new Map<number, number>();
  private readonly bigInts = new Map<string, string>();
  /** Numbers as they are written: as numbers, many long ones are the same. */
  private readonly given = new PrintTable();
  /** The last number of each kind, and of each magnitude. */
  private readonly last = new Map<string, number>();
  /** How many different values were replaced, by kind. */
  readonly counts = new Map<string, number>();

  constructor(private readonly secrets: Secrets) {}

  /** The pseudonym of a value that was replaced before. */
  known(value: string): string | undefined {
    const known = this.texts.getText(value);
    if (known === 0) return undefined;
    return padded(`${this.kinds[Math.floor(known / MOST_NUMBER)]}-${known % MOST_NUMBER}`, value.length);
  }

  /** `phone-3`: as long as the value is, about. @param kind used if the value is new */
  text(kind: string, value: string): string {
    const known = this.known(value);
    if (known !== undefined) return known;
    let number: number;
    // What somebody wrote may look like a pseudonym.
    do number = this.next(kind);
    while (this.secrets.has(`${kind}-${number}`));
    let at = this.kinds.indexOf(kind);
    if (at < 0) at = this.kinds.push(kind) - 1;
    if (this.texts.size < MOST_VALUES && number < MOST_NUMBER && at < MOST_KINDS) {
      this.texts.setText(value, at * MOST_NUMBER + number);
    }
    this.count(kind);
    return padded(`${kind}-${number}`, value.length);
  }

  /** A number that is to be replaced: no pseudonym may be like one. @param digits as `String` writes it */
  addNumber(digits: string): void {
    this.given.setText(digits, 1);
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
    while (this.given.getText(String(made)) !== 0 || (digits > 5 && this.secrets.has(String(made))));
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
    while (this.given.getText(made) !== 0 || (digits.length > 5 && this.secrets.has(made)));
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
