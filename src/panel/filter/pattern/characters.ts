/**
 * Sets of characters (UTF-16 code units) as sorted ranges: whether one is in a set costs about the same for every set,
 * however many members a pattern names.
 */

/** A set of characters. */
export interface CharacterSet {
  /** First and last of each range, rising, apart from each other. */
  readonly ranges: readonly number[];
  /** By code, whether it is in the set: most texts have hardly other characters. */
  readonly latin: Uint8Array;
}

const LATIN = 256;
const LAST = 0xffff;

/** Makes a set of ranges in any order, which may overlap. @param ranges first and last of each */
export function characterSet(ranges: readonly number[]): CharacterSet {
  const pairs: [number, number][] = [];
  for (let i = 0; i + 1 < ranges.length; i += 2) pairs.push([ranges[i] ?? 0, ranges[i + 1] ?? 0]);
  pairs.sort((a, b) => a[0] - b[0]);
  const merged: number[] = [];
  for (const [first, last] of pairs) {
    const end = merged.at(-1);
    if (end !== undefined && first <= end + 1) merged[merged.length - 1] = Math.max(end, last);
    else merged.push(first, last);
  }
  const latin = new Uint8Array(LATIN);
  for (let i = 0; i + 1 < merged.length; i += 2) latin.fill(1, merged[i], (merged[i + 1] ?? 0) + 1);
  return { ranges: merged, latin };
}

/** All characters that are not in a set. */
export function inverted({ ranges }: CharacterSet): CharacterSet {
  const others: number[] = [];
  let next = 0;
  for (let i = 0; i + 1 < ranges.length; i += 2) {
    const first = ranges[i] ?? 0;
    if (first > next) others.push(next, first - 1);
    next = (ranges[i + 1] ?? 0) + 1;
  }
  if (next <= LAST) others.push(next, LAST);
  return characterSet(others);
}

/** Whether a character is in a set. */
export function isIn({ ranges, latin }: CharacterSet, code: number): boolean {
  if (code < LATIN) return latin[code] === 1;
  let low = 0;
  let high = ranges.length >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[2 * middle + 1] ?? 0) < code) low = middle + 1;
    else high = middle;
  }
  const first = ranges[2 * low];
  return first !== undefined && first <= code;
}

const among = (text: string) => characterSet([...text].flatMap((one) => [one.charCodeAt(0), one.charCodeAt(0)]));

/** `\d`. */
export const DIGITS = characterSet([48, 57]);
/** `\w`, also for `\b`. */
export const WORD = characterSet([48, 57, 65, 90, 95, 95, 97, 122]);
/** What ends a line. */
export const LINE_ENDS = among('\n\r\u2028\u2029');
/** `\s`. */
export const SPACES = characterSet([
  ...[9, 13, 32, 32, 0xa0, 0xa0, 0x1680, 0x1680, 0x2000, 0x200a, 0x2028, 0x2029],
  ...[0x202f, 0x202f, 0x205f, 0x205f, 0x3000, 0x3000, 0xfeff, 0xfeff],
]);

/** The capital of a character, as the browser compares them without case. */
function capital(code: number): number {
  const upper = String.fromCharCode(code).toUpperCase();
  if (upper.length !== 1) return code;
  const found = upper.charCodeAt(0);
  return code >= 128 && found < 128 ? code : found;
}

let forms: readonly (readonly number[])[] | null = null;

/** The characters that are one without case, for each that is not alone. Worked out once, when first asked for. */
function formsOfOne(): readonly (readonly number[])[] {
  if (forms) return forms;
  const byCapital = new Map<number, number[]>();
  for (let code = 0; code <= LAST; code += 1) {
    const found = byCapital.get(capital(code));
    if (found) found.push(code);
    else byCapital.set(capital(code), [code]);
  }
  forms = [...byCapital.values()].filter((one) => one.length > 1);
  return forms;
}

/** A set with all other forms of its members: capitals and small letters. */
export function withoutCase(set: CharacterSet): CharacterSet {
  const added = formsOfOne().filter((group) => group.some((code) => isIn(set, code)));
  return characterSet([...set.ranges, ...added.flat().flatMap((code) => [code, code])]);
}
