/**
 * Tables of texts that hold no texts: of each they have a print of 64 bits. A million values take 20 to 40 MB, and nothing
 * for the engine to collect. That two of a million texts have one print has a chance of 1 to 30 million; then they get one
 * pseudonym. Nobody sees the prints, they end with their table, and as each run of the program has other ones, nobody can
 * plan to hit one.
 */

const random = new Uint32Array(2);
crypto.getRandomValues(random);
/** Where prints begin. */
export const SEEDS: readonly [number, number] = [(random[0] ?? 1) | 0, (random[1] ?? 2) | 0];
const FEWEST_SLOTS = 1024;

/** One half of a print, with a further unit of the text. */
export function stepA(a: number, unit: number): number {
  const sum = Math.imul(a ^ unit, 0x9e3779b1);
  return sum ^ (sum >>> 15);
}

/** The other half: all that the first half was. @param a the first half, with the further unit */
export function stepB(b: number, a: number): number {
  return (Math.imul(b, 33) + a) | 0;
}

/** Numbers other than 0, by prints. */
export class PrintTable {
  /** Three for each slot: both halves of the print, and the number. */
  private slots = new Int32Array(3 * FEWEST_SLOTS);
  private mask = FEWEST_SLOTS - 1;
  size = 0;

  /** The number; 0 if there is none. */
  get(a: number, b: number): number {
    return this.slots[this.slotOf(a, b) + 2] ?? 0;
  }

  set(a: number, b: number, number: number): void {
    const slot = this.slotOf(a, b);
    if (this.slots[slot + 2] === 0) this.size += 1;
    this.write(slot, a, b, number);
    if (this.size > this.mask * 0.6) this.grow();
  }

  /** Of a text. */
  getText(text: string): number {
    let [a, b] = SEEDS;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      a = stepA(a, unit);
      b = stepB(b, a);
    }
    return this.get(a, b);
  }

  setText(text: string, number: number): void {
    let [a, b] = SEEDS;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      a = stepA(a, unit);
      b = stepB(b, a);
    }
    this.set(a, b, number);
  }

  /** Each print that is in it. */
  forEach(tell: (a: number, b: number) => void): void {
    const { slots } = this;
    for (let at = 0; at < slots.length; at += 3) {
      if (slots[at + 2] !== 0) tell(slots[at] ?? 0, slots[at + 1] ?? 0);
    }
  }

  clear(): void {
    this.slots.fill(0);
    this.size = 0;
  }

  private write(slot: number, a: number, b: number, number: number): void {
    this.slots[slot] = a;
    this.slots[slot + 1] = b;
    this.slots[slot + 2] = number;
  }

  /** Where a print stands, or would stand. */
  private slotOf(a: number, b: number): number {
    const { slots, mask } = this;
    for (let at = (a ^ (b >>> 7)) & mask; ; at = (at + 1) & mask) {
      const slot = 3 * at;
      if (slots[slot + 2] === 0 || (slots[slot] === a && slots[slot + 1] === b)) return slot;
    }
  }

  private grow(): void {
    const old = this.slots;
    this.mask = 2 * this.mask + 1;
    this.slots = new Int32Array(3 * (this.mask + 1));
    for (let at = 0; at < old.length; at += 3) {
      const [a = 0, b = 0, number = 0] = [old[at], old[at + 1], old[at + 2]];
      if (number !== 0) this.write(this.slotOf(a, b), a, b, number);
    }
  }
}
