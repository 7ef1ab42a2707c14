/** One browser serves many journeys: each finds it as if it were new. */
import { expect, test } from './support/fixtures.ts';
import { everythingStored, NOTHING_STORED } from './support/stored.ts';

test('what a journey opened and stored is gone for the next one', async ({ inspecting, openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const popup = wwe.tab.nextPopup();
  await wwe.press('Open pop-up');
  await popup;
  const panel = await openPanelOf(wwe.tab);
  await expect(panel.status).toContainText('1 client');
  await panel.frame.locator('#filter').fill('left');
  await panel.button('Settings').click();
  await panel.frame.getByLabel('Load the interactions when the panel opens').check();
  await expect.poll(() => everythingStored(panel.frame)).toMatchObject({ local: { settings: { loadOnOpen: true } } });
  await wwe.tab.evaluate(() => {
    sessionStorage.setItem('left', 'behind');
    history.pushState(null, '', '#left');
    console.log('left');
  });
  expect(await inspecting.cleanUp()).toEqual([]);

  const next = await openDesktop({ query: { client: 'subscribe=none&debug=off' } });
  const opened = await openPanelOf(next.tab);
  await expect(opened.status).toContainText(/0 interactions.*0 messages/s);
  expect(await opened.frame.evaluate(() => document.querySelector<HTMLInputElement>('#filter')?.value)).toBe('');
  expect(await everythingStored(opened.frame)).toEqual(NOTHING_STORED);
  const kept = await next.tab.evaluate(() => ({ items: sessionStorage.length, hash: location.hash }));
  expect(kept).toEqual({ items: 0, hash: '' });
  expect([next.tab.said(), opened.window.problems()]).toEqual([[], []]);
});
