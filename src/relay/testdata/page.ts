/** A document with its bridge, as far as the road matters: a small numbered record, served as the product serves it. */
import type { RecordSource } from '../../link/bridge-end.ts';
import type { Announcement, Done, Order, Rest } from '../../link/messages.ts';
import { relayedPortName } from '../../link/messages.ts';
import { createPanels, type Panels } from '../../link/panels.ts';
import { portChannel } from '../../link/ports.ts';
import type { Clock } from './clock.ts';
import type { End } from './roads.ts';

/** The simplest bounded record there can be. */
class Kept implements RecordSource {
  last = 0;
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
    if (first === undefined) return null;
    const entry = (n: number) => `[${n},1,"wire","event","","","","",""]\n"body ${n}"`;
    const last = second ?? first;
    return { first, last, text: last === first ? entry(first) : `${entry(first)}\n${entry(last)}` };
  }
}

/** What a page needs of the test's browser. */
export interface PageParts {
  /** `runtime.sendMessage` */
  readonly say: (message: Announcement | Rest) => void;
  readonly clock: Clock;
  /** How many entries the record holds. */
  readonly most: number;
}

/** One document. `kept`: in the back/forward cache. */
export class Page {
  state: 'shown' | 'kept' | 'gone' = 'shown';
  readonly record: Kept;
  recording = true;
  /** The bridge saw WWE. */
  seen = false;
  /** How often it was left. */
  leaves = 0;
  /** Each order that was obeyed: commands by their reference, others by their wish. */
  readonly obeyed: string[] = [];
  private readonly panels: Panels;
  /** A road was cut, and the bridge still hopes for the panel. */
  isAwaiting = false;

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
      obey: (order) => this.obey(order),
      onCut() {},
      onAllGone: () => {
        this.recording = true;
      },
      leaveBehind: (messages) => say({ wwe: 'rest', document: id, messages }),
      later: (run, delay) => this.await(run, delay),
    });
  }

  private await(run: () => void, delay: number): () => void {
    const over = this.parts.clock.later(() => {
      this.isAwaiting = false;
      run();
    }, delay);
    this.isAwaiting = true;
    return () => {
      this.isAwaiting = false;
      over();
    };
  }

  private info() {
    return { document: this.id, url: 'u', origin: 'o', title: 't', path: 'top', target: null, timeOrigin: 1 };
  }

  private obey(order: Order): Done {
    this.obeyed.push(order.want === 'send' ? order.command.ref : order.want);
    if (order.want === 'clear') {
      this.record.held = [];
      return { was: 'cleared', last: this.record.last };
    }
    if (order.want === 'record') this.recording = order.on;
    else if (this.recording) this.add();
    else return { was: 'refused', why: 'recording off', detail: '' };
    return { was: 'obeyed' };
  }

  /** A message of WWE's protocol comes in. */
  add(): void {
    if (this.recording) {
      this.record.add();
      this.panels.added();
    }
    if (!this.seen) {
      this.seen = true;
      this.announce();
    }
  }

  announce(): void {
    this.parts.say({ wwe: 'announce', info: this.info(), seen: this.seen });
  }

  connect(port: End): void {
    if (port.name === relayedPortName(this.id)) this.panels.connect(portChannel(port), true);
    else port.disconnect();
  }

  hide(): void {
    this.leaves += 1;
    this.panels.hide(this.parts.clock.now);
  }
}
