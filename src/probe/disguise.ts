/** Functions that stand for others and look like them: name, length, own properties, prototype, text. */
import {
  apply,
  type Callable,
  createWeakTable,
  get,
  getOwnPropertyDescriptor,
  isCallable,
  NativeProxy,
  setPrototypeOf,
} from './natives.ts';

/** What happens in place of a call: gets the original, and must call it. */
export type Run = (original: Callable, self: unknown, given: unknown[]) => unknown;
/** What happens in place of `new`. */
export type Construct = NonNullable<ProxyHandler<Callable>['construct']>;

const originals = createWeakTable<Callable>();
/** What stands for a `toString`, by that. */
const texts = createWeakTable<Callable>();

/** What a disguise stands for, as far as it was noted; undefined for any other value. */
export const originalOf = originals.get;
/** Notes what a disguise stands for. Of most nobody asks, and a table costs more than all else of a disguise. */
export const noteOriginal = originals.set;

/** A disguise's traps. Of a class, since calls pay for them: objects made with a null prototype are slow. */
class Traps {
  apply?: Run;
  construct?: Construct;
  wrapper?: Callable;

  /**
   * The library keys handlers by `String(callback)` (scapi.md §1.5), which asks the function for its `toString`: what a
   * disguise inherits as such, the language's own or the page's in its place (zone.js), answers with the original's text.
   * Only `Function.prototype.toString.call(f)` tells them apart.
   */
  get(original: Callable, key: string | symbol, receiver: unknown): unknown {
    // A static accessor of a class must see the class.
    const value: unknown = get(original, key, receiver === this.wrapper ? original : receiver);
    if (key !== 'toString' || !isCallable(value) || getOwnPropertyDescriptor(original, key)) return value;
    noteOriginal(this.wrapper, original);
    let text = texts.get(value);
    if (!text) {
      text = disguise(value, (asked, self, given) => apply(asked, originalOf(self) ?? self, given));
      texts.set(value, text);
    }
    return text;
  }
}
// The browser looks for traps here too.
setPrototypeOf(Traps.prototype, null);

/** Makes a function that looks like `original` and does `run`; null: what the original does. */
export function disguise(original: Callable, run: Run | null, construct?: Construct): Callable {
  const traps = new Traps();
  if (run) traps.apply = run;
  if (construct) traps.construct = construct;
  traps.wrapper = new NativeProxy(original, traps);
  return traps.wrapper;
}
