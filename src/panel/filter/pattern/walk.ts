/**
 * Follows all ways through a pattern at once, character by character (Thompson's construction): no text is read twice, and
 * a character costs at most a look at each place of the pattern. Work is counted in such looks, and a search of a text can
 * be left after so much of it. No pattern can make the panel stand still.
 */
import { type CharacterSet, isIn, LINE_ENDS, WORD } from './characters.ts';

/** A place in a pattern, and where it leads to. */
export type Place =
  | { readonly is: 'character'; readonly set: CharacterSet; readonly next: number }
  | { readonly is: 'split'; readonly a: number; readonly b: number }
  | { readonly is: 'assertion'; readonly kind: '^' | '$' | 'b' | 'B'; readonly next: number }
  | { readonly is: 'end' };

/** Tells whether a pattern is found in texts. */
export interface Matcher {
  /**
   * For names, which are short: at once. Null where it would take more work than all names of a list are worth; then only
   * `scan` tells.
   */
  test(text: string): boolean | null;
  /** The same in steps: one `next()` does not much more than `STEP_WORK`. */
  scan(text: string): Generator<undefined, boolean, undefined>;
  /** Looks at characters and places so far. */
  readonly work: number;
}

/** Looks in one step of a scan: well below a millisecond. */
export const STEP_WORK = 50_000;
/** Looks that a matcher spends on names, all in all. */
export const NAMES_WORK = 2_000_000;

/** What stands beside a place in the text: its edge, the end of a line, a word's character, another one. */
const EDGE = 0;
const LINE = 1;
const WORD_CHARACTER = 2;
const OTHER = 3;

function beside(code: number): number {
  if (isIn(WORD, code)) return WORD_CHARACTER;
  return isIn(LINE_ENDS, code) ? LINE : OTHER;
}

const LATIN = 256;
const NO_SET: CharacterSet = { ranges: [], latin: new Uint8Array(LATIN) };

/** The kinds of places, as numbers. */
const END = 0;
const CHARACTER = 1;
const SPLIT = 2;
/** `^`, `$`, `\b` and `\B` follow. */
const BEGIN = 3;
const FINISH = 4;
const AT_WORD = 5;
const ASSERTIONS = { '^': BEGIN, $: FINISH, b: AT_WORD, B: 6 } as const;

/** A pattern laid out in arrays, which are quicker to walk than objects. */
class Program {
  readonly size: number;
  private readonly kinds: Uint8Array;
  private readonly first: Int16Array;
  private readonly second: Int16Array;
  private readonly sets: readonly CharacterSet[];
  /** What a match that begins at a Latin character goes on with, by what stands before it and its code. */
  private readonly begun: (Int16Array | undefined)[] = new Array(4 * LATIN);
  private readonly open: Int16Array;
  private readonly seen: Int32Array;
  private round = 0;
  /** Where the last look went on to. */
  readonly found: Int16Array;
  work = 0;

  constructor(
    places: readonly Place[],
    private readonly start: number,
    private readonly linewise: boolean,
  ) {
    this.size = places.length;
    this.kinds = Uint8Array.from(places, (one) =>
      one.is === 'assertion' ? ASSERTIONS[one.kind] : { end: END, character: CHARACTER, split: SPLIT }[one.is],
    );
    this.first = Int16Array.from(places, (one) => (one.is === 'end' ? 0 : one.is === 'split' ? one.a : one.next));
    this.second = Int16Array.from(places, (one) => (one.is === 'split' ? one.b : 0));
    this.sets = places.map((one) => (one.is === 'character' ? one.set : NO_SET));
    this.open = new Int16Array(4 * this.size + 2);
    this.seen = new Int32Array(this.size);
    this.found = new Int16Array(this.size);
  }

