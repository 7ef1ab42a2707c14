import { expect, test } from './support/fixtures.ts';

test('the keyboard alone: table, details, filter', async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({ query: { scene: 'lively', seed: '7' } });
  const panel = await openPanelOf(wwe.tab);
  await expect(panel.row('6')).toBeVisible();
  await panel.frame.locator('[role=row][tabindex="0"]').focus();
  await panel.window.press('End');
  await panel.window.press('Home');
  await panel.window.press('ArrowDown');
  await panel.window.press('Enter');
  await expect(panel.details).toBeVisible();
  await panel.window.press('Escape');
  await expect(panel.details).toHaveCount(0);
  await panel.window.press('/');
  await panel.window.type('returns');
  await expect(panel.rows).toHaveCount(1);
  await panel.window.press('Escape');
  await expect(panel.rows.nth(5)).toBeVisible();
});
