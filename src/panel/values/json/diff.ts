/** What changed between two sightings, as paths that a tree can mark. */
import { sameValue } from './equal.ts';
import { childCount, childPath, childrenOf, HOLDERS, shapeOf } from './shape.ts';

/** More changes than this are not told one by one. */
const MOST = 5_000;
/** More values than this are not looked at: what changed in a holder that is larger, or after so many, is not marked. */
export const MOST_LOOKED_AT = 100_000;

/**
 * The paths (JSON pointer, RFC 6901; the root is the empty text) at which `after` differs from `before`: the deepest
 * value that changed, a value that is new, or one that is gone.
 */
export function changedPaths(before: unknown, after: unknown): Set<string> {
  const changed = new Set<string>();
  const open: { path: string; before: unknown; after: unknown }[] = [{ path: '', before, after }];
  let left = MOST_LOOKED_AT;
  for (let next = open.pop(); next && changed.size < MOST; next = open.pop()) {
    const { path } = next;
    if (next.before === next.after) continue;
    const shape = shapeOf(next.after);
    if (shape !== shapeOf(next.before) || !HOLDERS.has(shape)) {
      if (!sameValue(next.before, next.after)) changed.add(path);
      continue;
    }
    const count = childCount(next.before) + childCount(next.after) + 1;
    if (count > left) continue;
    left -= count;
    const old = new Map(childrenOf(next.before, count).map((child) => [child.step, child]));
    for (const child of childrenOf(next.after, count)) {
      const was = old.get(child.step);
      old.delete(child.step);
      if (was?.label === child.label)
        open.push({ path: childPath(path, child.step), before: was.value, after: child.value });
      else changed.add(childPath(path, child.step));
    }
    for (const step of old.keys()) changed.add(childPath(path, step));
  }
  return changed;
}

/** The paths above the changed ones: those whose content changed, though not they themselves. */
export function pathsAbove(changed: ReadonlySet<string>): Set<string> {
  const above = new Set<string>();
  for (const path of changed) {
    for (let end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) {
      const parent = path.slice(0, end);
      if (above.has(parent)) break;
      above.add(parent);
      if (end === 0) break;
    }
  }
  return above;
}
