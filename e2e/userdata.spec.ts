import { expect, test } from './support/fixtures.ts';
import type { Panel } from './support/panel.ts';
import type { Wwe } from './support/wwe.ts';

async function openUserData(wwe: Wwe, panel: Panel): Promise<void> {
  const id = await wwe.ring({ userData: { Segment: 'Gold', Count: 3, Vip: true, Old: 'x' } });
  await wwe.act('answer', id);
  await expect(panel.row(id)).toContainText('TALKING');
  await panel.open(id, 'User data');
}

async function edit(panel: Panel, key: string, value: string): Promise<void> {
  await panel.valueCell(key).dblclick();
  await panel.details.getByLabel(`Value of ${key}`, { exact: true }).fill(value);
  await panel.window.press('Enter');
}

/** The user data as WWE has it. */
function truth(wwe: Wwe, id = '1'): Promise<unknown> {
  return wwe
    .call('interaction.getByInteractionId', id)
    .then((outcome) => (outcome as { value: { data: { userData: unknown } } }).value.data.userData);
}

test('set, add, delete: one setUserData, a deleteUserData each, types kept, confirmed; keys that differ in what nobody can see are told apart', async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  await openUserData(wwe, panel);
  await edit(panel, 'Segment', 'Platinum');
  await edit(panel, 'Count', '4');
  await panel.button('Add key').click();
  await panel.details.getByLabel('Name of the new key').fill('Retries');
  await panel.details.getByLabel('Type of the new key').selectOption('number');
  await panel.details.getByLabel('Value of the new key').fill('7');
  await panel.window.press('Enter');
  await panel.button('Delete Old').click();
  await panel.apply(2);
  await panel.applied();
  await expect(panel.dataRow('Old')).toHaveCount(0);
  expect(await truth(wwe)).toMatchObject({ Segment: 'Platinum', Count: 4, Vip: true, Retries: 7 });
  expect(await truth(wwe)).not.toHaveProperty('Old');
  const writes = (await wwe.requests()).filter((name) => name.endsWith('UserData'));
  expect(writes).toEqual(['interaction.setUserData', 'interaction.deleteUserData']);

  // One of them is deleted; what is selected is the text itself.
  const keys = ['Name', 'Name\u200b', 'Na\u202eme', '', ' ', '\0', 'Na me', 'Na  me'];
  const id = await wwe.ring({ userData: Object.fromEntries(keys.map((key, index) => [key, index])) });
  await wwe.act('answer', id);
  await expect(panel.row(id)).toContainText('TALKING');
  await panel.open(id, 'User data');
  const words = ['Name', 'Name⟨U+200B⟩', 'Na⟨U+202E⟩me', '⟨empty⟩', '⟨SPACE⟩', '⟨NUL⟩', 'Na me', 'Na⟨SPACE ×2⟩me'];
  for (const word of words) await expect(panel.button(`Delete ${word}`)).toHaveCount(1);
  const selected = await panel.frame.evaluate(() =>
    [...document.querySelectorAll('tbody .userdata-key')].map((cell) => {
      getSelection()?.selectAllChildren(cell);
      return {
        text: String(getSelection()),
        name: getComputedStyle(cell.querySelector('.unseen') ?? cell, '::before').content,
      };
    }),
  );
  // The simulator's calls have keys of their own, which come first.
  expect(selected.map(({ text }) => text).slice(-keys.length)).toEqual(keys);
  expect(selected.filter(({ name }) => name !== 'none')).toHaveLength(6);
  await panel.button('Delete Name⟨U+200B⟩').click();
  await panel.apply(1);
  await expect(panel.button('Delete Name⟨U+200B⟩')).toHaveCount(0);
  await panel.applied();
  const left = keys.filter((key) => key !== 'Name\u200b');
  expect(Object.keys(Object(await truth(wwe, id))).slice(-keys.length + 1)).toEqual(left);
});

