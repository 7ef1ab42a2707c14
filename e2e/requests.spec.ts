import { expect, test } from './support/fixtures.ts';
import { reloadPanel } from './support/panel-acts.ts';
import { everythingStored } from './support/stored.ts';

test('Load interactions brings the list without any event', { tag: '@panel' }, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({ query: { client: 'subscribe=none' } });
  await wwe.ring();
  await wwe.ring({ medium: 'chat' });
  const panel = await openPanelOf(wwe.tab);
  await wwe.call('agent.get');
  await expect(panel.frame.getByRole('heading', { name: 'No interactions seen yet.' })).toBeVisible();
  await expect(panel.frame.locator('.banner')).toContainText('may not be live');
  expect(await wwe.requests()).toEqual(['agent.get']);
  await panel.button('Load interactions').first().click();
  await expect(panel.rows).toHaveCount(2);
  expect(await wwe.requests()).toEqual(['agent.get', 'interaction.getInteractions']);
});

test('the offered subscription makes the list live; it ends when told so, when the page subscribes itself, and with DevTools', async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop({ query: { client: 'subscribe=none' } });
  const panel = await openPanelOf(wwe.tab);
  await wwe.call('agent.get');
  await panel.button('Subscribe').click();
  await expect(panel.button('End subscription')).toBeVisible();
  await wwe.press('New call');
  await expect(panel.row('1')).toContainText('RINGING');
  await panel.button('End subscription').click();
  await expect(panel.button('Subscribe')).toBeVisible();
  const ended = ['agent.get', 'subscribe', 'unsubscribe'];
  expect(await wwe.requests()).toEqual(ended);
  await panel.button('Subscribe').click();
  await expect(panel.button('End subscription')).toBeVisible();
  await wwe.client().evaluate(() => window.wwePage?.subscribe(['interaction']));
  await expect.poll(() => wwe.requests()).toEqual([...ended, 'subscribe', 'subscribe', 'unsubscribe']);
  await expect(panel.button('End subscription')).toHaveCount(0);

  await wwe.tab.reload();
  await wwe.ready();
  await wwe.call('agent.get');
  await panel.button('Subscribe').click();
  await expect(panel.button('End subscription')).toBeVisible();
  await panel.window.close();
  await expect.poll(() => wwe.requests()).toEqual(ended);
});

test('interactions are loaded when the panel opens, once, if the user has switched that on', { tag: '@panel' }, async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop({ query: { client: 'subscribe=none' } });
  await wwe.ring();
  const panel = await openPanelOf(wwe.tab);
  await wwe.call('agent.get');
  await panel.button('Settings').click();
  await panel.frame.getByLabel('Load the interactions when the panel opens').check();
  // Firefox writes it out of the panel's own document: what goes with it in that very moment is not kept.
  await expect.poll(() => everythingStored(panel.frame)).toMatchObject({ local: { settings: { loadOnOpen: true } } });
  await reloadPanel(panel);
  await expect(panel.row('1')).toContainText('RINGING');
  expect(await wwe.requests()).toEqual(['agent.get', 'interaction.getInteractions']);
});

test('a page that WWE does not answer can still be asked through', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({
    settings: { acceptedOrigins: 'https://elsewhere.example.com', originDenied: 'silence' },
  });
  const panel = await openPanelOf(wwe.tab);
  // The page's client is there, as the probe tells; WWE has not said a word.
  await expect(panel.status).toContainText('1 client, origin of WWE not known yet');
  await expect(panel.frame.getByRole('heading', { name: 'No interactions seen yet.' })).toBeVisible();
  const load = panel.button('Load interactions').first();
  await expect(load).toHaveAttribute('aria-disabled', 'false');
  await load.click();
  await expect(panel.frame.locator('.toolbar .outcome')).toContainText('…');
  await expect.poll(() => wwe.requests()).toContain('interaction.getInteractions');
  // Its client gives up after 10 s; then the silence is explained, and nothing is called well.
  await expect(panel.frame.getByRole('heading', { name: 'No answer.' })).toBeVisible({ timeout: 20_000 });
  await expect(panel.status).toContainText('1 client gets no answer');
  await panel.button('Connection doctor').click();
  const doctor = panel.frame.getByRole('dialog');
  await expect(doctor).toContainText('has never answered');
  await expect(doctor.locator('.causes li').first()).toContainText('service-client-api.accepted-web-content-origins');
  expect(await doctor.innerText()).not.toContain('talks with WWE');
  const sent = (await wwe.received()).map(({ message }) => message as { request?: string; parameters?: unknown });
  expect(sent.filter(({ request }) => request === 'interaction.getInteractions')).toHaveLength(1);
  expect(sent.some(({ parameters }) => parameters !== undefined)).toBe(false);
});
