/**
 * The oracle of the fault journeys. WWE's window posts numbered events, *ticks*, to a client, and whatever happens
 * meanwhile, the panel must show each that the client's window heard: once, and in order.
 *
 * What was heard is known from a bare listener in the client's window. A window's listeners all get an event or none
 * does, so what it heard is what the record could hold. It tells the driver at once, so that this outlives the document.
 */
import type { Surface, Tab } from './browser.ts';
import { expect } from './expect.ts';
import { Messages } from './messages.ts';
import type { Panel } from './panel.ts';
import type { Wwe } from './wwe.ts';

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

/** What the client library logs until its page has switched that off. */
const LOGGED = /^Received message/;

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

  constructor(wwe: Wwe, { client = 0, tab = wwe.tab, every = 20, perTurn = 2, ...where }: TickOptions) {
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
  async running(more = 20): Promise<void> {
    const before = (await this.heard()).length;
    const heard = async () => (await this.heard()).length;
    await expect.poll(heard, { intervals: [20, 50, 100] }).toBeGreaterThanOrEqual(before + more);
  }
}

/** Runs in the panel: the names of all rows of the table, from the top, each by its place, also of those out of sight. */
async function namesInTable(): Promise<string[]> {
  const names = new Map<number, string>();
  const scroller = document.querySelector('.message-list .table-scroller');
  const all = Number(scroller?.querySelector('[role=grid]')?.getAttribute('aria-rowcount')) - 1;
  // In frames, of which a sight needs one or two.
  for (let frames = 0; scroller && names.size < all && frames < all + 600; frames += 1) {
    for (const row of scroller.querySelectorAll<HTMLElement>('[role=row][data-message]')) {
      names.set(Number(row.getAttribute('aria-rowindex')) - 1, row.dataset.name ?? '');
    }
    // Where the first one is that was not in sight yet.
    let next = 1;
    while (names.has(next)) next += 1;
    const height = scroller.querySelector<HTMLElement>('[data-message]')?.offsetHeight ?? 1;
    scroller.scrollTop = (next - 1) * height;
    await new Promise(requestAnimationFrame);
  }
  return [...names].sort(([a], [b]) => a - b).map(([, name]) => name);
}

/** Starts ticks to a client frame whose page is there. They run until `stop`, or until WWE's window goes away. */
export async function startTicks(wwe: Wwe, options: TickOptions = {}): Promise<Ticks> {
  const ticks = new Ticks(wwe, options);
  await ticks.start();
  return ticks;
}

/** The panel is live: an event that WWE posts now becomes a row. */
export async function expectLive(messages: Messages, ticks: Ticks): Promise<void> {
  const name = await ticks.post(1);
  await messages.filter(`event:${name}`);
  await expect(messages.row(name)).toHaveCount(1);
}

/**
 * Ends the ticks and holds the panel against them: live, no tick lost, none twice, none made up, those of each document
 * in order; nothing lost or dropped in the status bar; no error in the panel, no word in the page's console.
 * (The demo page's client logs more: open it with `client: 'debug=off'`.)
 *
 * @param options `says`: what the page itself may say in its console
 */
export async function expectAll(panel: Panel, ticks: Ticks, { says }: { readonly says?: RegExp } = {}): Promise<void> {
  const messages = await Messages.open(panel);
  await ticks.stop();
  await expectLive(messages, ticks);
  const heard = await ticks.heard();
  const last = await ticks.last();
  await messages.filter(`event:${ticks.stream}*`);
  let rows: readonly string[] = [];
  let places = new Map<string, number>();
  // What a document left behind when it went may come by another way than what followed it.
  const lost = async () => {
    rows = await panel.frame.evaluate(namesInTable);
    places = new Map(rows.map((name, place) => [name, place]));
    return heard.filter(({ name }) => !places.has(name));
  };
  await expect.poll(lost, 'lost').toEqual([]);
  expect(
    rows.filter((name, place) => places.get(name) !== place),
    'twice',
  ).toEqual([]);
  expect(
    rows.filter((name) => !name.startsWith(ticks.stream) || name > last),
    'never posted',
  ).toEqual([]);
  for (const document of new Set(heard.map((one) => one.document))) {
    const names = heard.flatMap((one) => (one.document === document ? [one.name] : []));
    expect(
      [...names].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0)),
      'in order',
    ).toEqual(names);
  }
  expect(await panel.status.innerText()).not.toMatch(/\b(lost|dropped)\b/);
  expect(panel.window.problems()).toEqual([]);
  expect(ticks.tab.said().filter((text) => !LOGGED.test(text) && !says?.test(text))).toEqual([]);
}
