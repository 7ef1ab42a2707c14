/** Record, switched off and on while WWE posts as fast as it can. */
import { expect, test } from './support/fixtures.ts';
import { Messages } from './support/messages.ts';
import type { Panel } from './support/panel.ts';
import type { Wwe } from './support/wwe.ts';

/** Posts an event to the first client. */
const post = (wwe: Wwe, event: string) =>
  wwe.tab.evaluate((name) => {
    window.wweSimulator?.postRaw(0, { userAgent: 'WWE Server', protocolVersion: 2, event: name, data: {} });
  }, event);

/** Runs in WWE's window: posts events without end, as many in a turn as leave it time for others. */
function startFlood(): void {
  const posted = { count: 0, timer: 0 };
  posted.timer = window.setInterval(() => {
    for (let i = 0; i < 20; i += 1) {
      posted.count += 1;
      const data = { n: posted.count };
      window.wweSimulator?.postRaw(0, { userAgent: 'WWE Server', protocolVersion: 2, event: 'flood', data });
    }
  });
  Object.assign(window, { posted });
}

const posted = (wwe: Wwe) => wwe.tab.evaluate<number>(() => Object(Reflect.get(window, 'posted')).count);

/** How many messages the panel has, by its status bar. */
async function recorded(panel: Panel): Promise<number> {
  const [, count = ''] = /([\d.,]+) messages/.exec(await panel.status.innerText()) ?? [];
  return Number(count.replaceAll(/\D/g, ''));
}

/** How many more came to the panel while WWE posted some hundred. */
async function comeMeanwhile(wwe: Wwe, panel: Panel): Promise<number> {
  const [before, from] = [await recorded(panel), await posted(wwe)];
  await expect.poll(() => posted(wwe)).toBeGreaterThan(from + 500);
  return (await recorded(panel)) - before;
}

test('Record, switched off in a flood, ends the record; on again, it goes on', { tag: '@long' }, async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop({ query: { client: 'debug=off' } });
  const panel = await openPanelOf(wwe.tab);
  const messages = await Messages.open(panel);
  await wwe.tab.evaluate(startFlood);
  await expect.poll(() => comeMeanwhile(wwe, panel)).toBeGreaterThan(0);
  await panel.button('Record').click();
  await expect(panel.status).toContainText('Recording is off');
  // What was recorded before may still be on its way.
  await expect.poll(() => comeMeanwhile(wwe, panel)).toBe(0);
  // On a busy computer that may be so long on its way that nothing comes meanwhile: what is posted now is the proof.
  await post(wwe, 'while-off');
  await expect.poll(() => comeMeanwhile(wwe, panel)).toBe(0);
  await panel.button('Record').click();
  await expect.poll(() => comeMeanwhile(wwe, panel)).toBeGreaterThan(0);
  await wwe.tab.evaluate(() => window.clearInterval(Object(Reflect.get(window, 'posted')).timer));
  await post(wwe, 'after-all');
  await messages.filter('event:after-all');
  await expect(messages.rows).toHaveCount(1);
  await messages.filter('event:while-off');
  await expect(messages.rows).toHaveCount(0);
  expect(panel.window.problems()).toEqual([]);
  expect(wwe.tab.said()).toEqual([]);
});
