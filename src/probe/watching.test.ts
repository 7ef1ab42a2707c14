import { describe, expect, test, vi } from 'vitest';
import { SERVER } from '../simulator/client/testdata/false-window.ts';
import { turnsEnd } from './testdata/page.ts';
import { createWatched } from './testdata/watched.ts';

const EVENT = { ...SERVER, event: 'interaction', data: {} };

describe('a call', () => {
  test('is told with its message, stamps and id included, where it was called, and what it asked for', async () => {
    const { client, page } = createWatched();
    expect(client.sendMessage({ request: 'agent.get' }, () => {})).toBe('0');
    client.sendMessage({ request: 'agent.getState', parameters: [1] });
    const [first, second, ...more] = await page.notesOf('called');
    const stamps = { userAgent: 'WWE Client', protocolVersion: 2 };
    expect(first).toMatchObject({ client: 0, call: 0, wantsSuccess: true, wantsFailure: false, threw: null });
    expect(first?.message).toEqual({ request: 'agent.get', referenceId: '0', ...stamps });
    expect(second).toMatchObject({ call: 1, wantsSuccess: false, message: { referenceId: '1', parameters: [1] } });
    expect(first?.stack).toContain('watching.test.ts');
    expect([more, page.batches()]).toEqual([[], 1]);
  });

  test('is told by service and id, where that is enough; of what is no request, or threw, all is told', async () => {
    const { client, page, watching } = createWatched();
    watching.beBrief(true);
    const read = vi.fn(() => 1);
    const parameters = [Object.defineProperty({}, 'later', { get: read, enumerable: true })];
    client.sendMessage({ request: 'a.b', parameters }, () => {});
    expect(() => client.sendMessage({ request: 'a.c', parameters: [() => 0] })).toThrow();
    client.subscribe(['agent'], () => {});
    const copied = read.mock.calls.length;
    const notes = await page.notesOf('called');
    expect(notes).toMatchObject([
      { call: 0, message: null, brief: ['a.b', '0'], threw: null, wantsSuccess: true },
      { call: 1, message: { request: 'a.c', parameters: ['[object Function]'] }, brief: null },
      { call: 2, message: { event: 'subscribe', data: ['agent'] }, brief: null },
    ]);
    expect(notes.every(({ stack }) => stack.includes('watching.test.ts'))).toBe(true);
    expect(notes[1]?.threw).toContain('DataCloneError');
    expect(read).toHaveBeenCalledTimes(copied);
    watching.beBrief(false);
    client.sendMessage({ request: 'a.d' });
    expect((await page.notesOf('called')).at(-1)).toMatchObject({ message: { request: 'a.d' }, brief: null });
  });

  test('told briefly, has the id that the library returned, or the message’s own, if either is one', async () => {
    const { page, watching } = createWatched();
    watching.beBrief(true);
    const returned: unknown[] = ['7', 8, undefined, { id: 9 }];
    const made = { sendMessage: (_: object): unknown => returned.shift() };
    watching.found(made, {});
    made.sendMessage({ request: 'x', referenceId: 'own' });
    made.sendMessage({ request: 'x', referenceId: 'own' });
    made.sendMessage({ request: 'x', referenceId: 'own' });
    made.sendMessage({ request: 'x', referenceId: { odd: true } });
    const ids = (await page.notesOf('called')).map(({ brief }) => brief?.[1]);
    expect(ids).toEqual(['7', 8, 'own', null]);
  });

  test('that throws throws the same at the caller, and what cannot be cloned is described in its place', async () => {
    const { client, page, posted } = createWatched();
    const element = Object.assign(Object.create(Object.create({})), { [Symbol.toStringTag]: 'HTMLElement' });
    const parameters = [() => 0, Symbol('x'), { deep: [element, 7n] }, Promise.resolve()];
    expect(() => client.sendMessage({ request: 'a.b', parameters })).toThrow(
      expect.objectContaining({ name: 'DataCloneError' }),
    );
    client.sendMessage({ request: 'a.c' });
    const [first, second] = await page.notesOf('called');
    expect(first?.threw).toContain('DataCloneError');
    expect(first?.message).toMatchObject({
      request: 'a.b',
      referenceId: '0',
      parameters: ['[object Function]', '[object Symbol]', { deep: [expect.anything(), 7n] }, '[object Promise]'],
    });
    expect(second?.message).toMatchObject({ request: 'a.c', referenceId: '1' });
    // Each of the three notes alone, once it is seen that one cannot be cloned; that one twice.
    expect([posted.length, page.posting(), page.batches()]).toEqual([1, 5, 3]);
  });

  test('with what no text describes: a proxy that refuses, a message that is none', async () => {
    const { client, page } = createWatched();
    const refusing = new Proxy({}, { ownKeys: () => expect.fail(), getPrototypeOf: () => expect.fail() });
    expect(() => client.sendMessage({ request: refusing })).toThrow();
    expect(() => Reflect.apply(client.sendMessage, client, [null])).toThrow(TypeError);
    const [first, second] = await page.notesOf('called');
    expect(first?.message).toMatchObject({ request: '[object Object]' });
    expect(second).toMatchObject({ message: null, threw: 'an exception' });
  });

  test('its callbacks run with the same this and argument, and how they ran is told', async () => {
    const { client, page, receive, pass, errors } = createWatched();
    const trouble = new Error('trouble');
    const ran: unknown[] = [];
    client.sendMessage({ request: 'a.b' }, function (this: unknown, message) {
      ran.push(this, message);
      throw trouble;
    });
    const failed = vi.fn();
    client.sendMessage({ request: 'a.b' }, () => {}, failed);
    client.sendMessage({ request: 'a.b' }, () => {}, failed);
    const answer = { ...SERVER, referenceId: '0' };
    receive(answer);
    receive({ ...SERVER, referenceId: '1', errorMessage: null });
    pass(10_000);
    expect(ran).toEqual([client, answer]);
    expect([errors, failed.mock.calls[1]]).toEqual([[[trouble]], ['Request timeout']]);
    expect(await page.notesOf('settled')).toMatchObject([
      { call: 0, by: 'success', threw: 'Error: trouble' },
      { call: 1, by: 'failure', took: 1, threw: null },
      { call: 2, by: 'timeout', threw: null },
    ]);
  });
});

