import { expect, test } from './support/fixtures.ts';
import { CLIENT, KINDS } from './support/frame-kinds.ts';

for (const [kind, make] of Object.entries(KINDS)) {
  test(`a client in a frame is heard: ${kind}`, async ({ openDesktop, openPanelOf }) => {
    const wwe = await openDesktop({ query: { clients: '0' } });
    const panel = await openPanelOf(wwe.tab);
    await wwe.tab.evaluate(make, CLIENT);
    await expect.poll(() => wwe.requests()).toEqual(['subscribe']);
    await wwe.press('New call');
    await expect(panel.row('1')).toContainText('RINGING');
    await wwe.press('Answer');
    await expect(panel.row('1')).toContainText('TALKING');
    await panel.open('1', 'State');
    expect(await panel.states()).toEqual(['RINGING', 'TALKING']);
  });
}

test('a client page that rewrites itself with document.open goes on being heard', async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  await wwe.ring();
  await expect(panel.rows).toHaveCount(1);
  await wwe.client().evaluate((code) => {
    document.open();
    document.write(`<title>rewritten</title><script>${code}</script>`);
    document.close();
  }, CLIENT);
  await expect.poll(async () => (await wwe.requests()).filter((name) => name === 'subscribe').length).toBe(2);
  await wwe.ring({ medium: 'chat' });
  await expect(panel.rows).toHaveCount(2);
});

test('a client goes on being heard when a frame before it is removed', async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({ query: { clients: '2' } });
  const panel = await openPanelOf(wwe.tab);
  await wwe.ring();
  await expect(panel.rows).toHaveCount(1);
  await wwe.tab.evaluate(() => document.querySelector('iframe')?.remove());
  await wwe.ring({ medium: 'chat' });
  await expect(panel.rows).toHaveCount(2);
});
