/**
 * Reads a regular expression of the filter and lays it out as places, which `walk.ts` follows through a text.
 *
 * Why an engine of our own: the panel must stay free whatever is typed and whatever a page sends, so a search of one text
 * has to be left and gone on with. The browser's matcher takes for ever on some patterns. `re2js` 2.10, well kept and
 * linear, matches a text in one call: with `(x|y)*x(x|y){300}z` and 262,144 characters the panel would stand still for
 * 11 s (measured; with 4 million, 71 s), and it has 65 kB gzip.
 */
import { type Node, PatternError, type PatternProblem, readPattern } from './syntax.ts';
import { createMatcher, type Matcher, type Place } from './walk.ts';

/** A pattern with more places than this is refused: each character of a text may have to be tried at each of them. */
export const MOST_PLACES = 1_000;

/** Makes a matcher, or says why not and where. Offsets are within the source; for a flag, from the source's end on. */
export function compilePattern(
  source: string,
  flags: string,
): { ok: true; matcher: Matcher } | { ok: false; problem: PatternProblem; from: number; to: number } {
  for (const [index, flag] of [...flags].entries()) {
    if (!'ims'.includes(flag) || flags.indexOf(flag) !== index)
      return { ok: false, problem: 'flag', from: source.length + 1 + index, to: source.length + 2 + index };
  }
  try {
    const places: Place[] = [{ is: 'end' }];
    const start = lay(readPattern(source, flags), 0, places);
    return { ok: true, matcher: createMatcher(places, start, flags.includes('m')) };
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    return { ok: false, problem: error.problem, from: error.from, to: error.to || source.length };
  }
}

/** Lays a node out as places that lead on to `next`. @returns the place to enter by */
function lay(node: Node, next: number, places: Place[]): number {
  const add = (place: Place): number => {
    if (places.length >= MOST_PLACES) throw new PatternError('size', 0, 0);
    return places.push(place) - 1;
  };
  switch (node.is) {
    case 'empty':
      return next;
    case 'character':
      return add({ is: 'character', set: node.set, next });
    case 'assertion':
      return add({ is: 'assertion', kind: node.kind, next });
    case 'sequence':
      return node.parts.reduceRight((after, part) => lay(part, after, places), next);
    case 'choice':
      return node.parts.map((part) => lay(part, next, places)).reduceRight((b, a) => add({ is: 'split', a, b }));
    case 'repeat': {
      let entry = next;
      if (node.most === Number.POSITIVE_INFINITY) {
        const split = { is: 'split' as const, a: next, b: next };
        entry = add(split);
        split.a = lay(node.part, entry, places);
      } else {
        for (let i = node.least; i < node.most; i += 1)
          entry = add({ is: 'split', a: lay(node.part, entry, places), b: next });
      }
      for (let i = 0; i < node.least; i += 1) {
        const laid = lay(node.part, entry, places);
        // An empty part lays nothing out, however often.
        if (laid === entry) break;
        entry = laid;
      }
      return entry;
    }
  }
}
