import { describe, expect, test, vi } from 'vitest';
import { portChannel } from './ports.ts';

/** A port, and its other end's doings. */
function fakePort() {
  const hearers: ((message: unknown) => void)[] = [];
  const closers: (() => void)[] = [];
  const postMessage = vi.fn();
  const disconnect = vi.fn();
  const port = {
    postMessage,
    disconnect,
    onMessage: { addListener: (listener: (message: unknown) => void) => void hearers.push(listener) },
    onDisconnect: { addListener: (listener: () => void) => void closers.push(listener) },
  };
  return {
    port,
    postMessage,
    disconnect,
    say(message: unknown) {
      for (const hear of hearers) hear(message);
    },
    cut() {
      for (const close of closers) close();
    },
  };
}

const LEAVE = { t: 'leave', isBack: false } as const;

describe('a channel over a port', () => {
  test('carries messages both ways', () => {
    const { port, postMessage, say } = fakePort();
    const channel = portChannel(port);
    const heard = vi.fn();
    channel.onMessage(heard);
    channel.post(LEAVE);
    say('hello');
    expect(postMessage).toHaveBeenCalledExactlyOnceWith(LEAVE);
    expect(heard).toHaveBeenCalledExactlyOnceWith('hello');
  });

  test('tells all who ask that it was cut, once, and carries nothing afterwards', () => {
    const { port, postMessage, say, cut } = fakePort();
    const channel = portChannel(port);
    const [heard, closed, closedToo] = [vi.fn(), vi.fn(), vi.fn()];
    channel.onMessage(heard);
    channel.onClose(closed);
    channel.onClose(closedToo);
    cut();
    cut();
    channel.post(LEAVE);
    say('late');
    expect([closed, closedToo, heard, postMessage].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 0, 0]);
  });

  test('a post that throws means that it is cut, also before the browser says so', () => {
    const { port, postMessage, say, cut } = fakePort();
    const channel = portChannel(port);
    const [heard, closed] = [vi.fn(), vi.fn()];
    channel.onMessage(heard);
    channel.onClose(closed);
    postMessage.mockImplementation(() => {
      throw new Error('Attempting to use a disconnected port object');
    });
    channel.post(LEAVE);
    channel.post(LEAVE);
    cut();
    say('late');
    expect([closed, postMessage, heard].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 0]);
  });

  test('closing it oneself is not being cut', () => {
    const { port, postMessage, disconnect, say, cut } = fakePort();
    const channel = portChannel(port);
    const [heard, closed] = [vi.fn(), vi.fn()];
    channel.onMessage(heard);
    channel.onClose(closed);
    channel.close();
    cut();
    channel.post(LEAVE);
    say('late');
    expect(disconnect).toHaveBeenCalledOnce();
    expect([closed, postMessage, heard].map(({ mock }) => mock.calls.length)).toEqual([0, 0, 0]);
  });
});
