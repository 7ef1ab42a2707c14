import { expect, test } from './support/fixtures.ts';
import { Messages } from './support/messages.ts';
import { behaveWrongly, type Wrongs } from './support/wrong-page.ts';

test('a page that does everything wrong: all of it is visible for what it is, nothing is attributed wrongly', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({
    query: { client: 'subscribe=none&debug=off' },
    settings: { silentServices: ['system.amIVisible'], frameAnnounce: 'off', missingInteraction: 'error' },
  });
  const panel = await openPanelOf(wwe.tab);
  const messages = await Messages.open(panel);
  await wwe.client().evaluate(behaveWrongly);
  const id = await wwe.ring();
  await wwe.act('answer', id);
  const wrongs = () => wwe.client().evaluate(() => Reflect.get(window, 'wrongs') as Wrongs);
  await expect.poll(async () => (await wrongs()).handled.at(-1)?.[1]).toBe('ESTABLISHED');
  const { calls, handled, settled } = await wrongs();
  expect(handled.map(([name]) => name)).not.toContain('first');
  expect(settled).toContainEqual(['forged', 'forged']);

  // Every request is one row, in the order in which WWE got them; each page's call is among them once.
  await messages.filter('is:request');
  const arrived = (await wwe.requests()).filter((name) => name !== '?');
  await messages.passing(arrived.length);
  expect([...arrived].sort()).toEqual([...calls, 'agent.getStateList'].sort());
  expect((await messages.read()).map(({ name }) => name)).toEqual(arrived);
  await messages.filter('service:system.triggerActivity is:no-answer-asked');
  await messages.passing(250);

  const status = (name: string, nth = 0) => messages.cell(messages.row(name).nth(nth), 'status');
  await messages.filter('is:request -service:system.triggerActivity');
  await messages.passing(arrived.length - 250);
  await expect(status('agent.get')).toHaveText('ok');
  await expect(status('agent.getState')).toHaveText(/^ok ?no answer asked$/);
  await expect(status('interaction.markdone')).toContainText(/^failed ?no answer asked/);
  await expect(status('media.getMediaList', 0)).toHaveText(/^ok ?id shared ?handler threw$/);
  await expect(status('media.getMediaList', 1)).toHaveText(/^ok ?id used again ?id shared ?handler threw$/);
  await expect(status('agent.getStateList')).toContainText(/^ok ?id used again/);
  await expect(status('system.amIVisible')).toHaveText(/^ok ?untrusted sender ?handler threw$/);
  const callbacks = await messages.open(messages.row('system.amIVisible'), 'Handlers');
  await expect(callbacks).toContainText('threw: TypeError: No use for forged');

  // Events: those of WWE, and the page's own, which no view but this one takes for real.
  await messages.filter('event:interaction');
  await messages.passing(handled.length);
  const events = await messages.read();
  expect(events.map(({ cells }) => cells.name)).toEqual(handled.map(([, type]) => `${type} interaction`));
  for (const [index, { cells }] of events.entries()) {
    expect(cells.status, `event ${index}`).toContain('handler threw');
    expect(cells.status?.includes('untrusted sender'), `event ${index}`).toBe(cells.interaction === '666');
  }
  const ran = (await messages.open(messages.rows.nth(0), 'Handlers')).getByRole('row');
  await expect(ran).toHaveCount(2);
  await expect(ran.nth(1)).toContainText(/second #1.*threw: RangeError: thrown by second/);
  await messages.filter('is:unmatched');
  await messages.passing(1);
  await expect(messages.cell(messages.rows.nth(0), 'status')).toHaveText(/^unmatched ?untrusted sender$/);

  await panel.frame.getByRole('tab', { name: 'Interactions', exact: true }).click();
  await expect(panel.row(id)).toContainText('TALKING');
  expect(await panel.ids()).toEqual([id]);
  expect(panel.window.problems()).toEqual([]);
});
