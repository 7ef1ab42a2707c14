/** What the tool may do: the user's own rules, and those that an organisation fixes (docs/policy.md). */
import type { Tab } from './support/browser.ts';
import { desktopUrl, expect, test } from './support/fixtures.ts';
import { canManage, openManaged } from './support/managed.ts';
import { Panel } from './support/panel.ts';
import { linesOf } from './support/recordings.ts';
import { Wwe } from './support/wwe.ts';

/** Whether the functions of the page's own client are the page's own. */
const isUntouched = (wwe: Wwe) =>
  wwe.client().evaluate(() => {
    const { sendMessage, subscribe } = Object(Reflect.get(window, 'service'));
    return [sendMessage, subscribe].every((one) => !Function.prototype.toString.call(one).includes('[native code]'));
  });

async function openDesktopIn(tab: Tab, url: string): Promise<Wwe> {
  await tab.goto(url);
  const wwe = new Wwe(tab);
  await wwe.ready();
  return wwe;
}

test('the user limits the tool to some origins, and lets it write nothing', { tag: '@panel' }, async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  const id = await wwe.ring();
  await expect(panel.row(id)).toBeVisible();
  expect(await isUntouched(wwe)).toBe(false);

  await panel.button('Settings').click();
  await panel.frame.getByLabel('Write to WWE').first().click();
  await panel.button('Close').click();
  const load = panel.button('Load interactions');
  await expect(load).toHaveAttribute('aria-disabled', 'true');
  await expect(load).toHaveAttribute('title', /Writing to WWE is switched off in the settings/);
  await panel.open(id, 'Mark done');
  await expect(panel.details).toContainText('Writing to WWE is switched off in the settings');
  const before = await wwe.requests();

  const origins = panel.frame.locator('textarea');
  await panel.button('Settings').click();
  await origins.fill('nonsense');
  await expect(panel.frame.locator('dialog')).toContainText('This is no origin: “nonsense”');
  await origins.fill('https://elsewhere.example');
  await panel.frame.getByLabel('Write to WWE').first().focus();
  // The page that is there goes quiet at once, and the page's functions are its own again.
  await expect(panel.status).toContainText('In the settings, this extension is limited to some origins');
  await expect.poll(() => isUntouched(wwe)).toBe(true);
  await panel.button('Close').click();
  const unseen = await wwe.ring({ medium: 'chat' });
  await wwe.subscribed();
  expect(await wwe.statesHeard(unseen)).toContain('INVITED');

  await wwe.tab.reload();
  await wwe.ready();
  await wwe.subscribed();
  await expect.poll(() => isUntouched(wwe)).toBe(true);
  await expect(panel.status).toContainText('0 messages');

  await panel.button('Settings').click();
  await origins.fill('');
  await panel.frame.getByLabel('Write to WWE').first().click();
  await panel.button('Close').click();
  await wwe.tab.reload();
  await wwe.ready();
  await wwe.subscribed();
  const seen = await wwe.ring();
  await expect(panel.row(seen)).toBeVisible();
  await expect(load).toHaveAttribute('aria-disabled', 'false');
  expect(await wwe.requests()).not.toContain('interaction.getInteractions');
  expect(before).not.toContain('interaction.getInteractions');
  expect(panel.window.problems()).toEqual([]);
});

test('an organisation allows some origins only, forbids writing, and lets nothing be kept', async ({
  browserKind,
  simulator,
}) => {
  test.skip(!canManage(browserKind), 'Chromium reads policies from /etc only, which is not writable here.');
  const { origin } = new URL(simulator.url);
  const redactionRules = [{ key: 'Customer*', action: 'drop' }];
  const exports = { unredacted: false, redactionRules };
  const rules = { allowedOrigins: [origin, simulator.otherSite], writing: false, keeping: false, ...exports };
  const browser = await openManaged(browserKind, rules);
  try {
    const wwe = await openDesktopIn(await browser.newTab(), desktopUrl(simulator));
    const panel = new Panel(await browser.openPanel(wwe.tab));
    const id = await wwe.ring();
    await expect(panel.row(id)).toContainText('RINGING');
    await expect(panel.button('Load interactions')).toHaveAttribute(
      'title',
      /Your organisation has switched off writing/,
    );
    await panel.button('Settings').click();
    const sheet = panel.frame.locator('dialog');
    await expect(sheet).toContainText('Your organisation allows this extension only on these origins');
    await expect(sheet).toContainText(origin);
    await expect(sheet).toContainText('does not let this extension keep saved filters and calls');
    // Writing, and sessions on the disk.
    await expect(sheet).toContainText('The rules of your organisation do not allow keeping anything.');
    expect(await panel.frame.locator('dialog input:disabled').count()).toBe(2);
    await panel.button('Close').click();
    await panel.button('Export…').click();
    await expect(sheet).toContainText('Your organisation has files redacted in any case.');
    await expect(sheet).toContainText('Rules by key (1)');
    expect(await panel.frame.locator('dialog input[type=checkbox]:disabled').count()).toBe(1);
    const save = panel.button('Save the file');
    await expect(save).toHaveAttribute('aria-disabled', 'false');
    const { bytes } = await panel.window.download(() => save.click());
    expect(linesOf(bytes)[0]).toMatchObject({ redacted: { rules: redactionRules } });
    expect(JSON.stringify(linesOf(bytes).slice(1))).not.toContain('CustomerSegment');
    expect(panel.window.problems()).toEqual([]);
  } finally {
    await browser.close();
  }
});

test('an organisation switches recording and exporting off: nothing is held, wrapped or written, and the panel says so', {
  tag: '@panel',
}, async ({ browserKind, simulator }) => {
  test.skip(!canManage(browserKind), 'Chromium reads policies from /etc only, which is not writable here.');
  const browser = await openManaged(browserKind, { recording: false, exporting: false });
  try {
    const quiet = desktopUrl(simulator, { query: { client: 'debug=off' } });
    const wwe = await openDesktopIn(await browser.newTab(), quiet);
    const panel = new Panel(await browser.openPanel(wwe.tab));
    await expect(panel.status).toContainText('Your organisation has switched recording off');
    await expect.poll(() => isUntouched(wwe)).toBe(true);
    const id = await wwe.ring();
    await wwe.subscribed();
    // All is as it would be without the tool.
    expect(await wwe.statesHeard(id)).toContain('RINGING');
    await expect(panel.frame.getByRole('heading', { name: 'No WWE seen in this tab yet.' })).toBeVisible();
    await expect(panel.status).toContainText('0 messages');
    await panel.button('Export…').click();
    const sheet = panel.frame.getByRole('dialog', { name: 'Export a recording' });
    await expect(sheet).toContainText('Your organisation does not let this extension write recordings to files.');
    expect(await panel.button('Save the file').count()).toBe(0);
    expect([panel.window.problems(), wwe.tab.said()]).toEqual([[], []]);
  } finally {
    await browser.close();
  }
});
