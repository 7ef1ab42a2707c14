import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { NOTES_EVENT, WORDS } from '../protocol/notes.ts';
import { defineServiceClient } from '../simulator/client/define.ts';
import { createFalseWindow } from '../simulator/client/testdata/false-window.ts';
import { startProbe, watchWindow } from './probe.ts';
import { createFalsePage } from './testdata/page.ts';

const log = { log: vi.fn(), error: vi.fn() };

/** A page whose library was loaded under a probe, and what it reaches. */
function setUp(prepare: (page: ReturnType<typeof createFalsePage>) => void = () => {}) {
  const page = createFalsePage();
  prepare(page);
  watchWindow(Object(page.window), page.line);
  const { win, posted, receive, pass } = createFalseWindow();
  const loaded = Object.assign(page.window, {
    parent: win.parent,
    genesys: {},
  });
  /** What the library leaves on the window, but for its client. */
  const name = () => Object.assign(loaded, { ServiceClientAPI: class {} });
  return { page, posted, receive, pass, loaded, name, load: () => defineServiceClient(Object(loaded), log) };
}

const isWatched = async ({ page }: ReturnType<typeof setUp>) => (await page.notesOf('client')).length === 1;

describe('until the bridge hands a port over', () => {
  test('it listens for that, and touches nothing else', () => {
    const { window, document, observed } = createFalsePage();
    const adding = vi.spyOn(document, 'addEventListener');
    const read = new Set<PropertyKey>();
    const self = new Proxy(window, {
      get(target, key) {
        read.add(key);
        return Reflect.get(target, key);
      },
    });
    startProbe(Object(self));
    expect([[...read], observed(), adding.mock.calls]).toEqual([['document'], [], []]);
  });

  test('it takes the first port, hides the event, and takes no other; the page gets no word of what goes wrong', async () => {
    const { document, window } = createFalsePage();
    startProbe(Object(window));
    const heard = vi.fn();
    document.addEventListener(NOTES_EVENT, heard);
    const { port1, port2 } = new MessageChannel();
    onTestFinished(() => port1.close());
    const event = () => new MessageEvent(NOTES_EVENT, { ports: [port2] });
    document.dispatchEvent(event());
    expect(heard).not.toHaveBeenCalled();
    document.dispatchEvent(event());
    expect(heard).toHaveBeenCalledOnce();
    Object.assign(window, { ServiceClientAPI: class {}, genesys: { wwe: { service: { sendMessage() {} } } } });
    const told = new Promise<unknown>((resolve) => {
      port1.onmessage = ({ data }) => resolve(data);
    });
    port1.postMessage(WORDS.look);
    expect(await told).toMatchObject([['client', expect.any(Number), 0, null]]);
  });

  test('an event without ports, a window without a document: nothing is thrown', () => {
    const { document, window } = createFalsePage();
    startProbe(Object(window));
    expect(() => document.dispatchEvent(new Event(NOTES_EVENT))).not.toThrow();
    expect(() => startProbe(Object({}))).not.toThrow();
  });
});

