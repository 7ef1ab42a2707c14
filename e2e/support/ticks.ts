/** Numbered events, *ticks*, that WWE's window posts to a client, and what a bare listener in that client's window heard of them. */
import type { Surface, Tab } from './browser.ts';
import { expect } from './expect.ts';
import type { Wwe } from './wwe.ts';

/**
 * All ticks are rows that are read in the end, one by one: in the normal run there are half as many in the same time.
 * `EVERY`: the pause between two turns, in ms. `RUNNING`: so many ticks more tell that a burst is under way.
 */
const [EVERY, RUNNING] = process.env.WWE_LONG === '1' ? [20, 20] : [40, 10];

/** How ticks are posted. */
export interface TickOptions {
  /** Which client frame they go to, from 0; or a window by the simulator's key, such as `popup-0`. */
  readonly client?: number | string;
  /** The tab of the client's window, if it is not that of WWE. */
  readonly tab?: Tab;
  /** WWE's window, if it is not the tab's top; looked up anew at each use. */
  readonly host?: () => Surface;
  /** The client's window, if it is not the nth frame of the tab; looked up anew at each use. */
  readonly window?: () => Surface;
  /** Pause between two turns, in ms. */
  readonly every?: number;
  /** Ticks that are posted in each turn. */
  readonly perTurn?: number;
}

/** A tick that a client's window heard. */
export interface Heard {
  readonly name: string;
  /** `performance.timeOrigin` of its document, as text. */
  readonly document: string;
}

/** By this name a window tells the driver of a tick. */
const TELL = 'tellOfTick';

/** What the functions below find and leave in their windows. */
interface InWindow extends Window {
  [TELL]?: (text: string) => void;
  hearTick?: (event: MessageEvent<unknown>) => void;
  /** By stream. */
  tickTimers?: Record<string, number>;
}

/** Runs in a client's window; a second time it only makes sure that the listener is there. */
function listen(): void {
  const self: InWindow = window;
  self.hearTick ??= ({ data }) => {
    const name: unknown = Object(data).event;
    if (typeof name === 'string' && name.startsWith('tick-')) self.tellOfTick?.(`${name} ${performance.timeOrigin}`);
  };
  addEventListener('message', self.hearTick, true);
}

/** Runs in WWE's window: posts a tick each time, numbered on from the last one of the tab. */
function post([stream, client, every, perTurn]: readonly [string, number | string, number, number]): void {
  const self: InWindow = window;
  const tick = () => {
    const number = Number(sessionStorage.getItem(stream)) + 1;
    sessionStorage.setItem(stream, String(number));
    const event = stream + String(number).padStart(6, '0');
    const data = { tick: number };
    window.wweSimulator?.postRaw(client, { userAgent: 'WWE Server', protocolVersion: 2, event, data });
  };
  if (every === 0) {
    for (let i = 0; i < perTurn; i += 1) tick();
    return;
  }
  self.tickTimers ??= {};
  clearInterval(self.tickTimers[stream]);
  self.tickTimers[stream] = window.setInterval(() => {
    for (let i = 0; i < perTurn; i += 1) tick();
  }, every);
}

/** What a tab's frames told of ticks; a tab has one such list. */
const lists = new WeakMap<Tab, Promise<readonly string[]>>();

function toldIn(tab: Tab): Promise<readonly string[]> {
  const known = lists.get(tab) ?? tab.told(TELL);
  lists.set(tab, known);
  return known;
}

/** The ticks to one client frame. */
export class Ticks {
  /** The tab of the client's window. */
  readonly tab: Tab;
  readonly client: number | string;
  readonly host: () => Surface;
  readonly window: () => Surface;
  readonly #every: number;
  readonly #perTurn: number;
  /** The last of those that are not asked for. */
  #forgotten = '';
  /** What all names begin with. */
  readonly stream: string;

  constructor(wwe: Wwe, { client = 0, tab = wwe.tab, every = EVERY, perTurn = 2, ...where }: TickOptions) {
    this.tab = tab;
    this.client = client;
    this.host = where.host ?? (() => wwe.tab);
    this.window = where.window ?? (() => (typeof client === 'number' ? wwe.client(client) : tab));
    this.stream = `tick-${client}-`;
    this.#every = every;
    this.#perTurn = perTurn;
  }

  /** Listens in the client's window, also again where `document.open` took the listener away. */
  async listen(): Promise<void> {
    await toldIn(this.tab);
    await this.window().evaluate(listen);
  }

  /** Starts, or goes on where documents are new. */
  async start(): Promise<void> {
    await this.listen();
    await this.host().evaluate(post, [this.stream, this.client, this.#every, this.#perTurn] as const);
  }

  /** Posts so many at once, to a client that listens. @returns the name of the last one */
  async post(count: number): Promise<string> {
    await this.listen();
    await this.host().evaluate(post, [this.stream, this.client, 0, count] as const);
    return this.last();
  }

  async stop(): Promise<void> {
    await this.host().evaluate((stream) => {
      const self: InWindow = window;
      clearInterval(self.tickTimers?.[stream]);
    }, this.stream);
  }

  /** The name of the last tick that was posted; each number up to it was. */
  async last(): Promise<string> {
    const number = await this.host().evaluate((stream) => sessionStorage.getItem(stream) ?? '0', this.stream);
    return this.stream + number.padStart(6, '0');
  }

  /** Ticks that the client's windows heard, so far. */
  async heard(): Promise<readonly Heard[]> {
    return (await toldIn(this.tab)).flatMap((text) => {
      const [name = '', document = ''] = text.split(' ');
      return name.startsWith(this.stream) && name > this.#forgotten ? [{ name, document }] : [];
    });
  }

  /** The record of what was posted so far went with the extension that held it: none of it is asked for any more. */
  async forget(): Promise<void> {
    this.#forgotten = await this.last();
  }

  /** Waits until at least so many more were heard than now: a burst is under way. */
  async running(more = RUNNING): Promise<void> {
    const before = (await this.heard()).length;
    const heard = async () => (await this.heard()).length;
    await expect.poll(heard).toBeGreaterThanOrEqual(before + more);
  }
}

/** Starts ticks to a client frame whose page is there. They run until `stop`, or until WWE's window goes away. */
export async function startTicks(wwe: Wwe, options: TickOptions = {}): Promise<Ticks> {
  const ticks = new Ticks(wwe, options);
  await ticks.start();
  return ticks;
}
