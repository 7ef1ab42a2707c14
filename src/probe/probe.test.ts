import { describe, expect, test, vi } from 'vitest';
import { defineServiceClient } from '../simulator/client/define.ts';
import { createFalseWindow } from '../simulator/client/false-window.ts';
import { startProbe } from './probe.ts';
import { createFalsePage } from './testdata/page.ts';

const log = { log: vi.fn(), error: vi.fn() };

/** A page whose library was loaded under a probe, and what it reaches. */
function setUp(prepare: (page: ReturnType<typeof createFalsePage>) => void = () => {}) {
  const page = createFalsePage();
  prepare(page);
  startProbe(Object(page.window));
  const { win, posted, receive, pass } = createFalseWindow();
  const loaded = Object.assign(page.window, {
    parent: win.parent,
    genesys: {},
  });
  return { page, posted, receive, pass, loaded, load: () => defineServiceClient(Object(loaded), log) };
}

const isWatched = async ({ page }: ReturnType<typeof setUp>) => (await page.notesOf('client')).length === 1;

describe('where no bridge takes the port', () => {
  test('nothing is observed, nothing is touched', async () => {
    const page = createFalsePage({ isTaken: false });
    const adding = vi.spyOn(page.window, 'addEventListener');
    startProbe(Object(page.window));
    expect([page.offered(), page.observed(), adding.mock.calls]).toEqual([1, [], []]);
  });

  test('the port is offered once, cancelable, and the page gets no word of what goes wrong', () => {
    const page = createFalsePage();
    startProbe(Object(page.window));
    expect(page.offered()).toBe(1);
    expect(() => startProbe(Object({}))).not.toThrow();
  });
});

describe('finding the client', () => {
  test.each<[string, (at: ReturnType<typeof setUp>) => void]>([
    ['a script loaded', ({ page }) => page.document.dispatchEvent(new Event('load'))],
    ['the document changed', ({ page }) => page.change()],
    ['the document is there', ({ page }) => page.document.dispatchEvent(new Event('DOMContentLoaded'))],
    ['a message came', ({ page }) => page.window.dispatchEvent(new Event('message'))],
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

  test('of a burst of messages the first is looked at, and then the window once, 100 ms later', async () => {
    const at = setUp();
    const message = () => void at.page.window.dispatchEvent(new Event('message'));
    for (let i = 0; i < 1_000; i += 1) message();
    expect(at.page.passTime()).toEqual([100]);
    // Its client came in the pause, and no message since.
    message();
    at.load();
    message();
    expect(at.page.notes).toEqual([]);
    at.page.passTime();
    expect(await isWatched(at)).toBe(true);
    message();
    expect(at.page.passTime()).toEqual([]);
  });

  test('with each change of the document the same listeners are added again: document.open took them away', () => {
    const added: unknown[][] = [];
    const { page } = setUp(({ document, window }) => {
      for (const target of [document, window]) {
        const add = target.addEventListener.bind(target);
        target.addEventListener = (...given: Parameters<typeof add>) => {
          added.push(given);
          add(...given);
        };
      }
    });
    const first = added.splice(0);
    expect(first.map(([type]) => type)).toEqual(['load', 'message', 'DOMContentLoaded']);
    page.change();
    expect(added).toEqual(first);
  });

  test.each<[string, object]>([
    ['WWE’s own main page', { wwe: { agent: {}, service: { other: () => {} } } }],
    ['a service that is no object', { wwe: { service: 'x' } }],
    ['a service whose sendMessage is no function', { wwe: { service: { sendMessage: 1 } } }],
    ['no service', { wwe: {} }],
    ['nothing', {}],
  ])('%s is none', async (_, genesys) => {
    const at = setUp();
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
  at.page.end();
  expect(at.page.observed()).toEqual([]);
  at.load();
  at.page.window.dispatchEvent(new Event('message'));
  expect([at.page.passTime(), await isWatched(at)]).toEqual([[], false]);
});
