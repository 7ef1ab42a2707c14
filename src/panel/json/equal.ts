/** Deep equality of decoded values: by content, for all that structured clone carries. Survives cycles and any depth. */
import { Bytes, Opaque, Reference } from '../../entry/decode.ts';
import { shapeOf } from './shape.ts';

/** Whether two decoded values have the same content. `NaN` equals itself, `0` equals `-0`; a key set to undefined differs from none. */
export function sameValue(a: unknown, b: unknown): boolean {
  const open: [unknown, unknown][] = [[a, b]];
  const met = new Map<unknown, Set<unknown>>();
  for (let next = open.pop(); next; next = open.pop()) {
    const [left, right] = next;
    if (left === right || (Number.isNaN(left) && Number.isNaN(right))) continue;
    const shape = shapeOf(left);
    if (shape !== shapeOf(right)) return false;
    if (typeof left !== 'object' || left === null) return false;
    const known = met.get(left);
    if (known?.has(right)) continue;
    met.set(left, (known ?? new Set()).add(right));
    const inner = pairs(left, right);
    if (!inner) return false;
    for (const pair of inner) open.push(pair);
  }
  return true;
}

/** The pairs that must be equal for two objects of one shape to be equal; null if they differ already. */
function pairs(left: object, right: unknown): [unknown, unknown][] | null {
  if (left instanceof Date && right instanceof Date) return [[left.getTime(), right.getTime()]];
  if (left instanceof Map && right instanceof Map) return zip([...left].flat(), [...right].flat());
  if (left instanceof Set && right instanceof Set) return zip([...left], [...right]);
  if (Array.isArray(left) && Array.isArray(right)) return zip(left, right);
  if (left instanceof Bytes && right instanceof Bytes) {
    if (left.type !== right.type || left.length !== right.length) return null;
    return zip([...left.kept], [...right.kept]);
  }
  if (left instanceof Reference || left instanceof Opaque) {
    if (left instanceof Reference !== right instanceof Reference) return null;
  }
  return typeof right === 'object' && right !== null ? entries(left, right) : null;
}

function zip(left: readonly unknown[], right: readonly unknown[]): [unknown, unknown][] | null {
  return left.length === right.length ? left.map((value, i) => [value, right[i]]) : null;
}

function entries(left: object, right: object): [unknown, unknown][] | null {
  const found = Object.entries(left);
  if (found.length !== Object.keys(right).length) return null;
  const other = new Map(Object.entries(right));
  return found.every(([key]) => other.has(key)) ? found.map(([key, value]) => [value, other.get(key)]) : null;
}
