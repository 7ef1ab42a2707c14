import { expect, test } from './support/fixtures.ts';
import { CLIENT, KINDS } from './support/frame-kinds.ts';

// In Firefox, the journeys of the starting relay have the same frames (firefox/start.spec.ts).
test('a client in a frame of any kind is heard', { tag: '@panel' }, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({ query: { clients: '0' } });
  const panel = await openPanelOf(wwe.tab);
  for (const [place, [kind, make]] of Object.entries(KINDS).entries()) {
    await test.step(kind, async () => {
      await wwe.tab.evaluate(make, CLIENT);
      await expect.poll(async () => (await wwe.requests()).length).toBe(place + 1);
      const id = await wwe.ring();
      await expect(panel.row(id)).toContainText('RINGING');
      await wwe.act('answer', id);
      await expect(panel.row(id)).toContainText('TALKING');
      await wwe.tab.evaluate(() => document.body.lastElementChild?.remove());
    });
  }
});
