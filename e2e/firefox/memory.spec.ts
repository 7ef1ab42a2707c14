/** Firefox makes another object of a far window when nobody holds the one it had: nothing may be known by it alone. */
import { collectGarbage } from '../../scripts/firefox/addon.mjs';
import { firefoxOf } from '../support/firefox/browser.ts';
import { expect, test } from '../support/fixtures.ts';

test('a command goes out after the page was tidied up', async ({ openDesktop, openPanelOf, inspecting }) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  await wwe.act('answer', await wwe.ring({ userData: { Segment: 'Gold' } }));
  await expect(panel.row('1')).toContainText('TALKING');
  await panel.open('1', 'User data');
  await panel.valueCell('Segment').dblclick();
  await panel.details.getByLabel('Value of Segment', { exact: true }).fill('Platinum');
  await panel.window.press('Enter');
  // No message comes between this and the command.
  await wwe.client().evaluate(() => void Reflect.set(window, 'seen', new WeakRef(parent)));
  const isGone = async () => {
    await collectGarbage(firefoxOf(inspecting));
    return wwe.client().evaluate(() => Reflect.get(window, 'seen').deref() === undefined);
  };
  await expect.poll(isGone).toBe(true);
  await panel.apply(1);
  await expect(panel.dataRow('Segment')).toContainText('Platinum');
  await panel.applied();
});