describe('a handler', () => {
  test('is numbered, named and told; its events, its context and its exception pass', async () => {
    const { client, page, receive, errors } = createWatched();
    const trouble = new Error('trouble');
    const [heard, context]: [unknown[], object] = [[], {}];
    function onEvent(this: unknown, message: unknown) {
      heard.push(this, message);
      throw trouble;
    }
    expect(client.subscribe(['interaction', 'agent'], onEvent, context)).toBe(client);
    receive({ ...SERVER, referenceId: '0', subscriptionId: 4 });
    receive(EVENT);
    expect(heard).toEqual([context, EVENT]);
    expect(errors).toEqual([[trouble]]);
    expect(client.unsubscribe(onEvent)).toBe(client);
    receive(EVENT);
    expect(heard).toHaveLength(2);
    await turnsEnd();
    expect(page.notes).toMatchObject([
      { note: 'client', client: 0, problem: null },
      { note: 'subscribed', handler: 0, events: ['interaction', 'agent'], name: 'onEvent', sameTextAs: null },
      { note: 'called', call: 0, message: { event: 'subscribe', data: ['interaction', 'agent'] } },
      { note: 'settled', call: 0, by: 'success' },
      { note: 'handled', handler: 0, event: 'interaction', threw: 'Error: trouble' },
      { note: 'unsubscribed', handler: 0 },
      { note: 'called', call: 1, message: { event: 'unsubscribe', data: 4 } },
    ]);
  });

  test('of equal text is another handler, and the client mixes the two up as it does without the probe', async () => {
    const seen = await Promise.all(
      [true, false].map(async (isWatched) => {
        const { client, page, receive, posted } = createWatched({ isWatched });
        const make = (words: string[]) => () => void words.push('called');
        const [a, b]: [string[], string[]] = [[], []];
        const first = make(a);
        client.subscribe('agent', first);
        client.subscribe('interaction', make(b));
        client.subscribe('agent', first);
        receive({ ...SERVER, referenceId: '0', subscriptionId: 1 });
        receive({ ...SERVER, referenceId: '1', subscriptionId: 2 });
        client.unsubscribe(first);
        receive(EVENT);
        receive({ ...EVENT, event: 'agent' });
        const notes = await page.notesOf('subscribed');
        if (isWatched)
          expect(notes.map(({ handler, sameTextAs }) => [handler, sameTextAs])).toEqual([
            [0, null],
            [1, 0],
            [0, null],
          ]);
        return { a, b, posted };
      }),
    );
    expect(seen[0]).toEqual(seen[1]);
    expect(seen[0]?.posted).toHaveLength(4);
  });

  test('that is none, or never was subscribed, passes as it is', async () => {
    const { client, page } = createWatched();
    Reflect.apply(client.subscribe, client, ['interaction', 'no function']);
    client.unsubscribe(() => {});
    expect(await page.notesOf('subscribed')).toEqual([]);
    expect(await page.notesOf('unsubscribed')).toMatchObject([{ handler: null }]);
  });
});

