/** A document with its bridge, as far as the transport matters: a small numbered record, served as the product serves it. */

import type { Announcement, Backlog, Done, Order } from '../../transport/link-messages.ts';
import { portName, relayedPortName } from '../../transport/link-messages.ts';
import { createPanels, type Panels } from '../../transport/panels.ts';
import { portChannel } from '../../transport/ports.ts';
import type { RecordSource } from '../../transport/record-server.ts';
import type { Clock } from './clock.ts';
import type { End } from './transports.ts';

/** The simplest bounded record there can be. */
class Kept implements RecordSource {
  last = 0;
  cleared = 0;
  held: number[] = [];
  constructor(private readonly most: number) {}

  add(): void {
    this.last += 1;
    this.held.push(this.last);
    if (this.held.length > this.most) this.held.shift();
  }

  /** Two entries at most a piece, so that many pieces are on their way. */
  piece(after: number) {
    const [first, second] = this.held.filter((n) => n > after);
    if (first === undefined) return { first: this.last + 1, last: this.last, text: '' };
    const entry = (n: number) => `[${n},1,"wire","event","","","","",""]\n"body ${n}"`;
    const last = second ?? first;
    return { first, last, text: last === first ? entry(first) : `${entry(first)}\n${entry(last)}` };
  }
}

/** Of every document. */
export const ADDRESS = 'https://wwe.example/';
/** So long, in ms, a bridge waits for a panel whose relay was stopped. */
const AWAITED = 10_000;

/** Told of each order when it is executed. */
export type Executed = (page: Page, order: Order) => void;

/** What a page needs of the test's browser. */
export interface PageParts {
  /** `runtime.sendMessage` */
  readonly say: (message: Announcement | Backlog) => void;
  readonly clock: Clock;
  /** How many entries the record holds. */
  readonly most: number;
  readonly onObeyed: Executed;
}

/** One document. `kept`: in the back/forward cache. */
export class Page {
  state: 'shown' | 'kept' | 'gone' = 'shown';
  readonly record: Kept;
  recording = true;
  /** It was left for a page that comes out of the back/forward cache: Firefox no longer says in which tab it was (measured). */
  isStray = false;
  /** The bridge saw WWE. */
  seen = false;
  /** Since it was cut off from the relay it says what it records by itself, and all of that arrives. */
  isHandingOut = false;
  /** How often it was left. */
  leaves = 0;
  /** The numbers of the last entries when the record was cleared. */
  readonly cleared: number[] = [];
  /** The numbers of the last entries when panels were greeted. */
  readonly greeted: number[] = [];
  /** References of the commands that were not posted. */
  readonly refused: string[] = [];
  private readonly panels: Panels;
  /** Until when, in ms since the epoch, a panel is awaited whose relayed transport was cut. */
  private awaitedUntil = 0;

  constructor(
    readonly id: string,
    readonly frame: number,
    private readonly parts: PageParts,
  ) {
    const { say, most } = parts;
    const record = new Kept(most);
    this.record = record;
    this.panels = createPanels({
      record,
      info: () => this.info(),
      isRecording: () => this.recording,
      clock: () => ({ at: parts.clock.now, wall: parts.clock.now }),
      execute: (order) => this.execute(order),
      onCut() {},
      onAllGone: () => {
        this.recording = true;
      },
      leaveBehind: (messages, isKept) => say({ wwe: 'backlog', document: id, isKept, messages }),
      later: (run, delay) => parts.clock.later(run, delay),
      now: () => parts.clock.now,
    });
  }

  /** Whether its bridge should still hope for a panel that was cut off from it. */
  get isAwaiting(): boolean {
    return this.parts.clock.now < this.awaitedUntil;
  }

  private info() {
    const place = this.frame === 0 ? { path: 'top', target: null } : { path: 'top/0', target: 'top' };
    return { document: this.id, url: ADDRESS, origin: 'o', title: 't', ...place, timeOrigin: 1 };
  }

  private execute(order: Order): Done {
    this.parts.onObeyed(this, order);
    if (order.want === 'clear') {
      this.record.held = [];
      this.record.cleared = this.record.last;
      this.cleared.push(this.record.last);
      return { was: 'cleared', last: this.record.last };
    }
    if (order.want === 'record') this.recording = order.on;
    if (order.want !== 'send') return { was: 'executed' };
    if (this.recording) {
      // What goes out is recorded, too.
      this.write();
      return { was: 'executed' };
    }
    this.refused.push(order.command.ref);
    return { was: 'refused', why: 'recording off', detail: '' };
  }

  private write(): void {
    if (!this.recording) return;
    this.record.add();
    this.panels.added();
  }

  /** A message of WWE's protocol comes in. */
  add(): void {
    this.write();
    if (this.seen) return;
    this.seen = true;
    this.announce();
  }

  announce(): void {
    this.parts.say({ wwe: 'announce', info: this.info(), seen: this.seen });
  }

  connect(port: End): void {
    const relayed = port.name === relayedPortName(this.id);
    if (!relayed && port.name !== portName(this.id)) {
      port.disconnect();
      return;
    }
    let hasLeft = false;
    port.onMessage.addListener((message) => {
      if (JSON.stringify(message) === '{"t":"leave","isBack":false}') hasLeft = true;
    });
    port.onDisconnect.addListener(() => {
      this.isHandingOut = relayed && !hasLeft;
      this.awaitedUntil = hasLeft ? 0 : this.parts.clock.now + AWAITED;
    });
    this.greeted.push(this.record.last);
    this.panels.connect(portChannel(port), relayed);
  }

  /** It comes out of the back/forward cache. */
  show(): void {
    if (this.seen) this.announce();
  }

  hide(isKept: boolean): void {
    this.leaves += 1;
    this.awaitedUntil = 0;
    this.panels.hide(isKept);
  }
}
