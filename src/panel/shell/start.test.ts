import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { chromiumTransport } from '../../transport/chromium.ts';
import type { PortLike } from '../../transport/ports.ts';
import { rememberOrigin } from '../stores/loading.ts';
import { startPanel } from './start.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000 }));
afterEach(() => void vi.useRealTimers());

/** A browser whose tab 7 has one client that WWE already talked to. @param more entries that its bridge recorded then */
function browser(settings: object, more: readonly string[] = []) {
  const said: unknown[] = [];
  let hear: ((message: unknown, sender: object) => undefined) | null = null;
  let navigate = () => {};
  const info = { document: 'd', url: '', origin: 'o', title: '', path: 'top/0', target: 'top', timeOrigin: 1 };
  const event = { userAgent: 'WWE Server', protocolVersion: 2, event: 'agent', data: null };
  const heard = `${JSON.stringify([1, 5, 'wire', 'event', 'agent', '', 'top', 'https://wwe.example.com', 'top/0'])}\n${JSON.stringify(event)}`;
  const [last, text] = [1 + more.length, [heard, ...more].join('\n')];
  const connect = (): PortLike => {
    const listeners: ((message: unknown) => void)[] = [];
    const say = (message: unknown) => queueMicrotask(() => listeners.forEach((listener) => void listener(message)));
    say({ t: 'hello', info, last, recording: true, kept: 0 });
    return {
      postMessage(message) {
        said.push(message);
        if (JSON.stringify(message).includes('"after":0')) say({ t: 'piece', after: 0, first: 1, last, text });
      },
      disconnect() {},
      onMessage: { addListener: (listener) => void listeners.push(listener) },
      onDisconnect: { addListener() {} },
    };
  };
  const sendMessage = vi.fn(async () => {
    hear?.({ wwe: 'announce', info, seen: true }, { tab: { id: 7 }, documentId: 'D', frameId: 3 });
  });
  return {
    said,
    sendMessage,
    navigate: () => navigate(),
    around: {
      transport: chromiumTransport(
        {
          tabs: { sendMessage, connect },
          runtime: {
            onMessage: {
              addListener(listener: NonNullable<typeof hear>) {
                hear = listener;
              },
              removeListener() {
                hear = null;
              },
            },
          },
        },
        7,
        'mark',
      ),
      storage: { get: async () => ({ settings: { version: 1, ...settings } }), set: async () => {} },
      onNavigated(listener: () => void) {
        navigate = listener;
      },
      reload() {},
      soon: (draw: () => void) => void setTimeout(draw, 16),
      copy() {},
    },
    commands: () => said.filter((message) => JSON.stringify(message).includes('"want":"send"')),
  };
}

test('finds the client and lists what it recorded; sends nothing by itself', async () => {
  const { around, commands } = browser({});
  const stores = await startPanel(around, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(100);
  expect(stores.watching.session.counts().entries).toBe(1);
  expect(stores.watching.connections.value.map(({ state }) => state)).toEqual(['live']);
  expect(commands()).toEqual([]);
});

test('a failure that the bridge recorded is listed among the tool’s own', async () => {
  const note = [
    [2, 6, 'probe', 'failed', '', '', '', '', 'top/0'],
    ['failed', 0, 0, 'TypeError: no\n at a.js:1:2'],
  ];
  const { around } = browser({}, [note.map((line) => JSON.stringify(line)).join('\n')]);
  const { failures } = await startPanel(around, new AbortController().signal);
  await vi.waitFor(() => expect(failures.list.value).toMatchObject([{ where: 'bridge', name: 'TypeError' }]));
});

test.each<[string, object, object, number]>([
  ['recording off, by the organisation', { recording: false }, {}, 0],
  ['another origin only, by the organisation', { allowedOrigins: ['https://a.example'] }, {}, 0],
  ['this origin only, by the organisation', { allowedOrigins: ['o'] }, {}, 1],
  ['another origin only, by the user, who has seen it', {}, { allowedOrigins: ['https://a.example'] }, 1],
])('rules that come late, when a bridge has heard of none: %s', async (_, fixed, own, left) => {
  const { around } = browser({});
  let managed: Record<string, unknown> = {};
  let tell: (changes: object, area: string) => void = () => {};
  const rules = {
    managed: { get: async () => managed },
    local: { get: async () => ({ rules: own }), set: async () => {} },
    onChanged: {
      addListener(listener: typeof tell) {
        tell = listener;
      },
      removeListener() {},
    },
  };
  const { watching } = await startPanel({ ...around, rules }, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(100);
  expect(watching.session.counts().entries).toBe(1);
  managed = { ...fixed };
  tell({}, 'managed');
  await vi.advanceTimersByTimeAsync(100);
  expect(watching.session.documents()).toHaveLength(left);
  // Nor later, though its bridge may not have heard of it yet.
  watching.hello();
  await vi.advanceTimersByTimeAsync(100);
  expect([watching.session.documents().length, watching.session.counts().entries]).toEqual([left, left]);
});

test('loads the interactions once where the user wants that', async () => {
  const { around, commands } = browser({ loadOnOpen: true, loadFrom: ['https://wwe.example.com'] });
  const abort = new AbortController();
  await startPanel(around, abort.signal);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(commands()).toMatchObject([{ order: { command: { name: 'interaction.getInteractions', parameters: null } } }]);
});

test.each([[[]], [['https://another.example.com']]])(
  'does not load them by itself from a WWE that the user has not seen: seen %j',
  async (loadFrom) => {
    const { around, commands } = browser({ loadOnOpen: true, loadFrom });
    const { commands: sender, settings } = await startPanel(around, new AbortController().signal);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(commands()).toEqual([]);
    // What is loaded by hand is seen.
    rememberOrigin({ commands: sender, settings });
    expect(settings.settings.value.loadFrom).toEqual([...loadFrom, 'https://wwe.example.com']);
    settings.change({ loadOnOpen: false, loadFrom: [] });
    rememberOrigin({ commands: sender, settings });
    expect(settings.settings.value.loadFrom).toEqual([]);
  },
);

test('shows the view that was shown last, and remembers the next; one that it has not counts for nothing', async () => {
  const life = new AbortController();
  const kept: unknown[] = [];
  const start = (view: string) => {
    const { around } = browser({ view });
    const storage = { ...around.storage, set: async (content: object) => void kept.push(content) };
    return startPanel({ ...around, storage }, life.signal);
  };
  const stores = await start('messages');
  expect([stores.view.value, kept]).toEqual(['messages', []]);
  stores.view.value = 'compose';
  expect(kept).toMatchObject([{ settings: { view: 'compose' } }]);
  expect((await start('timeline')).view.value).toBe('interactions');
  life.abort();
});

test('ticks once a second, asks anew at a navigation, and stops with its signal', async () => {
  const { around, sendMessage, navigate } = browser({});
  const abort = new AbortController();
  const { clock } = await startPanel(around, abort.signal);
  expect(sendMessage).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(clock.value).toBe(4_000);
  navigate();
  expect(sendMessage).toHaveBeenCalledTimes(2);
  abort.abort();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(clock.value).toBe(4_000);
});

test('a storage that refuses is told in words, and the panel works', async () => {
  const { around } = browser({});
  const refusing = { ...around, storage: { ...around.storage, get: () => Promise.reject(new Error('full')) } };
  const stores = await startPanel(refusing, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(100);
  expect(stores.trouble.value).not.toBeNull();
  expect(stores.watching.session.counts().entries).toBe(1);
});
