import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ACCESS_NEWS, type AccessRequest } from './access-messages.ts';
import type { AccessTransport } from './access-transport.ts';
import { type FirefoxAccessBrowser, firefoxAccess } from './firefox.ts';

let life = new AbortController();
beforeEach(() => {
  life = new AbortController();
});
afterEach(() => life.abort());

function setUp() {
  const sendMessage = vi.fn<(wish: AccessRequest) => Promise<unknown>>(async () => []);
  const evaluate = vi.fn<FirefoxAccessBrowser['inspectedWindow']['eval']>(async () => ['https://wwe.example.com/']);
  const messages: ((message: unknown) => undefined)[] = [];
  const navigations: (() => void)[] = [];
  const timers: { readonly run: () => void; readonly delay: number }[] = [];
  const remove = <One>(list: One[], one: One) => void list.splice(list.indexOf(one), 1);
  const window = new EventTarget();
  const background = new EventTarget();
  const transport = firefoxAccess(
    {
      isPrivate: false,
      runtime: {
        sendMessage,
        onMessage: {
          addListener: (listener) => void messages.push(listener),
          removeListener: (listener) => remove(messages, listener),
        },
      },
      inspectedWindow: { tabId: 7, eval: evaluate },
      onNavigated: {
        addListener: (listener) => void navigations.push(listener),
        removeListener: (listener) => remove(navigations, listener),
      },
      window,
      background,
      later: (run, delay) => void timers.push({ run, delay }),
    },
    null,
    life.signal,
  );
  return { transport, sendMessage, evaluate, messages, navigations, timers, window, background };
}

test('grants are asked for until the background answers: silence is not “nothing is granted”', async () => {
  const { transport, sendMessage, timers } = setUp();
  sendMessage.mockRejectedValueOnce(new Error('stopped')).mockResolvedValueOnce(undefined);
  const grants = [{ pattern: 'https://wwe.example.com/*', since: 5 }];
  sendMessage.mockResolvedValueOnce(grants);
  const asked = transport.grants();
  for (let pauses = 0; pauses < 2; pauses += 1) {
    await vi.waitFor(() => expect(timers).toHaveLength(1), { interval: 1 });
    timers.pop()?.run();
  }
  expect(await asked).toEqual(grants);
});

test('the top document by its address, and the frames of watched ones', async () => {
  const { transport, sendMessage, evaluate } = setUp();
  sendMessage.mockResolvedValueOnce(['https://crm.example.com/', 7]);
  expect(await transport.documents()).toEqual(['https://wwe.example.com/', 'https://crm.example.com/']);
  expect([evaluate.mock.calls, sendMessage.mock.calls]).toEqual([
    [['location.href']],
    [[{ wwe: 'access', want: 'frames', tab: 7, isPrivate: false }]],
  ]);
});

test('between two pages nobody tells an address, and that is no error', async () => {
  const { transport, sendMessage, evaluate, timers } = setUp();
  evaluate.mockRejectedValueOnce(new Error('An unexpected error occurred'));
  sendMessage.mockRejectedValueOnce(new Error('stopped'));
  const documents = transport.documents();
  await vi.waitFor(() => expect(timers).toHaveLength(1), { interval: 1 });
  timers.pop()?.run();
  expect(await documents).toEqual([]);
});

test.each<[string, (access: AccessTransport) => Promise<unknown>, unknown, unknown]>([
  [
    'frames',
    (access) => access.documents(),
    ['https://b.example/'],
    ['https://wwe.example.com/', 'https://b.example/'],
  ],
  ['ask', (access) => access.ask(['https://wwe.example.com']), true, 'elsewhere'],
  ['withdraw', (access) => access.withdraw('https://wwe.example.com/*'), true, undefined],
])('a background that is just stopped is asked again: %s', async (want, wish, answer, result) => {
  const { transport, sendMessage, timers } = setUp();
  sendMessage
    .mockRejectedValueOnce(new Error('stopped'))
    .mockResolvedValueOnce(undefined)
    .mockResolvedValueOnce(answer);
  const wished = wish(transport);
  for (let pauses = 0; pauses < 2; pauses += 1) {
    await vi.waitFor(() => expect(timers).toHaveLength(1), { interval: 1 });
    timers.pop()?.run();
  }
  expect(await wished).toEqual(result);
  expect(sendMessage.mock.calls.map(([said]) => said.want)).toEqual([want, want, want]);
});

test('a background that goes on failing is an error, in its own words', async () => {
  const { transport, sendMessage, timers } = setUp();
  sendMessage.mockRejectedValue(new Error('Invalid tab ID: 7'));
  const asked = transport.ask(['https://wwe.example.com']).catch(String);
  for (let pauses = 0; pauses < 24; pauses += 1) {
    await vi.waitFor(() => expect(timers).toHaveLength(1), { interval: 1 });
    timers.pop()?.run();
  }
  expect(await asked).toBe('Error: Invalid tab ID: 7');
});

test('looks again after each navigation, and when somebody comes back or the background starts, until the panel closes', () => {
  const { transport, messages, navigations, timers, window, background } = setUp();
  const [grants, documents] = [vi.fn(), vi.fn()];
  transport.hear(grants, documents, life.signal);
  expect(timers.splice(0).map(({ delay }) => delay)).toEqual([0, 500, 2_000, 5_000, 10_000, 20_000, 40_000]);
  for (const navigate of navigations) navigate();
  expect(timers).toHaveLength(7);
  window.dispatchEvent(new Event('focus'));
  expect([grants.mock.calls.length, documents.mock.calls.length]).toEqual([1, 1]);
  for (const hear of messages) for (const message of [ACCESS_NEWS, { wwe: 'relayed' }, null]) hear(message);
  expect([grants.mock.calls.length, documents.mock.calls.length]).toEqual([2, 1]);
  // It may have been stopped just as grants changed: then it has told nobody.
  background.dispatchEvent(new Event('start'));
  expect([grants.mock.calls.length, documents.mock.calls.length]).toEqual([3, 1]);
  life.abort();
  window.dispatchEvent(new Event('focus'));
  background.dispatchEvent(new Event('start'));
  expect([messages.length, navigations.length, documents.mock.calls.length]).toEqual([0, 0, 1]);
  expect(grants).toHaveBeenCalledTimes(3);
});

test('asks in a tab of its own, and gives access back through the background', async () => {
  const { transport, sendMessage } = setUp();
  expect(await transport.ask(['https://wwe.example.com'])).toBe('elsewhere');
  await transport.withdraw('https://wwe.example.com/*');
  expect(sendMessage.mock.calls).toEqual([
    [{ wwe: 'access', want: 'ask', tab: 7, sites: ['https://wwe.example.com'] }],
    [{ wwe: 'access', want: 'withdraw', pattern: 'https://wwe.example.com/*' }],
  ]);
});
