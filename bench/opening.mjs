// @ts-check
/**
 * Figure 8: how soon a panel is usable that is opened on a page with a full record, beside one on a page with nothing
 * in it. Times in ms since the panel's document began.
 *
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {import('@playwright/test').Frame} Frame
 * @typedef {import('./sections.mjs').Section} Section
 *
 * @typedef {object} Opened
 * @property {number} first frame with the first message counted, and with its row where it has one
 * @property {number} answered frame after a key that came right then
 * @property {number} listed frame with all counted and listed
 * @property {number} gap longest time between two frames until then
 */
import { newPage, openDevtools, openPanel } from '../scripts/devtools.mjs';
import { openQuietBrowser, runInLaterPages } from './devtools-browser.mjs';
import { pulling } from './held.mjs';
import { clientOf, HANDSHAKE } from './open.mjs';
import { PIXELS } from './pixels.mjs';
import { INTERACTIONS, RECORDED } from './sizes.mjs';

/** @type {Section} */
export const opening = {
  title: 'Opening: from the panel’s first moment to usable, with 20,000 recorded',
  least: 4,
  share: 50,
  figures: [
    {
      id: '8',
      what: 'rows drawn and a key answered, after an empty panel',
      bar: 300,
      of: ['recorded: a key answered', 'empty: a key answered'],
      to: [],
    },
    {
      id: '8 all',
      what: 'all 20,000 listed, after an empty panel',
      bar: null,
      of: ['recorded: all listed', 'empty: a key answered'],
      to: [],
    },
    {
      id: '8 floor',
      what: 'all 20,000 pulled once more, and nothing done with them',
      bar: null,
      of: ['recorded: pulled again'],
      to: [],
    },
    {
      id: '8 gap',
      what: 'longest time between two frames until all were listed',
      bar: null,
      of: ['recorded: longest between two frames'],
      to: [],
    },
    {
      id: '8 msgs',
      what: 'from a click on Messages to all 20,000 rows',
      bar: null,
      of: ['recorded: Messages'],
      to: [],
    },
  ],
  async open({ executablePath, port, ours }) {
    const { context, close } = await openQuietBrowser({ executablePath, extensionDir: ours });
    runInLaterPages(context, `(${watch})(${JSON.stringify({ first: HANDSHAKE })})`);
    const url = `http://localhost:${port}/host.html?client=lean`;
    const tabs = { empty: await newPage(context), recorded: await newPage(context) };
    for (const page of Object.values(tabs)) {
      await page.bringToFront();
      await (await openPanel(context, page)).devtools.close();
    }

    /** @param {Page} page @param {{ messages: number, rows: number }} all */
    async function openOn(page, all) {
      await page.bringToFront();
      await openDevtools(context, page);
      const { devtools, panel } = await openPanel(context, page);
      const opened = /** @type {Opened} */ (await panel.evaluate(`opening(${JSON.stringify(all)})`));
      return { devtools, panel, opened };
    }

    return {
      async round() {
        await tabs.empty.goto(url);
        await (await clientOf(tabs.empty)).evaluate('bench.isReady');
        const empty = await openOn(tabs.empty, { messages: HANDSHAKE, rows: 0 });
        await empty.devtools.close();

        await tabs.recorded.goto(url);
        const client = await clientOf(tabs.recorded);
        await client.evaluate('bench.isReady');
        await tabs.recorded.evaluate(`bench.prepare('wwe', ${RECORDED}, ${INTERACTIONS})`);
        const handled = client.evaluate(`bench.handled(${RECORDED})`);
        await tabs.recorded.evaluate('bench.send()');
        await handled;
        const all = { messages: RECORDED + HANDSHAKE, rows: INTERACTIONS };
        const { panel, devtools, opened } = await openOn(tabs.recorded, all);
        const pulled = await panel.evaluate(`(async () => {
          const started = performance.now();
          await ${pulling()};
          return performance.now() - started;
        })()`);
        const messages = await openMessages(panel);
        await devtools.close();
        return {
          'empty: first message': empty.opened.first,
          'empty: a key answered': empty.opened.answered,
          'recorded: first rows': opened.first,
          'recorded: a key answered': opened.answered,
          'recorded: all listed': opened.listed,
          'recorded: pulled again': Number(pulled),
          'recorded: longest between two frames': opened.gap,
          'recorded: Messages': messages,
        };
      },
      close,
    };
  },
};

