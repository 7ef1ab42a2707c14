/** The extension is updated or loaded anew under a page that lives on: Chromium closes DevTools, and injects nothing. */
import type { PanelWindow } from '../support/browser.ts';
import { inChromium } from '../support/chromium.ts';
import { expect, testInOwnBrowser } from '../support/fixtures.ts';
import { handlerRuns } from '../support/handler-runs.ts';
import { Messages } from '../support/messages.ts';
import { expectAll } from '../support/oracle.ts';
import { startTicks } from '../support/ticks.ts';

const reloadExtension = (window: PanelWindow) => inChromium(window).reloadExtension();

testInOwnBrowser(
  'the old copy goes quiet, the panel asks for a reload of the page, and is live after it',
  async ({ openDesktop, openPanelOf }) => {
    const wwe = await openDesktop({ query: { client: 'debug=off' } });
    const panel = await openPanelOf(wwe.tab);
    const ticks = await startTicks(wwe, { every: 100, perTurn: 3 });
    await ticks.running();
    await expect(panel.status).toContainText(/[1-9]\d* messages/);
    await reloadExtension(panel.window);

    // The page goes on as if nothing were: what the old copy put around its client and its handlers still stands there.
    const runs = await handlerRuns(wwe);
    const id = await wwe.ring();
    await wwe.act('answer', id);
    await wwe.call('agent.get');
    await runs();
    // So often the old copy looks whether its extension still lives.
    await ticks.running(64);
    expect(await wwe.requests()).toEqual(['subscribe', 'agent.get']);
    expect(wwe.tab.said()).toEqual([]);

    const again = await openPanelOf(wwe.tab);
    await expect(again.status).toContainText('older one: reload the page');
    await expect(again.frame.locator('.empty')).toContainText('an older copy, which is silent now');
    await Messages.open(again);
    await expect(again.frame.locator('.empty')).toContainText('an older copy, which is silent now');
    expect(await wwe.requests()).toEqual(['subscribe', 'agent.get']);
    await again.frame.locator('.empty').getByRole('button', { name: 'Reload the page', exact: true }).click();
    await expect(again.status).not.toContainText('reload the page');
    await wwe.ready();
    // What the old copy held went with it.
    await ticks.forget();
    await ticks.start();
    await ticks.running();
    await expectAll(again, ticks);
  },
);

testInOwnBrowser(
  'loaded anew again and again: the page’s calls are answered, its handlers run once',
  { tag: '@long' },
  async ({ openDesktop, openPanelOf }) => {
    const wwe = await openDesktop({ query: { client: 'debug=off' } });
    for (let round = 0; round < 3; round += 1) {
      await reloadExtension((await openPanelOf(wwe.tab)).window);
      const runs = await handlerRuns(wwe);
      await wwe.ring();
      await wwe.call('agent.get');
      await runs();
    }
    expect(await wwe.requests()).toEqual(['subscribe', 'agent.get', 'agent.get', 'agent.get']);
    expect(wwe.tab.said()).toEqual([]);
  },
);
