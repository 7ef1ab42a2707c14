import { Compose, copying, expectReceived } from './support/compose.ts';
import { expect, test } from './support/fixtures.ts';
import { reloadPanel } from './support/panel-acts.ts';

test('a service of the catalogue, those that WWE allows first: filled in, seen before it is sent, answered, kept', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({
    settings: { acceptedOrigins: '* (interaction.*, agent.get, system.getAllowedServices)' },
  });
  await wwe.ring();
  await wwe.call('system.getAllowedServices');
  const panel = await openPanelOf(wwe.tab);
  const compose = new Compose(panel);
  await compose.show();
  await expect(compose.services.filter({ hasText: 'setUserData' })).toContainText('allowed');
  const isAllowed = (await compose.services.allInnerTexts()).map((text) => text.includes('allowed'));
  expect(new Set(isAllowed)).toEqual(new Set([true, false]));
  expect(isAllowed.lastIndexOf(true)).toBeLessThan(isAllowed.indexOf(false));

  await compose.choose('interaction.setUserData');
  await compose.field('interactionId').fill('1');
  await compose.addKey('keyValues', 'Count', 'number', '10');
  await compose.addKey('keyValues', 'Ten', 'text', '10');
  await compose.addKey('keyValues', 'Vip', 'boolean', 'true');
  const call =
    'genesys.wwe.service.interaction.setUserData("1", { "Count": 10, "Ten": "10", "Vip": true }, console.log, console.error);';
  await expect(compose.preview.first()).toHaveText(call);
  await expect(compose.preview.nth(1)).toContainText('"request": "interaction.setUserData"');
  await expect(compose.preview.nth(1)).toContainText('"userAgent": "WWE Client"');
  await expectReceived(wwe, 'interaction.setUserData', []);
  await compose.send.click();
  await expect(compose.answer).toContainText(/✓ Accepted by WWE.* \d+ m?s/);
  await expectReceived(wwe, 'interaction.setUserData', ['["1", {Count: 10, Ten: "10", Vip: true}]']);

  // The panel's own copy of a call is what the preview shows.
  const copied = await copying(panel);
  await panel.button('Copy as call').click();
  await expect.poll(copied).toBe(call);

  await compose.choose('interaction.getInteractions');
  await compose.send.click();
  await expect(compose.answer.getByRole('tree', { name: "The answer's data" }).first()).toBeVisible();
  const history = compose.history.getByRole('button');
  await expect(history).toHaveCount(2);
  await expect(history.nth(1)).toContainText(/interaction\.setUserData ok \d+ m?s/);
  await history.nth(1).click();
  await expect(compose.preview.first()).toHaveText(call);
  await expect(compose.answer).toContainText('Accepted by WWE');
  await expectReceived(wwe, 'interaction.setUserData', ['["1", {Count: 10, Ten: "10", Vip: true}]']);
});

test('a call as text and back, whatever JSON has no word for; what is wrong is said, and not sent; what ends a contact asks first; saved calls outlive the panel', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  const compose = new Compose(panel);
  await wwe.call('agent.get');
  await compose.show();
  await compose.choose('messenger.broadcastMessage');
  await compose.field('channel').fill('odd');
  await compose.addKey('message', 'when', 'literal', 'new Date(5)');
  await compose.addKey('message', 'big', 'literal', '10n');
  await compose.writeAs('Parameters as text');
  const text = compose.field('The list of parameters');
  const problem = panel.frame.locator('.compose-problem');
  await expect(text).toBeVisible();
  for (const [written, said] of [
    ['["odd", { "a": () => 1 }]', /Column \d+: Functions cannot be sent/],
    ['["odd", Symbol("x")]', /Symbols cannot be sent/],
    ['["odd", /x/]', /Regular expressions cannot be sent/],
    ['["odd", document.body]', /“document” is no value/],
    ['["odd", { "a": 1 ]', /“\]” cannot stand here/],
    ['["odd",\n  new Uint8Array([300])]', /Line 2, column \d+: .*would be cut/],
    ['{ "a": 1 }', /The parameters are a list/],
  ] as const) {
    await text.fill(written);
    await expect(problem, written).toContainText(said);
    await expect(compose.send, written).toBeDisabled();
    await panel.window.press('Control+Enter');
  }
  await text.fill('["odd", new Map([["bytes", new Uint8Array([1, 2])], ["none", undefined]])]');
  await compose.writeAs('Whole message');
  await expect(problem).toHaveCount(0);
  await expect(compose.preview.nth(1)).toContainText('new Uint8Array([1, 2])');
  await compose.writeAs('Form');
  await expect(compose.field('Type of message').locator('option:checked')).toHaveText('literal');
  await compose.send.click();
  await expect(compose.answer).toContainText('Accepted by WWE');
  // Nothing of what was wrong has gone out before.
  await expectReceived(wwe, 'messenger.broadcastMessage', [
    '["odd", Map(["bytes", Uint8Array(1, 2)], ["none", undefined])]',
  ]);

  // What ends a contact, or what nobody knows, asks first.
  await panel.view('Interactions');
  const id = await wwe.ring();
  await expect(panel.row(id)).toContainText('RINGING');
  const question = panel.frame.getByRole('alertdialog');
  await compose.show();
  await compose.choose('interaction.markdone');
  await compose.field('interactionId').fill(id);
  await compose.send.click();
  await expect(question).toContainText(/ends or refuses a contact.*interaction 1: .*RINGING/);
  await panel.button('Do not send').click();
  await expect(question).toHaveCount(0);
  await compose.send.click();
  await panel.window.press('Escape');
  await expect(question).toHaveCount(0);
  await expectReceived(wwe, 'interaction.markdone', []);

  await compose.choose('voice.pauseRecording');
  await expect(panel.frame.locator('.compose-head')).toContainText('Not in the catalogue');
  // What was written for the other service stays, where nobody knows the parameters.
  await compose.field('Type of Parameter 1').selectOption('number');
  await panel.button('Add a parameter').click();
  await compose.field('Parameter 2').fill('7');
  await compose.send.click();
  await expect(question).toContainText('is not in the catalogue');
  await panel.button('Yes, send voice.pauseRecording').click();
  await expect(question).toHaveCount(0);
  await expectReceived(wwe, 'voice.pauseRecording', ['[1, "7"]']);
  await expectReceived(wwe, 'interaction.markdone', []);

  // A saved call is there when the panel is opened again; deleted, it can be taken back.
  await compose.choose('agent.setState');
  await compose.field('operationName').fill('NotReady');
  await compose.field('Name for this call').fill('pause');
  await panel.button('Save').click();
  await expect(compose.saved).toContainText('Saved as “pause”.');

  await reloadPanel(panel);
  await wwe.call('agent.get');
  await compose.show();
  await compose.saved.getByRole('button', { name: /^pause/ }).click();
  await expect(compose.preview.first()).toHaveText(
    'genesys.wwe.service.agent.setState("NotReady", console.log, console.error);',
  );
  await expectReceived(wwe, 'agent.setState', []);
  await compose.send.click();
  await expectReceived(wwe, 'agent.setState', ['["NotReady"]']);

  await panel.button('Delete “pause”').click();
  await expect(compose.saved.getByRole('button', { name: /^pause/ })).toHaveCount(0);
  await panel.button('Undo').click();
  await expect(compose.saved.getByRole('button', { name: /^pause/ })).toBeVisible();
  await panel.button('Delete “pause”').click();
  await expect(compose.saved).toContainText('Deleted “pause”.');

  await reloadPanel(panel);
  await compose.show();
  await expect(compose.saved).toContainText('Nothing is saved yet.');
});
