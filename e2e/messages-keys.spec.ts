import { Compose, copying, expectReceived } from './support/compose.ts';
import { expect, test } from './support/fixtures.ts';
import { enter, expectFocus, leftTo, tabBackTo, tabTo } from './support/focus.ts';
import { Messages } from './support/messages.ts';

test('the keyboard alone: from opening the panel to a request that is edited and sent again; columns are moved, rows selected, copied and folded', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  // Before there is an interaction: none of its events comes between them.
  for (let n = 0; n < 3; n += 1) await wwe.call('agent.get');
  const id = await wwe.ring();
  await wwe.call('interaction.setUserData', id, { Count: 1, Text: '1' });
  const panel = await openPanelOf(wwe.tab);
  const { window: keys, frame } = panel;
  await expect(panel.row(id)).toBeVisible();
  await enter(panel);
  await tabTo(panel, 'Interactions');
  await keys.press('ArrowRight');
  await expectFocus(panel, 'Messages');
  await expect(frame.locator('.message-bar')).toBeVisible();

  // The row is found by the filter, and reached from there.
  await keys.press('/');
  await expectFocus(panel, 'Filter messages');
  await keys.type('service:interaction.setUserData');
  await expect(frame.locator('[role=row][data-message]')).toHaveCount(1);
  await tabTo(panel, 'interaction.setUserData');
  const details = frame.getByRole('region', { name: 'Details of the message' });
  await keys.press('Enter');
  await expect(details).toBeVisible();
  await keys.press('Escape');
  await expect(details).toHaveCount(0);
  await expectFocus(panel, 'interaction.setUserData');
  await keys.press('Shift+F10');
  await expectFocus(panel, /^Copy as JSON/);
  await keys.press('ArrowUp');
  await keys.press('Escape');
  await expectFocus(panel, 'interaction.setUserData');

  // Edited in Compose: the form holds what the row had, each value with its type.
  await keys.press('e');
  await expectFocus(panel, 'interactionId');
  const compose = new Compose(panel);
  const call =
    'genesys.wwe.service.interaction.setUserData("1", { "Count": 1, "Text": "1" }, console.log, console.error);';
  await expect(compose.preview.first()).toHaveText(call);
  await tabTo(panel, 'Value of Count');
  await keys.press('End');
  await keys.press('Backspace');
  await keys.type('42');
  await expect(compose.preview.first()).toContainText('"Count": 42');
  await keys.press('Control+Enter');
  await expect(compose.answer).toContainText('Accepted by WWE');
  await expectFocus(panel, 'Value of Count');
  await expectReceived(wwe, 'interaction.setUserData', [
    '["1", {Count: 1, Text: "1"}]',
    '["1", {Count: 42, Text: "1"}]',
  ]);

  // Escape in a text does nothing, to DevTools neither; the last row of the view is the new one.
  await keys.press('Escape');
  await expectFocus(panel, 'Value of Count');
  await tabTo(panel, 'Show in Messages');
  await keys.press('Enter');
  const row = frame.locator('[role=row][data-message]');
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('by the tool');
  expect(await leftTo(panel)).not.toContain('Escape');

  // Columns are chosen and moved, rows are selected and copied, equal neighbours are folded.
  const messages = await Messages.open(panel);
  await messages.filter('');
  const copied = await copying(panel);
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

test('the keys of the list of interactions; each view has its search under / and Ctrl+F; ? names the keys; Escape closes and goes no further', async ({
  openDesktop,
  openPanelOf,
}) => {
  // They are looked for by their names.
  const wwe = await openDesktop({ settings: { partyName: 'name' } });
  for (const party of ['Robin', 'Ada', 'Eve']) await wwe.ring({ party });
  await wwe.call('agent.get');
  const panel = await openPanelOf(wwe.tab);
  const { window: keys, frame } = panel;

  // The list of interactions, its details, its filter.
  await expect(panel.rows).toHaveCount(3);
  await frame.locator('[role=row][tabindex="0"]').focus();
  await keys.press('End');
  await keys.press('Home');
  await keys.press('ArrowDown');
  await keys.press('Enter');
  await expect(panel.details).toBeVisible();
  await keys.press('Escape');
  await expect(panel.details).toHaveCount(0);
  await keys.press('/');
  await keys.type('Robin');
  await expect(panel.rows).toHaveCount(1);
  // First the proposals are closed, then the filter is emptied.
  const proposals = frame.locator('.filter-completion');
  await expect(proposals).toBeVisible();
  await keys.press('Escape');
  await expect(proposals).toHaveCount(0);
  await expect(panel.rows).toHaveCount(1);
  await keys.press('Escape');
  await expect(panel.rows).toHaveCount(3);
  const messages = await Messages.open(panel);
  await expect(messages.row('agent.get')).toBeVisible();
  await enter(panel);
  await keys.press('Control+f');
  await expectFocus(panel, 'Filter messages');
  await keys.type('nothing is called so');
  await expect(messages.rows).toHaveCount(0);
  await keys.press('Escape');
  await expect(messages.row('agent.get')).toBeVisible();
  await expectFocus(panel, 'Filter messages');

  // The views' tabs stand above the filter.
  await tabBackTo(panel, 'Messages');
  await keys.press('ArrowRight');
  await expectFocus(panel, 'Compose');
  await expect(frame.getByRole('region', { name: 'Compose', exact: true })).toBeVisible();
  await keys.press('/');
  await expectFocus(panel, 'Service');
  await keys.type('user data');
  await expect(frame.locator('.compose-option')).toHaveCount(4);
  await keys.press('Escape');
  await expectFocus(panel, 'Service');
  await expect(frame.locator('.compose-option').nth(10)).toBeVisible();
  await keys.type('agent.setState');
  await keys.press('Enter');
  await expectFocus(panel, 'operationName');
  await keys.type('NotReady');
  await keys.press('Enter');
  await expectFocus(panel, 'Send');

  await keys.press('?');
  const sheet = frame.getByRole('dialog', { name: 'Keyboard' });
  await expect(sheet).toContainText(/Ctrl\+Enter\s*In Compose: send/);
  await expect(sheet).toContainText(/R E\s*In Messages: send a request again/);
  await keys.press('Escape');
  await expect(sheet).toHaveCount(0);
  await expectFocus(panel, 'Send');
  await keys.press('Enter');
  await expectReceived(wwe, 'agent.setState', ['["NotReady"]']);
  expect(await leftTo(panel)).not.toContain('Escape');
  // One that has nothing to close is DevTools' own.
  await keys.press('Escape');
  await expect.poll(() => leftTo(panel)).toContain('Escape');
});
