import { expect, test } from './support/fixtures.ts';

test('the same language as in Messages: typed, counted, explained, saved for its view', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({ query: { scene: 'lively', seed: '7' } });
  const panel = await openPanelOf(wwe.tab);
  await expect(panel.row('6')).toBeVisible();
  const filter = panel.frame.getByLabel('Filter interactions', { exact: true });
  const status = panel.frame.locator('.status');

  await filter.fill('state:TALKING');
  await expect(panel.rows).toHaveCount(1);
  await expect(panel.row('5')).toContainText('TALKING');
  // Its parent is hidden, its case is not.
  await expect(panel.frame.locator('.case-row')).toHaveCount(1);
  await expect(panel.frame.locator('.case-row')).toContainText('1 of 2 interactions');
  await expect(status).toContainText('1 of 6 interactions');

  await filter.fill('data.CustomerSegment:* -state:TALKING');
  await expect(panel.row('5')).toHaveCount(0);
  await expect(panel.row('4')).toBeVisible();
  await filter.fill('data.NoSuchKey:*');
  await expect(panel.rows).toHaveCount(0);
  await expect(status).toContainText('0 of 6 interactions');

  await filter.fill('type:RINGING');
  const problem = panel.frame.locator('.filter-problem');
  await expect(problem).toContainText('type: is a field of Messages. In Interactions, is calltype: meant?');
  await problem.getByRole('button', { name: 'Write calltype', exact: true }).click();
  await expect(panel.frame.locator('.filter-chip-term')).toHaveText('calltype:RINGING');

  await filter.fill('state:HELD');
  await panel.button('Saved filters').click();
  const saved = panel.frame.getByRole('region', { name: 'Saved filters', exact: true });
  await saved.getByRole('textbox', { name: 'Name', exact: true }).fill('on hold');
  await saved.getByRole('button', { name: 'Save this filter', exact: true }).click();
  await panel.frame.getByRole('tab', { name: 'Messages', exact: true }).click();
  await panel.button('Saved filters').click();
  await saved.getByRole('button', { name: 'on hold Interactions state:HELD', exact: true }).click();
  await expect(panel.frame.locator('.filter-chip-term')).toHaveText('state:HELD');
  await expect(panel.rows).toHaveCount(1);
});
