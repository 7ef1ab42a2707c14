/** Deep equality of decoded values: by content, for all that structured clone carries. Survives cycles and any depth. */
import { Bytes, Opaque, Reference } from '../../../entry/decode.ts';
import { keysOf, shapeOf } from './shape.ts';

/** Whether two decoded values have the same content. `NaN` equals itself, `0` equals `-0`; a key set to undefined differs from none. */
export function sameValue(a: unknown, b: unknown): boolean {
  const open: [object, object][] = [];
  const met = new Map<object, Set<object>>();
  /** Only pairs of objects wait: of most values, what they hold is compared at once. */
  const fits = (left: unknown, right: unknown): boolean => {
    if (left === right || (Number.isNaN(left) && Number.isNaN(right))) return true;
    if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
    if (shapeOf(left) !== shapeOf(right)) return false;
    const known = met.get(left);
    if (known?.has(right)) return true;
    met.set(left, (known ?? new Set()).add(right));
    open.push([left, right]);
    return true;
  };
  if (!fits(a, b)) return false;
  for (let next = open.pop(); next; next = open.pop()) if (!sameInside(...next, fits)) return false;
  return true;
}

type Fits = (left: unknown, right: unknown) => boolean;

/** Whether what two objects of one shape hold fits. */
function sameInside(left: object, right: object, fits: Fits): boolean {
  if (left instanceof Date && right instanceof Date) return fits(left.getTime(), right.getTime());
  if (left instanceof Map && right instanceof Map)
    return left.size === right.size && sameLists([...left].flat(), [...right].flat(), fits);
  if (left instanceof Set && right instanceof Set)
    return left.size === right.size && sameLists([...left], [...right], fits);
  if (Array.isArray(left) && Array.isArray(right)) return sameLists(left, right, fits);
  if (left instanceof Bytes && right instanceof Bytes)
    return left.type === right.type && left.length === right.length && sameLists(left.kept, right.kept, fits);
  if ((left instanceof Reference || left instanceof Opaque) && left instanceof Reference !== right instanceof Reference)
    return false;
  const keys = keysOf(left);
  if (keys.length !== keysOf(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && fits(Reflect.get(left, key), Reflect.get(right, key)));
}

function sameLists(left: ArrayLike<unknown>, right: ArrayLike<unknown>, fits: Fits): boolean {
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i += 1) if (!fits(left[i], right[i])) return false;
  return true;
}
