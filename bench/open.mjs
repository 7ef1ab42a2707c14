// @ts-check
/**
 * Figure 1 with DevTools open, and figure 3: a burst that a page receives while DevTools, and with our extension its
 * panel, look on.
 *
 * @typedef {import('@playwright/test').Frame} Frame
 *
 * @typedef {object} Burst times in ms
 * @property {number} task task time of the client page's main thread, all of the pull included
 * @property {number} handled from the first message posted to the last handled by the page
 * @property {number} listed from the first message posted to the last listed in the panel; NaN without a panel
 *
 * @typedef {'interactions' | 'messages'} View of the panel
 *
 * @typedef {object} OpenBrowser
 * @property {(view?: View) => Promise<Burst>} burst
 * @property {() => Promise<void>} close
 */
import { newPage } from '../scripts/devtools.mjs';
import { openQuietBrowser, openSizedPanel } from './devtools-browser.mjs';
import { BURST, INTERACTIONS } from './sizes.mjs';
import { taskTime } from './task-time.mjs';

/** As in closed.mjs. */
const SETTLE = 100;
const READY_WITHIN = 60_000;
/** The subscription and its answer. */
export const HANDSHAKE = 2;

/**
 * The client's frame moves to a process of its own while it loads, so it may come a moment after the page.
 *
 * @param {import('@playwright/test').Page} page
 * @returns {Promise<Frame>}
 */
export async function clientOf(page) {
  const isClient = (/** @type {Frame} */ frame) => frame.url().includes('/client.html');
  const coming = page.waitForEvent('framenavigated', isClient).catch(() => undefined);
  const client = page.frames().find(isClient) ?? (await coming);
  if (!client) throw new Error('The host page has no client page.');
  return client;
}

/**
 * @param {{ executablePath: string, port: number, extensionDir: string, hasPanel: boolean }} options
 * @returns {Promise<OpenBrowser>}
 */
export async function openWithDevtools({ executablePath, port, extensionDir, hasPanel }) {
  const { context, close } = await openQuietBrowser({ executablePath, extensionDir });
  const page = await newPage(context);
  const url = `http://localhost:${port}/host.html?client=lean`;
  await page.goto(url);
  const shown = hasPanel ? await openSizedPanel(context, page) : undefined;

  /** @param {View} view @returns {Promise<Frame>} the client page, loaded anew and subscribed */
  async function reload(view) {
    await shown?.panel.click(`#tab-${view}`);
    await page.goto(url);
    const client = await clientOf(page);
    await client.evaluate('bench.isReady');
    if (shown) await counts(shown.panel, { messages: HANDSHAKE, interactions: 0, rows: 0 });
    await page.evaluate(`bench.prepare('wwe', ${BURST}, ${INTERACTIONS})`);
    return client;
  }

  /** @param {Frame} client @param {View} view @returns {Promise<Pick<Burst, 'handled' | 'listed'>>} */
  async function run(client, view) {
    const handled = client.evaluate(`bench.handled(${BURST})`);
    // Beside the header: each interaction, and its case; or each message, and the subscription.
    const rows = view === 'messages' ? BURST + 2 : INTERACTIONS + 1;
    const all = { messages: BURST + HANDSHAKE, interactions: INTERACTIONS, rows };
    const listed = shown ? counts(shown.panel, all) : Promise.resolve(Number.NaN);
    const started = Number(await page.evaluate('bench.send()'));
    const times = { handled: Number(await handled) - started, listed: (await listed) - started };
    await client.evaluate(`new Promise((resolve) => setTimeout(resolve, ${SETTLE}))`);
    return times;
  }

  return {
    async burst(view = 'interactions') {
      const client = await reload(view);
      const session = await context.newCDPSession(client);
      for (const one of [session, await context.newCDPSession(page)]) {
        await one.send('HeapProfiler.collectGarbage');
      }
      /** @type {Pick<Burst, 'handled' | 'listed'>} */
      let times = { handled: 0, listed: 0 };
      // The protocol's own type knows each method's parameters; here they are chosen elsewhere.
      const send = /** @type {Parameters<typeof taskTime>[0]['send']} */ (session.send.bind(session));
      const task = await taskTime({ send }, async () => {
        times = await run(client, view);
      });
      await session.detach();
      return { task, ...times };
    },
    close,
  };
}

/**
 * Waits until the panel's status bar counts so many messages and interactions and the table of the view has at least so
 * many rows, its header among them: all are drawn from one state of the session.
 *
 * @param {Frame} panel
 * @param {{ messages: number, interactions: number, rows: number }} wanted
 * @returns {Promise<number>} when that was so, ms since the epoch
 */
export async function counts(panel, wanted) {
  return panel.evaluate(
    ({ messages, interactions, rows, within }) =>
      new Promise((resolve, reject) => {
        /** @param {string} word */
        const count = (word) => {
          const texts = [...document.querySelectorAll('.status-counts > span')].map((one) => one.textContent ?? '');
          const found = texts.find((text) => text.includes(word));
          return found === undefined ? -1 : Number(found.replace(/\D/g, ''));
        };
        const look = () => {
          if (count('message') !== messages || count('interaction') !== interactions) return;
          const table = document.querySelector('[role=treegrid], [role=grid]');
          if (Number(table?.getAttribute('aria-rowcount') ?? 0) < rows) return;
          watcher.disconnect();
          clearTimeout(timer);
          resolve(Date.now());
        };
        const watcher = new MutationObserver(look);
        watcher.observe(document, { childList: true, characterData: true, attributes: true, subtree: true });
        const timer = setTimeout(() => {
          const words = document.querySelector('.status-counts')?.textContent;
          reject(new Error(`The panel says "${words}" instead of ${messages} messages, ${interactions} interactions.`));
        }, within);
        look();
      }),
    { ...wanted, within: READY_WITHIN },
  );
}
