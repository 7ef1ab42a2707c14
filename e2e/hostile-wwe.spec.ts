import { expect, test } from './support/fixtures.ts';
import { gotFromChild, repeatChanged } from './support/hostile-frames.ts';
import { expectUntouched } from './support/hostile-panel.ts';

test('a hostile frame that repeats WWE’s events, changed, to a frame of its own gets nothing that is meant for WWE', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf, simulator }) => {
  const { origin: own, port } = new URL(simulator.url);
  const evil = `http://forger.localhost:${port}`;
  const wwe = await openDesktop({ query: { clients: '0' } });
  const panel = await openPanelOf(wwe.tab);
  await wwe.tab.evaluate((address) => {
    document.body.append(Object.assign(document.createElement('iframe'), { src: address }));
  }, `${evil}/client/?subscribe=none&debug=off`);
  await wwe.ready();
  const hostile = wwe.client(0);
  await hostile.evaluate(repeatChanged, `${evil}/client/?subscribe=none&debug=off&inner`);
  await expect(panel.status).toContainText(`1 client, WWE at ${evil}`);

  // It knows nothing, and was first: as soon as there is another, that is said, and nobody is asked by itself.
  await wwe.tab.evaluate(() => window.wweSimulator?.addFrame());
  await wwe.ready();
  await expect(panel.status).toContainText(`2 WWEs: ${evil}, ${own}: pick one`);
  const load = panel.button('Load interactions').first();
  await expect(load).toHaveAttribute('aria-disabled', 'true');
  await panel.status.getByRole('button').first().click();
  await expect(panel.frame.locator('.connection-list')).toContainText(`There are 2 WWEs in this tab: ${evil}, ${own}.`);
  await panel.button('Close').click();

  await hostile.evaluate(() => void window.wwePage?.subscribe(['interaction']));
  await expect.poll(async () => (await wwe.requests()).filter((name) => name === 'subscribe').length).toBe(2);
  const id = await wwe.ring({ userData: { Segment: 'Gold' } });
  await wwe.act('answer', id);
  await expect(panel.rows).toHaveCount(2);
  await expect(panel.rows.filter({ hasText: 'TALKING' })).toHaveCount(2);

  /** Opens the details of the row that is of a WWE. */
  async function open(origin: string): Promise<void> {
    const shown = panel.details.locator('.details-wwe');
    await panel.rows.nth(0).click();
    await expect(shown).toContainText('WWE at');
    if ((await shown.innerText()) !== `WWE at ${origin}`) await panel.rows.nth(1).click();
    await expect(shown).toContainText(`WWE at ${origin}`);
    await panel.tab('User data');
  }
  async function edit(value: string): Promise<void> {
    await panel.valueCell('Segment').dblclick();
    await panel.details.getByLabel('Value of Segment', { exact: true }).fill(value);
    await panel.window.press('Enter');
    await panel.apply(1);
  }
  const written = async () => (await wwe.requests()).filter((name) => name === 'interaction.setUserData').length;

  // WWE's row has WWE's data, and what the user writes there reaches WWE.
  await open(own);
  await expect(panel.valueCell('Segment')).toContainText('Gold');
  await edit('Platinum');
  await expect.poll(written).toBe(1);
  await expect(panel.valueCell('Segment')).toContainText('Platinum');
  expect(await hostile.evaluate(gotFromChild)).toEqual([]);

  // The other row is the other's: what the user writes there does not reach WWE.
  await open(evil);
  await expect(panel.valueCell('Segment')).toContainText('stolen');
  await edit('whatever');
  await expect.poll(() => hostile.evaluate(gotFromChild)).toEqual(['interaction.setUserData']);
  expect(await written()).toBe(1);

  // For all else the user picks.
  await panel.frame.getByLabel('Client', { exact: true }).selectOption(`All clients of WWE at ${own}`);
  await expect(panel.status).toContainText(`you picked ${own}`);
  await expect(panel.rows).toHaveCount(1);
  await load.click();
  await expect.poll(() => wwe.requests()).toContain('interaction.getInteractions');
  expect(await hostile.evaluate(gotFromChild)).toEqual(['interaction.setUserData']);
  await expectUntouched(panel);
});
