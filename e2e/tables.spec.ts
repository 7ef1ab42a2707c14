import { copying } from './support/compose.ts';
import { expect, test } from './support/fixtures.ts';
import { Messages } from './support/messages.ts';

test('columns are chosen and moved by the keyboard, rows are selected and copied, equal neighbours are folded', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const id = await wwe.ring();
  for (let n = 0; n < 3; n += 1) await wwe.call('agent.get');
  const panel = await openPanelOf(wwe.tab);
  const copied = await copying(panel);
  const { window: keys, frame } = panel;
  const messages = await Messages.open(panel);
  await expect(messages.row('agent.get')).toHaveCount(3);
  const titles = () => frame.locator('.header-button').allInnerTexts();

  await frame.locator('[data-column="status"]').focus();
  await keys.press('Shift+F10');
  await expect(frame.getByRole('menu', { name: 'Columns' })).toBeVisible();
  for (let n = 0; n < 3; n += 1) await keys.press('ArrowDown');
  await keys.press('Enter');
  await expect.poll(async () => (await titles()).indexOf('Status')).toBe(3);
  expect((await titles()).indexOf('Name')).toBe(4);
  // The focus is on the column again, wherever it stands now.
  await keys.press('Shift+F10');
  await keys.press('End');
  await keys.press('Enter');
  await expect.poll(async () => (await titles()).indexOf('Status')).toBe(4);

  await messages.row('agent.get').first().focus();
  await keys.press('Shift+ArrowDown');
  await keys.press('Shift+ArrowDown');
  await expect(frame.locator('.selection-bar').getByRole('status')).toContainText(/^3 rows selected/);
  await keys.press('Control+c');
  await expect.poll(async () => JSON.parse((await copied()) || '[]')).toHaveLength(3);
  await keys.press('Shift+F10');
  await frame.getByRole('menuitem', { name: 'Copy 3 rows as TSV', exact: true }).focus();
  await keys.press('Enter');
  await expect.poll(async () => (await copied()).split('\n').length).toBe(4);
  expect((await copied()).split('\n')[1]).toMatch(/\t\d{4}-\d\d-\d\dT[\d:.]+Z\tout\tRequest\tagent.get\t/);
  await keys.press('Escape');

  await panel.button('Fold equal').click();
  await expect(messages.row('agent.get')).toHaveCount(1);
  await messages.row('agent.get').focus();
  await keys.press('ArrowRight');
  await expect(messages.row('agent.get')).toHaveCount(3);
  await keys.press('ArrowLeft');
  await expect(messages.row('agent.get')).toHaveCount(1);
  await panel.button('Fold equal').click();

  await panel.view('Interactions');
  await panel.row(id).focus();
  await keys.press('Shift+F10');
  await expect(frame.getByRole('menu')).toBeVisible();
  await keys.press('ArrowDown');
  await keys.press('Enter');
  await expect(frame.getByLabel('Filter messages', { exact: true })).toBeVisible();
  await expect(messages.row('agent.get')).toHaveCount(0);
  await expect(messages.row('interaction').first()).toBeVisible();
});
