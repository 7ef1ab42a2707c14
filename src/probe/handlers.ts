/** The handlers that pages give to `subscribe`: each gets one number and one disguise in each client. */
import { proxyFunction } from './function-proxy.ts';
import {
  apply,
  type Callable,
  createTextTable,
  createWeakTable,
  cut,
  functionText,
  ownValue,
  textOf,
} from './natives.ts';
import type { Draft, Outbox } from './outbox.ts';
import { attempt, isOver } from './run.ts';
import { createTimed } from './timed.ts';

const LONGEST_NAME = 200;

/** One handler of one client. */
export interface Handler {
  readonly number: number;
  /** What the client gets in its place: always the same for the same function. */
  readonly wrapper: Callable;
  /** The function's own name; empty for none. */
  readonly name: string;
  /** The number of the first handler of this client with the same text; null: none, or this one. */
  readonly sameTextAs: number | null;
}

/** The handlers of one client. */
export interface Handlers {
  /** The handler that a function is, as one of this client from now on. A disguise is not disguised again. */
  take(given: Callable): Handler;
  /** The handler that a function is; undefined: it never was one. */
  find(given: unknown): Handler | undefined;
}

/** Makes the tables of one client. @param next gives numbers */
export function createHandlers(client: number, outbox: Outbox, now: () => number, next: () => number): Handlers {
  const known = createWeakTable<Handler>();
  const texts = createTextTable<number>();
  const timed = createTimed(now);

  function make(original: Callable): Handler {
    const number = next();
    const text = apply(functionText, original, []);
    const first = texts.get(text);
    if (first === undefined) texts.set(text, number);
    const wrapper = proxyFunction(original, (call) => {
      if (isOver()) return;
      const event = attempt(() => ownValue(call.given.length > 0 && call.given[0], 'event'));
      const note: Draft<'handled'> = ['handled', now(), client, number, cut(textOf(event), LONGEST_NAME), 0, null];
      outbox.add(note);
      timed(call, note);
    });
    const name = ownValue(original, 'name');
    const handler: Handler = {
      number,
      wrapper,
      name: typeof name === 'string' ? cut(name, LONGEST_NAME) : '',
      sameTextAs: first ?? null,
    };
    known.set(original, handler);
    known.set(wrapper, handler);
    return handler;
  }

  return { take: (given) => known.get(given) ?? make(given), find: (given) => known.get(given) };
}
