/**
 * What differs between the stories of two interactions: their lines, aligned by what they are. Ids, moments and how long
 * something took are no differences: they are others each time. Pure.
 */
import { statusOf } from '../../../session/rows/status.ts';
import { alignKeys, type Match } from '../../values/compare/align.ts';
import type { StoryLine } from './story.ts';

/** How a line stands to the other story. `moved`: the other has it at another place. */
export type StoryDifference = 'same' | 'changed' | 'removed' | 'added' | 'moved';

/** One line of the comparison: what stands on its left and on its right. One of the two is there at least. */
export interface StoryPair {
  readonly id: string;
  readonly is: StoryDifference;
  readonly left: StoryLine | null;
  readonly right: StoryLine | null;
}

/** What a line is, for aligning. */
interface Subject {
  /** What must be equal where nothing differs. */
  readonly whole: string;
  /** What must be equal where the rest is told as changed. */
  readonly about: string;
}

/**
 * The lines of both stories, each once and in its order.
 * @param now by the clock of the left one's panel, ms: what became of a request depends on it
 * @param nowRight the same of the right one
 */
export function compareStories(
  left: readonly StoryLine[],
  right: readonly StoryLine[],
  now: number,
  nowRight = now,
): readonly StoryPair[] {
  const before = left.map((line) => subjectOf(line, now));
  const after = right.map((line) => subjectOf(line, nowRight));
  const equal = alignKeys(before.map(wholeOf), after.map(wholeOf));
  const moved = movedIn(before, after, equal);
  const pairs: StoryPair[] = [];
  const add = (is: StoryDifference, a: StoryLine | undefined, b: StoryLine | undefined) =>
    pairs.push({ id: `${a?.key ?? ''} | ${b?.key ?? ''}`, is, left: a ?? null, right: b ?? null });

  /** Adds what lies between two lines that are equal. */
  function addBetween([fromLeft, fromRight]: Match, [toLeft, toRight]: Match): void {
    // What stands at another place is equal to nothing here.
    const leftKeys = before
      ?.slice(fromLeft, toLeft)
      .map(({ about }, at) => keyOf(moved.left, fromLeft + at, about, '<'));
    const rightKeys = after
      .slice(fromRight, toRight)
      .map(({ about }, at) => keyOf(moved.right, fromRight + at, about, '>'));
    const addAlone = (upToLeft: number, upToRight: number) => {
      for (; a < upToLeft; a += 1) add(moved.left.has(a) ? 'moved' : 'removed', left[a], undefined);
      for (; b < upToRight; b += 1) add(moved.right.has(b) ? 'moved' : 'added', undefined, right[b]);
    };
    let [a, b] = [fromLeft, fromRight];
    for (const [atLeft, atRight] of alignKeys(leftKeys, rightKeys)) {
      addAlone(fromLeft + atLeft, fromRight + atRight);
      add('changed', left[a], right[b]);
      a += 1;
      b += 1;
    }
    addAlone(toLeft, toRight);
  }

  let from: Match = [0, 0];
  for (const [atLeft, atRight] of equal) {
    addBetween(from, [atLeft, atRight]);
    add('same', left[atLeft], right[atRight]);
    from = [atLeft + 1, atRight + 1];
  }
  addBetween(from, [left.length, right.length]);
  return pairs;
}

const wholeOf = ({ whole }: Subject) => whole;

/** A key of its own for what stands at another place. */
function keyOf(moved: ReadonlySet<number>, at: number, about: string, side: string): string {
  return moved.has(at) ? `${side}${at}` : about;
}

/** Which lines, by their places, the other story has elsewhere: as many on the left as on the right. */
function movedIn(left: readonly Subject[], right: readonly Subject[], equal: readonly Match[]) {
  const [equalLeft, equalRight] = [new Set(equal.map(([at]) => at)), new Set(equal.map(([, at]) => at))];
  const free = new Map<string, number[]>();
  for (const [at, { whole }] of right.entries()) {
    if (equalRight.has(at)) continue;
    const places = free.get(whole);
    if (places) places.push(at);
    else free.set(whole, [at]);
  }
  // Taken from the end: shifting would cost as much as there are.
  for (const places of free.values()) places.reverse();
  const moved = { left: new Set<number>(), right: new Set<number>() };
  for (const [at, { whole }] of left.entries()) {
    const other = equalLeft.has(at) ? undefined : free.get(whole)?.pop();
    if (other === undefined) continue;
    moved.left.add(at);
    moved.right.add(other);
  }
  return moved;
}

function subjectOf(line: StoryLine, now: number): Subject {
  switch (line.is) {
    case 'state':
      return subject(['state'], [line.stretch.transition.to]);
    case 'gap':
      return subject(['gap'], [line.state]);
    case 'end':
      return subject(['end'], [line.ending.why]);
    case 'step':
      return subject(['step', line.step.what], [line.step.warning]);
    case 'message': {
      const { row, step } = line;
      const status = statusOf(row, Math.max(now, row.t));
      const about = ['message', row.is, row.name, row.is === 'event' ? row.detail : ''];
      return subject(about, [
        status,
        withoutIds(row.request?.failed ? row.request.error : null),
        step?.warning ?? null,
      ]);
    }
  }
}

function subject(about: readonly string[], rest: readonly (string | null)[]): Subject {
  return { about: JSON.stringify(about), whole: JSON.stringify([about, rest]) };
}

/** The text of a failure without what has a digit in it, such as ids and times. */
function withoutIds(error: string | null): string | null {
  return error === null ? null : error.slice(0, 2_000).replaceAll(/[^\s]*\d[^\s]*/g, '#');
}
