/** Functions that stand for others and look like them: name, length, own properties, prototype, text. */
import { apply, type Callable, createWeakTable, functionText, get, NativeProxy } from './natives.ts';

/** What happens in place of a call: gets the original, and must call it. */
export type Run = (original: Callable, self: unknown, given: unknown[]) => unknown;
/** What happens in place of `new`. */
export type Construct = NonNullable<ProxyHandler<Callable>['construct']>;

const originals = createWeakTable<Callable>();

/** What a disguise stands for; undefined for any other value. */
export const originalOf = (value: unknown): Callable | undefined => originals.get(value);

/**
 * The library keys handlers by `String(callback)` (scapi.md §1.5), which asks the function for its `toString`: that of a
 * disguise answers with the original's text. Only `Function.prototype.toString.call(f)` tells them apart.
 */
function read(original: Callable, key: string | symbol, receiver: unknown): unknown {
  // A static accessor of a class must see the class.
  const value: unknown = get(original, key, originals.get(receiver) === original ? original : receiver);
  return value === functionText ? ownText : value;
}

/** Makes a function that looks like `original` and does `run`; null: what the original does. */
export function disguise(original: Callable, run: Run | null, construct?: Construct): Callable {
  const traps: ProxyHandler<Callable> & { __proto__: null } = { __proto__: null, get: read };
  if (run) traps.apply = run;
  if (construct) traps.construct = construct;
  const wrapper = new NativeProxy(original, traps);
  originals.set(wrapper, original);
  return wrapper;
}

const ownText = disguise(functionText, (original, self, given) => apply(original, originals.get(self) ?? self, given));
