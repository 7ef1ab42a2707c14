/**
 * A WWE and a client as small as pages can be, for the oracle's ticks. Unlike the simulator's desktop, which has a socket
 * to its server, browsers keep them in the back/forward cache.
 */
import { servePage } from '../simulator/own-pages.ts';
import type { Tab } from './browser.ts';
import { type Heard, Ticks } from './ticks.ts';
import { Wwe } from './wwe.ts';

/** Notes whether the page came from the cache. */
const SHOWN = 'self.shown = []; addEventListener("pageshow", ({ persisted }) => shown.push(persisted));';

const CLIENT = `<script>
  const heard = [];
  addEventListener('message', ({ data, source }) => {
    if (data === 'what was heard?') source.postMessage({ heard }, '*');
    else heard.push({ name: data.event, document: String(performance.timeOrigin) });
  }, true);
</script>`;

/** The two pages, served. */
export interface TickPages {
  /** Address of the page that plays WWE; the client in it is of another site. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the two pages. */
export async function serveTickPages(): Promise<TickPages> {
  const client = await servePage({ body: CLIENT });
  const host = await servePage({
    body: `<script>${SHOWN} self.wweSimulator = { postRaw: (nth, message) => frames[nth].postMessage(message, '*') };</script>
      <iframe src="http://client.localhost:${client.port}/"></iframe>`,
  });
  return {
    url: host.url,
    async close() {
      await client.close();
      await host.close();
    },
  };
}

/**
 * Ticks between the two pages. What was heard stays in the client's window, for it comes back from the cache, and is asked
 * of it through WWE's: a driver may not find its way into a frame that came back.
 */
export class CachedTicks extends Ticks {
  constructor(tab: Tab) {
    super(new Wwe(tab), {});
  }

  override listen(): Promise<void> {
    return Promise.resolve();
  }

  override heard(): Promise<readonly Heard[]> {
    return this.tab.evaluate(
      () =>
        new Promise<Heard[]>((resolve) => {
          addEventListener('message', ({ data }) => resolve(data.heard), { once: true });
          frames[0]?.postMessage('what was heard?', '*');
        }),
    );
  }

  /** Of each time the page was shown: whether it came from the back/forward cache. */
  shown(): Promise<readonly boolean[]> {
    return this.tab.evaluate(() => Object(Reflect.get(window, 'shown')));
  }
}
