import { expect, test } from './support/fixtures.ts';

test('a call is followed live from ring to done', { tag: '@panel' }, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  await wwe.press('New call');
  const row = panel.row('1');
  await expect(row).toContainText('RINGING');
  await expect(row).toContainText(/IN INBOUND/i);
  await panel.open('1', 'State');

  await wwe.press('Answer');
  await expect(row).toContainText('TALKING');
  await wwe.press('Hold');
  await expect(row).toContainText('HELD');
  await wwe.press('Resume');
  await expect(row).toContainText('TALKING');
  await wwe.press('Release');
  await expect(row).toContainText('IDLE');
  await wwe.press('Done');
  await expect(row).toContainText(/marked done|removed/);

  expect(await panel.states()).toEqual(['RINGING', 'TALKING', 'HELD', 'TALKING', 'IDLE']);
  await expect(panel.details.locator('.gap-row')).toHaveCount(0);
  // The first figure that a tester wants stands there without arithmetic.
  await expect(panel.details.getByRole('list', { name: 'Time in each state' })).toContainText(/HELD\s*\d+ m?s/);
});

test('every medium is listed; a consultation stands under its call; a case that is selected in the panel is selected in WWE', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  const id = await wwe.ring();
  await wwe.press('New chat');
  await wwe.press('New email');
  await expect(panel.rows).toHaveCount(3);
  await wwe.act('accept', '2');
  await panel.open('2', 'State');
  // Which states a chat goes through is not known: those that the page was told of are listed.
  await expect.poll(() => wwe.isJoined('2')).toBe(true);
  await expect.poll(() => panel.states()).toEqual(await wwe.statesHeard('2'));
  // Beside details the table has fewer columns.
  await panel.window.press('Escape');

  await wwe.act('answer', id);
  await wwe.tab.evaluate(() => {
    const first = window.wweSimulator?.state().cases[0];
    if (first) window.wweSimulator?.selectCase(first.id);
  });
  await wwe.press('Consult');
  const consultation = panel.row('4');
  await expect(consultation).toContainText(/CONSULT/i);
  await expect(consultation).toHaveAttribute('aria-level', '3');
  await expect(panel.row(id)).toHaveAttribute('aria-level', '2');
  expect(await panel.ids()).toEqual([id, '4', '2', '3']);

  await wwe.tab.evaluate(() => {
    const second = window.wweSimulator?.state().cases[1];
    if (second) window.wweSimulator?.selectCase(second.id);
  });
  const cases = panel.frame.locator('.case-row');
  // It is alone in its case, which has no row of its own.
  await expect(cases).toHaveCount(1);
  await expect(panel.row('2')).toContainText('selected in WWE');
  await panel.row(id).click();
  await panel.button('Select case').click();
  await panel.outcome('Accepted by WWE');
  await expect(cases.nth(0)).toContainText('selected in WWE');
  await panel.window.press('Escape');
  await expect(panel.row('2')).not.toContainText('selected in WWE');
  expect(await wwe.requests()).toContain('interaction.selectCaseByCaseId');
});