describe('posts', () => {
  test('a call’s when its turn ends; of a burst of events the first and then one in 50 ms', async () => {
    const { client, page, receive } = createWatched();
    client.subscribe('interaction', () => {});
    receive({ ...SERVER, referenceId: '0', subscriptionId: 1 });
    await page.notesOf('called');
    page.passTime();
    const before = page.batches();
    const turn = async () => {
      receive(EVENT);
      await Promise.resolve();
      return page.batches() - before;
    };
    expect([await turn(), await turn(), await turn()]).toEqual([1, 1, 1]);
    client.sendMessage({ request: 'a.b' });
    expect([await turn(), await turn(), await turn()]).toEqual([2, 2, 2]);
    expect(page.passTime()).toEqual([50]);
    expect(page.batches() - before).toBe(3);
    expect(await page.notesOf('handled')).toHaveLength(6);
  });

  test('500 wait for nothing', async () => {
    const { client, page, receive } = createWatched();
    client.subscribe('interaction', () => {});
    receive({ ...SERVER, referenceId: '0', subscriptionId: 1 });
    await Promise.resolve();
    const before = page.batches();
    for (let i = 0; i < 1_000; i += 1) {
      receive(EVENT);
      await Promise.resolve();
    }
    expect(page.batches() - before).toBe(2);
    expect(await page.notesOf('handled')).toHaveLength(1_000);
  });

  test('64 calls at a time', async () => {
    const { client, page } = createWatched();
    await page.notesOf('client');
    const before = page.batches();
    for (let i = 0; i < 129; i += 1) client.sendMessage({ request: 'a.b' });
    expect(await page.notesOf('called')).toHaveLength(129);
    expect(page.batches() - before).toBe(3);
  });
});