/** @param {Frame} panel @returns {Promise<number>} ms from the click to the frame with all rows */
async function openMessages(panel) {
  await panel.evaluate(PIXELS);
  const took = await panel.evaluate(`(async () => {
    const clicked = performance.timeOrigin + performance.now();
    const shown = bench.shown(${RECORDED + 1});
    document.getElementById('tab-messages').click();
    return (await shown) - clicked;
  })()`);
  // The panel opens with the view that was shown last: the next round is about Interactions again.
  await panel.click('#tab-interactions');
  await panel.evaluate(`(async () => {
    while ((await chrome.storage.local.get('settings')).settings?.view !== 'interactions') await new Promise(requestAnimationFrame);
  })()`);
  return Number(took);
}

/**
 * Runs in every frame before its first line, and acts in the panel: looks at what each frame shows, and types a letter
 * that all rows have as soon as the first are there, and the filter. It is taken back as soon as it is answered.
 *
 * @param {{ first: number }} wanted messages
 */
function watch({ first }) {
  if (location.protocol !== 'chrome-extension:' || !location.pathname.endsWith('/panel.html')) return;
  const times = { first: Number.NaN, answered: Number.NaN, gap: 0 };
  /** @type {{ messages: number, rows: number }} */
  let all = { messages: Number.POSITIVE_INFINITY, rows: 0 };
  let seen = { messages: 0, rows: 0, at: 0 };
  let done = () => {};
  let last = 0;
  const { port1, port2 } = new MessageChannel();

  const isAll = () => seen.messages >= all.messages && seen.rows >= all.rows;
  let isTyped = false;
  /** @param {string} text @returns {boolean} false: the panel has no filter yet, and nobody could type into it */
  const type = (text) => {
    const filter = document.getElementById('filter');
    if (!(filter instanceof HTMLInputElement)) return false;
    filter.value = text;
    filter.dispatchEvent(new Event('input', { bubbles: true }));
    return true;
  };
  /** Right after a frame was drawn. */
  const look = () => {
    const now = performance.now();
    if (last > 0) times.gap = Math.max(times.gap, now - last);
    last = now;
    const texts = [...document.querySelectorAll('.status-counts > span')].map((one) => one.textContent ?? '');
    const messages = Number(texts.find((text) => text.includes('message'))?.replace(/\D/g, '') ?? 0);
    const rows = Number(document.querySelector('#view [role=treegrid]')?.getAttribute('aria-rowcount') ?? 1) - 1;
    if (messages !== seen.messages || rows !== seen.rows) seen = { messages, rows, at: now };
    if (Number.isNaN(times.first)) {
      const isDrawn = messages === first || document.querySelector('#view [role=row] [role=gridcell]') !== null;
      if (messages >= first && isDrawn) times.first = now;
    } else if (isTyped && Number.isNaN(times.answered)) {
      times.answered = now;
      type('');
    }
    if (!Number.isNaN(times.first) && !isTyped) isTyped = type('c');
    if (!Number.isNaN(times.answered) && isAll()) done();
    else requestAnimationFrame(() => port2.postMessage(0));
  };
  port1.onmessage = look;
  requestAnimationFrame(() => port2.postMessage(0));
  Object.assign(globalThis, {
    /** @param {typeof all} wanted @returns {Promise<Opened>} */
    opening: (wanted) =>
      new Promise((resolve) => {
        all = wanted;
        done = () => resolve({ ...times, listed: seen.at });
        if (!Number.isNaN(times.answered) && isAll()) done();
      }),
  });
}
