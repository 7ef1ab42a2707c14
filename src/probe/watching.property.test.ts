import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SERVER } from '../simulator/client/testdata/false-window.ts';
import { createWatched } from './testdata/watched.ts';

type World = ReturnType<typeof createWatched>;

/** What a page does with its client, or WWE or time to it. All are given by small numbers. */
const step = fc.record({
  does: fc.constantFrom(
    'send',
    'subscribe',
    'unsubscribe',
    'answer',
    'fail',
    'event',
    'wait',
    'more clients',
    'wrap sendMessage',
    'unload',
    'overwrite the global',
    'not cloneable',
  ),
  which: fc.nat({ max: 3 }),
  other: fc.nat({ max: 3 }),
});
type Step = typeof step extends fc.Arbitrary<infer Of> ? Of : never;

const EVENTS = ['interaction', 'agent', 'media', 'markdone'];

/** Does the steps; returns everything that page and WWE could see, in order. */
function trace(world: World, steps: readonly Step[]): unknown[] {
  const seen: unknown[] = [];
  const clients = [world.client];
  const names = new Map<unknown, string>([[undefined, 'none']]);
  const nameOf = (value: unknown): string => {
    const index = clients.findIndex((client) => Object.is(client, value));
    return index >= 0 ? `client ${index}` : (names.get(value) ?? typeof value);
  };
  /** Two of these have the same text, one throws, one is bound. */
  const alike = (own: string) =>
    function (this: unknown, message: unknown) {
      seen.push([own, nameOf(this), structuredClone(message)]);
    };
  const functions = [
    alike('first'),
    alike('second'),
    alike('bound').bind({}),
    function thrower(this: unknown, ...given: unknown[]) {
      seen.push(['thrower', nameOf(this), given.length, structuredClone(given[0])]);
      throw new Error('on purpose');
    },
  ];
  const contexts = [undefined, {}, [], 'text'];
  for (const [i, context] of contexts.entries()) names.set(context, `context ${i}`);

  for (const { does, which, other } of steps) {
    const client = clients[which % clients.length] ?? world.client;
    const callback = functions[other] ?? alike('none');
    const attempt = (work: () => unknown) => {
      try {
        const result = work();
        seen.push([does, typeof result === 'object' ? nameOf(result) : result]);
      } catch (error) {
        seen.push([does, 'threw', String(error)]);
      }
    };
    if (does === 'send')
      attempt(() => client.sendMessage({ request: 'a.b' }, other > 0 ? callback : undefined, callback));
    if (does === 'not cloneable') attempt(() => client.sendMessage({ request: callback }, callback));
    if (does === 'subscribe') attempt(() => client.subscribe(EVENTS.slice(which), callback, contexts[other]));
    if (does === 'unsubscribe') attempt(() => client.unsubscribe(callback));
    if (does === 'answer') world.receive({ ...SERVER, referenceId: String(other), subscriptionId: which });
    if (does === 'fail') world.receive({ ...SERVER, referenceId: String(other), errorMessage: null });
    if (does === 'event') world.receive({ ...SERVER, event: EVENTS[other], data: which });
    if (does === 'wait') world.pass(5_000);
    if (does === 'more clients' && clients.length < 4) clients.push(world.makeClient());
    if (does === 'unload') client.unload();
    if (does === 'overwrite the global') world.win.service = {};
    if (does === 'wrap sendMessage') {
      const { sendMessage } = client;
      client.sendMessage = (message, ...rest) => sendMessage({ ...message, wrapped: true }, ...rest);
    }
  }
  const errors = world.errors.map((words) => words.map(String));
  const keys = clients.map((client) => [Object.keys(client), String(client.sendMessage), client.subscribe.length]);
  return [...seen, world.posted, errors, keys, Object.getOwnPropertyNames(world.win)];
}

test('whatever a page does, WWE, the page and its callbacks see the same with the probe and without', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const watched = createWatched();
      const seen = trace(watched, steps);
      expect(seen).toEqual(trace(createWatched({ isWatched: false }), steps));
    }),
  );
});

test('and as many calls are told as were made', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const world = createWatched();
      trace(world, steps);
      const called = await world.page.notesOf('called');
      expect(called.filter(({ threw }) => threw === null)).toHaveLength(world.posted.length);
      expect(called.map(({ call }) => call)).toEqual(called.map((_, index) => index));
    }),
  );
});
