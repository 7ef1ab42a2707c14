/** Looks for a text in texts, whatever its case; a long text in slices. Pure. */

/** Where something stands in a text, in characters. */
export interface Span {
  readonly from: number;
  /** The first that is not in it. */
  readonly to: number;
}

/** Characters that are looked through at once. */
const SLICE = 100_000;

/** The expression that finds a text, whatever its case. @throws never: everything in the text stands for itself */
export function needleOf(text: string): RegExp {
  return new RegExp(text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'giu');
}

/** Where a needle stands in a text, one place after the other; null after each slice, so that who asks can stop. */
export function* spansIn(text: string, needle: RegExp): Generator<Span | null> {
  // What is found may be longer than what was typed, where a letter has two forms.
  const overlap = 2 * needle.source.length;
  let next = 0;
  for (let from = 0; from < text.length; from += SLICE) {
    const part = text.length <= SLICE ? text : text.slice(from, from + SLICE + overlap);
    needle.lastIndex = Math.max(0, next - from);
    for (let found = needle.exec(part); found && found.index < SLICE; found = needle.exec(part)) {
      const at = needle.lastIndex;
      next = from + at;
      yield { from: from + found.index, to: next };
      // Others may have used it meanwhile.
      needle.lastIndex = at;
    }
    yield null;
  }
}
