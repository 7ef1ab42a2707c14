/** WWE in a window: the core wired to real messages, its clock and a signal for the views. */
import { type Signal, signal } from '@preact/signals';
import type { DeskModel } from '../core/wwe/model.ts';
import { createWwe, type Wwe } from '../core/wwe/wwe.ts';
import { type Clock, createClock } from './clock.ts';
import { createFrameBook, type FrameBook } from './frames.ts';
import { createReceived, type ReceivedRecord } from './received.ts';

/** The running host. */
export interface Runtime {
  readonly wwe: Wwe;
  /** WWE's time: real time × speed. */
  readonly clock: Clock;
  readonly frames: FrameBook;
  readonly received: ReceivedRecord;
  /** Read anew after changes and every second, for the running times. */
  readonly model: Signal<DeskModel>;
  /** Takes a message event that came before WWE was there. */
  hear(event: MessageEvent<unknown>): void;
}

/** How WWE starts. */
export interface RuntimeOptions {
  readonly seed: number;
  /** Default 1. */
  readonly speed?: number;
  /** Gets what pages post, in place of WWE. */
  readonly instead?: ((frame: string, data: unknown) => void) | undefined;
}

/** Starts WWE in `win`; `abort` ends its listening and its clock. */
export function startRuntime(win: Window, { seed, speed = 1, instead }: RuntimeOptions, abort: AbortSignal): Runtime {
  const frames = createFrameBook();
  const later = (ms: number, work: () => void): (() => void) => {
    const timer = win.setTimeout(work, ms);
    return () => win.clearTimeout(timer);
  };
  const clock = createClock(
    {
      now: () => win.performance.now(),
      setTimeout: (work, ms) => win.setTimeout(work, ms),
      clearTimeout: (timer) => win.clearTimeout(timer),
    },
    speed,
  );
  const received = createReceived(later);
  let reading = false;
  const wwe: Wwe = createWwe({
    seed,
    now: clock.now,
    epoch: Date.now(),
    visible: () => win.document.visibilityState === 'visible',
    later: clock.later,
    laterOnWire: (ms, work) => later(ms, () => !abort.aborted && work()),
    post: (frame, message) => void frames.post(frame, message),
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
    received.add({ at: Date.now(), frame, origin, message: data });
    if (instead) instead(frame, data);
    else wwe.receive(frame, origin, data);
  };
  win.addEventListener('message', hear, { signal: abort });
  const ticking = win.setInterval(() => {
    model.value = wwe.state();
  }, 1000);
  abort.addEventListener(
    'abort',
    () => {
      win.clearInterval(ticking);
      clock.stop();
    },
    { once: true },
  );
  return { wwe, clock, frames, received, model, hear };
}

/** A window, not a message port or a worker. */
function isWindow(source: MessageEventSource): source is Window {
  return 'parent' in source && 'postMessage' in source;
}
