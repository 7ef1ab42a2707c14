// @ts-check
/**
 * Figure 1 with DevTools closed: task time of the client page's main thread while it receives a burst of messages.
 *
 * @typedef {import('./cdp.mjs').Session} Session
 * @typedef {import('./cdp.mjs').Fields} Fields
 *
 * @typedef {object} ClosedBrowser
 * @property {(client: Client) => Promise<number>} burst task time in ms of one burst, received by a fresh page
 * @property {() => Promise<number>} load task time in ms of loading `LOADS` documents without WWE
 * @property {(count: number, isPulled: boolean) => Promise<{ heap: number, held: Held | null }>} recorded bytes of the heap of
 *     a lean page that received so many messages; and what its record then holds, if it is pulled
 * @property {() => Promise<void>} close
 *
 * @typedef {import('./held.mjs').Held} Held
 * @typedef {'lean' | 'shipped' | 'foreign'} Client
 */
import { launch } from './cdp.mjs';
import { heapOf } from './heap.mjs';
import { pulling } from './held.mjs';
import { BURST, INTERACTIONS, LOADS } from './sizes.mjs';
import { taskTime } from './task-time.mjs';

/** The page is left alone for this long after the last message, in ms, so that what follows it is counted too. */
const SETTLE = 100;

/**
 * @param {{ executablePath: string, port: number, extensionDir?: string }} options
 * @returns {Promise<ClosedBrowser>}
 */
export async function openClosed({ executablePath, port, extensionDir }) {
  const extension =
    extensionDir === undefined
      ? ['--disable-extensions']
      : [`--disable-extensions-except=${extensionDir}`, `--load-extension=${extensionDir}`];
  const { browser, session, close } = await launch(executablePath, extension);

  /**
   * Opens the host page with a client page in it, runs `work`, closes them.
   *
   * @template T
   * @param {Client} client
   * @param {(host: Session, client: Session) => Promise<T>} work
   * @returns {Promise<T>}
   */
  async function onPages(client, work) {
    const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' });
    const attached = await browser.send('Target.attachToTarget', { targetId, flatten: true });
    const host = session(String(attached.sessionId));
    try {
      const framed = new Promise((resolve) => {
        host.on('Target.attachedToTarget', ({ sessionId }) => resolve(String(sessionId)));
      });
      const filter = [{ type: 'iframe', exclude: false }];
      await host.send('Target.setAutoAttach', {
        autoAttach: true,
        waitForDebuggerOnStart: false,
        flatten: true,
        filter,
      });
      await host.send('Page.navigate', { url: `http://localhost:${port}/host.html?client=${client}` });
      const frame = session(await framed);
      await until('the client page', () => evaluate(frame, 'globalThis.bench?.isReady.then(() => true)'));
      return await work(host, frame);
    } finally {
      await browser.send('Target.closeTarget', { targetId });
    }
  }

  /** @param {Session} host @param {Session} frame @param {Client} client */
  async function prepare(host, frame, client) {
    const sort = client === 'foreign' ? 'foreign' : 'wwe';
    await evaluate(host, `bench.prepare('${sort}', ${BURST}, ${INTERACTIONS})`);
    for (const page of [host, frame]) await page.send('HeapProfiler.collectGarbage');
  }

  /** @param {Session} host @param {Session} frame */
  async function run(host, frame) {
    const handled = evaluate(frame, `bench.handled(${BURST})`);
    await evaluate(host, 'bench.send()');
    await handled;
    await evaluate(frame, `new Promise((resolve) => setTimeout(resolve, ${SETTLE}))`);
  }

  /** @param {Session} frame that has a bridge @returns {Promise<Held>} */
  async function pull(frame) {
    const origin = new Promise((resolve) => {
      frame.on('Runtime.executionContextCreated', ({ context }) => {
        const { origin } = /** @type {{ origin: string }} */ (context);
        if (origin.startsWith('chrome-extension://')) resolve(origin);
      });
    });
    await frame.send('Runtime.enable');
    // Any file of the extension will do: its API is there.
    const { targetId } = await browser.send('Target.createTarget', { url: `${await origin}/manifest.json` });
    const attached = await browser.send('Target.attachToTarget', { targetId, flatten: true });
    const page = session(String(attached.sessionId));
    try {
      await until('the page of the extension', () => evaluate(page, 'chrome.tabs !== undefined'));
      return /** @type {Held} */ (await evaluate(page, pulling()));
    } finally {
      await browser.send('Target.closeTarget', { targetId });
    }
  }

  return {
    recorded: (count, isPulled) =>
      onPages('lean', async (host, frame) => {
        for (let sent = 0; sent < count; sent += BURST) {
          await evaluate(host, `bench.prepare('wwe', ${BURST}, ${INTERACTIONS}, ${sent})`);
          const handled = evaluate(frame, `bench.handled(${sent + BURST})`);
          await evaluate(host, 'bench.send()');
          await handled;
        }
        await evaluate(frame, `new Promise((resolve) => setTimeout(resolve, ${SETTLE}))`);
        const heap = await heapOf(frame);
        return { heap, held: isPulled ? await pull(frame) : null };
      }),
    burst: (client) =>
      onPages(client, async (host, frame) => {
        await prepare(host, frame, client);
        return taskTime(frame, () => run(host, frame));
      }),
    load: () => onPages('foreign', (_, frame) => taskTime(frame, () => evaluate(frame, `bench.load(${LOADS})`))),
    close,
  };
}

/**
 * A target is there before its document is: asked again until that has the answer.
 *
 * @param {string} what
 * @param {() => Promise<unknown>} ask
 */
async function until(what, ask) {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    if ((await ask().catch(() => false)) === true) return;
  }
  throw new Error(`Not ready within 20 s: ${what}.`);
}

/**
 * @param {Session} page
 * @param {string} expression
 * @returns {Promise<unknown>} its value, awaited
 */
export async function evaluate(page, expression) {
  const { result, exceptionDetails } = await page.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`);
  return /** @type {{ value?: unknown }} */ (result).value;
}
