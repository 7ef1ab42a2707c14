import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { firefoxTransport } from './firefox.ts';
import type { Greeting } from './link-messages.ts';
import { FakePort } from './testdata/ports.ts';

const INFO = { document: 'd', url: 'u', origin: 'o', title: 't', path: 'top', target: null, timeOrigin: 1 };
const ANNOUNCEMENT = { wwe: 'announce', info: INFO, seen: true };
const WORD = { t: 'piece', after: 0, first: 1, last: 0, text: '' } as const;
const REST = { wwe: 'backlog', document: 'd', isKept: false, messages: [{ t: 'bye', at: 5, last: 0, kept: 0 }] };
const REACH = { reached: true };
const GREETING = { wwe: 'greet', tab: 7 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  type Hear = (message: unknown) => undefined;
  const abort = new AbortController();
  const hearers = new Set<Hear>();
  const ports: FakePort[] = [];
  const sendMessage = vi.fn((_: Greeting): Promise<unknown> => Promise.resolve(REACH));
  const runtime = {
    connect({ name }: { name: string }) {
      const port = new FakePort(name);
      ports.push(port);
      return port;
    },
    sendMessage,
    onMessage: {
      addListener: (listener: Hear) => void hearers.add(listener),
      removeListener: (listener: Hear) => void hearers.delete(listener),
    },
  };
  const background = new EventTarget();
  const started = vi.fn();
  background.addEventListener('start', started);
  const transport = firefoxTransport({ runtime }, 7, 'mark', abort.signal, background);
  const [announced, backlog] = [vi.fn(), vi.fn()];
  const ending = new AbortController();
  return {
    transport,
    abort,
    ending,
    ports,
    hearers,
    sendMessage,
    announced,
    backlog,
    started,
    /** Begins to hear. @returns the port that leads no further than the relay */
    listen() {
      transport.listen({ announced, backlog }, ending.signal);
      return ports[0] ?? expect.fail('the relay is not watched');
    },
    hear(message: unknown) {
      // Any other answer than undefined would keep the sender waiting.
      for (const one of hearers) expect(one(message)).toBeUndefined();
    },
    /** The ports to a bridge. */
    bridges: () => ports.filter(({ name }) => name !== 'wwe-devtools'),
    /** The ports that lead no further than the relay. */
    watches: () => ports.filter(({ name }) => name === 'wwe-devtools'),
  };
}
const relayed = (message: unknown, tab = 7, frame = 3) => ({ wwe: 'relayed', tab, frame, message });

describe('what the relay passes on', () => {
  test('announcements of its own tab; those of others, and all else, are not heard', () => {
    const { listen, hear, announced, backlog } = setUp();
    listen();
    for (const other of [
      relayed(ANNOUNCEMENT, 8),
      relayed(REST, 8),
      ANNOUNCEMENT,
      REST,
      relayed({ ...ANNOUNCEMENT, seen: 'yes' }),
      relayed({ ...REST, document: 1 }),
      { ...relayed(ANNOUNCEMENT), frame: '3' },
      { ...relayed(ANNOUNCEMENT), frame: -1 },
      relayed(null),
      GREETING,
      null,
    ])
      hear(other);
    expect([announced.mock.calls, backlog.mock.calls]).toEqual([[], []]);
    hear(relayed(ANNOUNCEMENT));
    hear(relayed(REST));
    expect(announced.mock.calls.map(([{ announcement }]) => announcement)).toEqual([ANNOUNCEMENT]);
    expect(backlog.mock.calls).toEqual([[REST]]);
  });

  test.each([{ origin: 'https://page.example.com' }, {}])(
    'what a window left behind that is in no tab any more, with what is known of it (%o); no announcement of one',
    (known) => {
      const { listen, hear, announced, backlog } = setUp();
      listen();
      const orphan = { wwe: 'orphan', url: 'https://page.example.com/a', ...known };
      for (const message of [ANNOUNCEMENT, GREETING, null]) hear({ ...orphan, message });
      hear({ ...orphan, url: undefined, message: REST });
      hear({ ...orphan, origin: 1, message: REST });
      expect([announced.mock.calls, backlog.mock.calls]).toEqual([[], []]);
      hear({ ...orphan, message: REST });
      expect(backlog.mock.calls).toEqual([[REST, { ...orphan, message: REST }]]);
    },
  );

  test('is heard until its signal', () => {
    const { listen, hearers, ending } = setUp();
    listen();
    expect(hearers.size).toBe(1);
    ending.abort();
    expect(hearers.size).toBe(0);
  });
});