describe('finding the client', () => {
  test.each<[string, (at: ReturnType<typeof setUp>) => void]>([
    ['a script loaded', ({ page }) => page.document.dispatchEvent(new Event('load'))],
    ['the document changed', ({ page }) => page.change()],
    ['the document is there', ({ page }) => page.document.dispatchEvent(new Event('DOMContentLoaded'))],
    ['WWE speaks', ({ page }) => page.say(WORDS.look)],
  ])('once %s, and then nothing is watched for any more', async (_, happen) => {
    const at = setUp();
    happen(at);
    expect(await isWatched(at)).toBe(false);
    at.load();
    happen(at);
    expect(await isWatched(at)).toBe(true);
    expect(at.page.observed()).toEqual([]);
    happen(at);
    expect(await at.page.notesOf('client')).toHaveLength(1);
  });

  test('all of the document is observed until it is there, then only its root', () => {
    const { page } = setUp();
    expect(page.observed()).toEqual([{ childList: true, subtree: true }]);
    page.document.dispatchEvent(new Event('DOMContentLoaded'));
    expect(page.observed()).toEqual([{ childList: true, subtree: false }]);
  });

  test('messages are nothing to it: the bridge hears them', async () => {
    const at = setUp();
    at.load();
    at.page.window.dispatchEvent(new Event('message'));
    expect([at.page.passTime(), await isWatched(at)]).toEqual([[], false]);
  });

  test('with each change of the document the same listeners are added again: document.open took them away', () => {
    const looked = vi.fn();
    const page = createFalsePage();
    const getOwnPropertyDescriptor = (target: object, key: PropertyKey) => {
      if (key === 'ServiceClientAPI') looked();
      return Reflect.getOwnPropertyDescriptor(target, key);
    };
    watchWindow(Object(new Proxy(page.window, { getOwnPropertyDescriptor })), page.line);
    const load = () => {
      looked.mockClear();
      page.document.dispatchEvent(new Event('load'));
      return looked.mock.calls.length;
    };
    page.change();
    page.change();
    expect(load()).toBe(1);
    page.rewrite();
    expect(load()).toBe(0);
    page.change();
    expect(load()).toBe(1);
  });

  test('a proxy named genesys sees nobody look, before the library has run or WWE has spoken', () => {
    const at = setUp();
    const seen = vi.fn();
    const spied = (target: object) =>
      new Proxy(target, Object.fromEntries(Object.getOwnPropertyNames(Reflect).map((trap) => [trap, traced(trap)])));
    const traced =
      (trap: string) =>
      (...given: unknown[]) => {
        seen(trap);
        return Reflect.apply(Reflect.get(Reflect, trap), undefined, given);
      };
    Object.assign(at.loaded, { genesys: spied({ wwe: spied({}) }) });
    const look = () => {
      at.page.document.dispatchEvent(new Event('load'));
      at.page.change();
      at.page.document.dispatchEvent(new Event('DOMContentLoaded'));
    };
    look();
    expect(seen).not.toHaveBeenCalled();
    at.name();
    look();
    expect(new Set(seen.mock.calls.flat())).toEqual(new Set(['getOwnPropertyDescriptor']));
  });

  test('a copy of the library that leaves only genesys: from the first word of WWE on', async () => {
    const at = setUp();
    Object.assign(at.loaded, { genesys: { wwe: { service: { sendMessage() {} } } } });
    at.page.change();
    expect(await isWatched(at)).toBe(false);
    at.page.say(WORDS.look);
    expect(await isWatched(at)).toBe(true);
  });

  test.each<[string, object]>([
    ['WWE’s own main page', { wwe: { agent: {}, service: { other: () => {} } } }],
    ['a service that is no object', { wwe: { service: 'x' } }],
    ['a service whose sendMessage is no function', { wwe: { service: { sendMessage: 1 } } }],
    ['no service', { wwe: {} }],
    ['nothing', {}],
  ])('%s is none', async (_, genesys) => {
    const at = setUp();
    at.name();
    Object.assign(at.loaded, { genesys });
    at.page.change();
    expect(await isWatched(at)).toBe(false);
  });

  test('proxies on the way that throw, or have no end: nothing is said in the page', async () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const endless: object = new Proxy({}, { getPrototypeOf: () => endless, getOwnPropertyDescriptor: () => undefined });
    for (const service of [proxy, endless]) {
      const at = setUp();
      at.name();
      Object.assign(at.loaded, { genesys: { wwe: { service } } });
      expect(() => at.page.change()).not.toThrow();
      expect(await isWatched(at)).toBe(false);
      Object.assign(at.loaded, { genesys: {} });
      at.load();
      at.page.change();
      expect(await isWatched(at)).toBe(true);
    }
  });

  test('no accessor of the page is run', async () => {
    const at = setUp();
    at.name();
    const read = vi.fn(() => ({ wwe: { service: { sendMessage() {} } } }));
    Object.defineProperty(at.loaded, 'genesys', { get: read });
    at.page.change();
    expect([await isWatched(at), read.mock.calls]).toEqual([false, []]);
  });
});

describe('a client that is left alone', () => {
  test.each<[string, (client: object) => void, string]>([
    ['frozen', (client) => Object.freeze(client), 'frozen'],
    ['sealed', (client) => Object.seal(client), 'sealed'],
    [
      'with a read-only sendMessage',
      (client) => Object.defineProperty(client, 'sendMessage', { writable: false }),
      'sendMessage is read-only',
    ],
    [
      'with an accessor',
      (client) => Object.defineProperty(client, 'sendMessage', { get: () => () => 'own' }),
      'sendMessage is an accessor',
    ],
  ])('%s: nothing of it changes, and why is told', async (_, change, problem) => {
    const at = setUp();
    at.load();
    const client: Record<string, unknown> = Object(
      Reflect.get(Object(Reflect.get(at.loaded.genesys, 'wwe')), 'service'),
    );
    change(client);
    const before = Object.getOwnPropertyDescriptors(client);
    at.page.change();
    expect(await at.page.notesOf('client')).toMatchObject([{ client: 0, problem }]);
    expect(Object.getOwnPropertyDescriptors(client)).toEqual(before);
  });
});

// The last one: once a probe is over, so are all of this file.
test('told that all is over, it looks no further', async () => {
  const at = setUp();
  at.page.say(WORDS.stop);
  expect(at.page.observed()).toEqual([]);
  at.load();
  at.page.say(WORDS.look);
  expect([at.page.passTime(), await isWatched(at)]).toEqual([[], false]);
});
