/** Recordings: written by the panel in real DevTools, searched for what must not leave, and opened again. */
import { expect, test } from './support/fixtures.ts';
import { Messages } from './support/messages.ts';
import { dropFile, linesOf, PLANTED_DATA, PLANTS, plantsIn } from './support/recordings.ts';

test('a session is exported without what was planted in it, and opened again beside the tab, which goes on', async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop();
  const { party, ani, dnis } = PLANTS;
  const id = await wwe.ring({ party, ani, dnis, userData: PLANTED_DATA });
  await wwe.act('answer', id);
  await wwe.call('interaction.setUserData', id, { Remark: PLANTS.remark, Session: PLANTS.token });
  const panel = await openPanelOf(wwe.tab);
  await expect(panel.row(id)).toContainText('TALKING');

  await panel.button('Export…').click();
  const dialog = panel.frame.getByRole('dialog', { name: 'Export a recording' });
  const save = panel.button('Save the file');
  await expect(save).toHaveAttribute('aria-disabled', 'false');
  await expect(dialog).toContainText('Replaced values');
  const compressed = await panel.window.download(() => save.click());
  await expect(dialog).toContainText(`Saved as ${compressed.name}`);
  await dialog.getByLabel('Plain text').check();
  await expect(save).toHaveAttribute('aria-disabled', 'false');
  const plain = await panel.window.download(() => save.click());
  await panel.button('Close').click();

  expect(compressed.name).toMatch(/^wwe-\d{8}-\d{6}\.ndjson\.gz$/);
  expect(plain.name).toMatch(/^wwe-\d{8}-\d{6}\.ndjson$/);
  for (const { bytes } of [compressed, plain]) {
    const lines = linesOf(bytes);
    expect(lines[0]).toMatchObject({ what: 'recording', redacted: { rules: [] } });
    expect(lines.at(-1)).toMatchObject({ what: 'end', facts: lines.length - 2 });
    expect(plantsIn(lines.map((line) => JSON.stringify(line)).join('\n'))).toEqual([]);
  }

  const compare = async (item: string | RegExp) => {
    await panel.row(id).focus();
    await panel.window.press('Shift+F10');
    await panel.frame.getByRole('menuitem', { name: item }).focus();
    await panel.window.press('Enter');
  };
  await compare('Compare with…');
  await expect(panel.frame.locator('.recording-bar')).toContainText('is to be compared');
  await dropFile(panel, compressed.name, compressed.bytes);
  const bar = panel.frame.getByRole('region', { name: 'Recording, not live' });
  await expect(bar).toContainText(compressed.name);
  await expect(panel.row(id)).toContainText('TALKING');
  await expect(panel.status).toContainText('Recording: no page is connected');
  await expect(panel.button('Load interactions')).toHaveAttribute('title', /^This is a recording/);
  await expect(panel.button('Record')).toHaveAttribute('disabled', '');
  await compare(/^Compare with .*, first seen/);
  const pane = panel.frame.getByRole('region', { name: 'Compare', exact: true });
  await expect(pane.locator('.compare-titles')).toContainText(`· this tab`);
  await expect(pane.locator('.compare-titles')).toContainText(`· ${compressed.name}`);
  await expect(pane.locator('.compare-line[data-is="same"]').first()).toContainText(/ADDED.*ADDED/);
  await expect(pane.locator('.compare-line').filter({ hasText: 'CustomerName' })).toContainText(PLANTS.name);
  await panel.window.press('Escape');
  await expect(pane).toHaveCount(0);
  const messages = await Messages.open(panel);
  await expect(messages.row('interaction.setUserData').first()).toContainText('ok');

  const later = await wwe.ring({ medium: 'chat' });
  await expect(panel.row(later)).toHaveCount(0);
  await panel.button('Close recording').click();
  await panel.view('Interactions');
  await expect(bar).toHaveCount(0);
  await expect(panel.row(later)).toContainText('INVITED');
  expect(panel.window.problems()).toEqual([]);
});

test('one message leaves as it is only after that was confirmed, without its token; a rule by key is remembered', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const id = await wwe.ring({ party: PLANTS.party });
  await wwe.act('answer', id);
  await wwe.call('interaction.setUserData', id, PLANTED_DATA);
  const panel = await openPanelOf(wwe.tab);
  const messages = await Messages.open(panel);
  await messages.row('interaction.setUserData').first().click();
  await panel.window.press('Shift+F10');
  await panel.frame.getByRole('menuitem', { name: 'Export…' }).click();
  const dialog = panel.frame.getByRole('dialog', { name: 'Export a recording' });
  await expect(dialog).toContainText('The selected message, with its answer');

  await dialog.locator('summary').first().click();
  await panel.button('Add a rule').click();
  await dialog.getByLabel('Key', { exact: true }).fill('Mail');
  await panel.window.press('Enter');
  await dialog.getByLabel('What becomes of it').selectOption('drop');
  const save = panel.button('Save the file');
  await expect(save).toHaveAttribute('aria-disabled', 'false');
  const redacted = await panel.window.download(() => save.click());
  expect(plantsIn(JSON.stringify(linesOf(redacted.bytes)))).toEqual([]);
  expect(JSON.stringify(linesOf(redacted.bytes).slice(1))).not.toContain('"Mail"');

  await dialog.getByLabel('Replace personal data').first().click();
  await expect(dialog.getByRole('alert')).toContainText('as they are');
  await expect(save).toHaveAttribute('title', 'Confirm first that the personal data may leave.');
  await dialog.getByLabel('I may give this data to whoever gets the file').check();
  await expect(save).toHaveAttribute('aria-disabled', 'false');
  const raw = await panel.window.download(() => save.click());
  await panel.button('Close').click();
  const text = JSON.stringify(linesOf(raw.bytes));
  expect(text).toContain(PLANTS.name);
  expect(text).toContain('"Mail"');
  expect(text).not.toContain(PLANTS.token);
  // Another message that named the customer was not chosen.
  expect(text).not.toContain(PLANTS.party);

  await dropFile(panel, raw.name, raw.bytes);
  await expect(panel.frame.getByRole('region', { name: 'Recording, not live' })).toContainText('not chosen');
  await expect(messages.row('interaction.setUserData')).toHaveCount(1);
  await expect(messages.row('RINGING')).toHaveCount(0);
  await panel.button('Export…').click();
  await expect(dialog).toContainText('Rules by key (1)');
  expect(panel.window.problems()).toEqual([]);
});
