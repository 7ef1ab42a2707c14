/** Functions that stand for others and look like them: name, length, own properties, prototype, text. */
import {
  type Callable,
  construct,
  createWeakTable,
  get,
  getOwnPropertyDescriptor,
  isCallable,
  NativeProxy,
  setPrototypeOf,
} from './natives.ts';
import { Call } from './thrown.ts';
import { trapOf } from './unseen.ts';

/**
 * What happens when such a function is called, before the original is: it may change the call. What it throws is dropped.
 */
export type Run = (call: Call) => void;

const originals = createWeakTable<Callable>();
/** What stands for a `toString`, by that. */
const texts = createWeakTable<Callable>();

/** What a disguise stands for, as far as it was noted; undefined for any other value. */
export const originalOf = originals.get;
/** Notes what a disguise stands for. Of most nobody asks, and a table costs more than all else of a disguise. */
export const noteOriginal = originals.set;

/** The handler of a disguise. Of a class, since calls pay for them: objects made with a null prototype are slow. */
class Traps {
  wrapper: Callable | null = null;
  declare readonly apply: Callable;
  declare readonly get: Callable;
  declare construct?: Callable;

  /** @param made told of each object that a class made */
  constructor(
    readonly run: Run | null,
    readonly made: ((one: object) => void) | null,
  ) {}
}
Object.assign(Traps.prototype, { apply: trapOf(planCall), get: trapOf(planReading) });
// The browser looks for traps here too.
setPrototypeOf(Traps.prototype, null);
const constructTrap = trapOf(planMaking);

function planCall({ run }: Traps, given: readonly unknown[]): Call {
  const call = new Call(given[0] as Callable, given[1], given[2] as unknown[]);
  try {
    run?.(call);
  } catch {
    // The probe fails open: the page must not hear of it.
  }
  return call;
}

/**
 * The library keys handlers by `String(callback)` (docs/protocol.md#subscribe-and-unsubscribe), which asks the function
 * for its `toString`: what a disguise inherits as such, the language's own or the page's in its place (zone.js),
 * answers with the original's text. Only `Function.prototype.toString.call(f)` tells them apart.
 */
function planReading({ wrapper }: Traps, given: readonly unknown[]): Call {
  const original = given[0] as Callable;
  const key = given[1];
  // A static accessor of a class must see the class.
  const receiver = given[2] === wrapper ? original : given[2];
  const call = new Call(get, undefined, [original, key, receiver]);
  if (key === 'toString') {
    call.after = (value) => {
      if (!isCallable(value) || getOwnPropertyDescriptor(original, key)) return value;
      noteOriginal(wrapper, original);
      return textOf(value);
    };
  }
  return call;
}

/** What stands for a `toString`: one and the same for all disguises. */
function textOf(value: Callable): Callable {
  const known = texts.get(value);
  if (known) return known;
  const text = proxyFunction(value, (call) => {
    call.self = originalOf(call.self) ?? call.self;
  });
  texts.set(value, text);
  return text;
}

function planMaking({ wrapper, made }: Traps, given: readonly unknown[]): Call {
  const original = given[0];
  const call = new Call(construct, undefined, [original, given[1], given[2] === wrapper ? original : given[2]]);
  call.after = (one) => {
    made?.(one as object);
    return one;
  };
  return call;
}

/** Makes a function that looks like `original`. */
export function proxyFunction(original: Callable, run: Run): Callable {
  return wrap(original, new Traps(run, null));
}

/** Makes a class that looks like `original`. @param made told of each object that comes of `new` */
export function proxyClass(original: Callable, made: (one: object) => void): Callable {
  const traps = new Traps(null, made);
  traps.construct = constructTrap;
  return wrap(original, traps);
}

function wrap(original: Callable, traps: Traps): Callable {
  const wrapper = new NativeProxy(original, traps as ProxyHandler<Callable>);
  traps.wrapper = wrapper;
  return wrapper;
}
