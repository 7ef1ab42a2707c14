/** Deep equality of decoded values: by content, for all that structured clone carries. Survives cycles and any depth. */
import { Bytes, Opaque, Reference } from '../../../entry/decode.ts';
import { runAll, StepCount, type Steps } from '../steps.ts';
import { keysOf, shapeOf } from './shape.ts';

/** Whether two decoded values have the same content. `NaN` equals itself, `0` equals `-0`; a key set to undefined differs from none. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  return runAll(sameValueSteps(a, b, new StepCount()));
}

/** The same, in steps. */
export function* sameValueSteps(a: unknown, b: unknown, count: StepCount): Steps<boolean> {
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
  for (let next = open.pop(); next; next = open.pop()) {
    const [left, right] = next;
    if (!sameOutside(left, right)) return false;
    for (const [one, other] of pairsIn(left, right)) {
      if (!fits(one, other)) return false;
      if (count.isFull()) yield;
    }
  }
  return true;
}

/** Whether two objects of one shape are equal, but for what they hold. */
function sameOutside(left: object, right: object): boolean {
  if (left instanceof Map && right instanceof Map) return left.size === right.size;
  if (left instanceof Set && right instanceof Set) return left.size === right.size;
  if (Array.isArray(left) && Array.isArray(right)) return left.length === right.length;
  if (left instanceof Bytes && right instanceof Bytes)
    return left.type === right.type && left.length === right.length && left.kept.length === right.kept.length;
  if ((left instanceof Reference || left instanceof Opaque) && left instanceof Reference !== right instanceof Reference)
    return false;
  return left instanceof Date || keysOf(left).length === keysOf(right).length;
}

/** In the place of a value that is not there: equal to nothing. */
const MISSING = Symbol('missing');

/** What two objects of one shape and size hold, in pairs. */
function* pairsIn(left: object, right: object): Generator<readonly [unknown, unknown], void> {
  if (left instanceof Date && right instanceof Date) yield [left.getTime(), right.getTime()];
  else if (left instanceof Map && right instanceof Map) {
    const others = right.entries();
    for (const [key, value] of left) {
      const [otherKey, otherValue] = others.next().value ?? [MISSING, MISSING];
      yield [key, otherKey];
      yield [value, otherValue];
    }
  } else if (left instanceof Set && right instanceof Set) {
    const others = right.values();
    for (const value of left) yield [value, others.next().value];
  } else if (Array.isArray(left) && Array.isArray(right)) {
    for (let at = 0; at < left.length; at += 1) yield [left[at], right[at]];
  } else if (left instanceof Bytes && right instanceof Bytes) {
    for (let at = 0; at < left.kept.length; at += 1) yield [left.kept[at], right.kept[at]];
  } else {
    for (const key of keysOf(left))
      yield [Reflect.get(left, key), Object.hasOwn(right, key) ? Reflect.get(right, key) : MISSING];
  }
}
