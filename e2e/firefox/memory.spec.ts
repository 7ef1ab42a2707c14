/** Firefox makes another object of a far window when nobody holds the one it had: nothing may be known by it alone. */
import { expect, test } from '../support/fixtures.ts';

test('a command goes out after the page was tidied up', async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  await wwe.act('answer', await wwe.ring({ userData: { Segment: 'Gold' } }));
  await expect(panel.row('1')).toContainText('TALKING');
  await panel.open('1', 'User data');
  await panel.valueCell('Segment').dblclick();
  await panel.details.getByLabel('Value of Segment', { exact: true }).fill('Platinum');
  await panel.window.press('Enter');
  // No message comes between this and the command. So much to tidy up makes Firefox do it.
  await wwe.client().evaluate(() => {
    let kept: unknown[] = [];
    for (let round = 0; round < 100; round += 1) {
      kept = Array.from({ length: 300_000 }, (_, place) => ({ place, text: `x${place}` }));
    }
    return kept.length;
  });
  await panel.apply(1);
  await expect(panel.dataRow('Segment')).toContainText('Platinum');
  await expect(panel.button('Apply')).toBeDisabled();
});