  /**
   * From places on, over one character. @param code of the character; -1 at the end
   * @returns how many places it leads to, in `found`; -1 if the end is reached before the character
   */
  follow(from: Int16Array, count: number, before: number, after: number, code: number): number {
    const { kinds, first, second, sets, open, seen, found } = this;
    // A round's number must not come again.
    if (this.round === 0x7fffffff) {
      seen.fill(0);
      this.round = 0;
    }
    this.round += 1;
    const { round } = this;
    let depth = 0;
    let reached = 0;
    let looks = 1;
    for (let i = 0; i < count; i += 1) {
      open[depth++] = from[i] ?? 0;
      while (depth > 0) {
        const at = open[--depth] ?? 0;
        if (seen[at] === round) continue;
        seen[at] = round;
        looks += 1;
        const kind = kinds[at] ?? END;
        const next = first[at] ?? 0;
        if (kind === CHARACTER) {
          if (code >= 0 && isIn(sets[at] ?? NO_SET, code)) found[reached++] = next;
        } else if (kind === SPLIT) {
          open[depth++] = second[at] ?? 0;
          open[depth++] = next;
        } else if (kind === END) {
          this.work += looks;
          return -1;
        } else if (this.holds(kind, before, after)) open[depth++] = next;
      }
    }
    this.work += looks;
    return reached;
  }

  private holds(kind: number, before: number, after: number): boolean {
    if (kind === BEGIN) return before === EDGE || (this.linewise && before === LINE);
    if (kind === FINISH) return after === EDGE || (this.linewise && after === LINE);
    return ((before === WORD_CHARACTER) !== (after === WORD_CHARACTER)) === (kind === AT_WORD);
  }

  /** As `follow`, from the pattern's start. @returns null if the end is reached before the character */
  begin(before: number, after: number, code: number): Int16Array | null {
    const key = before * LATIN + code;
    const known = code >= 0 && code < LATIN ? this.begun[key] : undefined;
    if (known) return known;
    const count = this.follow(Int16Array.of(this.start), 1, before, after, code);
    if (count < 0) return null;
    const begun = this.found.slice(0, count);
    if (code >= 0 && code < LATIN) this.begun[key] = begun;
    return begun;
  }
}

/** The walk through one text. */
class Walk {
  private active: Int16Array;
  private count = 0;
  private before = EDGE;
  private at = 0;

  constructor(
    private readonly program: Program,
    private readonly text: string,
  ) {
    this.active = new Int16Array(2 * program.size);
  }

  /** Goes on for about so many looks. @returns whether the pattern is found; undefined while nobody knows */
  go(most: number): boolean | undefined {
    const { program, text } = this;
    const end = program.work + most;
    while (this.at < text.length) {
      if (program.work >= end) return undefined;
      const code = text.charCodeAt(this.at);
      if (this.isFoundBefore(code, beside(code))) return true;
      this.at += 1;
    }
    return this.isFoundBefore(-1, EDGE);
  }

  /** Whether it is found before a character; if not, goes over it. */
  private isFoundBefore(code: number, after: number): boolean {
    const { program, active, before } = this;
    this.before = after;
    const begun = program.begin(before, after, code);
    if (begun === null) return true;
    let count = 0;
    if (this.count > 0) {
      count = program.follow(active, this.count, before, after, code);
      if (count < 0) return true;
      for (let i = 0; i < count; i += 1) active[i] = program.found[i] ?? 0;
    } else program.work += 1;
    for (let i = 0; i < begun.length; i += 1) active[count++] = begun[i] ?? 0;
    this.count = count;
    return false;
  }
}

/** Makes a matcher of a pattern's places. @param linewise `^` and `$` stand at the ends of lines too */
export function createMatcher(places: readonly Place[], start: number, linewise: boolean): Matcher {
  const program = new Program(places, start, linewise);
  let left = NAMES_WORK;
  return {
    get work() {
      return program.work;
    },
    test(text) {
      if (left === 0) return null;
      const before = program.work;
      const found = new Walk(program, text).go(left);
      left = Math.max(0, left - (program.work - before));
      return found ?? null;
    },
    *scan(text) {
      const walk = new Walk(program, text);
      for (;;) {
        const found = walk.go(STEP_WORK);
        if (found !== undefined) return found;
        yield;
      }
    },
  };
}