test('the relay is told to stay, sooner than Firefox would stop it, until the panel closes', () => {
  const { listen, watches, abort } = setUp();
  const watch = listen();
  watch.say({ t: 'here' });
  vi.advanceTimersByTime(29_999);
  expect(watch.posted).toEqual([{ t: 'keep-alive' }, { t: 'keep-alive' }]);
  // Once it was stopped all the same, the next one is told.
  watch.cut();
  vi.advanceTimersByTime(100);
  const next = watches()[1] ?? expect.fail('the relay is not watched any more');
  next.say({ t: 'here' });
  vi.advanceTimersByTime(10_000);
  expect([watch.posted.length, next.posted]).toEqual([2, [{ t: 'keep-alive' }]]);
  abort.abort();
  vi.advanceTimersByTime(60_000);
  expect(next.posted.filter((message) => Object(message).t === 'keep-alive')).toHaveLength(1);
});

describe('a connection', () => {
  function connect() {
    const around = setUp();
    around.listen();
    around.hear(relayed(ANNOUNCEMENT));
    expect(around.bridges()).toEqual([]);
    const channel = around.announced.mock.calls[0]?.[0].connect();
    const [heard, closed] = [vi.fn(), vi.fn()];
    channel.onMessage(heard);
    channel.onClose(closed);
    return { ...around, channel, heard, closed };
  }

  test('leads to the document, through the relay: tab, frame and document are the port’s name', () => {
    const { bridges, channel, heard } = connect();
    expect(bridges().map(({ name }) => name)).toEqual(['wwe-devtools 7 3 d']);
    bridges()[0]?.say(WORD);
    channel.post({ t: 'leave', isBack: false });
    expect(heard.mock.calls).toEqual([[WORD]]);
    expect(bridges()[0]?.posted).toEqual([{ t: 'leave', isBack: false }]);
  });

  test('is mended when the relay was stopped, and told when the document is gone', () => {
    const { bridges, heard, closed } = connect();
    bridges()[0]?.say(WORD);
    bridges()[0]?.cut();
    vi.advanceTimersByTime(0);
    expect(bridges().map(({ name }) => name)).toEqual(['wwe-devtools 7 3 d', 'wwe-devtools 7 3 d']);
    expect(closed).not.toHaveBeenCalled();
    bridges()[1]?.say({ t: 'gone' });
    expect([heard.mock.calls.length, closed.mock.calls.length]).toEqual([1, 1]);
    vi.advanceTimersByTime(100_000);
    expect(bridges()).toHaveLength(2);
  });

  test('one that hangs is tried anew after 2 s, until the panel closes', () => {
    const { bridges, abort } = connect();
    vi.advanceTimersByTime(1_999);
    expect(bridges()).toHaveLength(1);
    vi.advanceTimersByTime(2);
    expect(bridges()).toHaveLength(2);
    abort.abort();
    vi.advanceTimersByTime(1_000_000);
    expect(bridges()).toHaveLength(2);
  });
});

