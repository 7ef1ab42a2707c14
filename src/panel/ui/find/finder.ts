/** Finds a text in what an element shows and what it would show unfolded: in slices, with the count as it grows. */
import { type DomPart, type DomText, partsIn, rangeOf } from './dom-text.ts';
import { type Findable, type Found, findableAt } from './findable.ts';
import { needleOf, type Span, spansIn } from './needle.ts';

/** How far a search is. */
export interface FindProgress {
  /** What was found until now. */
  readonly count: number;
  /** The place that one is at, from 0; -1: none. */
  readonly at: number;
  readonly isDone: boolean;
  /** There are more places than are kept. */
  readonly isCut: boolean;
}

/** What a search needs. */
export interface FinderParts {
  /** What is searched. */
  readonly root: () => Element | null;
  /** Runs work soon, after the browser had its turn. */
  readonly later: (work: () => void) => void;
  /** ms, for measuring slices. */
  readonly now: () => number;
  /** Told after each slice, and when the place changed. */
  readonly onChange: (progress: FindProgress) => void;
}

/** ms that a slice of work may take. */
const SLICE = 8;
/** No more places are kept. */
export const MOST_FOUND = 10_000;

/** A search that goes on while its text is typed and while what is searched changes. */
export interface Finder {
  /** Looks for another text; for none if it is empty. */
  look(text: string): void;
  /** Goes to the next place (1) or the one before (-1), round the end. @returns the place; null: none */
  step(by: 1 | -1): Found | null;
  /** The document changed: begins anew if what is searched is another one now. @returns whether it did */
  changed(): boolean;
  /** The places, in the order of the document. */
  readonly found: readonly Found[];
  readonly progress: FindProgress;
  end(): void;
}

/** A part of what is searched, by what tells whether it changed. */
type Part = { readonly text: DomText } | { readonly findable: Findable };

/** Makes a search. */
export function createFinder({ root, later, now, onChange }: FinderParts): Finder {
  let needle: RegExp | null = null;
  let parts: readonly Part[] = [];
  let found: Found[] = [];
  let at = -1;
  let run = 0;
  let isDone = true;
  let isCut = false;

  const progressNow = (): FindProgress => ({ count: found.length, at, isDone, isCut });
  const tell = () => onChange(progressNow());

  /** @param keep the place that one was at: the same number is gone on from */
  function begin(keep: number): void {
    run += 1;
    const own = run;
    found = [];
    isCut = false;
    isDone = needle === null;
    at = -1;
    const element = root();
    parts = element && needle ? partsOf(element) : [];
    if (needle === null) {
      tell();
      return;
    }
    const steps = searchParts(parts, needle);
    const work = () => {
      if (own !== run) return;
      const until = now() + SLICE;
      while (!isDone && now() < until) {
        const next = steps.next();
        if (next.done) isDone = true;
        else if (next.value) {
          if (found.length >= MOST_FOUND) [isDone, isCut] = [true, true];
          else found.push(next.value);
        }
      }
      if (at < 0 && keep >= 0 && (isDone || keep < found.length)) at = Math.min(keep, found.length - 1);
      tell();
      if (!isDone) later(work);
    };
    work();
  }

  return {
    get found() {
      return found;
    },
    get progress() {
      return progressNow();
    },
    look(text) {
      needle = text === '' ? null : needleOf(text);
      begin(-1);
    },
    step(by) {
      if (found.length === 0) return null;
      at = at < 0 ? (by > 0 ? 0 : found.length - 1) : (at + by + found.length) % found.length;
      tell();
      return found[at] ?? null;
    },
    changed() {
      const element = root();
      if (needle === null || !element || sameParts(parts, partsOf(element))) return false;
      begin(at);
      return true;
    },
    end() {
      run += 1;
      needle = null;
      found = [];
    },
  };
}

function partsOf(root: Element): readonly Part[] {
  const asPart = (part: DomPart): Part[] => {
    if (part.is === 'text') return [{ text: part.of }];
    const findable = findableAt(part.element);
    return findable ? [{ findable }] : [];
  };
  return partsIn(root, (element) => findableAt(element) !== undefined).flatMap(asPart);
}

function sameParts(left: readonly Part[], right: readonly Part[]): boolean {
  return (
    left.length === right.length &&
    left.every((part, index) => {
      const other = right[index];
      if (!other) return false;
      if ('text' in part)
        return 'text' in other && part.text.text === other.text.text && isSameText(part.text, other.text);
      return 'findable' in other && part.findable.of === other.findable.of;
    })
  );
}

/** A text that is drawn anew has other nodes. */
function isSameText(left: DomText, right: DomText): boolean {
  return left.nodes[0]?.node === right.nodes[0]?.node;
}

function* searchParts(parts: readonly Part[], needle: RegExp): Generator<Found | null> {
  for (const part of parts) {
    if ('findable' in part) yield* part.findable.search(needle);
    else for (const span of spansIn(part.text.text, needle)) yield span && foundInText(part.text, span);
  }
}

function foundInText(text: DomText, span: Span): Found {
  return { show() {}, range: () => rangeOf(text, span) };
}
