import { copying } from './support/compose.ts';
import { expect, test } from './support/fixtures.ts';
import { Messages } from './support/messages.ts';

test('the story of a call grows line by line, leads to its messages, and is copied as a report without names; a mark and a note stand in the log; details have a search; two messages, and two calls, are compared', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  const id = await wwe.ring();
  await panel.open(id, 'Story');
  const story = panel.details.locator('.story');
  await expect(story.locator('[data-story=state]')).toHaveCount(1);
  await wwe.act('answer', id);
  await expect(story.locator('[data-story=state]').nth(1)).toContainText('TALKING');
  await wwe.call('interaction.setUserData', id, { Customer: 'Ann Example' });
  const written = story.locator('[data-story=message]').filter({ hasText: 'interaction.setUserData' });
  await expect(written).toContainText(/by the page.*Customer.*Ann Example.*ok/);

  const copied = await copying(panel);
  await panel.details.getByRole('button', { name: 'Copy as report', exact: true }).click();
  await expect.poll(copied).toContain('Redacted: personal data is replaced');
  const report = await copied();
  expect(report).toMatch(/\| State TALKING \|/);
  expect(report).toMatch(/interaction\.setUserData by the page \| Customer/);
  expect(report).not.toContain('Ann Example');

  await written.click();
  const messages = new Messages(panel);
  const row = messages.row('interaction.setUserData');
  await expect(messages.details).toContainText('interaction.setUserData');
  await row.focus();
  await panel.window.press('p');
  await panel.window.press('n');
  const field = panel.frame.locator('.annotation-field input');
  await field.fill('odd');
  await panel.window.press('Enter');
  await expect(row).toContainText('note: odd');
  await panel.window.press('m');
  await field.fill('after the call');
  await panel.window.press('Enter');
  await expect(panel.frame.locator('.mark-line')).toContainText('after the call');
  await messages.close();
  await messages.filter('is:pinned');
  await messages.passing(1);
  await messages.filter('');
  await panel.button('Clear').click();
  await expect(panel.frame.locator('.mark-line')).toHaveCount(0);

  // Ctrl+F in details finds there, also what is folded; two messages are compared by the keyboard.
  await wwe.call('interaction.setUserData', id, { Note: 'first needle', More: { deep: ['second needle'] } });
  await wwe.call('interaction.setUserData', id, { Note: 'first needle', More: { deep: ['another'] } });
  await messages.filter('');
  const [one, other] = [0, 1].map((place) => messages.row('interaction.setUserData').nth(place));
  if (!one || !other) throw new Error('no rows');

  const payload = await messages.open(one, 'Payload');
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
  await one.focus();
  await panel.window.press('Control+f');
  await expect(panel.frame.locator('#filter:focus')).toHaveCount(1);

  await messages.filter('service:interaction.setUserData');
  await one.click();
  await panel.window.press('Shift+ArrowDown');
  await panel.frame.locator('.selection-bar').getByRole('button', { name: 'Compare' }).click();
  const compared = panel.frame.getByRole('region', { name: 'Compare' }).first();
  await expect(compared.locator('.compare-bar').getByRole('status')).toHaveText('1 changed');
  await compared.getByRole('button', { name: 'Next difference' }).click();
  await expect(compared.locator('.compare-line:focus')).toContainText('another');
  await panel.window.press('Escape');
  await expect(compared).toHaveCount(0);
  await messages.filter('');

  // Two calls are compared by what happened to each, by the keyboard.
  await panel.view('Interactions');
  const first = await wwe.ring();
  await wwe.act('answer', first);
  await wwe.call('interaction.setUserData', first, { Segment: 'Gold' });
  await wwe.act('release', first);
  const second = await wwe.ring();
  await wwe.call('interaction.setUserData', second, { Segment: 'Silver' });

  await panel.row(first).click();
  await panel.row(second).focus();
  await panel.window.press(' ');
  await panel.button('Compare').focus();
  await panel.window.press('Enter');
  const pane = panel.frame.getByRole('region', { name: 'Compare' });
  const lines = pane.locator('.compare-line');
  await expect(lines.filter({ hasText: 'TALKING' }).first()).toHaveAttribute('data-is', /removed|changed/);
  await expect(lines.filter({ hasText: 'Segment: ' })).toContainText(/"Gold".*"Silver"/);
  await expect(pane.getByRole('status')).toContainText(/only left/);
  await panel.window.press('p');
  await expect(pane.locator('.compare-line:focus')).toContainText('Segment');
  await panel.window.press('Escape');
  await expect(pane).toHaveCount(0);
  await expect(panel.frame.locator(`[data-interaction="${second}"]:focus`)).toHaveCount(1);
});
