import { describe, expect, it, vi } from 'vitest';
import { defineServiceClient } from './define.ts';
import { createServiceClient } from './service-client.ts';
import { createFalseWindow, SERVER } from './testdata/false-window.ts';

describe('sending (docs/protocol.md#sending)', () => {
  it('counts ids as texts from "0", stamps the caller’s object, posts with *', () => {
    const { client, posted } = createFalseWindow();
    const message = { request: 'agent.get', userAgent: 'Mine', protocolVersion: 9 };
    expect(client.sendMessage(message)).toBe('0');
    expect(client.sendMessage({ request: 'agent.get' })).toBe('1');
    expect(message).toEqual({ request: 'agent.get', referenceId: '0', userAgent: 'WWE Client', protocolVersion: 2 });
    expect(posted[0]).toEqual({ to: 'parent', origin: '*', message });
  });
  it('keeps a truthy id and does not count it', () => {
    const { client } = createFalseWindow();
    expect(client.sendMessage({ request: 'a.b', referenceId: 'mine' })).toBe('mine');
    expect(client.sendMessage({ request: 'a.b', referenceId: '' })).toBe('0');
  });
  it('posts to the given window, else the opener, else the parent', () => {
    const { client, posted } = createFalseWindow({ opener: true });
    client.sendMessage({ request: 'a.b' });
    const given = vi.fn();
    client.targetWWEWindow({ postMessage: given });
    client.sendMessage({ request: 'a.b' });
    expect(posted.map(({ to }) => to)).toEqual(['opener']);
    expect(given).toHaveBeenCalledOnce();
  });
  it('throws DataCloneError at the caller, and no callback runs', () => {
    const { client, pass } = createFalseWindow();
    const callback = vi.fn();
    expect(() => client.sendMessage({ request: 'a.b', parameters: [() => 0] }, callback, callback)).toThrow(
      expect.objectContaining({ name: 'DataCloneError' }),
    );
    pass(10_000);
    expect(callback).not.toHaveBeenCalled();
  });
  it('gives up after 10 s with a bare text, only if a success callback was given', () => {
    const { client, pass, receive } = createFalseWindow();
    const [ok, failed, alone] = [vi.fn(), vi.fn(), vi.fn()];
    client.sendMessage({ request: 'a.b' }, ok, failed);
    client.sendMessage({ request: 'a.b' }, undefined, alone);
    pass(9_999);
    expect(failed).not.toHaveBeenCalled();
    pass(1);
    expect(failed).toHaveBeenCalledExactlyOnceWith('Request timeout');
    receive({ ...SERVER, referenceId: '0', data: 1 });
    expect(ok).not.toHaveBeenCalled();
    expect(alone).not.toHaveBeenCalled();
  });
});

