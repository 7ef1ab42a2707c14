import { describe, expect, it, vi } from 'vitest';
import type { WweSimulator } from '../desktop/control-types.ts';
import { type ControlSocket, connectToServer } from '../desktop/remote.ts';
import { createRemoteControl } from '../desktop/remote-control.ts';
import { type ControlHub, createControlHub } from './control-hub.ts';
import type { Line } from './line.ts';

/** Both ends of a connection, without a network. */
class FakeSocket extends EventTarget implements ControlSocket {
  readonly sent: string[] = [];
  hear: (text: string) => void = () => undefined;
  ended: () => void = () => undefined;
  readonly line: Line = {
    send: (text) => this.dispatchEvent(new MessageEvent('message', { data: text })),
    listen: (hear, ended) => {
      this.hear = hear;
      this.ended = ended;
    },
    close: () => this.close(),
  };
  send(text: string): void {
    this.sent.push(text);
    this.hear(text);
  }
  #closed = false;
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.ended();
    this.dispatchEvent(new Event('close'));
  }
}

interface Timer {
  readonly ms: number;
  readonly work: () => void;
  cancelled: boolean;
}

function createParts() {
  const timers: Timer[] = [];
  const hub = createControlHub({
    urlOf: (name) => `http://localhost:1/${name}`,
    later(ms, work) {
      const timer: Timer = { ms, work, cancelled: false };
      timers.push(timer);
      return () => {
        timer.cancelled = true;
      };
    },
  });
  return { hub, timers };
}

/** A tab of a browser, connected to the hub. Of the control, only `members` are there. */
function openTab(hub: ControlHub, members: object, desk = '', tokens: string[] = []) {
  const urls: string[] = [];
  const sockets: FakeSocket[] = [];
  const waits: { readonly ms: number; readonly work: () => void }[] = [];
  const ending = new AbortController();
  const page = new EventTarget();
  const isControl = (given: object): given is WweSimulator => given === members;
  connectToServer({
    location: { protocol: 'http:', host: 'localhost:1' },
    token: 'first',
    askForToken: async () => tokens.shift() ?? null,
    desk,
    control() {
      if (isControl(members)) return members;
      throw new Error('never');
    },
    open(url) {
      urls.push(url);
      const socket = new FakeSocket();
      sockets.push(socket);
      hub.open(desk, socket.line);
      return socket;
    },
    later: (ms, work) => void waits.push({ ms, work }),
    page,
    signal: ending.signal,
  });
  return { urls, sockets, waits, page, ending };
}

