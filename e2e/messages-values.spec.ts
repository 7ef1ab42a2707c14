import { Compose, copying, expectReceived } from './support/compose.ts';
import { expect, test } from './support/fixtures.ts';
import { Messages } from './support/messages.ts';
import { postCycle, postOddValues, runCall, SHOWN, WORDS } from './support/odd-values.ts';
import { BEARER, expectMasked, expectNoToken, TOKEN, unfold } from './support/tokens.ts';

const SERVICE = 'messenger.broadcastMessage';

test('values that JSON has no word for: shown as what they are, the same again by copy, resend and Compose', async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  const messages = await Messages.open(panel);
  const copied = await copying(panel);
  await wwe.client().evaluate(postOddValues, 'odd-1');
  await expectReceived(wwe, SERVICE, [WORDS]);
  const row = messages.row(SERVICE).first();
  const payload = await messages.open(row, 'Payload');
  await unfold(payload);
  await expect(payload.getByRole('treeitem')).toContainText(SHOWN);

  await row.click();
  await panel.window.press('c');
  await expect
    .poll(async () => JSON.parse((await copied()) || 'null'))
    .toMatchObject({
      request: SERVICE,
      parameters: [
        'odd',
        { none: '(undefined)', nan: '(NaN)', big: '(10n)', map: [['k', 1]], set: ['s'], minus: '(-0)' },
      ],
    });
  await panel.window.press('k');
  await expect.poll(copied).toContain('genesys.wwe.service.messenger.broadcastMessage("odd", {');
  await wwe.client().evaluate(runCall, await copied());
  await expectReceived(wwe, SERVICE, [WORDS, WORDS]);

  await panel.window.press('r');
  await expect(messages.bar).toContainText('Accepted by WWE');
  await expectReceived(wwe, SERVICE, [WORDS, WORDS, WORDS]);

  await panel.window.press('e');
  const compose = new Compose(panel);
  await expect(compose.field('Value of bytes')).toBeVisible();
  await compose.send.click();
  await expect(compose.answer).toContainText('Accepted by WWE');
  await expectReceived(wwe, SERVICE, [WORDS, WORDS, WORDS, WORDS]);
});

test('tokens are masked in every view and in what is copied, shown where one asks for them, sent as they were; a value that holds itself is not sent without a word', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  const copied = await copying(panel);
  const id = await wwe.ring();
  await wwe.call('auth.getJwtToken');
  await wwe.call('interaction.setUserData', id, { Session: TOKEN, Note: `Authorization: Bearer ${BEARER}` });

  for (const tab of ['User data', 'Properties', 'JSON']) {
    await panel.open(id, tab);
    await expect(panel.details.getByRole('tabpanel')).toContainText('Session');
    await unfold(panel.details);
    await expectNoToken(panel, tab);
  }
  const messages = await Messages.open(panel);
  for (const [name, tab] of [
    ['auth.getJwtToken', 'Answer'],
    ['auth.getJwtToken', 'Raw'],
    ['interaction.setUserData', 'Payload'],
    ['interaction.setUserData', 'Raw'],
  ] as const) {
    const content = await messages.open(messages.row(name), tab);
    await unfold(content);
    await expect(content).toContainText('••••');
    await expectNoToken(panel, `${name}, ${tab}`);
  }
  for (const [name, key, part] of [
    ['auth.getJwtToken', 'a', '"jwtToken"'],
    ['interaction.setUserData', 'c', '"request"'],
    ['interaction.setUserData', 'k', 'genesys.wwe.service'],
  ] as const) {
    await messages.row(name).click();
    await panel.window.press(key);
    await expect.poll(copied).toContain(part);
    expectMasked(await copied(), `${name}, ${key}`);
  }

  // In Compose the call has the tokens, and does not show them.
  await panel.window.press('e');
  const compose = new Compose(panel);
  await expect(compose.preview.first()).toContainText('"Session": "eyJ••••••••"');
  await compose.send.click();
  await expect(compose.history.getByRole('button')).toHaveCount(1);
  await expect(compose.answer).toContainText('Accepted by WWE');
  await compose.field('Name for this call').fill('with tokens');
  await panel.button('Save').click();
  await expect(compose.saved).toContainText('Saved without 2 tokens');
  await expectNoToken(panel, 'Compose, a call with tokens');
  const words = `["1", {Session: "${TOKEN}", Note: "Authorization: Bearer ${BEARER}"}]`;
  await expectReceived(wwe, 'interaction.setUserData', [words, words]);
  await panel.button('Show the tokens').click();
  await expect(compose.field('Value of Session')).toBeVisible();
  await expect.poll(() => panel.frame.evaluate(readFields)).toContain(TOKEN);

  await compose.choose('auth.getJwtToken');
  await compose.send.click();
  const shown = compose.answer.getByRole('treeitem').filter({ hasText: 'jwtToken' });
  await expect(shown.first()).toContainText('••••••••');
  await expect(compose.history.getByRole('button')).toHaveCount(2);
  await expectNoToken(panel, 'Compose, an answer with a token');
  await shown.first().getByRole('button', { name: 'Show the value of jwtToken' }).click();
  await expect(shown.first()).toContainText('eyJ');
  await expect(shown.first()).not.toContainText('••••••••');

  // A value that holds itself is shown so, and neither sent again nor edited into a call without a word.
  await panel.view('Messages');
  await wwe.client().evaluate(postCycle, 'loop-1');
  const row = messages.row(SERVICE).first();
  const payload = await messages.open(row, 'Payload');
  await unfold(payload);
  await expect(payload.getByRole('treeitem')).toContainText(['self: same as /parameters/1']);
  await row.click();
  await panel.window.press('r');
  await expect(messages.bar).toContainText('It holds something that cannot be sent again as it was (at /1/self)');
  await panel.window.press('e');
  await expect(compose.reason).toContainText('This stands for something that cannot be sent from here: same as');
  await expect(compose.send).toBeDisabled();
  await panel.window.press('Control+Enter');
  await compose.field('Type of self').selectOption('text');
  await compose.field('Value of self').fill('no more');
  await compose.send.click();
  await expect(compose.answer).toContainText('Accepted by WWE');
  await expectReceived(wwe, SERVICE, [
    '["loop", {name: "loop", self: cycle to 1}]',
    '["loop", {name: "loop", self: "no more"}]',
  ]);
});

/** Runs in the panel. */
function readFields(): readonly string[] {
  return [...document.querySelectorAll('textarea')].map(({ value }) => value);
}