test('what WWE refuses stays as an edit; what it drops, or somebody else changes, is a conflict; a key is renamed before the old one is deleted; cells are pasted; a call that ends keeps its edits', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({
    settings: { errorTexts: { 'interaction.setUserData': 'Key Segment is not writable' } },
  });
  const panel = await openPanelOf(wwe.tab);
  await openUserData(wwe, panel);
  const { details } = panel;
  const segment = panel.dataRow('Segment');

  // Refused: with WWE's own text.
  await edit(panel, 'Segment', 'Platinum');
  await panel.apply(1);
  await expect(segment).toContainText('Key Segment is not writable');
  await expect(segment).toContainText('Platinum');
  expect(await truth(wwe)).toMatchObject({ Segment: 'Gold' });

  // Dropped in silence: no success.
  await wwe.settings({ errorTexts: {}, writeAllowed: 'Other', writeDenied: 'drop' });
  await panel.apply(1);
  await expect(segment).toContainText('accepted, not seen yet');
  await panel.button('Check').first().click();
  await expect(details).toContainText('Keep mine');
  await expect(details).toContainText('Platinum');
  expect(await truth(wwe)).toMatchObject({ Segment: 'Gold' });
  await wwe.settings({ writeAllowed: '*' });

  // Changed by somebody else meanwhile.
  await wwe.call('interaction.setUserData', '1', { Segment: 'Theirs' });
  await expect(details).toContainText('Theirs');
  await expect(details).toContainText('Platinum');
  await details.getByRole('button', { name: /Keep mine/ }).click();
  await panel.apply(1);
  await panel.applied();
  expect(await truth(wwe)).toMatchObject({ Segment: 'Platinum' });

  // Renamed twice: set under its last name, and seen there, before the old one is deleted. Undo takes an edit back.
  await panel.nameCell('Old').dblclick();
  await details.getByLabel('Name of Old', { exact: true }).fill('Nwe');
  await panel.window.press('Enter');
  await panel.nameCell('Nwe').dblclick();
  await details.getByLabel('Name of Nwe', { exact: true }).fill('New');
  await panel.window.press('Enter');
  await edit(panel, 'Segment', 'Mistake');
  await panel.button('Undo').click();
  await expect(segment).toContainText('Platinum');
  await panel.apply(2);
  await expect(panel.dataRow('Old')).toHaveCount(0);
  await panel.applied();
  expect(await truth(wwe)).toMatchObject({ Segment: 'Platinum', New: 'x' });
  expect(await truth(wwe)).not.toHaveProperty('Old');
  expect(await truth(wwe)).not.toHaveProperty('Nwe');

  // Pasted cells become rows.
  await panel.button('Add key').click();
  await panel.frame.evaluate(() => {
    const [clipboardData, data, dataType] = [new DataTransfer(), 'Tier\t1\nRegion\tNorth\n', 'text/plain'];
    clipboardData.setData(dataType, data);
    // Firefox takes text and type in place of the object.
    const cells = { clipboardData, data, dataType, bubbles: true, cancelable: true };
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', cells));
  });
  await expect(details).toContainText('These are cells of a table: 2 rows');
  await panel.button('Add 2 rows').click();
  await panel.apply(1);
  await panel.applied();
  expect(await truth(wwe)).toMatchObject({ Tier: '1', Region: 'North' });

  // In IDLE it cannot be written to, and the panel says why; when it vanishes, the edits stay.
  await edit(panel, 'Segment', 'Silver');
  await wwe.act('release', '1');
  await expect(panel.row('1')).toContainText('IDLE');
  await expect(details).toContainText('WWE does not take user data for a voice interaction in IDLE');
  await wwe.act('done', '1');
  await expect(panel.row('1')).toContainText(/marked done|removed/);
  await expect(segment).toContainText('Silver');
  await expect(details.getByRole('button', { name: /^Apply/ })).toBeDisabled();
});