describe('what stands in the client’s place looks like it', () => {
  test('name, length, text, own properties; also of what callbacks are kept by', () => {
    const bare = createWatched({ isWatched: false }).client;
    const { client } = createWatched();
    for (const key of ['sendMessage', 'subscribe', 'unsubscribe', 'unload'] as const) {
      expect([client[key].name, client[key].length, String(client[key]), `${client[key].toString()}`]).toEqual([
        bare[key].name,
        bare[key].length,
        String(bare[key]),
        bare[key].toString(),
      ]);
      expect(Object.getOwnPropertyNames(client[key])).toEqual(Object.getOwnPropertyNames(bare[key]));
      expect(String(client[key].toString)).toBe(String(Function.prototype.toString));
    }
    expect(Object.getOwnPropertyNames(client)).toEqual(Object.getOwnPropertyNames(bare));
    expect(Object.getOwnPropertyDescriptor(client, 'sendMessage')).toMatchObject({ enumerable: true, writable: true });
  });

  test('further clients: new, instanceof, constructor, prototype, text; each with its own number', async () => {
    const { client, page, win, original, makeClient } = createWatched();
    const second = makeClient();
    const global: unknown = Reflect.get(win, 'ServiceClientAPI');
    if (typeof global !== 'function') throw new Error('The global is gone.');
    expect([second instanceof global, second instanceof original, client instanceof global]).toEqual([
      true,
      true,
      true,
    ]);
    expect([client.constructor, second.constructor]).toEqual([global, global]);
    expect([global.name, global.length, String(global), global.prototype]).toEqual([
      original.name,
      original.length,
      String(original),
      original.prototype,
    ]);
    expect(() => Reflect.apply(global, undefined, [])).toThrow(TypeError);
    class Own extends Object(global) {}
    expect(new Own()).toBeInstanceOf(Own);
    second.sendMessage({ request: 'a.b' });
    client.sendMessage({ request: 'a.b' });
    expect((await page.notesOf('client')).map(({ client, problem }) => [client, problem])).toEqual([
      [0, null],
      [1, null],
      [2, null],
    ]);
    expect((await page.notesOf('called')).map(({ client, call }) => [client, call])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });
});

describe('what pages do to their client', () => {
  test('found again: nothing is wrapped twice', async () => {
    const { client, page, watching, win } = createWatched();
    const before = client.sendMessage;
    watching.found(client, win);
    expect(client.sendMessage).toBe(before);
    client.sendMessage({ request: 'a.b' });
    expect(await page.notesOf('called')).toHaveLength(1);
  });

  test('a sendMessage of the page’s own, around ours or in its place', async () => {
    const { client, page, posted } = createWatched();
    const ours = client.sendMessage;
    client.sendMessage = (message, ...rest) => ours({ ...message, extra: true }, ...rest);
    client.subscribe('agent', () => {});
    expect(posted.map(({ message }) => message.extra)).toEqual([true]);
    expect(await page.notesOf('called')).toHaveLength(1);
    client.sendMessage = () => 'own';
    expect(client.sendMessage({ request: 'a.b' })).toBe('own');
    expect(await page.notesOf('called')).toHaveLength(1);
  });

  test('methods taken off, bound, or on a prototype: each call is its client’s', async () => {
    const { client, page, posted, watching } = createWatched();
    const { sendMessage } = client;
    sendMessage({ request: 'a.b' });
    client.sendMessage.bind(null)({ request: 'a.c' });
    class Library {
      sent: unknown[] = [];
      sendMessage(message: unknown) {
        this.sent.push(message);
      }
    }
    const [one, two] = [new Library(), new Library()];
    watching.found(one, {});
    watching.found(two, {});
    two.sendMessage({ request: 'a.d' });
    one.sendMessage({ request: 'a.e' });
    expect([one.sent, two.sent]).toEqual([[{ request: 'a.e' }], [{ request: 'a.d' }]]);
    expect([Object.keys(one), posted.length]).toEqual([['sent'], 2]);
    expect((await page.notesOf('called')).map(({ client }) => client)).toEqual([0, 0, 2, 1]);
  });

  test('unload is told, and later calls still are', async () => {
    const { client, page, listeners } = createWatched();
    client.unload();
    client.sendMessage({ request: 'a.b' });
    expect(listeners()).toBe(0);
    expect(await page.notesOf('unloaded')).toMatchObject([{ client: 0 }]);
    expect(await page.notesOf('called')).toHaveLength(1);
  });

  test('what it patched in the language is neither used nor told', async () => {
    const { client, page, receive } = createWatched();
    const used = vi.fn(() => expect.fail('the page felt it'));
    const patches: [object, string][] = [
      [WeakMap.prototype, 'get'],
      [WeakMap.prototype, 'set'],
      [Map.prototype, 'get'],
      [Map.prototype, 'set'],
      [String.prototype, 'slice'],
      [Function.prototype, 'apply'],
      [Reflect, 'apply'],
      [Object.prototype, 'toString'],
    ];
    const natives = patches.map(([holder, key]) => Object.getOwnPropertyDescriptor(holder, key) ?? {});
    const patch = () => {
      for (const [holder, key] of patches) Object.defineProperty(holder, key, { value: used, configurable: true });
    };
    const heal = () => patches.forEach(([holder, key], i) => void Object.defineProperty(holder, key, natives[i] ?? {}));
    const { sendMessage } = client;
    patch();
    try {
      sendMessage({ request: 'x'.repeat(10) });
    } finally {
      heal();
    }
    receive({ ...SERVER, referenceId: '0' });
    expect(await page.notesOf('called')).toHaveLength(1);
    expect(used).not.toHaveBeenCalled();
  });

  test('a toString of its own for all functions (zone.js): handlers are still told apart by their text', () => {
    const native = Function.prototype.toString;
    const patched = function (this: unknown) {
      return native.call(this);
    };
    Function.prototype.toString = patched;
    try {
      const { client, receive, posted } = createWatched();
      const [first, second] = [vi.fn(), vi.fn()];
      const handlers = [
        (message: unknown) => first(message),
        (_: unknown, ...more: unknown[]) => second(more),
      ] as const;
      for (const [id, handler] of handlers.entries()) {
        client.subscribe(['interaction', 'agent'][id] ?? '', handler);
        receive({ ...SERVER, referenceId: `${id}`, subscriptionId: 3 + id });
      }
      client.unsubscribe(handlers[0]);
      receive(EVENT);
      receive({ ...EVENT, event: 'agent' });
      expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
      expect(posted.at(-1)?.message).toMatchObject({ event: 'unsubscribe', data: 3 });
      expect(String(client.sendMessage)).not.toContain('[native code]');
      expect(client.sendMessage.toString).toBe(client.subscribe.toString);
    } finally {
      Function.prototype.toString = native;
    }
  });

  test('what it throws is told without asking it', async () => {
    const { client, page, receive } = createWatched();
    const ask = vi.fn(() => 'asked');
    const thrown: unknown[] = [
      Object.defineProperties(new Error('x'), { message: { get: ask }, name: { get: ask } }),
      { toString: ask, [Symbol.toPrimitive]: ask, valueOf: ask },
      Object.defineProperty({}, Symbol.toStringTag, { get: ask }),
      new Proxy({}, { get: ask, getOwnPropertyDescriptor: () => expect.fail() }),
      new DOMException('no', 'AbortError'),
      new RangeError(''),
      'a text',
      Symbol('s'),
    ];
    for (const [id, one] of thrown.entries()) {
      client.sendMessage({ request: 'a.b' }, () => {
        throw one;
      });
      receive({ ...SERVER, referenceId: `${id}` });
    }
    expect((await page.notesOf('settled')).map(({ threw }) => threw)).toEqual([
      '[object Object]',
      '[object Object]',
      '[object Object]',
      '[object Object]',
      'AbortError: no',
      'RangeError',
      'a text',
      'Symbol(s)',
    ]);
    expect(ask).not.toHaveBeenCalled();
  });

  test('accessors on the prototypes of lists: not run more often, and what was not given is not passed', async () => {
    const runs: boolean[] = [];
    for (const isWatched of [false, true]) {
      const { client, page } = createWatched({ isWatched });
      const set = () => Object.defineProperty(runs, runs.length, { value: isWatched });
      for (const key of ['0', '1', '2', '3'])
        Object.defineProperty(Array.prototype, key, { set, get: () => set, configurable: true });
      try {
        Reflect.apply(client.sendMessage, client, [{ request: 'a.b' }]);
      } finally {
        for (const key of ['0', '1', '2', '3']) Reflect.deleteProperty(Array.prototype, key);
        // It is a list itself.
        Array.prototype.length = 0;
      }
      const notes = await page.notesOf('called');
      if (isWatched) expect(notes).toMatchObject([{ wantsSuccess: false, wantsFailure: false }]);
    }
    const [inTheBarePage, withTheProbe] = [false, true].map((which) => runs.filter((one) => one === which).length);
    expect(withTheProbe).toBe(inTheBarePage);
  });

  test('a message with accessors: none is run for the note', async () => {
    const { client, page } = createWatched();
    const read = vi.fn(() => 1);
    const withGetter = (more: object) => ({
      request: 'a.b',
      parameters: [Object.defineProperty(more, 'later', { get: read, enumerable: true })],
    });
    client.sendMessage(withGetter({ date: new Date(7) }));
    expect(() => client.sendMessage(withGetter({ callback: () => {} }))).toThrow();
    const run = read.mock.calls.length;
    const notes = await page.notesOf('called');
    expect(notes.map(({ message }) => Object(message).parameters)).toEqual([
      [{ date: new Date(7), later: '[accessor]' }],
      [{ callback: '[object Function]', later: '[accessor]' }],
    ]);
    expect(read).toHaveBeenCalledTimes(run);
  });

  test('stacks that the page formats itself, and allows nobody to change: there is none', async () => {
    const { client, page } = createWatched();
    const format = vi.fn(() => 'formatted');
    for (const holder of [Error, Function.prototype, Object.prototype]) {
      Object.defineProperty(holder, 'prepareStackTrace', { get: () => format, configurable: true });
      try {
        client.sendMessage({ request: 'a.b' });
        expect((await page.notesOf('called')).at(-1)?.stack).toBe('');
        expect(format).not.toHaveBeenCalled();
      } finally {
        Reflect.deleteProperty(holder, 'prepareStackTrace');
      }
    }
  });

  test('stacks that the page formats itself: it is not asked to', async () => {
    const { client, page } = createWatched();
    const format = vi.fn(() => 'formatted');
    Object.assign(Error, { prepareStackTrace: format });
    try {
      client.sendMessage({ request: 'a.b' });
      const [note] = await page.notesOf('called');
      expect(note?.stack).toContain('watching.test.ts');
      expect(format).not.toHaveBeenCalled();
      expect(Reflect.get(Error, 'prepareStackTrace')).toBe(format);
    } finally {
      Reflect.deleteProperty(Error, 'prepareStackTrace');
    }
  });

  test('more than 100 calls in one turn: the first 100 tell where they came from', async () => {
    const { client, page } = createWatched();
    for (let turn = 0; turn < 2; turn += 1) {
      for (let i = 0; i < 101; i += 1) client.sendMessage({ request: 'a.b' });
      const stacks = (await page.notesOf('called')).slice(-101).map(({ stack }) => stack !== '');
      expect([stacks.lastIndexOf(true), stacks.indexOf(false)]).toEqual([99, 100]);
    }
  });

  test('more than 2,000 calls in one turn: what is not kept is counted', async () => {
    const { client, page, posted } = createWatched();
    await Promise.resolve();
    for (let i = 0; i < 2_010; i += 1) client.sendMessage({ request: 'a.b' });
    expect(posted).toHaveLength(2_010);
    expect((await page.notesOf('called')).map(({ call }) => call)).toEqual(Array.from({ length: 2_000 }, (_, i) => i));
    expect(await page.notesOf('dropped')).toMatchObject([{ count: 10 }]);
    expect(page.notes.at(-1)).toMatchObject({ note: 'dropped' });
    client.sendMessage({ request: 'a.b' });
    expect((await page.notesOf('called')).at(-1)?.call).toBe(2_010);
    expect(await page.notesOf('dropped')).toHaveLength(1);
  });
});
