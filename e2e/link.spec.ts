import { expect, test } from './support/fixtures.ts';

test('the past is there when the panel opens late', async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const id = await wwe.ring();
  await wwe.act('answer', id);
  await wwe.act('hold', id);
  await wwe.act('resume', id);
  const panel = await openPanelOf(wwe.tab);
  await expect(panel.row(id)).toContainText('TALKING');
  await panel.open(id, 'State');
  expect(await panel.states()).toEqual(['RINGING', 'TALKING', 'HELD', 'TALKING']);
  await expect(panel.status).toContainText('watching since page load');
});

test('a reload of the page clears the panel, unless the log is preserved', async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  await wwe.ring();
  await wwe.ring();
  await expect(panel.rows).toHaveCount(2);
  await wwe.tab.reload();
  await wwe.ready();
  await expect(panel.rows).toHaveCount(0);
  await wwe.subscribed();
  await wwe.ring({ medium: 'chat' });
  await expect(panel.rows).toHaveCount(1);
  await expect(panel.row('1')).toContainText('INVITED');

  await panel.frame.getByLabel('Preserve log').first().check();
  await wwe.tab.reload();
  await wwe.ready();
  await wwe.subscribed();
  await wwe.ring({ medium: 'email' });
  await expect(panel.rows).toHaveCount(2);
});

test('what happened just before the page went away is not lost', async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  await panel.frame.getByLabel('Preserve log').first().check();
  await wwe.ring();
  await expect(panel.rows).toHaveCount(1);
  await wwe.tab.evaluate(() => {
    for (let i = 0; i < 200; i += 1) window.wweSimulator?.ring();
  });
  // The client's frame has heard the last one when this call, later on the same road, is answered.
  await wwe.subscribed();
  await wwe.tab.reload();
  await expect(panel.status).toContainText('201 interactions');
});

test('DevTools closed and opened again shows the same, and what came meanwhile', async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  await wwe.ring();
  await expect(panel.rows).toHaveCount(1);
  await panel.window.close();
  await wwe.ring();
  const reopened = await openPanelOf(wwe.tab);
  await expect(reopened.rows).toHaveCount(2);
  await wwe.press('Answer');
  await expect(reopened.frame.locator('.table-body')).toContainText('TALKING');
});

test('panels on two tabs each show their own tab', async ({ openDesktop, openPanelOf }) => {
  const first = await openDesktop();
  const second = await openDesktop();
  const firstPanel = await openPanelOf(first.tab);
  const secondPanel = await openPanelOf(second.tab);
  await first.ring({ medium: 'chat' });
  await second.ring({ medium: 'email' });
  await second.ring();
  await expect(firstPanel.rows).toHaveCount(1);
  await expect(firstPanel.row('1')).toContainText('INVITED');
  await expect(secondPanel.rows).toHaveCount(2);
  await expect(secondPanel.row('2')).toContainText('RINGING');
  await second.tab.close();
  await first.act('accept', '1');
  await expect(firstPanel.row('1')).toContainText(/ACCEPTED|HISTORY_DONE/);
});

test('recording off stops the record in every frame; on again goes on', async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  await wwe.ring();
  await expect(panel.rows).toHaveCount(1);
  await panel.button('Record').click();
  await expect(panel.status).toContainText('Recording is off');
  await wwe.ring();
  await wwe.subscribed();
  await panel.button('Record').click();
  await wwe.ring();
  await expect(panel.row('3')).toBeVisible();
  await expect(panel.row('2')).toHaveCount(0);
  await panel.button('Clear').click();
  await expect(panel.rows).toHaveCount(0);
  await wwe.ring();
  await expect(panel.row('4')).toBeVisible();
});

test('a page that was left and comes back, from the back/forward cache or anew, is live again', async ({
  openDesktop,
  openPanelOf,
  simulator,
}) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  await wwe.ring();
  await expect(panel.rows).toHaveCount(1);
  await wwe.tab.goto(`${simulator.otherSite}/client/?subscribe=none`);
  await expect(panel.status).toContainText('No WWE seen yet');
  await wwe.tab.goBack();
  await wwe.ready();
  await wwe.subscribed();
  const id = await wwe.ring({ medium: 'chat' });
  await expect(panel.row(id)).toContainText('INVITED');
  await wwe.act('accept', id);
  await expect(panel.row(id)).toContainText(/ACCEPTED|HISTORY_DONE/);
});

test('values that JSON has no word for arrive as what they are', async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  await wwe.tab.evaluate(() => {
    const cycle: Record<string, unknown> = {};
    cycle.again = cycle;
    const odd = {
      interactionId: 'odd',
      state: 'TALKING',
      map: new Map([['key in a map', 1]]),
      set: new Set(['value in a set']),
      date: new Date(Date.UTC(2001, 1, 3)),
      big: 12345678901234567890n,
      nothing: undefined,
      not: Number.NaN,
      bytes: new Uint8Array([7, 8]),
      cycle,
    };
    const data = { eventType: 'ADDED', interaction: odd };
    window.wweSimulator?.postRaw(0, { userAgent: 'WWE Server', protocolVersion: 2, event: 'interaction', data });
  });
  await panel.open('odd', 'JSON');
  for (const line of [
    'map: Map {"key in a map" → 1}',
    'set: Set {"value in a set"}',
    'date: Date 2001-02-03T00:00:00.000Z',
    'big: 12345678901234567890n',
    'nothing: undefined',
    'not: NaN',
    'bytes: Uint8Array (2 bytes) 07 08',
    'cycle: {"again": same as /data/interaction/cycle}',
  ]) {
    await expect(panel.details).toContainText(line);
  }
});
