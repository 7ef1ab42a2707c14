// @ts-check
/**
 * The soak: a flood of messages about ever new interactions, with the panel open. What is kept is bounded, so from the
 * moment at which the bounds are reached nothing may grow any more.
 *
 * @typedef {import('@playwright/test').Frame} Frame
 * @typedef {import('./sections.mjs').Surroundings} Surroundings
 * @typedef {import('./open.mjs').View} View
 *
 * @typedef {object} Reading after so many messages
 * @property {number} sent
 * @property {number} panel bytes of the panel's heap after garbage collection
 * @property {number} page bytes of the client page's heap after garbage collection: the bridge is in it
 * @property {number} nodes of the DOM in the panel's process, shown or not
 * @property {number} messages processor time of the panel's main thread for one event with Messages open, in ms
 * @property {number} interactions the same with Interactions open
 * @property {number} retained messages, as the panel counts them
 * @property {number} dropped messages, likewise
 */
import { newPage } from '../scripts/devtools.mjs';
import { say } from '../scripts/setup/say.mjs';
import { openQuietBrowser, openSizedPanel } from './devtools-browser.mjs';
import { median } from './figures.mjs';
import { asTarget, heapOf } from './heap.mjs';
import { clientOf, HANDSHAKE } from './open.mjs';
import { BURST, SOAK_INTERACTIONS } from './sizes.mjs';
import { taskTime } from './task-time.mjs';

/** Readings of a soak. Each is of a tenth of the messages: one half with Messages open, one with Interactions. */
const READINGS = 10;
/** How many readings at the beginning, and at the end, are taken together. */
const TOGETHER = 3;
/** What nothing may be more than at the end, as a ratio to the beginning. */
const BAR = 1.1;
const WITHIN = 120_000;
/** What must not grow. */
const COLUMNS = /** @type {const} */ (['panel', 'page', 'nodes', 'messages', 'interactions']);

/**
 * Runs it and prints a table.
 *
 * @param {Surroundings} surroundings
 * @param {number} count messages
 * @returns {Promise<{ readings: Reading[], verdicts: Verdict[] }>}
 */
export async function soak({ executablePath, port, ours }, count) {
  const { context, close } = await openQuietBrowser({ executablePath, extensionDir: ours });
  try {
    const page = await newPage(context);
    await page.goto(`http://localhost:${port}/host.html?client=lean`);
    const client = await clientOf(page);
    await client.evaluate('bench.isReady');
    const { panel } = await openSizedPanel(context, page);
    const isolate = asTarget(await context.newCDPSession(panel));
    const clientIsolate = asTarget(await context.newCDPSession(client));
    let sent = 0;
    let bursts = 0;

    /** @param {View} view @param {number} size @returns {Promise<number>} ms of processor time for one event */
    async function flood(view, size) {
      await panel.click(`#tab-${view}`);
      const end = sent + size;
      const time = await taskTime(isolate, async () => {
        while (sent < end) {
          const some = Math.min(BURST, end - sent);
          await page.evaluate(`bench.prepare('wwe', ${some}, ${SOAK_INTERACTIONS}, 0, ${bursts * SOAK_INTERACTIONS})`);
          await page.evaluate('bench.send()');
          sent += some;
          bursts += 1;
          await took(panel, sent + HANDSHAKE);
        }
      });
      return time / size;
    }

    say(`\n── Soak: ${count} messages`);
    say('      sent     panel      page     nodes    Messages  Interactions  retained   dropped');
    /** @type {Reading[]} */
    const readings = [];
    for (let n = 1; n <= READINGS; n += 1) {
      const size = Math.round((count * n) / READINGS) - sent;
      const messages = await flood('messages', Math.ceil(size / 2));
      const interactions = await flood('interactions', Math.floor(size / 2));
      const times = { messages, interactions };
      const heaps = { panel: await heapOf(isolate), page: await heapOf(clientIsolate) };
      const { nodes } = await isolate.send('Memory.getDOMCounters');
      const reading = { sent, ...heaps, nodes: Number(nodes), ...times, ...(await took(panel, sent + HANDSHAKE)) };
      readings.push(reading);
      say(line(reading));
    }
    return { readings, verdicts: judge(readings) };
  } finally {
    await close();
  }
}

/** @param {Reading} reading */
function line({ sent, panel, page, nodes, messages, interactions, retained, dropped }) {
  const mb = (/** @type {number} */ bytes) => `${(bytes / 1_000_000).toFixed(1).padStart(7)} MB`;
  const us = (/** @type {number} */ ms, /** @type {number} */ width) => `${(ms * 1_000).toFixed(1).padStart(width)} µs`;
  const count = (/** @type {number} */ n) => String(n).padStart(10);
  return `${count(sent)}${mb(panel)}${mb(page)}${count(nodes)}${us(messages, 9)}${us(interactions, 11)}${count(retained)}${count(dropped)}`;
}

/**
 * @typedef {{ what: (typeof COLUMNS)[number], begin: number, end: number, ratio: number, verdict: 'reached' | 'missed' | 'too short' }} Verdict
 *
 * @param {readonly Reading[]} readings
 * @returns {Verdict[]}
 */
function judge(readings) {
  // The bounds were reached before the reading, so that all of it was measured beyond them.
  const begin = readings.findIndex((_, index) => (readings[index - 1]?.dropped ?? 0) > 0);
  const beyond = begin < 0 ? [] : readings.slice(begin);
  const isLong = beyond.length >= 2 * TOGETHER;
  return COLUMNS.map((what) => {
    const values = (isLong ? beyond : readings).map((reading) => reading[what]);
    const [first, last] = [median(values.slice(0, TOGETHER)), median(values.slice(-TOGETHER))];
    const ratio = last / first;
    const verdict = isLong ? (ratio <= BAR ? 'reached' : 'missed') : 'too short';
    say(`  ${what.padEnd(14)}end ÷ begin ${ratio.toFixed(2).padStart(6)} ×  bar ${BAR.toFixed(2)}  ${verdict}`);
    return { what, begin: first, end: last, ratio, verdict };
  });
}

/**
 * Waits until the panel counts so many messages, the dropped among them.
 *
 * @param {Frame} panel
 * @param {number} wanted
 * @returns {Promise<{ retained: number, dropped: number }>}
 */
async function took(panel, wanted) {
  return panel.evaluate(
    ({ wanted, within }) =>
      new Promise((resolve, reject) => {
        /** @param {RegExp} words */
        const count = (words) => {
          const texts = [...document.querySelectorAll('.status-counts > span')].map((one) => one.textContent ?? '');
          return Number(texts.find((text) => words.test(text))?.replace(/\D/g, '') ?? 0);
        };
        const look = () => {
          const counted = { retained: count(/messages?$/), dropped: count(/messages? dropped$/) };
          if (counted.retained + counted.dropped !== wanted) return;
          watcher.disconnect();
          clearTimeout(timer);
          resolve(counted);
        };
        const watcher = new MutationObserver(look);
        watcher.observe(document, { childList: true, characterData: true, subtree: true });
        const timer = setTimeout(() => {
          reject(
            new Error(`The panel says "${document.querySelector('.status-counts')?.textContent}", not ${wanted}.`),
          );
        }, within);
        look();
      }),
    { wanted, within: WITHIN },
  );
}
