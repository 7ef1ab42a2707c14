import { desktopUrl, expect, test } from './support/fixtures.ts';
import { Wwe } from './support/wwe.ts';

test('two client frames whose ids collide are told apart; one goes on being heard when the one before it is removed', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({ query: { clients: '2' }, settings: { silentServices: ['interaction.markdone'] } });
  const panel = await openPanelOf(wwe.tab);
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

  await expect(panel.status).toContainText('2 clients');
  await wwe.tab.evaluate(() => document.querySelector('iframe')?.remove());
  await expect(panel.status).toContainText('1 client,');
  await wwe.ring({ medium: 'email' });
  await expect(panel.rows).toHaveCount(3);
});

test('the reverse embedding: WWE in an iframe of the client page', async ({ openTab, simulator, openPanelOf }) => {
  const tab = await openTab();
  await tab.goto(`${simulator.otherSite}/reverse/?scene=lively`);
  const panel = await openPanelOf(tab);
  await expect(panel.row('1')).toBeVisible();
  await expect(panel.status).toContainText('WWE at http');
  await panel.open('2', 'Mark done');
  await panel.button('Block').click();
  await expect(panel.details.getByRole('group', { name: 'Block of mark done' })).toContainText('Blocked by this tool');
  // Its frame is loaded anew, and nothing else is: what WWE has by that id now, WWE alone can say.
  await tab.childFrames()[0]?.evaluate(() => (document.documentElement.dataset.before = 'the reload'));
  await tab.evaluate(() =>
    document.querySelector('iframe')?.setAttribute('src', document.querySelector('iframe')?.src ?? ''),
  );
  const isNew = () => window.wweSimulator !== undefined && document.documentElement.dataset.before === undefined;
  await expect
    .poll(() =>
      tab
        .childFrames()[0]
        ?.evaluate(isNew)
        .catch(() => false),
    )
    .toBe(true);
  await panel.button('Unblock').click();
  await expect(panel.details).toContainText('Not sent: WWE was asked first');
  const received = await tab
    .childFrames()[0]
    ?.evaluate(() => window.wweSimulator?.received().map(({ message }) => Object(message).request));
  expect(received).not.toContain('interaction.unblockMarkdone');
});

test('WWE that appears late is picked up; loaded anew, with Preserve log, it gets nothing that was meant for the page before', {
  tag: '@panel',
}, async ({ openTab, simulator, openPanelOf }) => {
  const tab = await openTab();
  await tab.goto(`${simulator.otherSite}/client/?subscribe=none`);
  const panel = await openPanelOf(tab);
  await expect(panel.frame.getByRole('heading', { name: 'No WWE seen in this tab yet.' })).toBeVisible();
  await tab.goto(desktopUrl(simulator));
  const wwe = new Wwe(tab);
  await wwe.ready();
  await wwe.subscribed();
  await panel.frame.getByLabel('Preserve log').first().check();
  const id = await wwe.ring({ medium: 'chat', party: 'Ann' });
  await wwe.act('accept', id);
  await panel.open(id, 'User data');
  await wwe.tab.reload();
  await wwe.ready();
  await wwe.subscribed();
  expect(await wwe.ring({ medium: 'email', party: 'Bob' })).toBe(id);
  await expect(panel.rows).toHaveCount(2);
  await expect(panel.details).toContainText(`Its id ${id} is another’s now: email · Bob`);
});

test('a client in a pop-up talks to its opener, seen from the pop-up’s own DevTools', async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop({ query: { clients: '0' } });
  const opened = wwe.tab.nextPopup();
  await wwe.press('Open pop-up');
  const popup = await opened;
  await expect.poll(() => wwe.requests()).toContain('subscribe');
  await wwe.ring();
  const panel = await openPanelOf(popup);
  await expect(panel.row('1')).toContainText('RINGING');
  // Who subscribed cannot be seen from here, but the events come.
  await expect(panel.frame.locator('.list-side .banner')).toHaveCount(0);
  await panel.open('1', 'Mark done');
  await panel.button('Block').click();
  await expect(panel.details.getByRole('group', { name: 'Block of mark done' })).toContainText('Blocked by this tool');
  expect(await wwe.requests()).toContain('interaction.blockMarkdone');
});

test('a client page that reloads inside WWE counts its ids anew; after a refresh of WWE an old id is another’s, and is not sent', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  // Counted anew, as WWE may: no contact of before would have its id again by chance otherwise.
  const wwe = await openDesktop({
    settings: { idsAfterRefresh: 'anew', partyName: 'name', agentIsParty: false, mediaProperty: true },
  });
  const panel = await openPanelOf(wwe.tab);
  const first = await wwe.ring();
  await wwe.act('answer', first);
  await wwe.call('interaction.blockMarkdone', first, 'before the reload');
  await panel.open(first, 'Mark done');
  const card = panel.details.getByRole('group', { name: 'Block of mark done' });
  await expect(card).toContainText('Blocked by the page');
  await expect(card).toContainText('before the reload');
  await wwe.reloadClient();
  await wwe.subscribed();
  await wwe.call('interaction.unblockMarkdone', first);
  await expect(card).toContainText('the page lifted the block at');
  await wwe.act('hold', first);
  await panel.open(first, 'State');
  expect(await panel.states()).toEqual(['RINGING', 'TALKING', 'HELD']);

  // WWE's own refresh: the call goes on under its new id.
  const call = await wwe.ring({ party: 'Ann' });
  await wwe.act('answer', call);
  await expect(panel.row(call)).toContainText('TALKING');
  await wwe.act('release', first);
  await wwe.act('done', first);
  await panel.open(call, 'Mark done');
  await wwe.press('Refresh WWE');
  await wwe.ready();
  await wwe.subscribed();
  await expect(panel.row(call)).toContainText('not confirmed since');
  expect(await wwe.ring({ medium: 'chat', party: 'Bob' })).toBe(call);
  await expect(panel.details).toContainText(`Its id ${call} is another’s now: chat · Bob`);
  await expect(panel.button('Block')).toHaveAttribute('aria-disabled', 'true');
  await panel.tab('State');
  await panel.button('Load interactions').click();
  await expect(panel.details).toContainText(`Before WWE was reloaded its id was ${call}`);
  expect((await panel.states()).slice(0, 2)).toEqual(['RINGING', 'TALKING']);
  await panel.tab('Mark done');
  await panel.button('Block').click();
  await expect(card).toContainText('Blocked by this tool');
  expect([await wwe.isBlocked(first), await wwe.isBlocked(call)]).toEqual([true, false]);
});
