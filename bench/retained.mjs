// @ts-check
/**
 * The Messages view with many messages retained: one event from the page to pixels, keys to pixels, the longest task
 * of a burst (figures 4 and 6); and what an event costs the panel with few and with many (figure 5).
 *
 * @typedef {import('./open.mjs').View} View
 * @typedef {import('./figures.mjs').Sample} Sample
 *
 * @typedef {object} Looked a view of the panel, as it is used
 * @property {View} view
 * @property {string} filter
 * @property {string} [sort] title of a column
 *
 * @typedef {object} RetainedBrowser
 * @property {() => Promise<Sample>} look figures 4 and 6
 * @property {(looks: Readonly<Record<string, Looked>>, at: number) => Promise<Sample>} events processor time of the panel
 *     for one event, in ms, by name of the view, with so many messages retained
 * @property {() => Promise<void>} close
 */
import { newPage } from '../scripts/devtools.mjs';
import { openQuietBrowser, openSizedPanel } from './devtools-browser.mjs';
import { longestTask } from './longest-task.mjs';
import { clientOf, counts, HANDSHAKE } from './open.mjs';
import { PIXELS } from './pixels.mjs';
import { FEW, RETAINED } from './sizes.mjs';
import { taskTime } from './task-time.mjs';

/** Sent in one go while the panel is filled. */
const PIECE = 10_000;
const SINGLE_EVENTS = 10;

/**
 * What is in the filter, and the key that makes another filter of it. Each leaves another number of rows than there was;
 * a text that is no filter yet leaves what there was.
 */
const KEYS = [
  { text: 'type:ADDE', key: 'D' },
  { text: 'id:47', key: '*' },
  { text: '-is:reques', key: 't' },
  { text: 'event:interactio', key: 'n' },
  { text: 'larger:1', key: 'k' },
  { text: 'type:ADDED id:4', key: '*' },
  { text: 'is:even', key: 't' },
  { text: 'client:1', key: '1' },
];
/** Words that stand in payloads only: in the newest of each 10,000, and in one in the middle of them. */
const NEWEST = { text: 'H0000999', key: '9' };
const MIDDLE = { text: 'H0000424', key: '2' };
const MOVES = ['End', 'Home', 'PageDown', 'PageDown', 'ArrowDown', 'End', 'PageUp', 'PageUp', 'ArrowUp', 'Home'];

/**
 * @param {{ executablePath: string, port: number, extensionDir: string }} options
 * @returns {Promise<RetainedBrowser>}
 */
