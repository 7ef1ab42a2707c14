/** The lines of a comparison: what differs with what is around it; what is equal is folded. Pure. */
import { StepCount, type Steps } from '../steps.ts';
import type { Compared } from './compare.ts';

/** One line. */
export type CompareRow =
  | {
      readonly kind: 'value';
      readonly id: string;
      /** 0 is the whole, which has no line where some of what it holds differs. */
      readonly level: number;
      readonly of: Compared;
      /** One of those that are counted, and that keys lead to. */
      readonly isDifference: boolean;
    }
  | {
      readonly kind: 'equal';
      readonly id: string;
      readonly level: number;
      /** Values that are equal, one after the other: how many, and the names of the first. */
      readonly count: number;
      readonly names: string;
      /** As many of them as are listed once it is open. */
      readonly values: readonly Compared[];
      readonly isOpen: boolean;
    };

/** So many of the equal ones are named on their line, each so long. */
const MOST_NAMED = 4;
const LONGEST_NAME = 30;
/** No more equal neighbours are listed. */
const MOST_EQUAL = 1_000;

/**
 * The lines, in steps.
 * @param opened ids of folded lines whose values are to be shown
 * @param countsNature whether ids and times that differ by nature are differences like others
 */
export function* compareRows(
  whole: Compared,
  opened: ReadonlySet<string>,
  countsNature: boolean,
): Steps<readonly CompareRow[]> {
  const rows: CompareRow[] = [];
  const count = new StepCount();
  function* add(of: Compared, id: string, level: number): Steps<void> {
    if (count.isFull()) yield;
    const isDifference = of.is !== 'same' && of.is !== 'inside' && (countsNature || !of.isByNature);
    if (level > 0 || of.is !== 'inside') rows.push({ kind: 'value', id, level, of, isDifference });
    let at = 0;
    while (at < of.children.length) {
      const first = at;
      while (of.children[at]?.is === 'same') {
        at += 1;
        if (count.isFull()) yield;
      }
      if (at > first)
        addEqual(of.children.slice(first, Math.min(at, first + MOST_EQUAL)), at - first, `${id}/${first}=`, level + 1);
      const child = of.children[at];
      if (child) yield* add(child, `${id}/${at}`, level + 1);
      at += 1;
    }
  }
  const addEqual = (values: readonly Compared[], all: number, id: string, level: number): void => {
    const isOpen = opened.has(id);
    rows.push({ kind: 'equal', id, level, count: all, names: namesOf(values), values, isOpen });
    if (!isOpen) return;
    for (const [at, of] of values.entries())
      rows.push({ kind: 'value', id: `${id}${at}`, level: level + 1, of, isDifference: false });
  };
  yield* add(whole, '', 0);
  return rows;
}

function namesOf(equal: readonly Compared[]): string {
  const names = equal.slice(0, MOST_NAMED).map(({ label }) => label.slice(0, LONGEST_NAME));
  return [...names, ...(equal.length > MOST_NAMED ? ['…'] : [])].join(', ');
}
