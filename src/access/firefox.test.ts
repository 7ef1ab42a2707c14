import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ACCESS_NEWS, type AccessRequest } from './access-messages.ts';
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
      later: (run, delay) => void timers.push({ run, delay }),
    },
    null,
    life.signal,
  );
  return { transport, sendMessage, evaluate, messages, navigations, timers, window };
}

test('grants are asked for until the background answers: silence is not “nothing is granted”', async () => {
  const { transport, sendMessage, timers } = setUp();
  sendMessage.mockRejectedValueOnce(new Error('stopped')).mockResolvedValueOnce(undefined);
  const grants = [{ pattern: 'https://wwe.example.com/*', since: 5 }];
  sendMessage.mockResolvedValueOnce(grants);
  const asked = transport.grants();
  for (let pauses = 0; pauses < 2; pauses += 1) {
    await vi.waitFor(() => expect(timers).toHaveLength(1));
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
  const { transport, sendMessage, evaluate } = setUp();
  evaluate.mockRejectedValueOnce(new Error('An unexpected error occurred'));
  sendMessage.mockRejectedValueOnce(new Error('stopped'));
  expect(await transport.documents()).toEqual([]);
});

test('looks again after each navigation, and when somebody comes back to the panel, until the panel closes', () => {
  const { transport, messages, navigations, timers, window } = setUp();
  const [grants, documents] = [vi.fn(), vi.fn()];
  transport.hear(grants, documents, life.signal);
  expect(timers.splice(0).map(({ delay }) => delay)).toEqual([0, 500, 2_000, 5_000, 10_000, 20_000, 40_000]);
  for (const navigate of navigations) navigate();
  expect(timers).toHaveLength(7);
  window.dispatchEvent(new Event('focus'));
  expect([grants.mock.calls.length, documents.mock.calls.length]).toEqual([1, 1]);
  for (const hear of messages) for (const message of [ACCESS_NEWS, { wwe: 'relayed' }, null]) hear(message);
  expect([grants.mock.calls.length, documents.mock.calls.length]).toEqual([2, 1]);
  life.abort();
  window.dispatchEvent(new Event('focus'));
  expect([messages.length, navigations.length, documents.mock.calls.length]).toEqual([0, 0, 1]);
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
