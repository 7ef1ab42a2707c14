/**
 * Matches the filter's regular expressions in time that grows with the text alone: all ways through the pattern are
 * followed at once, and each set of places in it is worked out once and remembered (a lazy DFA). No pattern can make
 * the panel stand still.
 */
import { isLineEnd, isWordCharacter, type Node, PatternError, type PatternProblem, readPattern } from './syntax.ts';

/** A pattern that was understood. */
export interface Pattern {
  readonly source: string;
  readonly flags: string;
}

/** Tells whether a pattern is found in texts. */
export interface Matcher {
  test(text: string): boolean;
  /** The same in steps of at most `STEP` characters; one `next()` each. */
  scan(text: string): Generator<undefined, boolean, undefined>;
}

/** Characters that one step of a scan reads. */
export const STEP = 1_024;

type Place =
  | { is: 'character'; test: (code: number) => boolean; next: number }
  | { is: 'split'; a: number; b: number }
  | { is: 'assertion'; kind: '^' | '$' | 'b' | 'B'; next: number }
  | { is: 'end' };

/** What stands beside a place in the text: its edge, the end of a line, a word's character, another one. */
type Beside = 'edge' | 'line' | 'word' | 'other';

interface State {
  readonly places: readonly number[];
  readonly before: Beside;
  readonly next: Map<number, State | 'found'>;
}

/** A pattern with more places than this is refused: it would be slow. */
const MOST_PLACES = 1_000;
/** How many steps from state to state, and places in states, are remembered; beyond that it begins anew. */
const MOST_REMEMBERED = 200_000;

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
      return add({ is: 'character', test: node.test, next });
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

function beside(code: number): Beside {
  if (isWordCharacter(code)) return 'word';
  return isLineEnd(code) ? 'line' : 'other';
}

function createMatcher(places: readonly Place[], start: number, linewise: boolean): Matcher {
  let known = new Map<string, State>();
  let remembered = 0;

  const state = (at: readonly number[], before: Beside): State => {
    const key = `${before} ${at.join(' ')}`;
    const found = known.get(key);
    if (found) return found;
    const made: State = { places: at, before, next: new Map() };
    known.set(key, made);
    return made;
  };

  const holds = (kind: '^' | '$' | 'b' | 'B', before: Beside, after: Beside): boolean => {
    if (kind === '^') return before === 'edge' || (linewise && before === 'line');
    if (kind === '$') return after === 'edge' || (linewise && after === 'line');
    return ((before === 'word') !== (after === 'word')) === (kind === 'b');
  };

  /** The characters' places that can be reached without reading one; null if the end can. */
  const reach = ({ places: from, before }: State, after: Beside): (Place & { is: 'character' })[] | null => {
    const reached: (Place & { is: 'character' })[] = [];
    const seen = new Set<number>();
    const open = [start, ...from];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      const place = places[at];
      if (place?.is === 'end') return null;
      if (place?.is === 'character') reached.push(place);
      else if (place?.is === 'split') open.push(place.a, place.b);
      else if (place && holds(place.kind, before, after)) open.push(place.next);
    }
    return reached;
  };

  const step = (from: State, code: number): State | 'found' => {
    const before = from.next.get(code);
    if (before) return before;
    const reached = reach(from, beside(code));
    let to: State | 'found' = 'found';
    if (reached) {
      const next = new Set<number>();
      for (const place of reached) if (place.test(code)) next.add(place.next);
      if (remembered >= MOST_REMEMBERED) {
        known = new Map();
        remembered = 0;
        // What leads from state to state would keep the old ones alive.
        from.next.clear();
      }
      remembered += next.size;
      to = state(
        [...next].sort((a, b) => a - b),
        beside(code),
      );
    }
    remembered += 1;
    from.next.set(code, to);
    return to;
  };

  function* scan(text: string): Generator<undefined, boolean, undefined> {
    let at = state([], 'edge');
    for (let i = 0; i < text.length; i += 1) {
      const next = step(at, text.charCodeAt(i));
      if (next === 'found') return true;
      at = next;
      if (i % STEP === STEP - 1) yield;
    }
    return reach(at, 'edge') === null;
  }

  return {
    scan,
    test(text) {
      const steps = scan(text);
      let one = steps.next();
      while (!one.done) one = steps.next();
      return one.value;
    },
  };
}
