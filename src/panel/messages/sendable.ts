/** What of a recorded message can be sent again exactly as it was. Pure. */
import { childPath, childrenOf, shapeOf } from '../json/shape.ts';

/** More values than this are not looked through. */
const MOST = 200_000;

/**
 * The path (JSON pointer; the empty text is the value itself) of the first value that a command cannot carry as it was:
 * bytes, an object met twice, something that was not recorded whole. Null if all can be sent again.
 */
export function firstUnsendable(value: unknown): string | null {
  const open: { path: string; value: unknown }[] = [{ path: '', value }];
  let seen = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { path } = next;
    const shape = shapeOf(next.value);
    seen += 1;
    if (shape === 'bytes' || shape === 'marker' || seen > MOST) return path;
    if (next.value instanceof Map) for (const key of next.value.keys()) open.push({ path, value: key });
    for (const child of childrenOf(next.value, MOST)) {
      open.push({ path: childPath(path, child.step), value: child.value });
    }
  }
  return null;
}
