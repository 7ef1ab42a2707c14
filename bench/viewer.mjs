// @ts-check
/** How soon a recording is shown that somebody opens in the viewer, and what it then needs of memory. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { QUIET } from './browser-args.mjs';
import { asTarget, heapOf } from './heap.mjs';
import { facts } from './recorded-facts.mjs';
import { RECORDED } from './sizes.mjs';

/** @typedef {import('./sections.mjs').Section} Section */

/** Each has 20 messages. */
const INTERACTIONS = RECORDED / 20;

/** @type {Section} */
export const viewer = {
  title: 'Viewer: from the choice of a file to rows',
  least: 3,
  share: 60,
  figures: [
    { id: '12', what: 'first rows of a file of 20,000 entries', bar: 500, of: ['first rows'], to: [] },
    { id: '12 all', what: 'all of them are read', bar: null, of: ['all read'], to: [] },
    {
      id: '12 memory',
      what: 'heap that is added, Messages open, to the text of the entries',
      bar: 1.5,
      of: ['heap with the file', 'heap without'],
      to: ['text of the entries'],
    },
  ],
  async open({ executablePath }) {
    const folder = await mkdtemp(join(tmpdir(), 'bench-viewer-'));
    const [file, empty] = [join(folder, 'bench.ndjson'), join(folder, 'empty.ndjson')];
    const text = await writeTo(file, RECORDED);
    await writeTo(empty, 0);
    const { chromium } = await import('@playwright/test');
    const browser = await chromium.launch({ executablePath, args: QUIET });
    return {
      async round() {
        const page = await browser.newPage();
        await page.goto(`file://${resolve('dist/viewer/index.html')}`);
        const isolate = asTarget(await page.context().newCDPSession(page));
        const choose = async (/** @type {string} */ path) => {
          const chosen = page.waitForEvent('filechooser');
          await page.getByRole('button', { name: 'Open a recording' }).click();
          await (await chosen).setFiles(path);
        };
        await choose(empty);
        await page.getByRole('tab', { name: 'Messages' }).click();
        await page.getByText('There is no message in this recording.').waitFor();
        const without = await heapOf(isolate);
        await page.getByRole('button', { name: 'Close recording' }).click();
        await page.evaluate(`(${watch})()`);
        await choose(file);
        const times = /** @type {{ first: number, all: number }} */ (await page.evaluate('bench.shown'));
        await page.locator(`[role=grid][aria-rowcount="${RECORDED + 1}"]`).waitFor();
        const sample = {
          'first rows': times.first,
          'all read': times.all,
          'heap with the file': await heapOf(isolate),
          'heap without': without,
          'text of the entries': text,
        };
        await page.close();
        return sample;
      },
      async close() {
        await browser.close();
        await rm(folder, { recursive: true });
      },
    };
  },
};

/**
 * @param {string} file
 * @param {number} count
 * @returns {Promise<number>} bytes of the entries' bodies
 */
async function writeTo(file, count) {
  const { createHeader, writeRecording } = await import('wwe-devtools/recording');
  let text = 0;
  for (const fact of facts(count, INTERACTIONS)) if (fact.what === 'entry') text += fact.entry.body.length;
  await pipeline(Readable.from(writeRecording(createHeader({}), facts(count, INTERACTIONS))), createWriteStream(file));
  return text;
}

/** Runs in the viewer, with Messages chosen: after each frame, looks for rows, and for the end of the reading. By its clock, in ms. */
function watch() {
  const shown = new Promise((resolve) => {
    addEventListener(
      'change',
      () => {
        const chosen = performance.now();
        let first = Number.NaN;
        const look = () => {
          const now = performance.now() - chosen;
          const hasRows = document.querySelector('#view [role=gridcell]') !== null;
          if (hasRows && Number.isNaN(first)) first = now;
          const isRead = hasRows && document.querySelector('.recording-bar progress') === null;
          if (isRead) resolve({ first, all: now });
          else requestAnimationFrame(look);
        };
        look();
      },
      { capture: true, once: true },
    );
  });
  Object.assign(globalThis, { bench: { shown } });
}
