/** A small Firefox, with an event page that it stops and starts. */
import { type FirefoxBrowser, firefoxTransport } from '../../transport/firefox.ts';
import type { Announcement, Backlog, Greeting } from '../../transport/link-messages.ts';
import { type RelayBrowser, startRelay } from '../relay.ts';
import { FakeBrowser, NOBODY, TAB } from './frames.ts';
import { ADDRESS, type Page } from './page.ts';
import { type End, type Owner, RELAY } from './transports.ts';

const BASE = 'moz-extension://wwe/';

type OnMessage = Parameters<RelayBrowser['runtime']['onMessage']['addListener']>[0];
type OnConnect = Parameters<RelayBrowser['runtime']['onConnect']['addListener']>[0];

/** The event page while it runs. */
interface Running {
  isAlive: boolean;
  readonly onMessage: OnMessage[];
  readonly onConnect: OnConnect[];
}

/** How Firefox stops the event page. */
export interface Stop {
  /** Whether what it said last is lost too. */
  readonly isAbrupt: boolean;
  /** Whether whoever awaits its answer is told; if not, no answer ever comes. */
  readonly isTold: boolean;
  /** Whether a port that was on its way to it is lost without a word. */
  readonly isMute: boolean;
}

/** The browser. */
export class FakeFirefox extends FakeBrowser {
  private running: Running | null = null;
  private readonly hearing = new Map<Owner, Set<(message: unknown) => undefined>>();
  private asked: { readonly panel: Owner; readonly refuse: (error: Error) => void }[] = [];

  /** The event page; it is started if it does not run. */
  private relay(): Running {
    if (this.running) return this.running;
    const running: Running = { isAlive: true, onMessage: [], onConnect: [] };
    this.running = running;
    const ifAlive = <T>(run: () => T, otherwise: T) => (running.isAlive ? run() : otherwise);
    const never = new Promise<never>(() => {});
    startRelay({
      runtime: {
        getURL: (path) => BASE + path,
        sendMessage: (message) => ifAlive(() => this.tellPanels(message), never),
        onMessage: { addListener: (listener) => void running.onMessage.push(listener) },
        onConnect: { addListener: (listener) => void running.onConnect.push(listener) },
      },
      tabs: {
        query: async () => [],
        sendMessage: () => ifAlive(() => this.greetFrames(RELAY, RELAY), never),
        connect: (_tab, { frameId, name }) => {
          const arrive = (end: End) => this.arriveInFrame(frameId, end);
          return this.transports.port(name, RELAY, `frame ${frameId}`, undefined, arrive);
        },
      },
    });
    return running;
  }

  private async tellPanels(message: unknown): Promise<void> {
    if (this.hearing.size === 0) throw new Error(NOBODY);
    const text = JSON.stringify(message);
    for (const panel of this.hearing.keys()) {
      this.transports.between(RELAY, panel).steps.push(() => {
        for (const hear of [...(this.hearing.get(panel) ?? [])]) hear(JSON.parse(text));
      });
    }
  }

  private arriveInFrame(frame: number, end: End): void {
    const page = this.frames.get(frame);
    if (page) {
      end.owner = page.id;
      page.connect(end);
    } else end.disconnect();
  }

  /** Stops the event page: its ports are cut, and what is on its way to it is lost, even if it was about to start. */
  stop({ isAbrupt, isTold, isMute }: Stop): void {
    if (this.running) this.running.isAlive = false;
    this.running = null;
    this.transports.end(RELAY, isAbrupt, isMute);
    for (const { panel, refuse } of this.asked.splice(0)) {
      if (isTold)
        this.transports.between('browser', panel).steps.push(() => refuse(new Error('Message manager disconnected')));
    }
  }

  transport(panel: Owner, signal: AbortSignal) {
    return firefoxTransport(this.forPanel(panel), TAB, panel.replace(' ', ''), signal, new EventTarget());
  }

  /** The extension API in a panel. */
  private forPanel(panel: Owner): FirefoxBrowser {
    const sender = { url: `${BASE}panel.html` };
    const hearers = new Set<(message: unknown) => undefined>();
    this.hearing.set(panel, hearers);
    return {
      runtime: {
        connect: ({ name }) =>
          this.transports.port(name, panel, RELAY, sender, (end) => {
            for (const hear of this.relay().onConnect) hear(end);
          }),
        sendMessage: (message) => this.ask(panel, message, sender),
        onMessage: {
          addListener: (listener) => void hearers.add(listener),
          removeListener: (listener) => void hearers.delete(listener),
        },
      },
    };
  }

  private ask(panel: Owner, message: Greeting, sender: { readonly url: string }): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const waiting = { panel, refuse: reject };
      this.asked.push(waiting);
      const answer = (settle: () => void) =>
        this.transports.between(RELAY, panel, 'answers').steps.push(() => {
          this.asked = this.asked.filter((one) => one !== waiting);
          settle();
        });
      this.transports.between(panel, RELAY).steps.push(() => {
        const running = this.relay();
        for (const hear of running.onMessage) {
          void hear(message, sender)?.then((reach) => running.isAlive && answer(() => resolve(reach)));
        }
      });
    });
  }

  /** A port stays open there, and the bridge has closed it. */
  protected keep(): void {}

  endPanel(panel: Owner): void {
    this.hearing.delete(panel);
    this.asked = this.asked.filter((one) => one.panel !== panel);
    this.transports.end(panel, false);
  }

  protected say(message: Announcement | Backlog, page: Page): void {
    const text = JSON.stringify(message);
    const { id, frame, isStray } = page;
    const place = isStray ? {} : { frameId: frame, tab: { id: TAB } };
    this.transports.between(id, RELAY).steps.push(() => {
      // Who it was is asked once the event page has started; of whoever is gone by then only the address is known.
      const isGone = !this.running && page.state === 'gone';
      const sender = { url: ADDRESS, ...(!isGone && { origin: 'o', ...place }) };
      for (const hear of this.relay().onMessage) void hear(JSON.parse(text), sender);
    });
  }
}
