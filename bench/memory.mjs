// @ts-check
/**
 * Figure 7: what panel and bridge hold, in bytes of their isolates after garbage collection, beside the text of the
 * entries that they hold.
 *
 * @typedef {import('./figures.mjs').Sample} Sample
 * @typedef {import('./sections.mjs').Section} Section
 * @typedef {import('./sections.mjs').Surroundings} Surroundings
 */
import { newPage } from '../scripts/devtools.mjs';
import { openClosed } from './closed.mjs';
import { openQuietBrowser, openSizedPanel } from './devtools-browser.mjs';
import { asTarget, heapOf } from './heap.mjs';
import { pulling } from './held.mjs';
import { clientOf, counts, HANDSHAKE } from './open.mjs';
import { BURST, INTERACTIONS, RECORDED, RETAINED } from './sizes.mjs';

const MB = 1_000_000;

/** @type {Section} */
export const memory = {
  title: 'Memory: what panel and bridge hold, to the text of the entries they hold',
  unit: 'MB',
  least: 2,
  share: 70,
  figures: [
    {
      id: '7',
      what: 'panel, 50,000 messages, only Interactions opened',
      bar: 1.8,
      of: ['panel', 'panel, empty'],
      to: ['entries in the panel'],
    },
    {
      id: '7 msgs',
      what: 'the same, Messages opened too',
      bar: 1.8,
      of: ['panel, Messages opened', 'panel, empty'],
      to: ['entries in the panel'],
    },
    {
      id: '7 bridge',
      what: 'bridge, 20,000 sent, DevTools never opened',
      bar: 1.3,
      of: ['page with ours, 20,000', 'page, 20,000'],
      to: ['record, 20,000'],
    },
    {
      id: '7 bound',
      what: 'bridge, 50,000 sent, DevTools never opened',
      bar: 1.3,
      of: ['page with ours, 50,000', 'page, 50,000'],
      to: ['record, 50,000'],
    },
    {
      id: '7 pulled',
      what: 'bridge, 50,000 sent, and a panel that pulled them',
      bar: 1.3,
      of: ['page with ours, DevTools open', 'page, DevTools open'],
      to: ['record, DevTools open'],
    },
  ],
  open: async (surroundings) => ({
    async round() {
      const sample = { ...(await closedRound(surroundings)), ...(await openRound(surroundings)) };
      return Object.fromEntries(Object.entries(sample).map(([name, bytes]) => [name, bytes / MB]));
    },
    // Each round has browsers of its own.
    warmUp: async () => {},
    close: async () => {},
  }),
};

/** @param {Surroundings} surroundings @returns {Promise<Record<string, number>>} bytes */
async function closedRound({ executablePath, port, fixed }) {
  /** @type {Record<string, number>} */
  const sample = {};
  for (const extensionDir of [undefined, fixed]) {
    const isOurs = extensionDir !== undefined;
    const browser = await openClosed({ executablePath, port, ...(isOurs ? { extensionDir } : {}) });
    try {
      for (const [count, name] of /** @type {const} */ ([
        [RECORDED, '20,000'],
        [RETAINED, '50,000'],
      ])) {
        const { heap, held } = await browser.recorded(count, isOurs);
        sample[isOurs ? `page with ours, ${name}` : `page, ${name}`] = heap;
        if (held) sample[`record, ${name}`] = held.bytes;
      }
    } finally {
      await browser.close();
    }
  }
  return sample;
}

/** @param {Surroundings} surroundings @returns {Promise<Record<string, number>>} bytes */
async function openRound({ executablePath, port, ours, none }) {
  const bare = await onFilled({ executablePath, port, extensionDir: none }, async ({ fill, client }) => {
    await fill();
    return { 'page, DevTools open': await heapOf(client) };
  });
  const watched = await onFilled({ executablePath, port, extensionDir: ours }, async ({ fill, client, shown }) => {
    const { panel, isolate } = await shown();
    const empty = await heapOf(isolate);
    let last = 0;
    let bytes = 0;
    await fill(async (sent) => {
      await counts(panel, { messages: sent + HANDSHAKE, interactions: INTERACTIONS, rows: INTERACTIONS + 1 });
      // The record is smaller than what the panel keeps, so it is asked in between.
      const more = await panel.evaluate(pulling(last));
      const held = /** @type {import('./held.mjs').Held} */ (more);
      if (held.last - last !== held.entries) throw new Error('The record was trimmed between two bursts.');
      last = held.last;
      bytes += held.bytes;
    });
    const interactions = await heapOf(isolate);
    const page = await heapOf(client);
    await panel.click('#tab-messages');
    await counts(panel, { messages: RETAINED + HANDSHAKE, interactions: INTERACTIONS, rows: RETAINED + 2 });
    const messages = await heapOf(isolate);
    const record = /** @type {import('./held.mjs').Held} */ (await panel.evaluate(pulling()));
    return {
      'panel, empty': empty,
      panel: interactions,
      'panel, Messages opened': messages,
      'entries in the panel': bytes,
      'page with ours, DevTools open': page,
      'record, DevTools open': record.bytes,
    };
  });
  return { ...bare, ...watched };
}

/**
 * @typedef {object} Filled a client page under DevTools, in a browser of its own
 * @property {(each?: (sent: number) => Promise<void>) => Promise<void>} fill sends it all messages
 * @property {import('./heap.mjs').Target} client
 * @property {() => Promise<{ panel: import('@playwright/test').Frame, isolate: import('./heap.mjs').Target }>} shown opens
 *     the panel and waits until it knows the page
 */

/**
 * @param {{ executablePath: string, port: number, extensionDir: string }} options
 * @param {(filled: Filled) => Promise<Record<string, number>>} work
 */
async function onFilled({ executablePath, port, extensionDir }, work) {
  const { context, close } = await openQuietBrowser({ executablePath, extensionDir });
  try {
    const page = await newPage(context);
    await page.goto(`http://localhost:${port}/host.html?client=lean`);
    const client = await clientOf(page);
    await client.evaluate('bench.isReady');
    return await work({
      client: asTarget(await context.newCDPSession(client)),
      async fill(each = async () => {}) {
        for (let sent = 0; sent < RETAINED; ) {
          await page.evaluate(`bench.prepare('wwe', ${BURST}, ${INTERACTIONS}, ${sent})`);
          sent += BURST;
          const handled = client.evaluate(`bench.handled(${sent})`);
          await page.evaluate('bench.send()');
          await handled;
          await each(sent);
        }
      },
      async shown() {
        const { panel } = await openSizedPanel(context, page);
        await counts(panel, { messages: HANDSHAKE, interactions: 0, rows: 0 });
        return { panel, isolate: asTarget(await context.newCDPSession(panel)) };
      },
    });
  } finally {
    await close();
  }
}