describe('receiving (docs/protocol.md#receiving, docs/protocol.md#success-and-failure)', () => {
  it('calls back with the whole message minus referenceId, which it deletes from the object itself', () => {
    const { client, receive } = createFalseWindow();
    const ok = vi.fn();
    client.sendMessage({ request: 'a.b' }, ok);
    const answer = { ...SERVER, referenceId: '0', data: 7, errorMessage: undefined };
    receive(answer);
    expect(ok.mock.calls[0]?.[0]).toBe(answer);
    expect(answer).not.toHaveProperty('referenceId');
  });
  it.each([['Not allowed'], [null], [''], [0]])('takes errorMessage %j for a failure', (errorMessage) => {
    const { client, receive } = createFalseWindow();
    const [ok, failed] = [vi.fn(), vi.fn()];
    client.sendMessage({ request: 'a.b' }, ok, failed);
    receive({ ...SERVER, referenceId: '0', errorMessage });
    expect(failed).toHaveBeenCalledExactlyOnceWith({ ...SERVER, errorMessage });
    expect(ok).not.toHaveBeenCalled();
  });
  it('matches ids strictly: a number matches nothing', () => {
    const { client, receive } = createFalseWindow();
    const ok = vi.fn();
    client.sendMessage({ request: 'a.b', referenceId: '7' }, ok);
    receive({ ...SERVER, referenceId: 7 });
    expect(ok).not.toHaveBeenCalled();
    receive({ ...SERVER, referenceId: '7' });
    expect(ok).toHaveBeenCalledOnce();
  });
  it('takes a message with event and referenceId for an event; the request times out', () => {
    const { client, receive, pass } = createFalseWindow();
    const [ok, failed] = [vi.fn(), vi.fn()];
    client.sendMessage({ request: 'a.b' }, ok, failed);
    receive({ ...SERVER, referenceId: '0', event: 'interaction', data: {} });
    pass(10_000);
    expect(ok).not.toHaveBeenCalled();
    expect(failed).toHaveBeenCalledWith('Request timeout');
  });
  it('takes its own echo for a success (a page by itself, docs/protocol.md#unusual-embeddings)', () => {
    const { client, receive, posted } = createFalseWindow();
    const ok = vi.fn();
    client.sendMessage({ request: 'agent.get' }, ok);
    receive(posted[0]?.message);
    expect(ok).toHaveBeenCalledWith({ request: 'agent.get', userAgent: 'WWE Client', protocolVersion: 2 });
  });
  it('stores an announced frameId in the global and sends it along from then on (docs/protocol.md#frame-id)', () => {
    const { client, receive, posted, win } = createFalseWindow();
    client.sendMessage({ request: 'a.b' });
    receive({ ...SERVER, frameId: 'frame-42' });
    client.sendMessage({ request: 'a.b' });
    expect(win.frameId).toBe('frame-42');
    expect(posted.map(({ message }) => message.frameId)).toEqual([undefined, 'frame-42']);
  });
  it('gives texts that start with wwe to onMessage, and nothing else', () => {
    const { client, receive } = createFalseWindow();
    receive('wweBefore');
    client.onMessage = vi.fn();
    for (const data of ['wweHello', 'hello', null, 4, ['wwe'], undefined]) receive(data);
    expect(client.onMessage).toHaveBeenCalledExactlyOnceWith('wweHello');
  });
  it('writes exceptions of callbacks to the console and goes on', () => {
    const { client, receive, errors } = createFalseWindow();
    const trouble = new Error('trouble');
    client.sendMessage({ request: 'a.b' }, () => {
      throw trouble;
    });
    expect(() => receive({ ...SERVER, referenceId: '0' })).not.toThrow();
    expect(errors).toEqual([[trouble]]);
  });
  it('writes each message to the console as indented JSON while debug is on', () => {
    const { client, receive, logged } = createFalseWindow();
    client.debug = true;
    receive({ ...SERVER, event: 'agent' });
    receive({ foreign: true });
    expect(logged).toHaveLength(1);
    expect(logged[0]?.[1]).toBe(JSON.stringify({ ...SERVER, event: 'agent' }, null, 2));
  });
});

