// @ts-check
/**
 * Figure 2: what the probe adds to a call of the page's client and to an event handler. Both clients are in one page, so
 * that bridge and browser are the same for both. The page is in a frame of WWE's window, which is watched too; and once more
 * alone, where nobody else sees what is sent.
 */
import { launch } from './cdp.mjs';
import { evaluate } from './closed.mjs';
import { CALLS } from './sizes.mjs';

/**
 * @param {{ executablePath: string, port: number, extensionDir: string }} options
 * @returns {Promise<{ round: () => Promise<Record<string, number>>, close: () => Promise<void> }>} µs of one call, or event
 */
export async function openCalls({ executablePath, port, extensionDir }) {
  const switches = [`--disable-extensions-except=${extensionDir}`, `--load-extension=${extensionDir}`];
  const { browser, session, close } = await launch(executablePath, switches);

  /**
   * Opens the page of calls, measures, closes it.
   *
   * @template T
   * @param {'desktop' | 'calls'} name of the page; the first has the second in a frame
   * @param {(batch: (work: string) => Promise<number>) => Promise<T>} measure
   * @returns {Promise<T>}
   */
  async function onPage(name, measure) {
    const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' });
    const attached = await browser.send('Target.attachToTarget', { targetId, flatten: true });
    let page = session(String(attached.sessionId));
    try {
      const framed = new Promise((resolve) => {
        page.on('Target.attachedToTarget', ({ sessionId }) => resolve(String(sessionId)));
      });
      const filter = [{ type: 'iframe', exclude: false }];
      await page.send('Target.setAutoAttach', {
        autoAttach: true,
        waitForDebuggerOnStart: false,
        flatten: true,
        filter,
      });
      await page.send('Page.navigate', { url: `http://localhost:${port}/${name}.html` });
      if (name === 'desktop') page = session(await framed);
      const deadline = Date.now() + 20_000;
      while ((await evaluate(page, 'globalThis.bench?.isReady.then(() => true)').catch(() => false)) !== true) {
        if (Date.now() > deadline) throw new Error('The page of calls was not ready within 20 s.');
      }
      /** @param {string} work */
      const batch = async (work) => Number(await evaluate(page, work)) * 1_000;
      // Once for nothing: what runs for the first time is compiled.
      for (const which of ['bare', 'watched']) await batch(`bench.call('${which}', ${CALLS})`);
      return await measure(batch);
    } finally {
      await browser.send('Target.closeTarget', { targetId });
    }
  }

  return {
    async round() {
      const framed = await onPage('desktop', async (batch) => ({
        'call, bare': await batch(`bench.call('bare', ${CALLS})`),
        'call, and a copy of it': await batch(`bench.call('copied', ${CALLS})`),
        'call, watched': await batch(`bench.call('watched', ${CALLS})`),
        'event, bare': await batch(`bench.handle('bare', ${CALLS})`),
        'event, watched': await batch(`bench.handle('watched', ${CALLS})`),
      }));
      const alone = await onPage('calls', async (batch) => ({
        'call alone, bare': await batch(`bench.call('bare', ${CALLS})`),
        'call alone, watched': await batch(`bench.call('watched', ${CALLS})`),
      }));
      return { ...framed, ...alone };
    },
    close,
  };
}
