/**
 * What differs between two decoded values, as a tree. Objects are compared key by key; lists, Maps and Sets place by place,
 * after what is equal at both ends, so that what was put in or taken out is told as that. Pure.
 */
import { sameValueSteps } from '../json/equal.ts';
import { type Child, childCount, eachChild, HOLDERS, keysOf, shapeOf } from '../json/shape.ts';
import { StepCount, type Steps } from '../steps.ts';
import { differsByNature } from './by-nature.ts';

/** How a value stands to the other one. `inside`: both hold values, of which some differ. */
export type Difference = 'same' | 'added' | 'removed' | 'changed' | 'inside';

/** How many values differ. What was added or removed counts once, whatever it holds. */
export interface Differences {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  /** Changed ids and times of what happens anew each time: they are not among the others. */
  readonly byNature: number;
}

/** A value and the one that it is compared with. */
export interface Compared {
  readonly is: Difference;
  /** Its key, its place in a list, or a Map's key in words. */
  readonly label: string;
  /** The keys on the way to it, which may say that it is a token. */
  readonly names: readonly string[];
  /** Of a Map's value: its key. */
  readonly key: unknown;
  /** Undefined where it was added or removed. */
  readonly before: unknown;
  readonly after: unknown;
  readonly isByNature: boolean;
  /** Of `inside` alone: all values that both hold, in the order of the second; what was removed stands where it stood. */
  readonly children: readonly Compared[];
  readonly counts: Differences;
}

const NONE: Differences = { added: 0, removed: 0, changed: 0, byNature: 0 };
const ONE = {
  added: { ...NONE, added: 1 },
  removed: { ...NONE, removed: 1 },
  changed: { ...NONE, changed: 1 },
  byNature: { ...NONE, byNature: 1 },
} as const;

/** What is deeper is compared as a whole. */
const DEEPEST = 300;
/** So are values after so many. */
export const MOST_COMPARED = 200_000;

/**
 * Compares two values, in steps.
 * @param isByNature whether a changed value is one that is new each time (`by-nature.ts`)
 */
export function compareValues(before: unknown, after: unknown, isByNature = differsByNature): Steps<Compared> {
  return new Comparison(isByNature).pair({ label: '', step: '', name: null, value: before }, after, [], null);
}

/** The second value, made of the first one and what differs. */
export function applyDifferences(before: unknown, { is, after, children }: Compared): unknown {
  if (is === 'same') return before;
  if (is !== 'inside') return after;
  const kept = children.filter((child) => child.is !== 'removed');
  const made = kept.map((child) => [child, applyDifferences(child.before, child)] as const);
  if (before instanceof Map) return new Map(made.map(([{ key }, value]) => [key, value]));
  if (before instanceof Set) return new Set(made.map(([, value]) => value));
  if (Array.isArray(before)) return made.map(([, value]) => value);
  return Object.fromEntries(made.map(([{ label }, value]) => [label, value]));
}

/** One run: the pairs that it is inside of, and how many values it may still look at one by one. */
class Comparison {
  private readonly around: [unknown, unknown][] = [];
  private left = MOST_COMPARED;
  private readonly count = new StepCount();
  private readonly differsByNature: typeof differsByNature;

  constructor(isByNature: typeof differsByNature) {
    this.differsByNature = isByNature;
  }

  *pair(child: Child, after: unknown, above: readonly string[], key: unknown): Steps<Compared> {
    if (this.count.isFull()) yield;
    const before = child.value;
    const names = child.name === null ? above : [...above, child.name];
    const node = { label: child.label, names, key, before, after, isByNature: false, children: [], counts: NONE };
    if (before === after) return { ...node, is: 'same' };
    const shape = shapeOf(before);
    const count = childCount(before) + childCount(after);
    const isWhole =
      shape !== shapeOf(after) || !HOLDERS.has(shape) || this.around.length > DEEPEST || count > this.left;
    if (isWhole) {
      if (yield* sameValueSteps(before, after, this.count)) return { ...node, is: 'same' };
      const isByNature = child.name !== null && this.differsByNature(child.name, before, after);
      return { ...node, is: 'changed', isByNature, counts: isByNature ? ONE.byNature : ONE.changed };
    }
    // What holds itself on both sides in the same way differs nowhere else than was found already.
    if (this.around.some(([left, right]) => left === before && right === after)) return { ...node, is: 'same' };
    this.left -= count;
    this.around.push([before, after]);
    const children = yield* shape === 'object' ? this.keyed(before, after, names) : this.listed(before, after, names);
    this.around.pop();
    let [isSame, counts] = [true, NONE];
    for (const one of children) {
      if (this.count.isFull()) yield;
      isSame &&= one.is === 'same';
      counts = sum(counts, one.counts);
    }
    if (isSame) return { ...node, is: 'same' };
    return { ...node, is: 'inside', children, counts };
  }

