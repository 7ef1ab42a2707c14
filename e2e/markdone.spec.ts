import { expect, test } from './support/fixtures.ts';

test('block, the agent presses Done, the warning, unblock, done; mark done asks first, and WWE’s refusal is shown in its own words', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  await wwe.press('New call');
  await wwe.press('Answer');
  await wwe.press('Release');
  await expect(panel.row('1')).toContainText('IDLE');
  await panel.open('1', 'Mark done');
  const card = panel.details.getByRole('group', { name: 'Block of mark done' });
  await expect(card).toContainText('Not blocked');

  await panel.details.getByLabel('Warning that the agent will see').fill('Wait: the survey is open.');
  await panel.button('Block').click();
  await expect(card).toContainText('Blocked by this tool');
  await expect(card).toContainText('Wait: the survey is open.');
  await expect(panel.row('1')).toContainText('Blocked');

  await wwe.press('Done');
  await expect(wwe.tab.getByRole('alertdialog')).toContainText('Wait: the survey is open.');
  const history = panel.details.getByRole('table', { name: 'History of mark done' });
  await expect(history).toContainText('WWE reports a delay');

  await panel.button('Unblock all set by this tool').click();
  await expect(history).toContainText('Unblock');
  await expect.poll(() => wwe.isBlocked('1')).toBe(false);
  // Whether a Done that was held back goes through now is not known: if not, the agent presses it again.
  if (await wwe.has('1')) await wwe.press('Done');
  await expect(panel.row('1')).toContainText(/marked done|removed/);
  await expect(history).toContainText(/What.*Block.*delay.*Unblock.*Done/s);

  await wwe.settings({ errorTexts: { 'interaction.markdone': 'Interaction is blocked' } });
  const id = await wwe.ring();
  await panel.open(id, 'Mark done');
  await panel.details.getByRole('button', { name: 'Mark done', exact: true }).click();
  expect(await wwe.requests()).not.toContain('interaction.markdone');
  await panel.button('Yes, mark done').click();
  await expect(panel.details).toContainText('Interaction is blocked');
  // The page is wrong about the id: that blocks nothing, and is seen where one looks for the block.
  await wwe.call('interaction.blockMarkdone', '999', 'Not yet');
  await expect(panel.details).toContainText('1 request about mark done names an interaction that is not known here');
  await expect(panel.details.getByRole('table', { name: 'Mark done of unknown interactions' })).toContainText(
    'Block 999',
  );
  expect(await wwe.requests()).toContain('interaction.markdone');
});
