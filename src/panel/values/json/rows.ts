/** The visible rows of a tree: a flat list, so that keys, levels and chunks are simple to follow. */
import { childCount, childPath, childrenOf } from './shape.ts';

/** How many values of one holder are listed before "show more". */
export const CHUNK = 100;

/** One visible line. */
export type TreeRow =
  | {
      readonly kind: 'value';
      readonly path: string;
      /** 1 is the root. */
      readonly level: number;
      readonly label: string;
      /** The keys on the way to it, which may say that it is a token. */
      readonly names: readonly string[];
      readonly value: unknown;
      /** How many values it holds. */
      readonly holds: number;
      readonly open: boolean;
      /** Its place among its siblings, from 1, and how many they are. */
      readonly position: number;
      readonly siblings: number;
    }
  | {
      readonly kind: 'more';
      /** Which of them are not listed. */
      readonly side: 'before' | 'after';
      readonly path: string;
      readonly level: number;
      readonly left: number;
    };

/** Which values of a holder are listed: from this place on, up to that one, which is not. */
export interface Listed {
  readonly from: number;
  readonly to: number;
}

/** The first values. */
export const FIRST: Listed = { from: 0, to: CHUNK };

/** What is unfolded, by path: which of its values are listed. */
export type Unfolded = ReadonlyMap<string, Listed>;

/** The rows of `value`, folded but for `unfolded`. Walks what is visible and nothing else. */
export function treeRows(
  value: unknown,
  unfolded: Unfolded,
  label = '',
  names: readonly string[] = [],
): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const visit = (row: Omit<Extract<TreeRow, { kind: 'value' }>, 'kind' | 'holds' | 'open'>): void => {
    const holds = childCount(row.value);
    const listed = holds > 0 ? unfolded.get(row.path) : undefined;
    rows.push({ ...row, kind: 'value', holds, open: listed !== undefined });
    if (listed === undefined) return;
    const { from, to } = listed;
    const { path } = row;
    const level = row.level + 1;
    if (from > 0) rows.push({ kind: 'more', side: 'before', path, level, left: from });
    for (const [i, child] of childrenOf(row.value, to - from, from).entries()) {
      visit({
        path: childPath(path, child.step),
        level,
        label: child.label,
        names: child.name === null ? row.names : [...row.names, child.name],
        value: child.value,
        position: from + i + 1,
        siblings: holds,
      });
    }
    if (holds > to) rows.push({ kind: 'more', side: 'after', path, level, left: holds - to });
  };
  visit({ path: '', level: 1, label, names, value, position: 1, siblings: 1 });
  return rows;
}

/** What is unfolded once one more holder lists a place: as before, more, or from there on where that is far away. */
export function listing(unfolded: Unfolded, path: string, index: number): Unfolded {
  const before = unfolded.get(path);
  if (before && index >= before.from && index < before.to) return unfolded;
  const from = index - (index % CHUNK);
  const isNext = before ? from === before.to : from === 0;
  const listed = { from: isNext ? (before?.from ?? 0) : from, to: from + CHUNK };
  return new Map(unfolded).set(path, listed);
}
