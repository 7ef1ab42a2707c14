/** Calls of `sendMessage` and what becomes of their callbacks. */
import type { SettledNote } from '../protocol/notes.ts';
import { proxyFunction } from './function-proxy.ts';
import { type Callable, isCallable, ownValue } from './natives.ts';
import type { Draft, Outbox } from './outbox.ts';
import { isOver } from './run.ts';
import type { Call } from './thrown.ts';
import { createTimed } from './timed.ts';

/** What a call threw, as long as it has not returned. */
const AN_EXCEPTION = 'an exception';

/** Tells of calls. */
export interface Calls {
  /** Notes a call of `sendMessage` that begins, and puts watched callbacks into what it is given. */
  begin(client: number, call: Call): void;
  /** From now on, whether service and id are enough of a request: the rest is seen where it arrives. */
  beBrief(isBrief: boolean): void;
}

/** An id; the library returns it as a text. */
const refOf = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? value : null);

/** The service of a request; null for any other message, of which all is told: there are few, and short ones. */
function serviceOf(message: unknown): string | null {
  const service = ownValue(message, 'request');
  return typeof service === 'string' && ownValue(message, 'event') === undefined ? service : null;
}

/** Makes what tells of a window's calls. @param now ms, `performance.now()` */
export function createCalls(outbox: Outbox, now: () => number): Calls {
  const timed = createTimed(now);
  let count = 0;
  let isBrief = false;

  /** A callback belongs to one call, so that each gets a disguise of its own: nobody keeps callbacks by identity. */
  function watched(callback: Callable, client: number, call: number, by: SettledNote['by']): Callable {
    return proxyFunction(callback, (running) => {
      if (isOver()) return;
      const { given } = running;
      // A failure is a message; a bare text is the client's own word that 10 s are over
      // (docs/protocol.md#success-and-failure).
      const how = by === 'failure' && given.length > 0 && typeof given[0] === 'string' ? 'timeout' : by;
      const note: Draft<'settled'> = ['settled', now(), client, call, how, 0, null];
      outbox.add(note);
      timed(running, note);
    });
  }

  return {
    begin(client, sending) {
      const { given } = sending;
      // Beyond its end a list answers with what the page put on `Array.prototype`.
      const message = given.length > 0 ? given[0] : undefined;
      const success = given.length > 1 ? given[1] : undefined;
      const failure = given.length > 2 ? given[2] : undefined;
      const call = count;
      count += 1;
      const where = outbox.where();
      // The message is whole, stamps and id included, once the call has returned.
      const service = isBrief ? serviceOf(message) : null;
      const note: Draft<'called'> = [
        'called',
        now(),
        client,
        where,
        message,
        call,
        !!success,
        !!failure,
        AN_EXCEPTION,
        null,
      ];
      // Before the call, so that a callback that runs at once comes after it.
      outbox.add(note);
      if (isCallable(success)) given[1] = watched(success, client, call, 'success');
      if (isCallable(failure)) given[2] = watched(failure, client, call, 'failure');
      sending.after = (reference) => {
        note[8] = null;
        if (service !== null) {
          note[4] = null;
          note[9] = [service, refOf(reference) ?? refOf(ownValue(message, 'referenceId'))];
        }
        return reference;
      };
    },
    beBrief(given) {
      isBrief = given;
    },
  };
}
