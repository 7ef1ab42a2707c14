/** Pages reload, leave and come back while a burst of events runs: nothing is lost, and the panel says what happened. */
import { desktopUrl, expect, test } from './support/fixtures.ts';
import { Messages } from './support/messages.ts';
import { expectAll, expectHeard, expectLive } from './support/oracle.ts';
import { frameStates, liveFrames, preserveLog } from './support/panel-acts.ts';
import { CachedTicks, serveTickPages } from './support/tick-pages.ts';
import { startTicks } from './support/ticks.ts';
import { Wwe } from './support/wwe.ts';

const isLong = process.env.WWE_LONG === '1';

/** A demo page that writes nothing to the console. */
const QUIET = { client: 'debug=off' };

test('the page moves, reloads, leaves for another WWE and for another site, and comes back', async ({
  openDesktop,
  openPanelOf,
  simulator,
}) => {
  const wwe = await openDesktop({ query: QUIET });
  const panel = await openPanelOf(wwe.tab);
  const messages = await Messages.open(panel);
  await preserveLog(panel);
  const ticks = await startTicks(wwe);
  await ticks.running();
  /** Goes on, is live again, says what became of which frame; ends in the middle of the next burst. */
  const live = async (...states: string[]) => {
    await ticks.start();
    await ticks.running();
    await ticks.stop();
    await expectLive(messages, ticks);
    await expect.poll(() => frameStates(panel)).toEqual(states);
    await ticks.start();
    await ticks.running();
  };

  // Within its document.
  for (const surface of [wwe.tab, wwe.client()]) {
    await surface.evaluate(() => {
      history.pushState(null, '', `${location.search}&moved=1`);
      location.hash = 'moved';
    });
  }
  await live('top connected', 'top/0 connected');

  await wwe.tab.reload();
  await wwe.ready();
  await live('top gone', 'top connected', 'top/0 gone', 'top/0 connected');

  await wwe.tab.goto(desktopUrl(simulator, { query: { ...QUIET, seed: '7' } }));
  await wwe.ready();
  await live('top gone', 'top gone', 'top connected', 'top/0 gone', 'top/0 gone', 'top/0 connected');

  await wwe.tab.goto(`${simulator.otherSite}/client/?subscribe=none&debug=off`);
  await expect(panel.status).toContainText('No WWE seen yet');
  // A page that goes before the panel was connected to it is called incomplete.
  await expect.poll(() => liveFrames(panel)).toEqual(['top connected']);
  // The simulator's desktop has a socket, so that it comes back as a new document.
  await wwe.tab.goBack();
  await wwe.ready();
  await ticks.start();
  await ticks.running();
  await expectAll(panel, ticks);
});

test('into the back/forward cache in a burst, and out, twice: what came last is there, and it is live again', async ({
  openTab,
  openPanelOf,
  simulator,
}) => {
  const pages = await serveTickPages();
  const tab = await openTab();
  const panel = await openPanelOf(tab);
  const messages = await Messages.open(panel);
  await preserveLog(panel);
  await tab.goto(pages.url);
  const told = await startTicks(new Wwe(tab), { every: 4, perTurn: isLong ? 4 : 2 });
  await told.running();
  // In a burst, a slow computer has no time to be looked at.
  await told.stop();
  const allLive = () => expect.poll(() => liveFrames(panel)).toEqual(['top connected', 'top/0 connected']);
  // Before, the panel says of this page what it says of the next one.
  await allLive();
  await told.start();
  await told.running();
  const cached = new CachedTicks(tab);
  const elsewhere = `${simulator.otherSite}/client/?subscribe=none&debug=off`;
  for (const times of [1, 2]) {
    // By the page's own means: a driver may wait in vain for the load of a page that comes from the cache.
    await tab.evaluate((url) => void setTimeout(() => location.assign(url)), elsewhere);
    await expect(panel.status).toContainText('No WWE seen yet');
    // The panel hears that the page went before the driver sees the next one.
    await expect.poll(() => tab.evaluate(() => location.href).catch(() => '')).toBe(elsewhere);
    // A page that goes before the panel was connected to it is called incomplete.
    await expect.poll(() => liveFrames(panel)).toEqual(['top connected']);
    // What was said as it went is there before it comes back, if it does. (A frame that came back tells the driver nothing.)
    if (times === 1) await expectHeard(panel, told);
    await tab.evaluate(() => void setTimeout(() => history.back()));
    await expect
      .poll(() => cached.shown().catch(() => []))
      .toEqual([false, ...Array.from({ length: times }, () => true)]);
    // The timer that posts goes on by itself.
    await cached.running();
    await cached.stop();
    await expectLive(messages, cached);
    await allLive();
    await cached.start();
    await cached.running();
  }
  await expectAll(panel, cached);
  await pages.close();
});
