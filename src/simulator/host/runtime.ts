/** WWE in a window: the core wired to real messages, real time and a signal for the views. */
import { type Signal, signal } from '@preact/signals';
import type { DeskModel } from '../core/model.ts';
import { createWwe, type Wwe } from '../core/wwe.ts';
import { createFrameBook, type FrameBook } from './frames.ts';

/** A message that WWE's window received. */
export interface Received {
  /** ms since the epoch. */
  readonly at: number;
  /** The sender's key, see `KnownFrame`. */
  readonly frame: string;
  readonly origin: string;
  /** `MessageEvent.data`, raw. */
  readonly message: unknown;
}

/** The running host. */
export interface Runtime {
  readonly wwe: Wwe;
  readonly frames: FrameBook;
  /** Every message received, oldest first; the newest 50 000 are kept. */
  readonly received: Received[];
  /** Read anew after changes and every second, for the running times. */
  readonly model: Signal<DeskModel>;
}

const MAX_RECEIVED = 50_000;

/** Starts WWE in `win`; `signal` ends its listening. */
export function startRuntime(win: Window, seed: number, abort: AbortSignal): Runtime {
  const frames = createFrameBook();
  const received: Received[] = [];
  let reading = false;
  const wwe: Wwe = createWwe({
    seed,
    now: () => win.performance.now(),
    post: (frame, message) => void frames.post(frame, message),
    later: (ms, work) => {
      const timer = win.setTimeout(work, ms);
      return () => win.clearTimeout(timer);
    },
    changed: () => {
      // Many messages in a row are one look at the model.
      if (reading) return;
      reading = true;
      win.setTimeout(() => {
        reading = false;
        model.value = wwe.state();
      }, 0);
    },
  });
  const model = signal(wwe.state());
  frames.enter('self', win, win.location.origin);
  if (win.parent !== win) frames.enter('parent', win.parent, null);
  const hear = (event: MessageEvent<unknown>): void => {
    const { source, origin, data } = event;
    if (source === null || !isWindow(source)) return;
    const frame = frames.hear(source, origin);
    received.push({ at: Date.now(), frame, origin, message: data });
    if (received.length > MAX_RECEIVED) received.shift();
    wwe.receive(frame, origin, data);
  };
  win.addEventListener('message', hear, { signal: abort });
  const clock = win.setInterval(() => {
    model.value = wwe.state();
  }, 1000);
  abort.addEventListener('abort', () => win.clearInterval(clock), { once: true });
  return { wwe, frames, received, model };
}

/** A window, not a message port or a worker. */
function isWindow(source: MessageEventSource): source is Window {
  return 'parent' in source && 'postMessage' in source;
}