describe('a desktop that is driven from Node.js', () => {
  it('carries out calls, and gives back whatever they give', async () => {
    const { hub } = createParts();
    const ring = vi.fn((arrival: object) => `id of ${JSON.stringify(arrival)}`);
    const received = async () => [{ index: 0, message: { at: new Date(5), nothing: undefined } }];
    openTab(hub, { ring, received, frames: [{ key: 'frame-0', origin: null }], scenario: { speed: (n: number) => n } });
    const control = createRemoteControl((path, given) => hub.call('', path, given));
    expect(await control.ring({ party: 'Robin' })).toBe('id of {"party":"Robin"}');
    expect(await control.received()).toEqual([{ index: 0, message: { at: new Date(5), nothing: undefined } }]);
    expect(await control.frames()).toEqual([{ key: 'frame-0', origin: null }]);
    expect(await control.scenario.speed(10)).toBe(10);
  });
  it('carries errors over, as what they are and in their words', async () => {
    const { hub } = createParts();
    const settings = (): never => {
      throw new TypeError('There is no setting "x".');
    };
    const refuse = (): never => {
      throw 'a text';
    };
    openTab(hub, { settings, state: refuse });
    const failure = await hub.call('', 'settings', [{ x: 1 }]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TypeError);
    expect(failure).toHaveProperty('message', 'There is no setting "x".');
    await expect(hub.call('', 'state', [])).rejects.toThrow('a text');
    const control = createRemoteControl((path, given) => hub.call('', path, given));
    const told = await control.settings({ x: 1 }).catch((error: unknown) => error);
    const [first, asked] = told instanceof Error ? (told.stack ?? '').split('\n') : [];
    expect(first).toBe('TypeError: There is no setting "x".');
    expect(asked).toContain('control-hub.test.ts');
  });
  it.each([
    'constructor',
    '__proto__',
    'toString',
    'scenario',
    'scenario.constructor',
    'ring.call',
    '',
    'frames.length',
  ])('has no member %j', async (path) => {
    const { hub } = createParts();
    openTab(hub, { ring: () => '1', frames: [], scenario: {} });
    await expect(hub.call('', path, [])).rejects.toThrow(`no member "${path}"`);
  });
  it('is waited for, in vain for 30 s at most', async () => {
    const { hub, timers } = createParts();
    const early = hub.call('', 'ring', []);
    const other = hub.call('b', 'ring', []);
    openTab(hub, { ring: () => '7' });
    expect(await early).toBe('7');
    expect(timers.map(({ ms, cancelled }) => [ms, cancelled])).toEqual([
      [30_000, true],
      [30_000, false],
    ]);
    timers[1]?.work();
    await expect(other).rejects.toThrow('No browser has opened http://localhost:1/b within 30 s.');
  });
  it('is the newest tab of its name, and an older one when that closes', async () => {
    const { hub } = createParts();
    openTab(hub, { ring: () => 'older' });
    const newer = openTab(hub, { ring: () => 'newer' });
    openTab(hub, { ring: () => 'another' }, 'b');
    expect(await hub.call('', 'ring', [])).toBe('newer');
    newer.ending.abort();
    expect(await hub.call('', 'ring', [])).toBe('older');
    expect(await hub.call('b', 'ring', [])).toBe('another');
  });
  it('rejects calls in flight when the tab closes, and drops what it answers later', async () => {
    const { hub } = createParts();
    let settle = (_: string): void => undefined;
    const ring = () => new Promise<string>((resolve) => (settle = resolve));
    const tab = openTab(hub, { ring });
    const call = hub.call('', 'ring', []);
    await vi.waitFor(() => expect(tab.sockets).toHaveLength(1));
    const rejected = expect(call).rejects.toThrow('was closed or loaded anew');
    await hub.ready('');
    tab.page.dispatchEvent(new Event('pagehide'));
    await rejected;
    settle('too late');
    await Promise.resolve();
    expect(tab.sockets[0]?.sent).toEqual([]);
  });
  it('connects again when the server was away, less and less often, and when the page comes back', async () => {
    const { hub } = createParts();
    const { urls, sockets, waits, page } = openTab(hub, {}, 'b', ['second']);
    const closeAndWait = async (n: number): Promise<number | undefined> => {
      sockets[n]?.close();
      waits[n]?.work();
      await vi.waitFor(() => expect(sockets).toHaveLength(n + 2));
      return waits[n]?.ms;
    };
    const all = async (...numbers: readonly number[]) => {
      const waited: unknown[] = [];
      for (const n of numbers) waited.push(await closeAndWait(n));
      return waited;
    };
    expect(await all(0, 1, 2)).toEqual([1000, 2000, 4000]);
    sockets[3]?.dispatchEvent(new Event('open'));
    expect(await all(3, 4, 5, 6, 7, 8, 9)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    page.dispatchEvent(new Event('pagehide'));
    expect(waits).toHaveLength(10);
    page.dispatchEvent(new Event('pageshow'));
    page.dispatchEvent(new Event('pageshow'));
    expect(sockets).toHaveLength(12);
    // A server that was started anew has made a new token, which is asked for; the old one stays while nobody answers.
    const url = (token: string) => `ws://localhost:1/control?desk=b&token=${token}`;
    expect(urls).toEqual([url('first'), ...Array.from({ length: 11 }, () => url('second'))]);
  });
  it('waits as long as it is told to, and as a timer can', async () => {
    const { hub, timers } = createParts();
    const waiting = [Number.NaN, -5, 7, Number.POSITIVE_INFINITY].map((ms) => hub.ready('', ms));
    openTab(hub, {});
    await Promise.all(waiting);
    expect(timers.map(({ ms }) => ms)).toEqual([30_000, 0, 7, 2 ** 31 - 1]);
  });
  it('rejects whoever waits when the simulator is closed', async () => {
    const { hub } = createParts();
    const call = hub.call('', 'ring', []);
    hub.close();
    await expect(call).rejects.toThrow('The simulator was closed.');
    await expect(hub.call('', 'ring', [])).rejects.toThrow('The simulator is closed.');
  });
  it('is cut off when it says what no desktop says', async () => {
    const { hub } = createParts();
    const { sockets, waits } = openTab(hub, {});
    sockets[0]?.send('nonsense');
    expect(waits).toHaveLength(1);
  });
});
