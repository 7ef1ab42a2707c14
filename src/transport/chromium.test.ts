import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { chromiumTransport } from './chromium.ts';

const INFO = { document: 'd', url: 'u', origin: 'o', title: 't', path: 'top', target: null, timeOrigin: 1 };
const ANNOUNCEMENT = { wwe: 'announce', info: INFO, seen: true };

function setUp() {
  type Hear = (message: unknown, sender: { tab?: { id?: number }; frameId?: number; documentId?: string }) => undefined;
  const hearers = new Set<Hear>();
  const sendMessage = vi.fn(() => Promise.resolve<unknown>(undefined));
  const port = {
    postMessage: vi.fn(),
    disconnect: vi.fn(),
    onMessage: { addListener: () => {} },
    onDisconnect: { addListener: () => {} },
  };
  const connect = vi.fn(() => port);
  const transport = chromiumTransport(
    {
      tabs: { sendMessage, connect },
      runtime: {
        onMessage: {
          addListener: (listener: Hear) => void hearers.add(listener),
          removeListener: (listener: Hear) => void hearers.delete(listener),
        },
      },
    },
    7,
    'mark',
  );
  const hear = (...[message, sender]: Parameters<Hear>) => {
    // Any other answer than undefined would keep the sender waiting.
    for (const one of hearers) expect(one(message, sender)).toBeUndefined();
  };
  return { transport, sendMessage, connect, port, hear, hearers };
}

describe('the transport in Chromium', () => {
  test('hello goes to all frames of the tab; where no bridge is, that is an answer too', async () => {
    const { transport, sendMessage } = setUp();
    await expect(transport.hello()).resolves.toEqual({ reached: true });
    expect(sendMessage).toHaveBeenCalledExactlyOnceWith(7, { wwe: 'hello' });
    sendMessage.mockRejectedValueOnce(new Error('Could not establish connection. Receiving end does not exist.'));
    await expect(transport.hello()).resolves.toEqual({ reached: false });
  });

  test('hears announcements of its own tab only, and connects to the very document', () => {
    const { transport, hear, connect, port } = setUp();
    const [announced, backlog] = [vi.fn(), vi.fn()];
    transport.listen({ announced, backlog }, new AbortController().signal);
    hear(ANNOUNCEMENT, { tab: { id: 8 }, documentId: 'other', frameId: 0 });
    hear(ANNOUNCEMENT, {});
    hear({ ...ANNOUNCEMENT, seen: 'yes' }, { tab: { id: 7 } });
    hear(null, { tab: { id: 7 } });
    expect(announced).not.toHaveBeenCalled();
    hear(ANNOUNCEMENT, { tab: { id: 7 }, documentId: 'D', frameId: 3 });
    hear(ANNOUNCEMENT, { tab: { id: 7 } });
    expect(announced.mock.calls.map(([{ announcement }]) => announcement)).toEqual([ANNOUNCEMENT, ANNOUNCEMENT]);
    expect(connect).not.toHaveBeenCalled();
    for (const [{ connect: open }] of announced.mock.calls) open().post({ t: 'leave', isBack: false });
    expect(connect.mock.calls).toEqual([
      [7, { name: 'wwe-devtools d', documentId: 'D', frameId: 3 }],
      [7, { name: 'wwe-devtools d' }],
    ]);
    expect(port.postMessage).toHaveBeenCalledTimes(2);
    expect(backlog).not.toHaveBeenCalled();
  });

  test('hears what a window of its own tab left behind', () => {
    const { transport, hear } = setUp();
    const [announced, backlog] = [vi.fn(), vi.fn()];
    transport.listen({ announced, backlog }, new AbortController().signal);
    const behind = { wwe: 'backlog', document: 'd', isKept: false, messages: [{ t: 'bye', at: 5, last: 0, kept: 0 }] };
    hear(behind, { tab: { id: 8 } });
    hear(behind, {});
    hear({ ...behind, messages: [{ t: 'bye', at: 'soon', last: 0, kept: 0 }] }, { tab: { id: 7 } });
    expect(backlog).not.toHaveBeenCalled();
    hear(behind, { tab: { id: 7 } });
    expect(backlog).toHaveBeenCalledExactlyOnceWith(behind);
    expect(announced).not.toHaveBeenCalled();
  });

  test('bears the mark of its panel', () => {
    expect(setUp().transport.mark).toBe('mark');
  });

  test('stops listening with its signal', () => {
    const { transport, hearers } = setUp();
    const abort = new AbortController();
    transport.listen({ announced() {}, backlog() {} }, abort.signal);
    expect(hearers.size).toBe(1);
    abort.abort();
    expect(hearers.size).toBe(0);
  });

  describe('later', () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    test('runs after the delay, and not after the signal', () => {
      const { transport } = setUp();
      const abort = new AbortController();
      const [soon, late] = [vi.fn(), vi.fn()];
      transport.later(soon, 10, abort.signal);
      transport.later(late, 20, abort.signal);
      vi.advanceTimersByTime(9);
      expect(soon).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1);
      expect(soon).toHaveBeenCalledOnce();
      abort.abort();
      vi.advanceTimersByTime(100);
      expect(late).not.toHaveBeenCalled();
    });
  });
});
