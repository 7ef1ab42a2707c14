import { expect, test } from './support/fixtures.ts';

test('a reload of the page clears the panel, unless the log is preserved; recording off stops the record in every frame, on again goes on', async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  await wwe.ring();
  await wwe.ring();
  await expect(panel.rows).toHaveCount(2);
  await wwe.tab.reload();
  await wwe.ready();
  await expect(panel.rows).toHaveCount(0);
  await wwe.subscribed();
  await wwe.ring({ medium: 'chat' });
  await expect(panel.rows).toHaveCount(1);
  await expect(panel.row('1')).toContainText('INVITED');

  await panel.frame.getByLabel('Preserve log').first().check();
  await wwe.tab.reload();
  await wwe.ready();
  await wwe.subscribed();
  await wwe.ring({ medium: 'email' });
  await expect(panel.rows).toHaveCount(2);

  // Recording off stops the record in every frame; on again, it goes on.
  await panel.button('Record').click();
  await expect(panel.status).toContainText('Recording is off');
  const unseen = await wwe.ring();
  await wwe.subscribed();
  await panel.button('Record').click();
  await expect(panel.row(await wwe.ring())).toBeVisible();
  await expect(panel.row(unseen)).toHaveCount(0);
  await panel.button('Clear').click();
  await expect(panel.rows).toHaveCount(0);
  await expect(panel.row(await wwe.ring())).toBeVisible();
});

test('DevTools opened late show the past; closed and opened again, the same and what came meanwhile', async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop();
  const id = await wwe.ring();
  await wwe.act('answer', id);
  await wwe.act('hold', id);
  await wwe.act('resume', id);
  const panel = await openPanelOf(wwe.tab);
  const states = ['RINGING', 'TALKING', 'HELD', 'TALKING'];
  await expect(panel.row(id)).toContainText('TALKING');
  await panel.open(id, 'State');
  expect(await panel.states()).toEqual(states);
  await expect(panel.status).toContainText('watching since page load');

  await panel.window.close();
  const other = await wwe.ring();
  const reopened = await openPanelOf(wwe.tab);
  await expect(reopened.rows).toHaveCount(2);
  await reopened.open(id, 'State');
  expect(await reopened.states()).toEqual(states);
  await wwe.act('answer', other);
  await expect(reopened.row(other)).toContainText('TALKING');
});
