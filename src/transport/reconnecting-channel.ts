/** A channel that mends itself, for a browser that stops the middle of the transport whenever it likes. */
import type { Channel } from './link-messages.ts';
import { type PortLike, portChannel } from './ports.ts';

/** The first message on a new port must come within this time, in ms; each time it does not, the time is doubled. */
const FIRST_WORD = 2_000;
/** A transport that is cut again at once is opened anew after this time, in ms; it is doubled too. */
const FIRST_REST = 50;
/** How often both are doubled at most. */
const MOST_DOUBLINGS = 4;

/** What a lasting channel needs. */
export interface ReconnectingParts {
  /** Opens a port to the middle. May throw. */
  readonly open: () => PortLike;
  /** Whether a message says that the far end is gone for good. */
  readonly isGone: (message: unknown) => boolean;
  /** Runs `run` after `delay` ms, unless all is over. */
  readonly later: (run: () => void, delay: number) => void;
}

/**
 * Opens a port, and another one whenever it is cut or stays silent, until the far end is said to be gone or the channel
 * is closed. What is posted in between is lost: whoever uses it begins anew with the first word of the far end.
 */
export function reconnectingChannel({ open, isGone, later }: ReconnectingParts): Channel {
  const hearers: ((message: unknown) => void)[] = [];
  const closers: (() => void)[] = [];
  let port: Channel | null = null;
  /** Counts the ports: what an earlier one still says is nobody's business. */
  let turn = 0;
  let failures = 0;
  /** After a cut, nothing is said before the far end has spoken: what was said meanwhile comes in its order then. */
  let isMended = true;
  let over = false;
  const doubled = (time: number) => time * 2 ** Math.min(failures, MOST_DOUBLINGS);

  function end(): void {
    over = true;
    port?.close();
    port = null;
  }

  function mend(): void {
    port = null;
    isMended = false;
    turn += 1;
    const backlog = failures === 0 ? 0 : doubled(FIRST_REST);
    failures += 1;
    later(start, backlog);
  }

  function start(): void {
    if (over) return;
    turn += 1;
    const mine = turn;
    const isCurrent = () => !over && mine === turn;
    let fresh: Channel;
    try {
      fresh = portChannel(open());
    } catch {
      // The middle cannot be called at this moment.
      mend();
      return;
    }
    port = fresh;
    let spoke = false;
    fresh.onMessage((message) => {
      if (!isCurrent()) return;
      spoke = true;
      isMended = true;
      failures = 0;
      if (!isGone(message)) for (const hear of hearers) hear(message);
      else {
        end();
        for (const close of closers) close();
      }
    });
    fresh.onClose(() => isCurrent() && mend());
    later(() => {
      if (!isCurrent() || spoke) return;
      fresh.close();
      mend();
    }, doubled(FIRST_WORD));
  }

  start();
  return {
    post: (message) => isMended && port?.post(message),
    onMessage: (listener) => void hearers.push(listener),
    onClose: (listener) => void closers.push(listener),
    close: end,
  };
}