  private *keyed(before: unknown, after: unknown, names: readonly string[]): Steps<readonly Compared[]> {
    const { count } = this;
    const [left, right] = [Object(before), Object(after)];
    const children: Compared[] = [];
    const old = keysOf(left);
    /** Where what stood behind a key begins. */
    const places = new Map<string, number>();
    for (const [at, key] of old.entries()) {
      places.set(key, at + 1);
      if (count.isFull()) yield;
    }
    function* addGone(from: number): Steps<void> {
      for (let at = from; at < old.length; at += 1) {
        const key = old[at] ?? '';
        if (Object.hasOwn(right, key)) break;
        children.push(alone('removed', keyed(key, Reflect.get(left, key)), names, null));
        if (count.isFull()) yield;
      }
    }
    yield* addGone(0);
    for (const key of keysOf(right)) {
      const value = Reflect.get(right, key);
      const place = places.get(key);
      if (place === undefined) {
        children.push(alone('added', keyed(key, value), names, null));
        if (count.isFull()) yield;
      } else {
        children.push(yield* this.pair(keyed(key, Reflect.get(left, key)), value, names, null));
        yield* addGone(place);
      }
    }
    return children;
  }

  private *listed(before: unknown, after: unknown, names: readonly string[]): Steps<readonly Compared[]> {
    const { count } = this;
    const [left, right] = [yield* itemsOf(before, count), yield* itemsOf(after, count)];
    // What is equal at the end; what is equal at the beginning stands at the same places anyway.
    const tail = left.length === right.length ? 0 : yield* equalAtEnd(left, right, count);
    const children: Compared[] = [];
    const pair = (from: Item, to: Item) =>
      this.pair({ ...from.child, label: to.child.label }, to.child.value, names, to.key);
    const [leftEnd, rightEnd] = [left.length - tail, right.length - tail];
    for (let at = 0; at < Math.max(leftEnd, rightEnd); at += 1) {
      const [from, to] = [at < leftEnd ? left[at] : undefined, at < rightEnd ? right[at] : undefined];
      if (from && to && (yield* sameValueSteps(from.key, to.key, count))) children.push(yield* pair(from, to));
      else {
        if (from) children.push(alone('removed', from.child, names, from.key));
        if (to) children.push(alone('added', to.child, names, to.key));
        if (count.isFull()) yield;
      }
    }
    for (let at = 0; at < tail; at += 1) {
      const [from, to] = [left[leftEnd + at], right[rightEnd + at]];
      if (from && to) children.push(yield* pair(from, to));
    }
    return children;
  }
}

/** One of a list: with its key, where it is a Map's. */
interface Item {
  readonly child: Child;
  readonly key: unknown;
}

function* itemsOf(value: unknown, count: StepCount): Steps<readonly Item[]> {
  const keys = value instanceof Map ? value.keys() : null;
  const items: Item[] = [];
  for (const child of eachChild(value)) {
    items.push({ child, key: keys ? keys.next().value : null });
    if (count.isFull()) yield;
  }
  return items;
}

/** How many are equal at the end, without those that are equal at the beginning. */
function* equalAtEnd(left: readonly Item[], right: readonly Item[], count: StepCount): Steps<number> {
  const most = Math.min(left.length, right.length);
  function* isSame(a: Item | undefined, b: Item | undefined): Steps<boolean> {
    if (count.isFull()) yield;
    if (a === undefined || b === undefined || !(yield* sameValueSteps(a.key, b.key, count))) return false;
    return yield* sameValueSteps(a.child.value, b.child.value, count);
  }
  let head = 0;
  while (head < most && (yield* isSame(left[head], right[head]))) head += 1;
  let tail = 0;
  while (tail < most - head && (yield* isSame(left.at(-1 - tail), right.at(-1 - tail)))) tail += 1;
  return tail;
}

function keyed(key: string, value: unknown): Child {
  return { label: key, step: key, name: key, value };
}

function alone(is: 'added' | 'removed', child: Child, above: readonly string[], key: unknown): Compared {
  const { label, name, value } = child;
  const [before, after] = is === 'removed' ? [value, undefined] : [undefined, value];
  const names = name === null ? above : [...above, name];
  return { is, label, names, key, before, after, isByNature: false, children: [], counts: ONE[is] };
}

function sum(a: Differences, b: Differences): Differences {
  if (b === NONE) return a;
  if (a === NONE) return b;
  return {
    added: a.added + b.added,
    removed: a.removed + b.removed,
    changed: a.changed + b.changed,
    byNature: a.byNature + b.byNature,
  };
}
