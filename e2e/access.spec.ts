/** From the installation to the first call, and back: the extension does nothing on any site until it is asked. */
import { watchSites, withholdInSettings } from './support/access.ts';
import { expect, testJustInstalled } from './support/fixtures.ts';
import type { Wwe } from './support/wwe.ts';

const patternOf = (site: string) => `${site}/*`;

/** Whether the functions of the page's own client are the page's own. */
const isUntouched = (wwe: Wwe) =>
  wwe.client().evaluate(() => {
    const { sendMessage, subscribe } = Object(Reflect.get(window, 'service'));
    return [sendMessage, subscribe].every((one) => !Function.prototype.toString.call(one).includes('[native code]'));
  });

testJustInstalled(
  'nothing until it is asked: watched after two presses and a reload, and not any more once access is given back',
  async ({ browserKind, inspecting, answerPrompt, openDesktop, openPanelOf }) => {
    const wwe = await openDesktop();
    await wwe.ring();
    expect(await isUntouched(wwe)).toBe(true);
    const panel = await openPanelOf(wwe.tab);
    const access = panel.frame.getByRole('region', { name: 'Watched sites' });
    await expect(access).toContainText('This page is not watched yet');
    // In Firefox the frames of a page that is not watched have no name.
    await expect(access).toContainText('http://localhost');
    await expect(panel.frame.getByRole('heading', { name: 'Nothing of this page is watched yet.' })).toBeVisible();
    await expect(panel.status).toContainText('Not watched');

    await access.getByRole('button', { name: /^Watch / }).click();
    await answerPrompt(false);
    if (browserKind === 'chromium') await expect(access).toContainText('The browser did not give access');
    await expect(panel.status).toContainText('Not watched');
    await watchSites(panel, wwe, answerPrompt);
    // There the client's frame has a name only now.
    if (browserKind !== 'chromium') await watchSites(panel, wwe, answerPrompt);
    await wwe.subscribed();
    const id = await wwe.ring();
    await expect(panel.row(id)).toContainText('RINGING');
    await expect(access).toHaveCount(0);
    expect(await isUntouched(wwe)).toBe(false);

    await panel.button('Settings').click();
    const list = panel.frame.locator('.watched li');
    await expect(list).toHaveCount(2);
    await expect(list.first()).toContainText('since');
    await panel.button('Stop watching http://127.0.0.1').click();
    await expect(list).toHaveCount(1);
    await panel.button('Close').click();
    // The client's frame: it goes quiet at once, and the page's functions are its own again.
    await expect(access).toContainText('Frames of this page are not watched: http://127.0.0.1');
    await expect.poll(() => isUntouched(wwe)).toBe(true);

    await withholdInSettings(inspecting, patternOf('http://localhost'));
    await expect(access).toContainText('This page is not watched yet');
    await wwe.tab.reload();
    await wwe.ready();
    await expect(panel.status).toContainText('Not watched');
    expect(await isUntouched(wwe)).toBe(true);
    expect(panel.window.problems()).toEqual([]);
  },
);
