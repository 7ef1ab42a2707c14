import { openDevtools } from '../scripts/devtools.mjs';
import { desktopUrl, expect, test } from './support/fixtures.ts';
import { Wwe } from './support/wwe.ts';

test('the past is there when the panel opens late', async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const id = await wwe.ring();
  await wwe.act('answer', id);
  await wwe.act('hold', id);
  await wwe.act('resume', id);
  const panel = await openPanelOf(wwe.page);
  await expect(panel.row(id)).toContainText('TALKING');
  await panel.open(id, 'State');
  expect(await panel.states()).toEqual(['RINGING', 'TALKING', 'HELD', 'TALKING']);
  await expect(panel.status).toContainText('watching since page load');
});

test('a reload of the page clears the panel, unless the log is preserved', async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.page);
  await wwe.ring();
  await wwe.ring();
  await expect(panel.rows).toHaveCount(2);
  await wwe.page.reload();
  await wwe.ready();
  await expect(panel.rows).toHaveCount(0);
  await wwe.subscribed();
  await wwe.ring({ medium: 'chat' });
  await expect(panel.rows).toHaveCount(1);
  await expect(panel.row('1')).toContainText('chat');

  await panel.frame.getByLabel('Preserve log').first().check();
  await wwe.page.reload();
  await wwe.ready();
  await wwe.subscribed();
  await wwe.ring({ medium: 'email' });
  await expect(panel.rows).toHaveCount(2);
});

test('what happened just before the page went away is not lost', async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.page);
  await panel.frame.getByLabel('Preserve log').first().check();
  await wwe.ring();
  await expect(panel.rows).toHaveCount(1);
  await wwe.page.evaluate(() => {
    for (let i = 0; i < 200; i += 1) window.wweSimulator?.ring();
  });
  // The client's frame has heard the last one when this call, later on the same road, is answered.
  await wwe.subscribed();
  await wwe.page.reload();
  await expect(panel.status).toContainText('201 interactions');
});

test('DevTools closed and opened again shows the same, and what came meanwhile', async ({
  openDesktop,
  openPanelOf,
  context,
}) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.page);
  await wwe.ring();
  await expect(panel.rows).toHaveCount(1);
  await panel.devtools.close();
  await wwe.ring();
  await openDevtools(context, wwe.page);
  const reopened = await openPanelOf(wwe.page);
  await expect(reopened.rows).toHaveCount(2);
  await wwe.press('Answer');
  await expect(reopened.frame.locator('.table-body')).toContainText('TALKING');
});

test('panels on two tabs each show their own tab', async ({ openDesktop, openPanelOf }) => {
  const first = await openDesktop();
  const second = await openDesktop();
  const firstPanel = await openPanelOf(first.page);
  const secondPanel = await openPanelOf(second.page);
  await first.ring({ medium: 'chat' });
  await second.ring({ medium: 'email' });
  await second.ring();
  await expect(firstPanel.rows).toHaveCount(1);
  await expect(firstPanel.row('1')).toContainText('chat');
  await expect(secondPanel.rows).toHaveCount(2);
  await expect(secondPanel.row('1')).toContainText('email');
  await second.page.close();
  await first.act('accept', '1');
  await expect(firstPanel.row('1')).toContainText('HISTORY_DONE');
});

test('two client frames whose ids collide are told apart', async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({ query: { clients: '2' }, settings: { silentServices: ['interaction.markdone'] } });
  const panel = await openPanelOf(wwe.page);
  await wwe.ring();
  await wwe.ring({ medium: 'chat' });
  await expect(panel.rows).toHaveCount(2);
  const picker = panel.frame.getByLabel('Client', { exact: true });
  await expect(picker.locator('option')).toHaveCount(3);
  // Both clients number their requests from "0" on; each blocks an interaction of its own with the same id on the wire.
  await wwe.client(0).evaluate(() => window.wwePage?.call('interaction.blockMarkdone', '1', 'first frame'));
  await wwe.client(1).evaluate(() => window.wwePage?.call('interaction.blockMarkdone', '2', 'second frame'));
  await panel.open('1', 'Mark done');
  await expect(panel.details.getByRole('group', { name: 'Block of mark done' })).toContainText('first frame');
  await panel.row('2').click();
  await expect(panel.details.getByRole('group', { name: 'Block of mark done' })).toContainText('second frame');
});

