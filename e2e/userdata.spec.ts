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
function truth(wwe: Wwe): Promise<unknown> {
  return wwe
    .call('interaction.getByInteractionId', '1')
    .then((outcome) => (outcome as { value: { data: { userData: unknown } } }).value.data.userData);
}

test('set, add, delete: one setUserData, a deleteUserData each, types kept, confirmed by what WWE shows', async ({
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
  await expect(panel.button('Apply')).toBeDisabled();
  await expect(panel.dataRow('Old')).toHaveCount(0);
  expect(await truth(wwe)).toMatchObject({ Segment: 'Platinum', Count: 4, Vip: true, Retries: 7 });
  expect(await truth(wwe)).not.toHaveProperty('Old');
  const writes = (await wwe.requests()).filter((name) => name.endsWith('UserData'));
  expect(writes).toEqual(['interaction.setUserData', 'interaction.deleteUserData']);
});

test('what WWE refuses stays as an edit, with its own text', { tag: '@panel' }, async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop({
    settings: { errorTexts: { 'interaction.setUserData': 'Key Segment is not writable' } },
  });
  const panel = await openPanelOf(wwe.tab);
  await openUserData(wwe, panel);
  await edit(panel, 'Segment', 'Platinum');
  await panel.apply(1);
  const row = panel.dataRow('Segment');
  await expect(row).toContainText('Key Segment is not writable');
  await expect(row).toContainText('Platinum');
  expect(await truth(wwe)).toMatchObject({ Segment: 'Gold' });
});

test('what WWE drops in silence is a conflict, not a success', { tag: '@panel' }, async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop({ settings: { writeAllowed: 'Other', writeDenied: 'drop' } });
  const panel = await openPanelOf(wwe.tab);
  await openUserData(wwe, panel);
  await edit(panel, 'Segment', 'Platinum');
  await panel.apply(1);
  const row = panel.dataRow('Segment');
  await expect(row).toContainText('accepted, not seen yet');
  await panel.button('Check').first().click();
  await expect(panel.details).toContainText('Keep mine');
  await expect(panel.details).toContainText('Platinum');
});

test('a call in IDLE cannot be written to, and the panel says why; one that vanishes while it is edited keeps the edits', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  await openUserData(wwe, panel);
  await edit(panel, 'Segment', 'Platinum');
  await wwe.act('release', '1');
  await expect(panel.row('1')).toContainText('IDLE');
  await expect(panel.details).toContainText('WWE does not take user data for a voice interaction in IDLE');
  await wwe.act('done', '1');
  await expect(panel.row('1')).toContainText(/marked done|removed/);
  await expect(panel.dataRow('Segment')).toContainText('Platinum');
  await expect(panel.details.getByRole('button', { name: /^Apply/ })).toBeDisabled();
});

test('a change by someone else during an edit is a visible conflict', { tag: '@panel' }, async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  await openUserData(wwe, panel);
  await edit(panel, 'Segment', 'Mine');
  await wwe.call('interaction.setUserData', '1', { Segment: 'Theirs' });
  const details = panel.details;
  await expect(details).toContainText('Theirs');
  await expect(details).toContainText('Mine');
  await details.getByRole('button', { name: /Keep mine/ }).click();
  await panel.apply(1);
  await expect(panel.button('Apply')).toBeDisabled();
  expect(await truth(wwe)).toMatchObject({ Segment: 'Mine' });
});

test('a key that is renamed twice is set under its last name, and seen there, before the old one is deleted; undo takes an edit back; pasted cells become rows', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  await openUserData(wwe, panel);
  await panel.nameCell('Old').dblclick();
  await panel.details.getByLabel('Name of Old', { exact: true }).fill('Nwe');
  await panel.window.press('Enter');
  await panel.nameCell('Nwe').dblclick();
  await panel.details.getByLabel('Name of Nwe', { exact: true }).fill('New');
  await panel.window.press('Enter');
  await edit(panel, 'Segment', 'Mistake');
  await panel.button('Undo').click();
  await expect(panel.dataRow('Segment')).toContainText('Gold');
  await panel.apply(2);
  await expect(panel.dataRow('Old')).toHaveCount(0);
  await expect(panel.button('Apply')).toBeDisabled();
  expect(await truth(wwe)).toMatchObject({ Segment: 'Gold', New: 'x' });
  expect(await truth(wwe)).not.toHaveProperty('Old');
  expect(await truth(wwe)).not.toHaveProperty('Nwe');
  await panel.button('Add key').click();
  await panel.frame.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'Tier\t1\nRegion\tNorth\n');
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  });
  await expect(panel.details).toContainText('These are cells of a table: 2 rows');
  await panel.button('Add 2 rows').click();
  await panel.apply(1);
  await expect(panel.button('Apply')).toBeDisabled();
  expect(await truth(wwe)).toMatchObject({ Tier: '1', Region: 'North' });
});

test('keys that differ in what nobody can see are told apart; one of them is deleted; what is selected is the text itself', async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
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
  await expect(panel.button('Apply')).toBeDisabled();
  const left = keys.filter((key) => key !== 'Name\u200b');
  expect(Object.keys(Object(await truth(wwe))).slice(-keys.length + 1)).toEqual(left);
});
