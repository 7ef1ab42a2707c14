/**
 * Traps in which no code of ours runs while the page's does. A trap that calls on is a line in every stack that the page
 * sees meanwhile, with the address of its script. So what is ours is over before the page's function begins: native code
 * calls both, one after the other.
 *
 * `reduce` takes two steps. The first is ours: a plan says what shall be called. The second is the call, by
 * `Reflect.apply`, which reads its arguments from accessors: one of them is the page's function itself, whose result goes
 * to `finish`. An exception passes by as if nobody were there. Proxies, `bind`, `call` and `apply` leave no line. Of all
 * this Chromium shows one line, `at Array.reduce (<anonymous>)`, and Firefox none.
 */
import { accessorList, apply, bound, type Callable, functionCall, NativeProxy, reduce } from './natives.ts';
import { type Call, keepThrown, release } from './thrown.ts';

/** Says what a trap calls, from its handler and from what a browser gives to such a trap. Must not throw. */
export type Plan<Handler> = (handler: Handler, given: readonly unknown[]) => Call;

/** What a trap was asked. */
type Asked = readonly [plan: Plan<unknown>, handler: unknown, given: readonly unknown[]];

/** What was planned last, and is called at once: nothing of the page's runs in between. */
let planned: Call | null = null;
/** The same for `Reflect.apply`: what is called, on what, with what. */
const next: [run: unknown, self: unknown, given: unknown] = [undefined, undefined, undefined];
let isPlanned = false;

/** The first step. @param given what `reduce` gives to it */
function takePlan(_target: unknown, _self: unknown, given: readonly unknown[]): void {
  const asked = given[0] as Asked;
  const call = asked[0](asked[1], asked[2]);
  planned = call;
  next[0] = call.run;
  next[1] = call.self;
  next[2] = call.given;
  try {
    if (call.onThrow) keepThrown(call, next);
  } catch {
    // There is no stream to be had: what is thrown is not kept.
  }
  isPlanned = true;
}

/** What comes after the page's function. */
function finish(call: Call, returned: unknown): unknown {
  // Nothing of the page's is kept alive.
  next[0] = next[1] = next[2] = undefined;
  planned = null;
  const result = call.keeper ? release(call.keeper) : returned;
  try {
    return call.after ? call.after(result, call) : result;
  } catch {
    return result;
  }
}

const callNext = bound(apply, undefined, apply, undefined, next);
const callAndFinish = bound(
  apply,
  undefined,
  finish,
  undefined,
  accessorList(() => planned, callNext),
);
/** Both steps: a trap that is there at the first, and not at the second, so that what is native is called directly. */
const steps = {
  __proto__: null,
  get apply() {
    if (!isPlanned) return takePlan;
    isPlanned = false;
    return undefined;
  },
};
const walk: Callable = new NativeProxy(callAndFinish, Object(steps));
/** Asked `(plan, handler, given)` as a trap of a proxy, it gets the three as one list, and two values before it to be dropped. */
const ask = new NativeProxy(
  (() => {}) as Callable,
  {
    __proto__: null,
    apply: bound(functionCall, bound(functionCall, bound(reduce, [0, 1], walk))),
  } as ProxyHandler<Callable>,
);

/** Makes a trap, of any kind, that does what a plan says. */
export function trapOf<Handler>(plan: Plan<Handler>): Callable {
  return new NativeProxy(plan as Callable, { __proto__: null, apply: ask } as ProxyHandler<Callable>);
}