describe('what was seen by running the library itself', () => {
  it('loses a message that has no JSON, with an exception in the page, while debug is on', () => {
    const { client, receive } = createFalseWindow();
    const ok = vi.fn();
    client.debug = true;
    client.sendMessage({ request: 'a.b' }, ok);
    expect(() => receive({ ...SERVER, referenceId: '0', data: 10n })).toThrow(TypeError);
    expect(ok).not.toHaveBeenCalled();
    receive({ ...SERVER, referenceId: '0' });
    expect(ok).toHaveBeenCalledOnce();
  });
  it('throws at a userAgent without indexOf, and takes a list', () => {
    const { client, receive } = createFalseWindow();
    const ok = vi.fn();
    client.sendMessage({ request: 'a.b' }, ok);
    expect(() => receive({ userAgent: 7, referenceId: '0' })).toThrow(TypeError);
    expect(ok).not.toHaveBeenCalled();
    receive({ userAgent: ['WWE'], referenceId: '0' });
    expect(ok).toHaveBeenCalledOnce();
  });
  it('calls callbacks with the client as this, handlers with their context or the window', () => {
    const { client, receive, win } = createFalseWindow();
    const seen: unknown[] = [];
    const note = function (this: unknown): void {
      seen.push(this);
    };
    client.sendMessage({ request: 'a.b' }, note);
    client.subscribe('agent', note, 0);
    receive({ ...SERVER, referenceId: '0' });
    receive({ ...SERVER, referenceId: '1', subscriptionId: 1 });
    receive({ ...SERVER, event: 'agent' });
    expect(seen).toEqual([client, win]);
  });
  it('lets exceptions of onMessage out, and calls it once for each client of the window', () => {
    const { client, receive, win } = createFalseWindow();
    createServiceClient(win, { log: vi.fn(), error: vi.fn() });
    const texts = vi.fn();
    client.onMessage = texts;
    receive('wweHello');
    expect(texts.mock.contexts).toEqual([client, client]);
    client.onMessage = () => {
      throw new Error('trouble');
    };
    expect(() => receive('wweHello')).toThrow('trouble');
  });
  it('keeps the id where a failure finds no callback: the next but one of that id is answered by it too', () => {
    const { client, receive } = createFalseWindow();
    const calls: string[] = [];
    for (const n of [1, 2, 3]) {
      const failed = n === 1 ? undefined : () => calls.push(`failed ${n}`);
      client.sendMessage({ request: 'a.b', referenceId: 'x' }, () => calls.push(`ok ${n}`), failed);
    }
    receive({ ...SERVER, referenceId: 'x', errorMessage: 'no' });
    receive({ ...SERVER, referenceId: 'x' });
    expect(calls).toEqual(['failed 3', 'ok 2']);
    const alone = { ...SERVER, referenceId: 'y', errorMessage: 'no' };
    client.sendMessage({ request: 'a.b', referenceId: 'y' }, vi.fn());
    receive(alone);
    expect(alone).toHaveProperty('referenceId', 'y');
  });
  it('lets a thrown null out', () => {
    const { client, receive } = createFalseWindow();
    client.sendMessage({ request: 'a.b' }, () => {
      throw null;
    });
    expect(() => receive({ ...SERVER, referenceId: '0' })).toThrow(TypeError);
  });
  it('unsubscribing takes the names away from a later subscriber, too, whose subscription stays at WWE', () => {
    const { client, receive, posted } = createFalseWindow();
    const heard = vi.fn();
    const first = (): void => undefined;
    const later = (message: unknown): void => heard(message);
    client.subscribe('agent', first);
    client.subscribe('agent', later);
    receive({ ...SERVER, referenceId: '0', subscriptionId: 1 });
    receive({ ...SERVER, referenceId: '1', subscriptionId: 2 });
    client.unsubscribe(first);
    receive({ ...SERVER, event: 'agent' });
    expect(heard).not.toHaveBeenCalled();
    expect(posted.at(-1)?.message).toMatchObject({ event: 'unsubscribe', data: 1 });
  });
  it('gives further clients no namespaces; they are instances of ServiceClientAPI', () => {
    const { win } = createFalseWindow();
    Reflect.deleteProperty(win, 'genesys');
    defineServiceClient(win, { log: vi.fn(), error: vi.fn() });
    const { ServiceClientAPI } = win;
    if (typeof ServiceClientAPI !== 'function') throw new TypeError('no constructor');
    const made: unknown = Reflect.construct(ServiceClientAPI, []);
    expect(made).toBeInstanceOf(ServiceClientAPI);
    expect(win.service).toBeInstanceOf(ServiceClientAPI);
    expect(win.service).toHaveProperty('interaction');
    expect(made).not.toHaveProperty('interaction');
    expect(made).toHaveProperty('sendMessage');
  });
});

