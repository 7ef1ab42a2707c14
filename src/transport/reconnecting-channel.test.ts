import { describe, expect, test, vi } from 'vitest';
import { reconnectingChannel } from './reconnecting-channel.ts';
import { FakePort, FakeTime } from './testdata/ports.ts';

const LEAVE = { t: 'leave', isBack: false } as const;

function setUp() {
  const time = new FakeTime();
  const ports: FakePort[] = [];
  const opening = { fails: false };
  const attempts = vi.fn();
  const channel = reconnectingChannel({
    open() {
      attempts();
      if (opening.fails) throw new Error('Extension context invalidated.');
      const port = new FakePort();
      ports.push(port);
      return port;
    },
    isGone: (message) => message === 'gone',
    later: time.later,
  });
  const [heard, closed] = [vi.fn(), vi.fn()];
  channel.onMessage(heard);
  channel.onClose(closed);
  return {
    channel,
    time,
    ports,
    opening,
    attempts,
    closed,
    heard: () => heard.mock.calls.splice(0).map(([message]) => message),
    /** The port of now. */
    port: () => ports.at(-1) ?? expect.fail('no port'),
  };
}

describe('a channel that mends itself', () => {
  test('opens its port at once, and carries messages both ways', () => {
    const { channel, ports, port, heard } = setUp();
    expect(ports).toHaveLength(1);
    port().say('hello');
    channel.post(LEAVE);
    expect([heard(), port().posted]).toEqual([['hello'], [LEAVE]]);
  });

  test('cut, it opens the next one without delay and goes on there; nobody is told', () => {
    const { channel, time, ports, port, heard, closed } = setUp();
    port().say('hello');
    port().cut();
    time.pass(0);
    expect(ports).toHaveLength(2);
    port().say('hello again');
    channel.post(LEAVE);
    expect([heard(), ports.map(({ posted }) => posted)]).toEqual([
      ['hello', 'hello again'],
      [[], [LEAVE]],
    ]);
    expect(closed).not.toHaveBeenCalled();
  });

  test('cut again and again before a word came, it waits ever longer, up to 0.8 s', () => {
    const { time, ports, port } = setUp();
    const waited: number[] = [];
    for (let i = 0; i < 7; i += 1) {
      const before = ports.length;
      port().cut();
      let ms = 0;
      for (time.pass(0); ports.length === before && ms < 10_000; ms += 1) time.pass(1);
      waited.push(ms);
    }
    expect(waited).toEqual([0, 100, 200, 400, 800, 800, 800]);
  });

  test('a word that came makes the next cut the first one again', () => {
    const { time, ports, port } = setUp();
    port().cut();
    time.pass(0);
    port().cut();
    time.pass(100);
    port().say('hello');
    port().cut();
    time.pass(0);
    expect(ports).toHaveLength(4);
  });

  test('a port that stays silent is left for another one after 2 s; each time it takes twice as long, up to 32 s', () => {
    const { time, ports, port, closed } = setUp();
    const waited: number[] = [];
    for (let i = 0; i < 7; i += 1) {
      const silent = port();
      let ms = 0;
      for (; !silent.disconnected && ms < 100_000; ms += 100) time.pass(100);
      waited.push(ms);
      // The pause before the next one.
      for (let pause = 0; port() === silent && pause < 1_000; pause += 1) time.pass(1);
    }
    expect(waited.map((ms) => Math.floor(ms / 1_000))).toEqual([2, 4, 8, 16, 32, 32, 32]);
    expect(ports).toHaveLength(8);
    expect(closed).not.toHaveBeenCalled();
  });

  test('one that spoke may be silent for as long as it likes', () => {
    const { time, ports, port } = setUp();
    port().say('hello');
    time.pass(1_000_000);
    expect([ports.length, port().disconnected]).toEqual([1, false]);
  });

  test('what an earlier port still says or does is nobody’s business', () => {
    const { time, ports, port, heard, closed } = setUp();
    const silent = port();
    time.pass(2_000);
    expect(ports).toHaveLength(2);
    silent.say('hello');
    silent.say('gone');
    silent.cut();
    port().say('from the next');
    time.pass(1_000_000);
    expect([heard(), ports.length, closed.mock.calls]).toEqual([['from the next'], 2, []]);
  });

  test('a port that cannot be opened is tried again after a pause', () => {
    const { time, ports, port, opening, attempts, heard } = setUp();
    opening.fails = true;
    port().cut();
    time.pass(0);
    expect([ports.length, attempts.mock.calls.length]).toEqual([1, 2]);
    time.pass(100);
    expect(attempts).toHaveBeenCalledTimes(3);
    opening.fails = false;
    time.pass(200);
    expect(ports).toHaveLength(2);
    port().say('hello');
    expect(heard()).toEqual(['hello']);
  });

  test('what is posted before the first port’s first word goes out: nothing was lost that could be said again', () => {
    const { channel, port } = setUp();
    channel.post(LEAVE);
    expect(port().posted).toEqual([LEAVE]);
  });

  test('what is posted between a cut and the far end’s next word is lost, without a word', () => {
    const { channel, time, ports, port } = setUp();
    port().say('hello');
    port().cut();
    channel.post(LEAVE);
    time.pass(0);
    channel.post(LEAVE);
    port().cut();
    time.pass(100);
    channel.post(LEAVE);
    expect(ports.map(({ posted }) => posted)).toEqual([[], [], []]);
    port().say('hello again');
    channel.post(LEAVE);
    expect(ports.map(({ posted }) => posted)).toEqual([[], [], [LEAVE]]);
  });

  test('whoever hears that word may answer at once', () => {
    const { channel, time, port } = setUp();
    channel.onMessage(() => channel.post(LEAVE));
    port().say('hello');
    port().cut();
    time.pass(0);
    port().say('hello again');
    expect(port().posted).toEqual([LEAVE]);
  });

  test('a port that was left for its silence is a cut like any other', () => {
    const { channel, time, ports, port } = setUp();
    port().say('hello');
    port().cut();
    time.pass(0);
    time.pass(5_000);
    expect(ports.length).toBeGreaterThan(2);
    channel.post(LEAVE);
    expect(ports.map(({ posted }) => posted.length)).toEqual(ports.map(() => 0));
    port().say('hello again');
    channel.post(LEAVE);
    expect(port().posted).toEqual([LEAVE]);
  });

  test('the far end is gone: all are told, once, and it is not opened again', () => {
    const { channel, time, ports, port, heard, closed } = setUp();
    const closedToo = vi.fn();
    channel.onClose(closedToo);
    port().say('hello');
    const last = port();
    last.say('gone');
    last.cut();
    last.say('late');
    channel.post(LEAVE);
    time.pass(1_000_000);
    expect([heard(), ports.length, last.posted, last.disconnected]).toEqual([['hello'], 1, [], true]);
    expect([closed.mock.calls.length, closedToo.mock.calls.length]).toEqual([1, 1]);
  });

  test.each(['open', 'cut', 'silent'])('closed while it is %s, it does nothing any more, and tells nobody', (state) => {
    const { channel, time, ports, port, heard, closed } = setUp();
    if (state !== 'silent') port().say('hello');
    if (state === 'cut') port().cut();
    channel.close();
    if (state !== 'cut') expect(port().disconnected).toBe(true);
    port().say('late');
    port().cut();
    channel.post(LEAVE);
    time.pass(1_000_000);
    expect([heard().length, ports.length, port().posted]).toEqual([state === 'silent' ? 0 : 1, 1, []]);
    expect(closed).not.toHaveBeenCalled();
  });
});
