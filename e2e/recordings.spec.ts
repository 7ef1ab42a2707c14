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

  await dropFile(panel, compressed.name, compressed.bytes);
  const bar = panel.frame.getByRole('region', { name: 'Recording, not live' });
  await expect(bar).toContainText(compressed.name);
  await expect(panel.row(id)).toContainText('TALKING');
  await expect(panel.status).toContainText('Recording: no page is connected');
  await expect(panel.button('Load interactions')).toHaveAttribute('title', /^This is a recording/);
  await expect(panel.button('Record')).toHaveAttribute('disabled', '');
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