describe('subscribing (docs/protocol.md#subscribe-and-unsubscribe)', () => {
  const event = { ...SERVER, event: 'interaction', data: {} };
  it('sends the names as given, keeps the handler only once the answer came, and calls it with the context', () => {
    const { client, receive, posted } = createFalseWindow();
    const heard: unknown[] = [];
    const context = {};
    const handler = function (this: unknown, message: unknown): void {
      heard.push(this, message);
    };
    expect(client.subscribe(['interaction', 'agent'], handler, context)).toBe(client);
    expect(posted[0]?.message).toMatchObject({ event: 'subscribe', data: ['interaction', 'agent'], referenceId: '0' });
    receive(event);
    expect(heard).toEqual([]);
    receive({ ...SERVER, referenceId: '0', subscriptionId: 7 });
    receive(event);
    expect(heard[0]).toBe(context);
    expect(heard[1]).toBe(event);
  });
  it('the last subscriber of a name wins, and the first is not unsubscribed', () => {
    const { client, receive, posted } = createFalseWindow();
    const heard: string[] = [];
    client.subscribe('interaction', () => heard.push('first'));
    client.subscribe('interaction', () => heard.push('second'));
    receive({ ...SERVER, referenceId: '0', subscriptionId: 1 });
    receive({ ...SERVER, referenceId: '1', subscriptionId: 2 });
    receive(event);
    expect(heard).toEqual(['second']);
    expect(posted).toHaveLength(2);
  });
  it('keeps handlers by source text: unsubscribe(a) ends b’s when their text is equal', () => {
    const { client, receive, posted } = createFalseWindow();
    const make = (words: string[]) => () => words.push('called');
    const [a, b]: [string[], string[]] = [[], []];
    const first = make(a);
    client.subscribe('agent', first);
    client.subscribe('interaction', make(b));
    receive({ ...SERVER, referenceId: '0', subscriptionId: 1 });
    receive({ ...SERVER, referenceId: '1', subscriptionId: 2 });
    client.unsubscribe(first);
    expect(posted[2]?.message).toMatchObject({ event: 'unsubscribe', data: 2, referenceId: '2' });
    receive(event);
    receive({ ...event, event: 'agent' });
    expect(b).toEqual([]);
    expect(a).toEqual(['called']);
  });
  it('unsubscribing what is not subscribed sends nothing', () => {
    const { client, posted } = createFalseWindow();
    expect(client.unsubscribe(() => undefined)).toBe(client);
    expect(posted).toEqual([]);
  });
  it('a failed subscription is one console.error', () => {
    const { client, receive, errors, pass } = createFalseWindow();
    const handler = vi.fn();
    client.subscribe('interaction', handler);
    receive({ ...SERVER, referenceId: '0', errorMessage: 'no' });
    client.subscribe('interaction', handler);
    pass(10_000);
    expect(errors).toHaveLength(2);
    receive(event);
    expect(handler).not.toHaveBeenCalled();
  });
  it('goes through sendMessage as it stands at the call', () => {
    const { client } = createFalseWindow();
    const replaced = vi.fn();
    client.sendMessage = replaced;
    client.subscribe('interaction', vi.fn());
    expect(replaced).toHaveBeenCalledOnce();
  });
});

describe('life (docs/protocol.md#life-of-a-client)', () => {
  it('unload cancels timers without calling back and stops listening; later calls still post', () => {
    const { client, posted, pass, listeners } = createFalseWindow();
    const callback = vi.fn();
    client.sendMessage({ request: 'a.b' }, callback, callback);
    client.unload();
    pass(20_000);
    expect(callback).not.toHaveBeenCalled();
    expect(listeners()).toBe(0);
    client.sendMessage({ request: 'a.b' });
    expect(posted).toHaveLength(2);
  });
  it('two clients with equal pending ids: the first takes the first answer, the second the next', () => {
    const { client, win, receive } = createFalseWindow();
    const second = createServiceClient(win, { log: vi.fn(), error: vi.fn() });
    const calls: string[] = [];
    client.sendMessage({ request: 'a.b' }, () => calls.push('first'));
    second.sendMessage({ request: 'a.b' }, () => calls.push('second'));
    receive({ ...SERVER, referenceId: '0' });
    expect(calls).toEqual(['first']);
    receive({ ...SERVER, referenceId: '0' });
    expect(calls).toEqual(['first', 'second']);
  });
});
