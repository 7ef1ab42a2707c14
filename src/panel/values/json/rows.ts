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
      readonly path: string;
      readonly level: number;
      readonly left: number;
      readonly of: number;
    };

/** What the user unfolded: how many values of which path are listed. */
export type Unfolded = ReadonlyMap<string, number>;

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
    const most = holds > 0 ? unfolded.get(row.path) : undefined;
    rows.push({ ...row, kind: 'value', holds, open: most !== undefined });
    if (most === undefined) return;
    const keyed = !Array.isArray(row.value) && !(row.value instanceof Map) && !(row.value instanceof Set);
    const mapKeys = row.value instanceof Map ? row.value.keys() : null;
    for (const [i, child] of childrenOf(row.value, most).entries()) {
      const mapKey: unknown = mapKeys?.next().value;
      visit({
        path: childPath(row.path, child.step),
        level: row.level + 1,
        label: child.label,
        // A Map's text keys name their values as an object's do.
        names: keyed ? [...row.names, child.step] : typeof mapKey === 'string' ? [...row.names, mapKey] : row.names,
        value: child.value,
        position: i + 1,
        siblings: holds,
      });
    }
    if (holds > most) rows.push({ kind: 'more', path: row.path, level: row.level + 1, left: holds - most, of: holds });
  };
  visit({ path: '', level: 1, label, names, value, position: 1, siblings: 1 });
  return rows;
}
