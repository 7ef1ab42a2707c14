import { expect, test } from './support/fixtures.ts';
import { Messages } from './support/messages.ts';

test('Ctrl+F in details finds there, also what is folded; two messages are compared by the keyboard', async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop();
  const id = await wwe.ring();
  await wwe.call('interaction.setUserData', id, { Note: 'first needle', More: { deep: ['second needle'] } });
  await wwe.call('interaction.setUserData', id, { Note: 'first needle', More: { deep: ['another'] } });
  const panel = await openPanelOf(wwe.tab);
  const messages = await Messages.open(panel);
  const [first, second] = [0, 1].map((place) => messages.row('interaction.setUserData').nth(place));
  if (!first || !second) throw new Error('no rows');

  const payload = await messages.open(first, 'Payload');
  await messages.details.getByRole('tab', { name: 'Payload', exact: true }).focus();
  await panel.window.press('Control+f');
  await panel.window.type('NEEDLE');
  const count = messages.details.locator('.find-count');
  await expect(count).toHaveText('1 of 2');
  await panel.window.press('Enter');
  await expect(count).toHaveText('2 of 2');
  await expect(payload.locator('[data-path="/keyValues/More/deep/0"]')).toContainText('second needle');
  await panel.window.press('Escape');
  await expect(count).toHaveCount(0);
  await expect(messages.details).toBeVisible();
  await first.focus();
  await panel.window.press('Control+f');
  await expect(panel.frame.locator('#filter:focus')).toHaveCount(1);

  await messages.filter('service:interaction.setUserData');
  await first.click();
  await panel.window.press('Shift+ArrowDown');
  await panel.frame.locator('.selection-bar').getByRole('button', { name: 'Compare' }).click();
  const compared = panel.frame.getByRole('region', { name: 'Compare' }).first();
  await expect(compared.locator('.compare-bar').getByRole('status')).toHaveText('1 changed');
  await compared.getByRole('button', { name: 'Next difference' }).click();
  await expect(compared.locator('.compare-line:focus')).toContainText('another');
  await panel.window.press('Escape');
  await expect(compared).toHaveCount(0);
});
