/** A bridge's panels with everything around them made up, and panels' ends of channels. */
import { expect, vi } from 'vitest';
import { readPiece } from '../../entry/header.ts';
import type { Channel, ClockSample, Done, FromBridge, FromPanel, Order } from '../link-messages.ts';
import { createPanels, type Panels } from '../panels.ts';
import { Kept } from './record.ts';

export const INFO = { document: 'd', url: 'u', origin: 'o', title: 't', path: 'top', target: null, timeOrigin: 1 };
/** So long a panel is awaited, in ms. */
export const AWAITED = 10_000;

/** The bridge's end of a channel, and its other end's doings. */
class FakeChannel implements Channel {
  readonly posted: FromBridge[] = [];
  readonly clocks: ClockSample[] = [];
  closed = false;
  private readonly hearers: ((message: unknown) => void)[] = [];
  private readonly closers: (() => void)[] = [];

  /** What a window's clocks show is tried apart. */
  post(message: FromBridge): void {
    if ('clock' in message) {
      const { clock, ...backlog } = message;
      if (clock) this.clocks.push(clock);
      this.posted.push(backlog);
    } else this.posted.push(message);
  }
  onMessage(listener: (message: unknown) => void): void {
    this.hearers.push(listener);
  }
  onClose(listener: () => void): void {
    this.closers.push(listener);
  }
  close(): void {
    this.closed = true;
  }

  say(message: FromPanel): void {
    for (const hear of this.hearers) hear(message);
  }
  pull(after: number): void {
    this.say({ t: 'pull', after, max: 1 });
  }
  cut(): void {
    for (const close of this.closers) close();
  }
  /** The panel closes: it says so, and its end of the transport goes down. */
  leave(): void {
    this.say({ t: 'leave', isBack: false });
    this.cut();
  }
  /** What came since the last call. */
  taken = () => this.posted.splice(0);
}

/** A bridge's panels. */
export function setUp() {
  const record = new Kept();
  const bridge = { recording: true };
  const execute = vi.fn((_: Order): Done => ({ was: 'executed' }));
  const [onCut, onAllGone] = [vi.fn(), vi.fn()];
  /** Said without a channel: while a panel is awaited, and as the window goes away. */
  const [meanwhile, left]: (readonly FromBridge[])[][] = [[], []];
  let hiding: { isKept: boolean } | undefined;
  const time = { now: 5 };
  let timers: { readonly run: () => void; readonly at: number }[] = [];
  const serving = createPanels({
    record,
    info: () => INFO,
    isRecording: () => bridge.recording,
    clock: () => ({ at: time.now, wall: time.now }),
    execute,
    onCut,
    onAllGone,
    now: () => time.now,
    leaveBehind(messages, isKept) {
      // Of a window that is still there, all can be had again.
      expect(isKept).toBe(hiding?.isKept ?? true);
      (hiding ? left : meanwhile)?.push(messages);
    },
    later: (run, delay) => void timers.push({ run, at: time.now + delay }),
  });
  const panels: Panels = {
    ...serving,
    hide(isKept) {
      hiding = { isKept };
      serving.hide(isKept);
      hiding = undefined;
    },
  };
  /** Something is recorded. */
  function add(count: number, body?: string): void {
    for (let i = 0; i < count; i += 1) {
      record.add(body);
      panels.added();
    }
  }
  /** A panel connects through the relay. */
  function connect(): FakeChannel {
    const channel = new FakeChannel();
    panels.connect(channel, true);
    return channel;
  }
  return {
    panels,
    record,
    bridge,
    execute,
    add,
    connect,
    /** A panel connects through the relay, and has a record of two cleared. */
    connectAndClear() {
      const done: Done = { was: 'cleared', last: 2 };
      execute.mockReturnValueOnce(done);
      const channel = connect();
      add(2);
      channel.pull(0);
      channel.say({ t: 'order', id: 'p-1', order: { want: 'clear' } });
      channel.pull(2);
      return { channel, word: { t: 'done', id: 'p-1', done } };
    },
    /** How often a channel was closed from the other end. */
    cuts: () => onCut.mock.calls.length,
    gone: () => onAllGone.mock.calls.length,
    /** By the panel itself. */
    connectDirectly() {
      const channel = new FakeChannel();
      panels.connect(channel, false);
      return channel;
    },
    /** What was left behind since the last call, by the window that went away. */
    left: () => left?.splice(0).flat() ?? [],
    /** The same, message by message. */
    leftInMany: () => left?.splice(0) ?? [],
    /** What was said to a panel that is awaited since the last call, message by message. */
    meanwhile: () => meanwhile?.splice(0) ?? [],
    time,
    /** @param ms by which time goes on; what is due then is done */
    passTime(ms = AWAITED) {
      time.now += ms;
      const due = timers.filter(({ at }) => at <= time.now);
      timers = timers.filter((timer) => !due.includes(timer));
      for (const { run } of due) run();
    },
  };
}

/** Of the entries in these messages. */
export const numbers = (messages: readonly FromBridge[]) =>
  messages.flatMap((message) => (message.t === 'piece' ? readPiece(message.text).entries.map(({ n }) => n) : []));
