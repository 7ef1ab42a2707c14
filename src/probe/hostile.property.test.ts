import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { createOutbox } from './outbox.ts';
import { CALLBACKS, CLIENTS, type Log, MESSAGES, METHOD_NAMES, makeClient, tell } from './testdata/hostile.ts';
import { createFalsePage } from './testdata/page.ts';
import { createWatching } from './watching.ts';

const RUNS = { numRuns: process.env.WWE_LONG === '1' ? 20_000 : 300 };
const TIMEOUT_MS = 900_000;

const step = fc.record({
  does: fc.constantFrom('call', 'call', 'call', 'call a kept one', 'replace', 'delete', 'inherit', 'read', 'new'),
  method: fc.constantFrom(...METHOD_NAMES),
  message: fc.constantFrom(...Object.keys(MESSAGES)),
  first: fc.constantFrom(...Object.keys(CALLBACKS)),
  second: fc.constantFrom(...Object.keys(CALLBACKS)),
  self: fc.constantFrom('client', 'client', 'client', 'nothing', 'other', 'heir'),
  which: fc.nat({ max: 5 }),
});
type Step = typeof step extends fc.Arbitrary<infer Of> ? Of : never;

/** A world with a client, with or without a probe on it. */
function createWorld(kind: string, isWatched: boolean) {
  const log: Log = [];
  const { client, kept } = makeClient(kind, log);
  const page = createFalsePage();
  let time = 0;
  const now = () => {
    time += 1;
    return time;
  };
  const failed = vi.fn();
  const outbox = createOutbox({
    post: page.line.post,
    atTurnsEnd: (run) => queueMicrotask(() => attempt(run, failed)),
    later: page.later,
  });
  const own = { ServiceClientAPI: class {} };
  if (isWatched) createWatching(outbox, now).found(client, own);
  return { log, client, kept, page, failed };
}

function attempt(work: () => unknown, onThrow: (error: unknown) => void): unknown {
  try {
    return work();
  } catch (error) {
    onThrow(error);
    return undefined;
  }
}

/** Does the steps; all that can be seen goes into the log. */
async function play({ log, client, kept, page }: ReturnType<typeof createWorld>, steps: readonly Step[]): Promise<Log> {
  const selves: Readonly<Record<Step['self'], () => unknown>> = {
    client: () => client,
    nothing: () => undefined,
    other: () => ({ other: true }),
    heir: () => Object.create(client),
  };
  const callbacks = Object.fromEntries(Object.entries(CALLBACKS).map(([name, make]) => [name, make(log)]));
  for (const { does, method, message, first, second, self, which } of steps) {
    const said = MESSAGES[message]?.(log);
    const see = (work: () => unknown) => {
      try {
        log.push([does, method, tell(work())]);
      } catch (error) {
        log.push([does, method, 'threw', tell(error), error instanceof Error ? error.message : '']);
      }
    };
    const found = attempt(
      () => Reflect.get(client, method),
      () => log.push('cannot be read'),
    );
    if (does === 'call') {
      const given = method === 'unsubscribe' ? [callbacks[first]] : [said, callbacks[first], callbacks[second], which];
      see(() => Reflect.apply(Object(found), selves[self](), given.slice(0, which)));
    }
    if (does === 'call a kept one') see(() => kept[which]?.(said, which));
    if (does === 'replace') see(() => Reflect.set(client, method, (...given: unknown[]) => ['own', given.length]));
    if (does === 'delete') see(() => Reflect.deleteProperty(client, method));
    if (does === 'inherit') see(() => Reflect.get(Object.create(client), method) === found);
    if (does === 'new') see(() => Reflect.construct(Object(found), [said]));
    if (does === 'read') {
      see(
        () => `${String(found)} ${Object(found).name} ${Object(found).length} ${Reflect.ownKeys(Object(found)).length}`,
      );
      see(() => JSON.stringify([Reflect.ownKeys(client).map(String), method in client, Object.isFrozen(client)]));
      see(() => {
        const { value, ...flags } = Object.getOwnPropertyDescriptor(client, method) ?? {};
        return JSON.stringify([typeof value, flags]);
      });
    }
    if (which === 0) await Promise.resolve();
  }
  await Promise.resolve();
  page.passTime();
  await Promise.resolve();
  return log;
}

test(
  'whatever a client is and is given, it is used the same with the probe and without, and the probe throws nowhere',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(CLIENTS)),
        fc.array(step, { maxLength: 12 }),
        async (kind, steps) => {
          const watched = createWorld(kind, true);
          const seen = await play(watched, steps);
          expect(seen).toEqual(await play(createWorld(kind, false), steps));
          expect(watched.failed).not.toHaveBeenCalled();
          for (const note of watched.page.notes) expect(JSON.stringify(note.at)).toMatch(/^\d+$/);
        },
      ),
      RUNS,
    );
  },
  TIMEOUT_MS,
);

test.each(['refusing proxy', 'revoked'])(
  'a handler runs for an event that does not let itself be looked at: %s',
  (message) => {
    const { client, kept, log } = createWorld('plain', true);
    Reflect.apply(Reflect.get(client, 'subscribe'), client, ['interaction', CALLBACKS.plain?.(log)]);
    log.length = 0;
    expect(kept[0]?.(MESSAGES[message]?.(log))).toBe(5);
    expect(log).toEqual([['plain', 'object [object Object]', ['object that throws']]]);
  },
);
