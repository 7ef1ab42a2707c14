/** The extension is updated or loaded anew under a page that lives on: Firefox keeps the toolbox, and injects it again. */
import { reloadExtension } from '../../scripts/firefox/addon.mjs';
import { firefoxOf } from '../support/firefox/browser.ts';
import { expect, testInOwnBrowser } from '../support/fixtures.ts';
import { handlerRuns } from '../support/handler-runs.ts';
import { Messages } from '../support/messages.ts';
import { expectAll, expectLive } from '../support/oracle.ts';
import { startTicks } from '../support/ticks.ts';

/** After each, one more probe of old has been put around the page's client. One is enough to see it double what it hears. */
const RELOADS = process.env.WWE_LONG === '1' ? 10 : 1;

testInOwnBrowser(
  'loaded anew again and again: the panel recovers by itself, the page’s handlers run once',
  async ({ openDesktop, openPanelOf, inspecting }) => {
    testInOwnBrowser.setTimeout(180_000 + RELOADS * 5_000);
    const wwe = await openDesktop({ query: { client: 'debug=off' } });
    const before = await openPanelOf(wwe.tab);
    const ticks = await startTicks(wwe);
    await ticks.running();
    await expectLive(await Messages.open(before), ticks);
    for (let reload = 0; reload < RELOADS; reload += 1) {
      await ticks.stop();
      await reloadExtension(firefoxOf(inspecting));
      const runs = await handlerRuns(wwe);
      const id = await wwe.ring();
      await wwe.act('answer', id);
      await wwe.call('agent.get');
      await runs();
      const panel = await openPanelOf(wwe.tab);
      // The new copy comes into the page when Firefox likes.
      await expect
        .poll(async () => {
          await ticks.post(1);
          return panel.status.innerText();
        })
        .toContain('1 client');
      // What the page did before that copy came, nobody saw.
      await expect(panel.status).not.toContainText('since page load');
      // What the old copy held went with it.
      await ticks.forget();
      await ticks.start();
      await expectLive(await Messages.open(panel), ticks);
      await ticks.running();
    }
    const calls = Array.from({ length: RELOADS }, () => 'agent.get');
    expect(await wwe.requests()).toEqual(['subscribe', ...calls]);
    await expectAll(await openPanelOf(wwe.tab), ticks);
  },
);