test('a client frame that comes later and one that goes', async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.page);
  await wwe.ring();
  await expect(panel.status).toContainText('1 client,');
  await wwe.page.evaluate(() => window.wweSimulator?.addFrame());
  await expect(panel.status).toContainText('2 clients');
  await wwe.page.evaluate(() => window.wweSimulator?.removeFrame());
  await expect(panel.status).toContainText('1 client,');
  await wwe.press('Answer');
  await expect(panel.row('1')).toContainText('TALKING');
});

test('recording off stops the record in every frame; on again goes on', async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.page);
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

test('the reverse embedding: WWE in an iframe of the client page', async ({ context, simulator, openPanelOf }) => {
  const page = await context.newPage();
  await page.goto(`${simulator.otherSite}/reverse/?scene=lively`);
  const panel = await openPanelOf(page);
  await expect(panel.row('1')).toBeVisible();
  await expect(panel.status).toContainText('WWE at http');
  await panel.open('2', 'Mark done');
  await panel.button('Block').click();
  await expect(panel.details.getByRole('group', { name: 'Block of mark done' })).toContainText('Blocked by this tool');
});

test('Load interactions brings the list without any event', async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({ query: { client: 'subscribe=none' } });
  await wwe.ring();
  await wwe.ring({ medium: 'chat' });
  const panel = await openPanelOf(wwe.page);
  await wwe.call('agent.get');
  await expect(panel.frame.getByRole('heading', { name: 'No interactions seen yet.' })).toBeVisible();
  await expect(panel.frame.locator('.banner')).toContainText('not live');
  expect(await wwe.requests()).toEqual(['agent.get']);
  await panel.button('Load interactions').first().click();
  await expect(panel.rows).toHaveCount(2);
  expect(await wwe.requests()).toEqual(['agent.get', 'interaction.getInteractions']);
});

test('the offered subscription makes the list live, and ends when told so', async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({ query: { client: 'subscribe=none' } });
  const panel = await openPanelOf(wwe.page);
  await wwe.call('agent.get');
  await panel.button('Subscribe').click();
  await expect(panel.button('End subscription')).toBeVisible();
  await wwe.press('New call');
  await expect(panel.row('1')).toContainText('RINGING');
  await panel.button('End subscription').click();
  await expect(panel.button('Subscribe')).toBeVisible();
  expect(await wwe.requests()).toEqual(['agent.get', 'subscribe', 'unsubscribe']);
});

test('the offered subscription ends when the page subscribes itself, and when DevTools closes', async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop({ query: { client: 'subscribe=none' } });
  const panel = await openPanelOf(wwe.page);
  await wwe.call('agent.get');
  await panel.button('Subscribe').click();
  await expect(panel.button('End subscription')).toBeVisible();
  await wwe.client().evaluate(() => window.wwePage?.subscribe(['interaction']));
  await expect.poll(() => wwe.requests()).toEqual(['agent.get', 'subscribe', 'subscribe', 'unsubscribe']);
  await expect(panel.button('End subscription')).toHaveCount(0);

  const second = await openDesktop({ query: { client: 'subscribe=none' } });
  const closing = await openPanelOf(second.page);
  await second.call('agent.get');
  await closing.button('Subscribe').click();
  await expect(closing.button('End subscription')).toBeVisible();
  await closing.devtools.close();
  await expect.poll(() => second.requests()).toEqual(['agent.get', 'subscribe', 'unsubscribe']);
});

