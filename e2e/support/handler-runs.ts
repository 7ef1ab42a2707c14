/** How often the page's handler runs, beside the events that come: once for each, whatever stands around it. */
import { expect } from './expect.ts';
import type { Wwe } from './wwe.ts';

/** What was counted in the client's window. */
interface Counted {
  /** Messages that are events of interactions. */
  events: number;
  /** Runs of the handler before. */
  readonly before: number;
}

/** Counts from now on. @returns waits until the handler ran once for each event that came, and at least once */
export async function handlerRuns(wwe: Wwe): Promise<() => Promise<void>> {
  const client = wwe.client();
  await client.evaluate(() => {
    const counted: Counted = { events: 0, before: window.wwePage?.handlerCalls.length ?? 0 };
    Object.assign(window, { counted });
    addEventListener('message', ({ data }) => {
      if (Object(data).event === 'interaction') counted.events += 1;
    });
  });
  return async () => {
    const { events, runs } = await client.evaluate(() => {
      const { counted } = window as unknown as { counted: Counted };
      return { events: counted.events, runs: (window.wwePage?.handlerCalls.length ?? 0) - counted.before };
    });
    expect(events).toBeGreaterThan(0);
    expect(runs, 'runs of the handler').toBe(events);
  };
}
