/** Reproducible randomness: the same seed gives the same ids and people. Not for secrets. */

/** A source of randomness. */
export interface Random {
  /** A whole number from 0 to `below` − 1. */
  below(limit: number): number;
  /** One of the words. Throws RangeError when there are none. */
  pick<T>(words: readonly T[]): T;
  /** A text of upper-case letters and digits, as Genesys's ids look. */
  code(length: number): string;
  /** A text in the form of a UUID, version 4. */
  uuid(): string;
}

const LETTERS = '0123456789ABCDEFGHJKLMNPQRSTUVWX';

/** Makes a source from a whole number (a 32-bit mix with a Weyl sequence). */
export function createRandom(seed: number): Random {
  let weyl = seed >>> 0;
  const next = (): number => {
    weyl = (weyl + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(weyl ^ (weyl >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  const below = (limit: number): number => Math.floor((next() / 2 ** 32) * limit);
  const hex = (length: number): string => Array.from({ length }, () => below(16).toString(16)).join('');
  return {
    below,
    pick(words) {
      const word = words[below(words.length)];
      if (word === undefined) throw new RangeError('pick: no words');
      return word;
    },
    code: (length) => Array.from({ length }, () => LETTERS.charAt(below(LETTERS.length))).join(''),
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'.charAt(below(4))}${hex(3)}-${hex(12)}`,
  };
}