test('interactions are loaded when the panel opens, once, if the user has switched that on', async ({
  openDesktop,
  openPanelOf,
  context,
}) => {
  const wwe = await openDesktop({ query: { client: 'subscribe=none' } });
  await wwe.ring();
  const panel = await openPanelOf(wwe.page);
  await wwe.call('agent.get');
  await panel.button('Settings').click();
  await panel.frame.getByLabel('Load the interactions when the panel opens').check();
  await panel.devtools.close();
  await openDevtools(context, wwe.page);
  const reopened = await openPanelOf(wwe.page);
  await expect(reopened.row('1')).toContainText('RINGING');
  expect(await wwe.requests()).toEqual(['agent.get', 'interaction.getInteractions']);
});

test('a WWE that never answers: given up after 10 s, in words', async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({ settings: { silentServices: ['interaction.getByInteractionId'] } });
  const panel = await openPanelOf(wwe.page);
  await wwe.ring();
  await panel.row('1').click();
  await panel.button('Refresh').click();
  await panel.outcome('Waiting for WWE');
  await expect(panel.details.locator('.outcome')).toContainText('WWE did not answer within 10 s', { timeout: 15_000 });
});

test('WWE that appears late is picked up', async ({ context, simulator, openPanelOf }) => {
  const page = await context.newPage();
  await page.goto(`${simulator.otherSite}/client/?subscribe=none`);
  const panel = await openPanelOf(page);
  await expect(panel.frame.getByRole('heading', { name: 'No WWE seen in this tab yet.' })).toBeVisible();
  await page.goto(desktopUrl(simulator));
  const wwe = new Wwe(page);
  await wwe.ready();
  await wwe.subscribed();
  await wwe.ring();
  await expect(panel.row('1')).toContainText('RINGING');
});

test('a client in a pop-up talks to its opener, seen from the pop-up’s own DevTools', async ({
  openDesktop,
  openPanelOf,
  context,
}) => {
  const wwe = await openDesktop({ query: { clients: '0' } });
  const opened = context.waitForEvent(
    'page',
    (page) => page.url() !== 'about:blank' && !page.url().startsWith('devtools:'),
  );
  await wwe.press('Open pop-up');
  const popup = await opened;
  await expect.poll(() => wwe.requests()).toContain('subscribe');
  await wwe.ring();
  const panel = await openPanelOf(popup);
  await expect(panel.row('1')).toContainText('RINGING');
  await panel.open('1', 'Mark done');
  await panel.button('Block').click();
  await expect(panel.details.getByRole('group', { name: 'Block of mark done' })).toContainText('Blocked by this tool');
  expect(await wwe.requests()).toContain('interaction.blockMarkdone');
});

test('a client page that reloads inside WWE counts its ids anew, and nothing is mixed up', async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.page);
  const id = await wwe.ring();
  await wwe.act('answer', id);
  await wwe.call('interaction.blockMarkdone', id, 'before the reload');
  await panel.open(id, 'Mark done');
  await expect(panel.details).toContainText('before the reload');
  const reloaded = wwe.page.waitForEvent('framenavigated', (frame) => frame === wwe.client());
  await wwe.client().evaluate(() => location.reload());
  await reloaded;
  await wwe.ready();
  await wwe.subscribed();
  await wwe.call('interaction.unblockMarkdone', id);
  await expect(panel.details.getByRole('group', { name: 'Block of mark done' })).toContainText(
    'Not blocked by the page',
  );
  await wwe.act('hold', id);
  await panel.open(id, 'State');
  expect(await panel.states()).toEqual(['RINGING', 'TALKING', 'HELD']);
});

test('after a refresh of WWE an interaction has a new id and its old history', async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.page);
  const id = await wwe.ring();
  await wwe.act('answer', id);
  await expect(panel.row(id)).toContainText('TALKING');
  await wwe.press('Refresh WWE');
  await wwe.ready();
  await wwe.subscribed();
  await wwe.call('interaction.getInteractions');
  await expect(panel.rows).toHaveCount(1);
  await panel.rows.first().click();
  await panel.frame.getByRole('tab', { name: 'State', exact: true }).click();
  await expect(panel.details).toContainText(`Before WWE was reloaded its id was ${id}`);
  expect((await panel.states()).slice(0, 2)).toEqual(['RINGING', 'TALKING']);
});
