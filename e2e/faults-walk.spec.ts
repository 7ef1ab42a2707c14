/** What happens to pages, in random orders, and clients in pop-ups. */
import { random, SEED } from './support/firefox/restless.ts';
import { desktopUrl, expect, test } from './support/fixtures.ts';
import { Messages } from './support/messages.ts';
import { expectAll, expectLive } from './support/oracle.ts';
import { liveFrames, preserveLog } from './support/panel-acts.ts';
import { startTicks } from './support/ticks.ts';

/** A demo page that writes nothing to the console. */
const QUIET = { client: 'debug=off' };
/** Things that happen in one walk. */
const STEPS = 40;

test(`whatever happens to the page in whatever order: nothing lost, nothing twice (seed ${SEED})`, {
  tag: '@long',
}, async ({ openDesktop, openPanelOf, simulator }) => {
  test.setTimeout(180_000 + STEPS * 10_000);
  const wwe = await openDesktop({ query: QUIET });
  const { tab } = wwe;
  const panel = await openPanelOf(tab);
  const messages = await Messages.open(panel);
  await preserveLog(panel);
  const ticks = await startTicks(wwe);
  // A document that goes before its rules are known is forgotten (docs/policy.md).
  await expectLive(messages, ticks);
  const happenings = {
    'its address changes': () => tab.evaluate(() => history.pushState(null, '', `${location.search}#${Math.random()}`)),
    'it reloads': () => tab.reload(),
    'another WWE': () => tab.goto(desktopUrl(simulator, { query: { ...QUIET, seed: '7' } })),
    'another site, and back': async () => {
      await tab.goto(`${simulator.otherSite}/client/?subscribe=none&debug=off`);
      // A page that goes before the panel was connected to it is called incomplete.
      await expect.poll(() => liveFrames(panel)).toEqual(['top connected']);
      await tab.goBack();
    },
    'the client reloads': () => wwe.reloadClient(),
    'the client is removed and added': () =>
      tab.evaluate(() => {
        window.wweSimulator?.removeFrame();
        window.wweSimulator?.addFrame();
      }),
    'WWE reloads its clients': () => tab.evaluate(() => window.wweSimulator?.refresh()),
  };
  const next = random(SEED);
  const names = Object.keys(happenings);
  for (let step = 0; step < STEPS; step += 1) {
    const name = names[Math.floor(next() * names.length)];
    const [, happens] = Object.entries(happenings).find(([known]) => known === name) ?? [];
    await test.step(`${step}: ${name}`, async () => {
      await ticks.running();
      await happens?.();
      await wwe.ready();
      await ticks.start();
      await expectLive(messages, ticks);
      await expect.poll(() => liveFrames(panel)).toEqual(['top connected', 'top/0 connected']);
    });
  }
  // WWE posts to a frame that it has only just added, and the browser says so.
  await expectAll(panel, ticks, { says: /postMessage/ });
});

test('a client in a pop-up reloads', { tag: '@long' }, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({ query: { ...QUIET, clients: '0' } });
  const opened = wwe.tab.nextPopup();
  await wwe.press('Open pop-up');
  const popup = await opened;
  await expect.poll(() => wwe.requests()).toContain('subscribe');
  const panel = await openPanelOf(popup);
  const messages = await Messages.open(panel);
  await preserveLog(panel);
  const ticks = await startTicks(wwe, { client: 'popup-0', tab: popup });
  // As above; and what goes before a panel is connected is nobody's.
  await expectLive(messages, ticks);
  for (let times = 0; times < 3; times += 1) {
    await ticks.running();
    await popup.reload();
    await ticks.start();
    await ticks.running();
    await expectLive(messages, ticks);
    await expect.poll(() => liveFrames(panel)).toEqual(['top connected']);
  }
  await expectAll(panel, ticks);
});
