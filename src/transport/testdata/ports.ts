/** Ports and time, worked by hand. */
import type { PortLike } from '../ports.ts';

/** One end of a port, and its other end's doings. */
export class FakePort implements PortLike {
  /** What this end posted. */
  readonly posted: unknown[] = [];
  disconnected = false;
  private readonly hearers: ((message: unknown) => void)[] = [];
  private readonly closers: (() => void)[] = [];
  readonly onMessage = { addListener: (listener: (message: unknown) => void) => void this.hearers.push(listener) };
  readonly onDisconnect = { addListener: (listener: () => void) => void this.closers.push(listener) };

  constructor(readonly name = '') {}

  postMessage(message: unknown): void {
    this.posted.push(message);
  }

  disconnect(): void {
    this.disconnected = true;
  }

  /** The other end says something. */
  say(message: unknown): void {
    for (const hear of this.hearers) hear(message);
  }

  /** The other end, or the browser, cuts it. */
  cut(): void {
    for (const close of this.closers) close();
  }
}

/** Time that passes when the test says so. */
export class FakeTime {
  private now = 0;
  private due: { readonly run: () => void; readonly at: number }[] = [];

  readonly later = (run: () => void, delay: number): void => {
    this.due.push({ run, at: this.now + delay });
  };

  /** Runs what is due within the next `ms`, in its order. */
  pass(ms: number): void {
    const end = this.now + ms;
    for (let next = this.next(end); next; next = this.next(end)) {
      this.now = next.at;
      this.due = this.due.filter((one) => one !== next);
      next.run();
    }
    this.now = end;
  }

  private next(end: number) {
    return this.due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}
