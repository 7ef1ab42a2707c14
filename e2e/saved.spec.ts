import { expect, testInOwnBrowser } from './support/fixtures.ts';
import type { Panel } from './support/panel.ts';
import { switchSavingOn } from './support/saved.ts';

/** Opens the list from the status bar. */
async function openList(panel: Panel) {
  await panel.frame.locator('.status').getByRole('button', { name: 'Saving', exact: true }).click();
  return panel.frame.getByRole('dialog', { name: 'Saved sessions', exact: true });
}
const entriesIn = (text: string) => Number(/([\d,]+) entr/.exec(text)?.[1]?.replaceAll(',', ''));

// The process that is ended has pages of the extension in other tabs, too.
testInOwnBrowser(
  'a session is on the disk a second after it was seen, though the panel is killed; it is listed, named and deleted',
  {
    tag: '@panel',
  },
  async ({ openDesktop, openPanelOf }) => {
    const wwe = await openDesktop();
    const first = await wwe.ring();
    const killed = await openPanelOf(wwe.tab);
    await switchSavingOn(killed);
    const list = await openList(killed);
    await expect(list).toContainText('This session is being saved.');
    const line = list.locator('.saved-line');
    await expect(line).toContainText(/\d entr/);
    const before = entriesIn(await line.innerText());
    await wwe.ring();
    await expect.poll(async () => entriesIn(await line.innerText())).toBeGreaterThan(before);
    const written = entriesIn(await line.innerText());
    await killed.window.crash();
    await killed.window.close();

    const panel = await openPanelOf(wwe.tab);
    const both = await openList(panel);
    const lines = both.locator('.saved-line');
    await expect(lines).toHaveCount(2);
    await expect(lines.first()).toContainText('being saved now');
    const old = lines.nth(1);
    expect(entriesIn(await old.innerText())).toBeGreaterThanOrEqual(written);
    await old.getByRole('textbox', { name: 'Name of the session', exact: true }).fill('Tuesday');
    await panel.window.press('Enter');
    // It opens as a recording, with what the panel that was killed had seen.
    await old.getByRole('button', { name: 'Open: Tuesday', exact: true }).click();
    await expect(both).toHaveCount(0);
    await expect(panel.frame.locator('.recording-bar')).toContainText('Tuesday');
    await expect(panel.row(first)).toBeVisible();
    await panel.button('Close recording').click();
    await openList(panel);
    await old.getByRole('button', { name: 'Delete: Tuesday', exact: true }).click();
    await old.getByRole('button', { name: 'Really delete?: Tuesday', exact: true }).click();
    await expect(lines).toHaveCount(1);
    await expect(lines).toContainText('being saved now');
  },
);