describe('hello', () => {
  test('is said to the relay, and answered with what it showed', async () => {
    const { transport, sendMessage } = setUp();
    await expect(transport.hello()).resolves.toEqual(REACH);
    await vi.advanceTimersByTimeAsync(100_000);
    expect(sendMessage.mock.calls).toEqual([[GREETING]]);
  });

  test('is said again 0.2 s after it was refused, or answered with something else', async () => {
    const { transport, sendMessage } = setUp();
    sendMessage.mockRejectedValueOnce(new Error('Could not establish connection. Receiving end does not exist.'));
    sendMessage.mockResolvedValueOnce(undefined);
    sendMessage.mockResolvedValueOnce({ reached: 'yes' });
    const answered = vi.fn();
    void transport.hello().then(answered);
    await vi.advanceTimersByTimeAsync(0);
    for (const count of [1, 2, 3]) {
      await vi.advanceTimersByTimeAsync(199);
      expect(sendMessage).toHaveBeenCalledTimes(count);
      expect(answered).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(sendMessage).toHaveBeenCalledTimes(4);
    expect(answered.mock.calls).toEqual([[REACH]]);
    await vi.advanceTimersByTimeAsync(100_000);
    expect(sendMessage).toHaveBeenCalledTimes(4);
  });

  test('that the relay’s stop swallowed is said again as soon as the relay speaks anew', async () => {
    const { transport, listen, watches, sendMessage } = setUp();
    listen().say({ t: 'here' });
    await vi.advanceTimersByTimeAsync(0);
    sendMessage.mockClear();
    sendMessage.mockImplementationOnce(() => new Promise(() => {}));
    const answered = vi.fn();
    void transport.hello().then(answered);
    // However long it takes: an answer that does not come shows nothing but that nothing is known.
    await vi.advanceTimersByTimeAsync(100_000);
    expect([sendMessage.mock.calls, answered.mock.calls]).toEqual([[[GREETING]], []]);
    watches().at(-1)?.cut();
    await vi.advanceTimersByTimeAsync(0);
    watches().at(-1)?.say({ t: 'here' });
    await vi.advanceTimersByTimeAsync(100_000);
    expect([sendMessage.mock.calls, answered.mock.calls]).toEqual([[[GREETING], [GREETING]], [[REACH]]]);
  });

  test('whoever waits for an answer takes the next that comes, once, whichever greeting it answers', async () => {
    const { transport, sendMessage } = setUp();
    const answers: ((reach: unknown) => void)[] = [];
    sendMessage.mockImplementation(() => new Promise((resolve) => void answers.push(resolve)));
    const told = [vi.fn(), vi.fn(), vi.fn()] as const;
    void transport.hello().then(told[0]);
    void transport.hello().then(told[1]);
    answers[1]?.(REACH);
    await vi.advanceTimersByTimeAsync(0);
    void transport.hello().then(told[2]);
    expect(told.map(({ mock }) => mock.calls)).toEqual([[[REACH]], [[REACH]], []]);
    const late = { reached: false };
    answers[0]?.(late);
    answers[2]?.(REACH);
    await vi.advanceTimersByTimeAsync(100_000);
    expect(told.map(({ mock }) => mock.calls)).toEqual([[[REACH]], [[REACH]], [[late]]]);
    expect(sendMessage).toHaveBeenCalledTimes(3);
  });

  test('that is refused when nobody waits any more is not said again', async () => {
    const { listen, sendMessage } = setUp();
    sendMessage.mockRejectedValue(new Error('no'));
    listen().say({ t: 'here' });
    await vi.advanceTimersByTimeAsync(100_000);
    expect(sendMessage).toHaveBeenCalledTimes(1);
  });

  test('is not said again once the panel closes', async () => {
    const { transport, abort, sendMessage } = setUp();
    sendMessage.mockRejectedValue(new Error('no'));
    void transport.hello();
    await vi.advanceTimersByTimeAsync(1_000);
    const count = sendMessage.mock.calls.length;
    expect(count).toBeGreaterThan(2);
    abort.abort();
    await vi.advanceTimersByTimeAsync(100_000);
    expect(sendMessage).toHaveBeenCalledTimes(count);
  });
});

describe('the relay is watched', () => {
  test('by a port that leads no further; nothing is said to the tab before its first word', async () => {
    const { listen, watches, sendMessage } = setUp();
    expect(listen().name).toBe('wwe-devtools');
    await vi.advanceTimersByTimeAsync(2_000);
    // One that stays silent gives way to the next.
    await vi.advanceTimersByTimeAsync(50);
    expect([watches().length, sendMessage.mock.calls.length]).toEqual([2, 0]);
    watches().at(-1)?.say({ t: 'here' });
    await vi.advanceTimersByTimeAsync(100_000);
    // What was said before it could hear anything was missed.
    expect(sendMessage.mock.calls).toEqual([[GREETING]]);
  });

  test('each time it begins to speak the tab is greeted, and who wants to know is told, and not before', async () => {
    const { listen, watches, sendMessage, started } = setUp();
    listen();
    for (const times of [1, 2, 3]) {
      expect([watches().length, sendMessage.mock.calls.length]).toEqual([times, times - 1]);
      watches().at(-1)?.say({ t: 'here' });
      expect(sendMessage).toHaveBeenCalledTimes(times);
      expect(sendMessage).toHaveBeenLastCalledWith(GREETING);
      expect(started).toHaveBeenCalledTimes(times);
      watches().at(-1)?.cut();
      await vi.advanceTimersByTimeAsync(0);
    }
  });

  test('no longer than the panel lives', async () => {
    const { listen, abort, watches, sendMessage } = setUp();
    const watch = listen();
    watch.say({ t: 'here' });
    abort.abort();
    expect(watch.disconnected).toBe(true);
    watch.say({ t: 'here' });
    watch.cut();
    await vi.advanceTimersByTimeAsync(100_000);
    expect([watches().length, sendMessage.mock.calls.length]).toEqual([1, 1]);
  });
});

test('bears the mark of its panel, and knows the time', () => {
  vi.setSystemTime(1_234);
  const { transport } = setUp();
  expect([transport.mark, transport.wall()]).toEqual(['mark', 1_234]);
  const before = transport.now();
  vi.setSystemTime(3_601_234);
  // Its own clock does not follow the wall clock.
  expect(transport.now() - before).toBeLessThan(60_000);
  expect(transport.now()).toBeGreaterThanOrEqual(before);
});
