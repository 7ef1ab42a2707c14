import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sayForget } from './forget.ts';
import type { FromPanel } from './link-messages.ts';
import { createTabLink } from './tab.ts';
import type { TabListener, TabTransport } from './tab-transport.ts';
import { memoryPair } from './testdata/memory.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const FORGET = { wwe: 'forget' };

test('in Chromium the panel tells every tab, then the other panels; nobody there is no error', async () => {
  const said: unknown[] = [];
  const nobody = new Error('Could not establish connection. Receiving end does not exist.');
  const tabs = {
    query: async () => [{ id: 1 }, {}, { id: 2 }],
    // A page that stands still does not answer.
    sendMessage: (tab: number, message: unknown) => {
      said.push([tab, message]);
      return tab === 1 ? Promise.reject(nobody) : new Promise(() => {});
    },
  };
  const sendMessage = vi.fn((message: unknown) => {
    said.push(message);
    return Promise.reject(nobody);
  });
  expect(await sayForget({ tabs, runtime: { sendMessage } })).toBe(true);
  expect(said).toEqual([[1, FORGET], [2, FORGET], FORGET]);
});

test('in Firefox the relay is told until it answers, and not for ever', async () => {
  const sendMessage = vi
    .fn<() => Promise<unknown>>()
    .mockRejectedValueOnce(new Error('stopped'))
    .mockResolvedValueOnce(undefined)
    .mockResolvedValueOnce(true);
  const said = sayForget({ runtime: { sendMessage } });
  await vi.runAllTimersAsync();
  expect(await said).toBe(true);
  expect(sendMessage.mock.calls).toEqual([[FORGET], [FORGET], [FORGET]]);

  const silent = sayForget({ runtime: { sendMessage: async () => undefined } });
  await vi.runAllTimersAsync();
  expect(await silent).toBe(false);
});

test('a document that is older than the word is told to clear its record before anything of it is taken', () => {
  const info = { document: 'page', url: 'u', origin: 'o', title: 't', path: 'top', target: null, timeOrigin: 1_000 };
  const meet = (timeOrigin: number, ahead = 0) => {
    const pair = memoryPair();
    const said: FromPanel[] = [];
    pair.bridge.onMessage((message) => said.push(message as FromPanel));
    const on = { onPresent() {}, onDocument() {}, onEntries: vi.fn(), onLost: vi.fn(), onSkipped: vi.fn() };
    let ears: TabListener | null = null;
    const transport: TabTransport = {
      mark: 'm',
      forgottenAt: 2_000,
      hello: async () => ({ reached: true }),
      listen(given) {
        ears = given;
      },
      later() {},
      now: () => 3_000,
      wall: () => 3_000,
    };
    const backlog = { onEnded() {}, onRefused() {}, onClock() {}, onCurrent() {}, onConnections() {} };
    createTabLink(transport, { ...on, ...backlog }, new AbortController().signal);
    const own = { ...info, timeOrigin };
    const clock = { at: 3_000 + ahead, wall: 3_000 };
    const hear = ears as TabListener | null;
    hear?.announced({ announcement: { wwe: 'announce', info: own, seen: true, clock }, connect: () => pair.panel });
    pair.bridge.post({ t: 'hello', info: own, last: 7, recording: true, kept: 0 });
    while (pair.deliver('panel'));
    while (pair.deliver('bridge'));
    return { said, on, pair };
  };
  const { said, on, pair } = meet(1_000);
  expect(said).toMatchObject([
    { t: 'order', order: { want: 'clear' } },
    { t: 'pull', after: 0 },
  ]);
  const [order] = said;
  const id = order?.t === 'order' ? order.id : '';
  pair.bridge.post({ t: 'done', id, done: { was: 'cleared', last: 9 } });
  pair.bridge.post({ t: 'piece', after: 0, first: 10, last: 9, text: '' });
  while (pair.deliver('panel'));
  expect(on.onSkipped.mock.calls).toEqual([['page', 9]]);
  expect(on.onLost).not.toHaveBeenCalled();

  expect(meet(2_500).said).toMatchObject([{ t: 'pull', after: 0 }]);

  // The wall clock was set back an hour, or forth, since that document began: what counts is which was first.
  const hour = 3_600_000;
  expect(meet(1_000 + hour, hour).said).toMatchObject([{ order: { want: 'clear' } }, { t: 'pull' }]);
  expect(meet(2_500 - hour, -hour).said).toMatchObject([{ t: 'pull', after: 0 }]);
});
