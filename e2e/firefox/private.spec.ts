/** A private window of Firefox: one extension sees all windows, and keeps apart what belongs to which. */
import { grantedHosts, registeredScripts, stopBackground } from '../../scripts/firefox/addon.mjs';
import { allowInPrivate, openPrivateTab, titlesOfAddedTools } from '../../scripts/firefox/private.mjs';
import { watchSites } from '../support/access.ts';
import type { Tab } from '../support/browser.ts';
import { firefoxOf } from '../support/firefox/browser.ts';
import { FirefoxTab } from '../support/firefox/page.ts';
import { desktopUrl, expect, test, testJustInstalled } from '../support/fixtures.ts';
import { everythingStored, NOTHING_STORED } from '../support/stored.ts';
import { Wwe } from '../support/wwe.ts';

/** Nothing of the sites, of the page or of the panel is on the disk. */
const MARK_ALONE = { hasAskedInPrivate: true, watchedSince: {} };

function contextOf(tab: Tab): string {
  if (!(tab instanceof FirefoxTab)) throw new TypeError('This is not Firefox.');
  return tab.context;
}

testJustInstalled(
  'in a private window WWE is seen, asked for and edited; the ordinary window beside it learns nothing, and nothing of it stays',
  async ({ inspecting, simulator, answerPrompt, openDesktop, openPanelOf }) => {
    const firefox = firefoxOf(inspecting);
    /** The web's; an extension's own pages are among them, too. */
    const sites = async () => (await grantedHosts(firefox)).filter((pattern) => pattern.startsWith('http')).sort();
    await allowInPrivate(firefox);
    const ordinary = await openDesktop();
    const other = await openPanelOf(ordinary.tab);
    const tab = new FirefoxTab(firefox, await openPrivateTab(firefox));
    await tab.goto(desktopUrl(simulator));
    const wwe = new Wwe(tab);
    await wwe.ready();
    const panel = await openPanelOf(tab);
    // DevTools have a window of their own: the browser window that was in front last is not the one that they inspect.
    await firefox.send('browsingContext.activate', { context: contextOf(ordinary.tab) });
    await watchSites(panel, wwe, answerPrompt);
    // The client's frame has a name only now.
    await watchSites(panel, wwe, answerPrompt);

    const id = await wwe.ring({ userData: { Segment: 'Gold' } });
    await wwe.act('answer', id);
    await expect(panel.row(id)).toContainText('TALKING');
    await panel.open(id, 'User data');
    await panel.valueCell('Segment').dblclick();
    await panel.details.getByLabel('Value of Segment', { exact: true }).fill('Platinum');
    await panel.window.press('Enter');
    await panel.apply(1);
    const truth = () => wwe.call('interaction.getByInteractionId', id);
    await expect.poll(truth).toMatchObject({ value: { data: { userData: { Segment: 'Platinum' } } } });
    await panel.button('Settings').click();
    await expect(panel.frame.getByRole('dialog')).toContainText('This is a private window');
    await expect(panel.frame.locator('.watched li')).toHaveCount(2);
    await expect(panel.frame.locator('.watched li').first()).toContainText('until the last of them is closed');
    await panel.button('Close').click();

    // The same site in the ordinary window: not watched, and not named as if it were.
    await ordinary.tab.reload();
    await ordinary.ready();
    await ordinary.ring();
    await expect(other.status).toContainText('Not watched');
    await other.button('Settings').click();
    await expect(other.frame.getByRole('dialog')).toContainText('No site is watched.');
    await expect(other.frame.getByRole('dialog')).not.toContainText('private window');
    await other.button('Close').click();
    const { session: _, ...onDisk } = { ...NOTHING_STORED, local: MARK_ALONE };
    expect(await everythingStored(other.frame)).toMatchObject(onDisk);
    expect(await sites()).toEqual(['http://127.0.0.1/*', 'http://localhost/*']);
    expect([...panel.window.problems(), ...other.window.problems()]).toEqual([]);

    // While nobody keeps the background awake.
    await other.window.close();
    await panel.window.close();
    await stopBackground(firefox);
    await tab.close();
    await expect.poll(sites).toEqual([]);
    await expect.poll(() => registeredScripts(firefox)).toBe(0);
    const after = await openPanelOf(ordinary.tab);
    await expect.poll(() => everythingStored(after.frame)).toEqual({ ...NOTHING_STORED, local: { watchedSince: {} } });
    expect(after.window.problems()).toEqual([]);
  },
);

test('where it is not allowed in private windows: no panel there, no script in the page, and all as ever in the ordinary one', async ({
  inspecting,
  simulator,
  openDesktop,
  openPanelOf,
}) => {
  const firefox = firefoxOf(inspecting);
  const ordinary = await openDesktop();
  const tab = new FirefoxTab(firefox, await openPrivateTab(firefox));
  await tab.goto(desktopUrl(simulator));
  const wwe = new Wwe(tab);
  await wwe.ready();
  await titlesOfAddedTools(firefox, tab.context);
  // By the time at which it is there, the one of the private window would be.
  const panel = await openPanelOf(ordinary.tab);
  expect(await titlesOfAddedTools(firefox, tab.context)).toEqual([]);
  const isUntouched = (one: Wwe) =>
    one.client().evaluate(() => {
      const { sendMessage } = Object(Reflect.get(window, 'service'));
      return !Function.prototype.toString.call(sendMessage).includes('[native code]');
    });
  expect([await isUntouched(ordinary), await isUntouched(wwe)]).toEqual([false, true]);
  await wwe.ring();
  const id = await ordinary.ring();
  await expect(panel.row(id)).toContainText('RINGING');
  await expect(panel.rows).toHaveCount(1);
  await tab.close();
  await ordinary.act('answer', id);
  await expect(panel.row(id)).toContainText('TALKING');
  expect(panel.window.problems()).toEqual([]);
});
