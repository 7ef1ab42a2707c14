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
  const posted = { count: 0, timer: 0, event: 'flood' };
  posted.timer = window.setInterval(() => {
    for (let i = 0; i < 20; i += 1) {
      posted.count += 1;
      const data = { n: posted.count };
      window.wweSimulator?.postRaw(0, { userAgent: 'WWE Server', protocolVersion: 2, event: posted.event, data });
    }
  });
  Object.assign(window, { posted });
}

const posted = (wwe: Wwe) => wwe.tab.evaluate<number>(() => Object(Reflect.get(window, 'posted')).count);

/** Gives what is posted from now on another name. @returns when the client's window has received one of them */
async function floodAs(wwe: Wwe, event: string): Promise<void> {
  const from = await wwe.tab.evaluate((name) => {
    const flood = Object(Reflect.get(window, 'posted'));
    flood.event = name;
    return Number(flood.count);
  }, event);
  await expect.poll(() => wwe.client().evaluate(() => Number(Reflect.get(window, 'received')))).toBeGreaterThan(from);
}

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
  await wwe
    .client()
    .evaluate(() =>
      addEventListener('message', ({ data }) => void Reflect.set(window, 'received', Object(data).data?.n ?? 0)),
    );
  await wwe.tab.evaluate(startFlood);
  await expect.poll(() => comeMeanwhile(wwe, panel)).toBeGreaterThan(0);
  await panel.button('Record').click();
  await expect(panel.status).toContainText('Recording is off');
  // What was recorded before may still be on its way.
  await expect.poll(() => comeMeanwhile(wwe, panel)).toBe(0);
  // On a busy computer nothing may come for a while though more is on its way: so the flood has another name from now on.
  await floodAs(wwe, 'while-off');
  await floodAs(wwe, 'flood');
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
