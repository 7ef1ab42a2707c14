import { expect, test } from './support/fixtures.ts';
import { expectLive, expectUntouched } from './support/hostile-panel.ts';
import { detect, forgeNotes, silence } from './support/hostile-tricks.ts';
import { Messages } from './support/messages.ts';

test('a page cannot find the extension, nor speak as its probe, nor give it orders', async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop({ query: { client: 'debug=off' } });
  const panel = await openPanelOf(wwe.tab);
  await wwe.subscribed();
  const before = await wwe.received();
  const said = wwe.tab.said().length;
  // It even knows where the extension's files are.
  const base = panel.frame.url().replace(/src\/panel.*/, '');
  expect(await wwe.client().evaluate(detect, base)).toEqual([]);
  // In every kind of window, those that are just made too: nobody takes a port from a page.
  expect(await wwe.client().evaluate(forgeNotes)).toEqual({
    window: false,
    blank: false,
    written: false,
    srcdoc: false,
  });
  const messages = await Messages.open(panel);
  await messages.filter('service:forged.by.page');
  await expect(messages.rows).toHaveCount(0);
  await messages.filter('');
  expect(await wwe.received()).toEqual(before);
  // What the browser itself says of addresses that it refuses names them; nothing else does.
  const texts = wwe.tab
    .said()
    .slice(said)
    .filter((text) => !text.includes(base));
  expect(texts.filter((text) => /wwe-devtools/.test(text))).toEqual([]);
  await expectLive(wwe, panel);
  await expectUntouched(panel);
});

test('a page cannot silence the tool', { tag: '@long' }, async ({ openDesktop, openPanelOf }) => {
  // A document that is written anew loads anew, too: where WWE forgets its subscriptions then, nothing comes to be seen.
  const settings = { subscriptionsAfterReload: 'kept' };
  const wwe = await openDesktop({ query: { client: 'debug=off' }, settings });
  const panel = await openPanelOf(wwe.tab);
  await wwe.subscribed();
  await expectLive(wwe, panel);
  await wwe.client().evaluate(silence);
  await expectLive(wwe, panel);
  // Its own listeners are gone with its document; ours are not.
  await wwe.client().evaluate(() => {
    for (let n = 0; n < 50; n += 1) {
      document.open();
      document.write(`<title>${n}</title>`);
      if (n % 2 === 0) document.close();
    }
    document.close();
  });
  await expectLive(wwe, panel);
  await panel.window.close();
  const again = await openPanelOf(wwe.tab);
  await expectLive(wwe, again);
  await expectUntouched(again);
});
