/**
 * What the page's functions throw, without catching it: a `catch` of ours would be a line in the page's stacks, and what is
 * thrown on from there would come from there to the page's `onerror`. But a stream keeps what the function throws that
 * measures its pieces, and lets it pass. Nobody ever reads such a stream.
 */
import {
  accessorList,
  apply,
  bound,
  type Callable,
  define,
  emptyList,
  getOwnPropertyDescriptor,
  setPrototypeOf,
  valued,
} from './natives.ts';
import { attempt } from './run.ts';

const NativeStream = ReadableStream;
const { getReader } = ReadableStream.prototype;
const { enqueue } = ReadableStreamDefaultController.prototype;
const closedGetter: Callable = Object(getOwnPropertyDescriptor(ReadableStreamDefaultReader.prototype, 'closed')?.get);
const { then } = Promise.prototype;
const atTurnsEnd: Callable = queueMicrotask;
const here: unknown = Reflect.get(globalThis, 'document');
const viewGetter: Callable | undefined = here
  ? getOwnPropertyDescriptor(Document.prototype, 'defaultView')?.get
  : undefined;

/** Pieces of nothing that a stream takes before another one is used: nobody takes them out. */
const MOST_USES = 500;
const NOTHING: readonly unknown[] = [];

/** What is kept at this moment, and what `Reflect.apply` shall call: see `unseen.ts`. */
let current: Keeper | null = null;
const next: [run: unknown, self: unknown, given: unknown] = [undefined, undefined, undefined];

/** One use of a function that stands for one of the page's. */
export class Call {
  /** What the caller gets, from what the page's function returned; null: just that. Not called where that threw. */
  after: ((result: unknown, call: Call) => unknown) | null = null;
  /** Told what the page's function threw, when the turn ends; null: nobody asks. */
  onThrow: ((thrown: unknown, call: Call) => void) | null = null;
  /** The note of it, for these two. */
  note: unknown[] | null = null;
  /** What keeps that meanwhile. */
  keeper: Keeper | null = null;

  constructor(
    public run: Callable,
    public self: unknown,
    public given: unknown[],
  ) {}
}
// Nothing that the page puts on `Object.prototype` shall be a part of it.
setPrototypeOf(Call.prototype, null);

/** A stream that keeps what is thrown. */
export class Keeper {
  /** The call that runs; null: it has returned. */
  call: Call | null = null;
  result: unknown = undefined;
  uses = 0;
  isUsed = false;
  controller: ReadableStreamDefaultController | null = null;
  readonly stream: ReadableStream;

  constructor() {
    const start = (controller: ReadableStreamDefaultController) => {
      this.controller = controller;
    };
    const strategy = { __proto__: null, highWaterMark: 0, size: measure as () => number };
    this.stream = new NativeStream({ __proto__: null, start } as UnderlyingDefaultSource, strategy);
  }
}
setPrototypeOf(Keeper.prototype, null);

const idle = emptyList<Keeper>();
/** Those that were used in this turn. */
let used = emptyList<Keeper>();

const measure: Callable = bound(
  apply,
  undefined,
  (keeper: Keeper, result: unknown) => {
    keeper.result = result;
    return 0;
  },
  undefined,
  accessorList(() => current, bound(apply, undefined, apply, undefined, next)),
);

/** Has a stream make a call. @param trapNext what the trap was to call, and calls now */
export function keepThrown(call: Call, trapNext: unknown[]): void {
  // Firefox calls nothing in a window that is gone. Who asks, asks in vain.
  if (viewGetter && apply(viewGetter, here, []) === null) return;
  const keeper = take();
  keeper.call = call;
  call.keeper = keeper;
  current = keeper;
  for (let i = 0; i < 3; i += 1) next[i] = trapNext[i];
  trapNext[0] = enqueue;
  trapNext[1] = keeper.controller;
  trapNext[2] = NOTHING;
}

function take(): Keeper {
  const last = idle.length - 1;
  const keeper = idle[last] ?? new Keeper();
  if (last >= 0) idle.length = last;
  keeper.uses += 1;
  if (!keeper.isUsed) used[used.length] = keeper;
  keeper.isUsed = true;
  return keeper;
}

/** The call has returned. @returns what it returned */
export function release(keeper: Keeper): unknown {
  const { result } = keeper;
  keeper.call = null;
  keeper.result = undefined;
  next[0] = next[1] = next[2] = undefined;
  current = null;
  if (keeper.uses < MOST_USES) idle[idle.length] = keeper;
  return result;
}

/** At the end of a turn: tells what was thrown in it, then does something. */
export function tellThrown(after: () => void): void {
  const all = used;
  used = emptyList();
  let isAny = false;
  for (let i = 0; i < all.length; i += 1) {
    const keeper = all[i];
    if (!keeper) continue;
    keeper.isUsed = false;
    const { call } = keeper;
    if (!call) continue;
    isAny = true;
    // Should it run on all the same, it is not used again.
    keeper.uses = MOST_USES;
    const closed = apply(closedGetter, apply(getReader, keeper.stream, []), []);
    // Else the page would be asked for the class of what `then` makes.
    define(closed, 'constructor', valued(undefined));
    apply(then, closed, [undefined, (thrown: unknown) => attempt(() => call.onThrow?.(thrown, call))]);
  }
  if (isAny) apply(atTurnsEnd, undefined, [after]);
  else after();
}
