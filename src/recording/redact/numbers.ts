/** Replaces numbers. */
import { kindOfPlace, type Place } from './place.ts';
import type { RedactionRun } from './run.ts';

/** Numbers with more digits than this could be called, or be an account. */
const MOST_ID = 1e7;

/** Numbers, times and BigInts. */
export class NumberRedactor {
  constructor(private readonly run: RedactionRun) {}

  /** A number, which stays where it is an id or a figure, and where it has one digit and is no data. */
  number(value: number, place: Place): number | string {
    const { run } = this;
    if (place.isSecret) return run.token();
    if (!this.goes(place) || !Number.isFinite(value) || this.stays(value, place)) return value;
    if (!run.isCollecting) return run.pseudonyms.number(value);
    run.secrets.add(String(value));
    run.pseudonyms.addNumber(String(value));
    return 0;
  }

  private goes(place: Place): boolean {
    return this.run.isFull && place.action !== 'keep';
  }

  private stays(value: number, place: Place): boolean {
    if (place.action === 'mask') return false;
    const { run } = this;
    const kind = kindOfPlace(place);
    if (kind === 'id' && Math.abs(value) < MOST_ID) {
      if (run.isCollecting) run.addId(String(value));
      return true;
    }
    if (kind === 'figure') return true;
    return !place.isStrict && ((Number.isInteger(value) && Math.abs(value) < 10) || run.isId(String(value)));
  }

  /** A time, ms since the epoch, of a Date. */
  time(time: number, place: Place): number {
    return this.goes(place) && !this.run.isCollecting ? this.run.pseudonyms.time(time) : time;
  }

  /** The digits of a BigInt. */
  digits(digits: string, place: Place): string {
    const { run } = this;
    if (!/^-?\d{1,10000}$/.test(digits)) return '0';
    if (!this.goes(place)) return digits;
    if (!run.isCollecting) return run.pseudonyms.digits(digits);
    run.secrets.add(digits);
    run.pseudonyms.addNumber(digits);
    return digits;
  }
}
