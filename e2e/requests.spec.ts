import { expect, test } from './support/fixtures.ts';
import { reloadPanel } from './support/panel-acts.ts';
import { everythingStored } from './support/stored.ts';

test('Load interactions brings the list without any event; at the user’s wish it is loaded when the panel opens, once', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({ query: { client: 'subscribe=none' } });
  await wwe.ring();
  await wwe.ring({ medium: 'chat' });
  const panel = await openPanelOf(wwe.tab);
  await wwe.call('agent.get');
  await expect(panel.frame.getByRole('heading', { name: 'No interactions seen yet.' })).toBeVisible();
  await expect(panel.frame.locator('.banner')).toContainText('may not be live');
  expect(await wwe.requests()).toEqual(['agent.get']);
  await panel.button('Load interactions').first().click();
  await expect(panel.rows).toHaveCount(2);
  expect(await wwe.requests()).toEqual(['agent.get', 'interaction.getInteractions']);

  await panel.button('Settings').click();
  await panel.frame.getByLabel('Load the interactions when the panel opens').check();
  // Firefox writes it out of the panel's own document: what goes with it in that very moment is not kept.
  await expect.poll(() => everythingStored(panel.frame)).toMatchObject({ local: { settings: { loadOnOpen: true } } });
  await reloadPanel(panel);
  await expect(panel.rows).toHaveCount(2);
  const loads = (await wwe.requests()).filter((name) => name === 'interaction.getInteractions');
  expect(loads).toHaveLength(2);
});

test('the offered subscription makes the list live; it ends when told so, when the page subscribes itself, and with DevTools', async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop({ query: { client: 'subscribe=none' } });
  const panel = await openPanelOf(wwe.tab);
  await wwe.call('agent.get');
  await panel.button('Subscribe').click();
  await expect(panel.button('End subscription')).toBeVisible();
  await wwe.press('New call');
  await expect(panel.row('1')).toContainText('RINGING');
  await panel.button('End subscription').click();
  await expect(panel.button('Subscribe')).toBeVisible();
  const ended = ['agent.get', 'subscribe', 'unsubscribe'];
  expect(await wwe.requests()).toEqual(ended);
  await panel.button('Subscribe').click();
  await expect(panel.button('End subscription')).toBeVisible();
  await wwe.client().evaluate(() => window.wwePage?.subscribe(['interaction']));
  await expect.poll(() => wwe.requests()).toEqual([...ended, 'subscribe', 'subscribe', 'unsubscribe']);
  await expect(panel.button('End subscription')).toHaveCount(0);

  await wwe.tab.reload();
  await wwe.ready();
  await wwe.call('agent.get');
  await panel.button('Subscribe').click();
  await expect(panel.button('End subscription')).toBeVisible();
  await panel.window.close();
  await expect.poll(() => wwe.requests()).toEqual(ended);
});
