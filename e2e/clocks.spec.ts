import { expect, testInJumpingTime } from './support/fixtures.ts';
import { Messages } from './support/messages.ts';

const HOUR = 3_600;

testInJumpingTime(
  'the wall clock jumps ahead and back: times run on, a page that loads then is joined with WWE, edits are confirmed',
  { tag: '@long' },
  async ({ setWallClock, openDesktop, openPanelOf }) => {
    testInJumpingTime.setTimeout(180_000);
    const wwe = await openDesktop();
    const panel = await openPanelOf(wwe.tab);
    const id = await wwe.ring({ userData: { Segment: 'Gold' } });
    await wwe.act('answer', id);
    await expect(panel.row(id)).toContainText('TALKING');
    await panel.open(id, 'User data');
    for (const [turn, hours] of [1, -2].entries()) {
      const wall = () => wwe.tab.evaluate(() => Date.now());
      const own = () => wwe.tab.evaluate(() => performance.now());
      const [walled, ran] = [await wall(), await own()];
      setWallClock(hours * HOUR);
      // It is a jump: the monotonic clock goes on as it did.
      expect(Math.abs((await wall()) - walled)).toBeGreaterThan(HOUR * 900);
      expect((await own()) - ran).toBeLessThan(60_000);

      const shown = await panel.row(id).innerText();
      await expect.poll(() => panel.row(id).innerText()).not.toBe(shown);
      expect(await panel.row(id).innerText()).not.toMatch(/\d h/);

      await panel.valueCell('Segment').dblclick();
      await panel.details.getByLabel('Value of Segment', { exact: true }).fill(`value ${turn}`);
      await panel.window.press('Enter');
      await panel.apply(1);
      await panel.applied();
      await expect(panel.details).not.toContainText('No answer');

      await wwe.reloadClient();
      await wwe.subscribed();
      // The new page has not heard of the call yet: what is there is asked before anything is sent.
      await panel.button('Load interactions').first().click();
    }
    const messages = await Messages.open(panel);
    // Three pages have been in that frame, each with its own ids: subscriptions, and agent.get of the later two.
    const requests = async () =>
      (await messages.read())
        .filter(({ cells }) => cells.direction === 'out')
        .map(({ name, cells }) => [name, cells.status, cells.seen, /h|m [0-9]/.test(cells.latency ?? '')]);
    await expect.poll(async () => (await requests()).filter(([name]) => name === 'agent.get').length).toBe(2);
    const all = await requests();
    expect(all.filter(([name]) => name === 'subscribe').length).toBeGreaterThanOrEqual(3);
    for (const [name, status, seen, isLong] of all) {
      expect([name, isLong]).toEqual([name, false]);
      expect(String(status)).toMatch(/^ok/);
      expect(String(seen)).toMatch(/^WWE · client/);
    }
    expect(all.filter(([name]) => name === 'interaction.setUserData')).toHaveLength(2);
  },
);
