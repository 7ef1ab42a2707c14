/** Frames come, go, move and are nested while a burst of events runs; DevTools opens before, between and after. */

import { servePage } from './simulator/own-pages.ts';
import type { Surface } from './support/browser.ts';
import { desktopUrl, expect, test } from './support/fixtures.ts';
import { Messages } from './support/messages.ts';
import { expectAll, expectLive } from './support/oracle.ts';
import type { Panel } from './support/panel.ts';
import { liveFrames, preserveLog } from './support/panel-acts.ts';
import { startTicks, Ticks } from './support/ticks.ts';
import { Wwe } from './support/wwe.ts';

/** A demo page that writes nothing to the console. */
const QUIET = { client: 'debug=off' };

test('a client frame reloads, leaves and comes back, is removed and added, writes itself anew', async ({
  openDesktop,
  openPanelOf,
}) => {
  const elsewhere = await servePage({ body: 'Another site' });
  const wwe = await openDesktop({ query: { ...QUIET, clients: '2' } });
  const panel = await openPanelOf(wwe.tab);
  await Messages.open(panel);
  // Of two clients one is disturbed. The other must not feel it.
  const other = await startTicks(wwe, { client: 0 });
  const ticks = await startTicks(wwe, { client: 1 });
  await ticks.running();
  const allLive = () =>
    expect.poll(() => liveFrames(panel)).toEqual(['top connected', 'top/0 connected', 'top/1 connected']);
  // A document that goes before its rules are known is forgotten (docs/policy.md).
  await allLive();
  const live = async () => {
    await ticks.start();
    await ticks.running();
    await allLive();
  };

  await wwe.reloadClient(1);
  await live();

  const address = wwe.client(1).url();
  const go = (to: string) => wwe.client(1).evaluate((url) => void setTimeout(() => location.assign(url)), to);
  await go(elsewhere.url);
  await expect.poll(() => liveFrames(panel)).not.toContain('top/1 connected');
  await go(address);
  await expect.poll(() => wwe.client(1).url()).toBe(address);
  await wwe.ready();
  await live();

  await wwe.tab.evaluate(() => window.wweSimulator?.removeFrame());
  await expect.poll(() => liveFrames(panel)).toEqual(['top connected', 'top/0 connected']);
  await wwe.tab.evaluate(() => window.wweSimulator?.addFrame());
  await wwe.ready();
  await live();

  await wwe.client(1).evaluate(() => {
    const { hearTick } = window as { hearTick?: (event: MessageEvent<unknown>) => void };
    document.open();
    document.write('<title>Written anew</title><p>Anew');
    document.close();
    if (hearTick) addEventListener('message', hearTick, true);
  });
  await live();
  // WWE posts on to the frame that left, and the browser says so.
  await expectAll(panel, ticks, { says: /postMessage/ });
  await expectAll(panel, other, { says: /postMessage/ });
  await elsewhere.close();
});

test('WWE in a frame of another page: the outer page reloads it, removes it and puts it back', {
  tag: '@long',
}, async ({ openTab, openPanelOf, simulator }) => {
  const desktop = desktopUrl(simulator, { query: QUIET });
  const outer = await servePage({ body: `<iframe src="${desktop}"></iframe>` });
  const tab = await openTab();
  const panel = await openPanelOf(tab);
  await tab.goto(outer.url);
  const messages = await Messages.open(panel);
  await preserveLog(panel);
  // Until there is such a frame, what is asked of the tab itself is not there.
  const frame = (name: string) => (): Surface => tab.frames().find((one) => one.url().startsWith(name)) ?? tab;
  /** A client's page that was not there before. */
  const isNew = () => {
    const isThere = window.wwePage !== undefined && !Reflect.has(window, 'isOld');
    if (isThere) Reflect.set(window, 'isOld', true);
    return isThere;
  };
  const client = frame(`${simulator.otherSite}/client`);
  const ready = () =>
    expect
      .poll(async () =>
        client()
          .evaluate(isNew)
          .catch(() => false),
      )
      .toBe(true);
  await ready();
  const ticks = await startTicks(new Wwe(tab), {
    host: frame(desktop),
    window: client,
  });
  await ticks.running();
  await expectLive(messages, ticks);
  const live = async () => {
    await ready();
    await ticks.start();
    await ticks.running();
    await expectLive(messages, ticks);
    await expect.poll(() => liveFrames(panel)).toEqual(['top connected', 'top/0 connected', 'top/0/0 connected']);
  };

  await frame(desktop)().evaluate(() => void setTimeout(() => location.reload()));
  await live();
  await tab.evaluate(() => document.querySelector('iframe')?.remove());
  await expect(panel.status).toContainText('No WWE seen yet');
  await tab.evaluate((url) => {
    const frame = document.createElement('iframe');
    frame.src = url;
    document.body.append(frame);
  }, desktop);
  await live();
  await expectAll(panel, ticks);
  await outer.close();
});

/**
 * When the panel is opened: WWE's page, its client and the burst come in this order. (Most other journeys open it third,
 * those of the back/forward cache before everything.)
 */
const ORDERS = {
  'between WWE and its client': ['wwe', 'panel', 'client', 'burst'],
  'in the middle of the burst': ['wwe', 'client', 'burst', 'panel'],
} as const;

test('DevTools opens between WWE and its client, and in the middle of a burst', { tag: '@panel' }, async ({
  openTab,
  openPanelOf,
  simulator,
}) => {
  const url = desktopUrl(simulator, { query: { client: 'debug=off&subscribe=none', clients: '0' } });
  for (const [when, order] of Object.entries(ORDERS)) {
    await test.step(when, async () => {
      const wwe = new Wwe(await openTab());
      const ticks = new Ticks(wwe, {});
      let panel: Panel | undefined;
      const steps = {
        async panel() {
          panel = await openPanelOf(wwe.tab);
        },
        async wwe() {
          await wwe.tab.goto(url);
          await wwe.ready();
        },
        async client() {
          await wwe.tab.evaluate(() => window.wweSimulator?.addFrame());
          await wwe.ready();
        },
        async burst() {
          await ticks.start();
          await ticks.running();
        },
      };
      for (const step of order) await steps[step]();
      await ticks.running();
      if (panel) await expectAll(panel, ticks);
    });
  }
});
