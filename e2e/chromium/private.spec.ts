/** A private (incognito) window: the panel works there as everywhere, and the tool remembers nothing of it. */
import type { BrowserContext, Page } from '@playwright/test';
import { allowInPrivate, openPrivateTab } from '../../scripts/chromium/private.mjs';
import { watchSites } from '../support/access.ts';
import type { Browser } from '../support/browser.ts';
import { ChromiumTab } from '../support/chromium.ts';
import { desktopUrl, expect, testJustInstalled } from '../support/fixtures.ts';
import { Wwe } from '../support/wwe.ts';

function contextOf({ context }: Browser & { readonly context?: BrowserContext }): BrowserContext {
  if (!context) throw new TypeError('This is not Chromium.');
  return context;
}

/** What an ordinary window's half of the extension has: granted patterns, and what is on the disk and in memory. */
const heldFor = (own: Page) =>
  own.evaluate(async () => {
    const { permissions, scripting, storage } = Reflect.get(globalThis, 'chrome');
    const { origins } = await permissions.getAll();
    const scripts = await scripting.getRegisteredContentScripts();
    const [local, session] = [await storage.local.get(), await storage.session.get()];
    return { origins, scripts: scripts.length, disk: JSON.stringify(local), memory: JSON.stringify(session) };
  });

testJustInstalled(
  'in a private window WWE is seen, asked for and edited; ordinary windows learn nothing, and nothing of it stays',
  async ({ inspecting, simulator, answerPrompt, openPanelOf, openDesktop }) => {
    const context = contextOf(inspecting);
    const own = await allowInPrivate(context);
    const page = await openPrivateTab(context, own);
    const tab = new ChromiumTab(page);
    const wwe = new Wwe(tab);
    const panel = await openPanelOf(tab);
    await tab.goto(desktopUrl(simulator));
    await wwe.ready();
    await expect(panel.frame.getByRole('region', { name: 'Watched sites' })).toContainText(
      'This page is not watched yet',
    );
    await watchSites(panel, wwe, answerPrompt);

    const id = await wwe.ring({ userData: { Segment: 'Gold' } });
    await wwe.act('answer', id);
    await expect(panel.row(id)).toContainText('TALKING');
    await panel.open(id, 'User data');
    await panel.valueCell('Segment').dblclick();
    await panel.details.getByLabel('Value of Segment', { exact: true }).fill('Platinum');
    await panel.window.press('Enter');
    await panel.apply(1);
    const truth = await wwe.call('interaction.getByInteractionId', id);
    expect(truth).toMatchObject({ value: { data: { userData: { Segment: 'Platinum' } } } });
    await panel.button('Settings').click();
    await expect(panel.frame.getByRole('dialog')).toContainText('This is a private window');
    await expect(panel.frame.locator('.watched li').first()).toContainText('until the last of them is closed');
    await panel.button('Close').click();

    // The same site in an ordinary window: not watched, and not named as if it were.
    const ordinary = await openDesktop();
    const other = await openPanelOf(ordinary.tab);
    await ordinary.ring();
    await expect(other.status).toContainText('Not watched');
    await other.button('Settings').click();
    await expect(other.frame.getByRole('dialog')).toContainText('No site is watched.');
    await expect(other.frame.getByRole('dialog')).not.toContainText('private window');
    await other.button('Close').click();
    const during = await heldFor(own);
    expect(during.origins).toHaveLength(2);
    expect(during.disk).not.toMatch(/localhost|127\.0\.0\.1|Segment|Platinum/);

    await page.close();
    // The other half asks every ten seconds, and gives it ten to answer.
    await expect.poll(() => heldFor(own), { timeout: 60_000 }).toMatchObject({ origins: [], scripts: 0, memory: '{}' });
    expect((await heldFor(own)).disk).not.toMatch(/localhost|127\.0\.0\.1|private/i);
    expect([...panel.window.problems(), ...other.window.problems()]).toEqual([]);
  },
);
