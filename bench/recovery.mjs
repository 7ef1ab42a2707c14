// @ts-check
/**
 * Figure 10: how soon after a fault the panel shows an event again. The host page posts one every few ms, each with its
 * time in it; the panel tells when it has drawn one that was posted after the fault had ended.
 *
 * @typedef {import('@playwright/test').BrowserContext} BrowserContext
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {import('@playwright/test').Frame} Frame
 * @typedef {import('./sections.mjs').Section} Section
 *
 * @typedef {object} Scene
 * @property {BrowserContext} context
 * @property {Page} page with the host page
 * @property {{ devtools: Page, panel: Frame }} shown
 *
 * @typedef {(scene: Scene) => Promise<number>} Fault brings it about, and ends it; replaces `shown` where that is new.
 *     Resolves to the end, ms since the epoch
 */
import { setTimeout as pause } from 'node:timers/promises';
import { crash, isPaused, reloadExtension, resume, suspendBrowser } from '../scripts/chromium/faults.mjs';
import { newPage, openDevtools, openPanel } from '../scripts/devtools.mjs';
import { CAN_SUSPEND } from '../scripts/processes.mjs';
import { waitFor } from '../scripts/wait.mjs';
import { openQuietBrowser, runInLaterPages } from './devtools-browser.mjs';
import { clientOf } from './open.mjs';

/** Between two events, in ms: what is measured is known no better. */
const PACE = 10;
/** How long the browser, and the debugger, stop all, in ms. */
const STOP = 1_000;
/** What has not recovered after this time, in ms, counts as this. */
const WITHIN = 10_000;

/** @type {Readonly<Record<string, Fault>>} */
const FAULTS = {
  'page reloaded': ({ page }) => reload(page),
  'page left, and back again': async ({ page }) => {
    const before = await heardSince(page);
    await page.goto(new URL('/plain.html', page.url()).href);
    // From the back/forward cache nothing is loaded.
    await page.goBack({ waitUntil: 'commit' });
    return heardSince(page, before);
  },
  'client reloaded': async ({ page }) => {
    const before = await heardSince(page);
    // Not by the driver's frame: it knows none of a page that came from the back/forward cache.
    await page.evaluate("document.getElementById('client').src += ''");
    return heardSince(page, before);
  },
  'DevTools closed, opened': async (scene) => {
    await scene.shown.devtools.close();
    return reopen(scene);
  },
  'panel loaded anew': async ({ shown: { panel } }) => {
    const before = await startOf(panel);
    await panel.evaluate('void setTimeout(() => location.reload())');
    return waitFor('the new panel', WITHIN, async () => {
      const start = await startOf(panel);
      return start > before ? start : undefined;
    });
  },
  'panel’s process ended, DevTools opened': async (scene) => {
    await crash(scene.context, scene.shown.panel);
    await scene.shown.devtools.close();
    return reopen(scene);
  },
  'extension loaded anew, DevTools opened, page reloaded': async (scene) => {
    const { devtools, panel } = scene.shown;
    const closed = devtools.waitForEvent('close');
    await reloadExtension(scene.context, panel.url());
    await closed;
    await reopen(scene);
    return reload(scene.page);
  },
  'client stopped by the debugger': async ({ page, context, shown: { devtools } }) => {
    const client = await clientOf(page);
    await client.evaluate("void setTimeout('debugger')");
    await waitFor('the debugger', WITHIN, async () => (await isPaused(devtools)) || undefined);
    // DevTools show the debugger now.
    await openPanel(context, page);
    await pause(STOP);
    const end = Date.now();
    await resume(devtools);
    return end;
  },
  ...(CAN_SUSPEND
    ? {
        'browser stopped': async (/** @type {Scene} */ { context }) => {
          const goOn = await suspendBrowser(context);
          await pause(STOP);
          goOn();
          return Date.now();
        },
      }
    : {}),
};

/** @type {Section} */
export const recovery = {
  title: 'Recovery: from the end of a fault to an event in the panel',
  least: 3,
  share: 75,
  figures: Object.keys(FAULTS).flatMap((fault) => [
    { id: '10', what: fault, bar: 1_000, of: [fault], to: [] },
    { id: '10 worst', what: fault, bar: 1_000, of: [fault], to: [], at: /** @type {const} */ ('worst') },
  ]),
  async open({ executablePath, port, ours }) {
    const { context, close } = await openQuietBrowser({ executablePath, extensionDir: ours });
    runInLaterPages(context, `(${watch})()`);
    const page = await newPage(context);
    await page.goto(`http://localhost:${port}/host.html?client=lean&every=${PACE}`);
    const scene = { context, page, shown: await openPanel(context, page) };
    await shownSince(scene, await heardSince(page));
    return {
      async round() {
        /** @type {Record<string, number>} */
        const sample = {};
        for (const [name, fault] of Object.entries(FAULTS)) {
          const end = await fault(scene);
          const shown = await shownSince(scene, end).catch(() => undefined);
          sample[name] = shown === undefined ? WITHIN : shown - end;
          // Not recovered in all that time: it must not spoil what comes next.
          if (shown === undefined) await shownSince(scene, await reload(page));
        }
        return sample;
      },
      close,
    };
  },
};

/**
 * @param {Page} page
 * @param {number} [before] ms since the epoch: a later time is waited for
 * @returns {Promise<number>} since when a client page hears events of this host page, ms since the epoch
 */
async function heardSince(page, before = 0) {
  return waitFor('the client page', WITHIN, async () => {
    const since = Number(await page.evaluate('bench.heardSince()'));
    return since > before ? since : undefined;
  });
}

/** @param {Page} page @returns {Promise<number>} since when the new client page hears events */
async function reload(page) {
  await page.reload();
  return heardSince(page);
}

/** @param {Frame} panel @returns {Promise<number>} when its document began, ms since the epoch */
async function startOf(panel) {
  return Number(await panel.evaluate('performance.timeOrigin'));
}

/** @param {Scene} scene @returns {Promise<number>} when the new panel's document began */
async function reopen(scene) {
  await openDevtools(scene.context, scene.page);
  scene.shown = await openPanel(scene.context, scene.page);
  return startOf(scene.shown.panel);
}

/**
 * @param {Scene} scene
 * @param {number} end ms since the epoch
 * @returns {Promise<number>} when the panel had drawn an event that was posted later
 */
async function shownSince({ shown: { panel } }, end) {
  return waitFor('an event in the panel', WITHIN, async () => {
    const shown = await panel.evaluate(`recovery.shownSince(${end})`);
    return typeof shown === 'number' ? shown : undefined;
  });
}

/** Runs in every frame before its first line, and acts in the panel: notes when it had drawn which event. */
function watch() {
  if (location.protocol !== 'chrome-extension:' || !location.pathname.endsWith('/panel.html')) return;
  /** When each time was drawn, both ms since the epoch. @type {{ posted: number, shown: number }[]} */
  const drawn = [];
  const look = () => {
    // What a client that is gone had heard stays beside it.
    const rows = [...document.querySelectorAll('[data-interaction="tick"]')];
    const posted = Math.max(
      0,
      ...rows.map(({ textContent }) => Number(/\+(\d{13})/.exec(textContent ?? '')?.[1] ?? 0)),
    );
    if (posted > (drawn.at(-1)?.posted ?? 0)) drawn.push({ posted, shown: Date.now() });
  };
  new MutationObserver(look).observe(document, { childList: true, characterData: true, subtree: true });
  Object.assign(globalThis, {
    recovery: {
      /** @param {number} end @returns {number | undefined} */
      shownSince: (end) => drawn.find(({ posted }) => posted >= end)?.shown,
    },
  });
}