export async function openRetained({ executablePath, port, extensionDir }) {
  const { context, close } = await openQuietBrowser({ executablePath, extensionDir });
  const page = await newPage(context);
  const url = `http://localhost:${port}/host.html?client=lean`;
  await page.goto(url);
  const { devtools, panel } = await openSizedPanel(context, page);
  await panel.evaluate(PIXELS);
  const session = await context.newCDPSession(panel);
  const browserSession = await context.browser()?.newBrowserCDPSession();
  if (!browserSession) throw new Error('The browser has no session.');
  // The protocol's own types know each method's parameters; here they are chosen elsewhere.
  const send = /** @type {Parameters<typeof taskTime>[0]['send']} */ (session.send.bind(session));
  const toBrowser = /** @type {import('./longest-task.mjs').Traced} */ (/** @type {unknown} */ (browserSession));
  let sent = 0;
  let interactions = 0;

  async function reload() {
    await page.goto(url);
    await (await clientOf(page)).evaluate('bench.isReady');
    sent = 0;
    interactions = 0;
    await panel.click('#tab-messages');
    await panel.fill('#filter', '');
    await counts(panel, { messages: HANDSHAKE, interactions: 0, rows: 2 });
  }

  /** @param {number} count @param {boolean} [isFiltered] whether rows of the table say nothing */
  async function burst(count, isFiltered = false) {
    await page.evaluate(`bench.prepare('wwe', ${count}, ${count})`);
    sent += count;
    await page.evaluate('bench.send()');
    interactions = Math.max(interactions, count);
    await counts(panel, { messages: sent + HANDSHAKE, interactions, rows: isFiltered ? 0 : sent + 2 });
  }

  /** Waits until no search in payloads is under way. */
  async function searchEnds() {
    await panel.waitForFunction(() => document.querySelector('.message-search') === null);
  }

  /** @param {number} count */
  async function fill(count) {
    while (sent < count) await burst(Math.min(PIECE, count - sent));
  }

  async function singleEvents() {
    /** @type {number[]} */
    const times = [];
    for (let n = 0; n < SINGLE_EVENTS; n += 1) {
      await page.evaluate(`bench.prepare('wwe', 1, 1)`);
      sent += 1;
      const shown = panel.evaluate('bench.shown()');
      times.push(-Number(await page.evaluate('bench.send()')) + Number(await shown));
    }
    return times;
  }

  /**
   * @param {{ text: string, key: string }} typed
   * @param {number} [least] rows that count
   * @returns {Promise<{ took: number, work: number }>} ms from the key to rows, and of work of the panel's main thread
   */
  async function press({ text, key }, least = 0) {
    await panel.fill('#filter', text);
    await searchEnds();
    await panel.evaluate('bench.rest()');
    const shown = panel.evaluate(`bench.shown(${least})`);
    await panel.evaluate('bench.keys()');
    let took = 0;
    const work = await taskTime({ send }, async () => {
      await devtools.keyboard.press(key);
      took = Number(await shown) - Number(await panel.evaluate('bench.keyAt'));
    });
    return { took, work };
  }

  /** A key that changes nothing: what the browser itself takes from a key to the next frame. */
  async function idleKey() {
    await panel.evaluate('bench.rest()');
    await panel.evaluate('bench.keys()');
    const frame = panel.evaluate('bench.afterKey()');
    await devtools.keyboard.press('Shift');
    return Number(await frame) - Number(await panel.evaluate('bench.keyAt'));
  }

  async function moves() {
    await panel.fill('#filter', '');
    await panel.click('[role=grid] [data-message]');
    /** @type {number[]} */
    const times = [];
    for (const key of MOVES) {
      await panel.evaluate('bench.rest()');
      await panel.evaluate('bench.keys()');
      const frame = panel.evaluate('bench.afterKey()');
      await devtools.keyboard.press(key);
      times.push(Number(await frame) - Number(await panel.evaluate('bench.keyAt')));
    }
    return times;
  }

  /** @param {Looked} looked */
  async function choose({ view, filter, sort }) {
    await panel.click(`#tab-${view}`);
    await panel.fill('#filter', filter);
    await searchEnds();
    if (sort !== undefined) await panel.click(`.message-list .header-button:has-text("${sort}")`);
  }

  return {
    async look() {
      await reload();
      await fill(RETAINED - PIECE);
      const task = await longestTask(toBrowser, panel, () => burst(PIECE));
      const single = await singleEvents();
      const keys = [];
      for (const typed of KEYS) keys.push(await press(typed));
      const hits = await press(NEWEST, 1);
      const middle = await press(MIDDLE, 1);
      const idle = [];
      for (let n = 0; n < 8; n += 1) idle.push(await idleKey());
      const moved = await moves();
      return {
        'longest task, processor time': task.processor,
        'longest task, wall time': task.wall,
        'one event': single,
        'key, nothing to do': idle,
        'key, indexed filter': keys.map(({ took }) => took),
        'key, indexed filter: work': keys.map(({ work }) => work),
        'key, first hits in payloads': hits.took,
        'key, a hit among the newest 6,000': middle.took,
        'key, move': moved,
        'rows in the DOM': Number(await panel.evaluate('bench.mostRows')),
      };
    },
    async events(looks, at) {
      await reload();
      await fill(at - FEW);
      /** @type {Record<string, number>} */
      const sample = {};
      for (const [name, looked] of Object.entries(looks)) {
        await choose(looked);
        await panel.evaluate('bench.rest()');
        // What the choice left behind, like a search in all payloads, is no cost of the events.
        await session.send('HeapProfiler.collectGarbage');
        const time = await taskTime({ send }, async () => {
          await burst(FEW, true);
          await searchEnds();
          await panel.evaluate('bench.rest()');
        });
        sample[name] = time / FEW;
        // Third click: the order of arrival.
        if (looked.sort !== undefined)
          for (let n = 0; n < 2; n += 1) await panel.click(`.message-list .header-button:has-text("${looked.sort}")`);
      }
      return sample;
    },
    close,
  };
}
