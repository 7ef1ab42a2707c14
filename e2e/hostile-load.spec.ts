import { expect, test } from './support/fixtures.ts';
import { flood, postGiants, postLongNames } from './support/hostile-giants.ts';
import { expectLive, expectUntouched, lookAtAll } from './support/hostile-panel.ts';
import { Messages } from './support/messages.ts';

const isLong = process.env.WWE_LONG === '1';

test('a flood as fast as a frame can post: the page’s handlers all run, what was dropped is counted, the panel stays usable', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  test.setTimeout(isLong ? 300_000 : 180_000);
  const count = isLong ? 300_000 : 5_000;
  // The page's handler of the flood must be there: no WWE has such an event.
  const settings = { unknownEventName: 'accept' };
  const wwe = await openDesktop({ query: { client: 'debug=off' }, settings });
  const panel = await openPanelOf(wwe.tab);
  const { heard, handled, ms } = await wwe.client().evaluate(flood, count);
  expect([heard, handled]).toEqual([count, count]);
  console.log(`${count} messages were heard by the page in ${ms} ms`);
  // Each was taken by the panel or is counted as lost.
  const number = (text: string, what: RegExp) => Number(what.exec(text)?.[1]?.replaceAll(/\D/g, '') ?? 0);
  await expect
    .poll(
      async () => {
        const text = await panel.status.innerText();
        return (
          number(text, /([\d.,\u202f\u00a0]+) messages? of (?:an )?untrusted senders?/) +
          number(text, /([\d.,]+) messages? lost/)
        );
      },
      { timeout: isLong ? 120_000 : 30_000 },
    )
    .toBeGreaterThanOrEqual(count);
  await expectLive(wwe, panel);
  await expectUntouched(panel);
});

test('messages too long, too deep, too many, endless: none stops the panel, each is shown as far as it goes', {
  tag: '@long',
}, async ({ openDesktop, openPanelOf }) => {
  test.setTimeout(isLong ? 300_000 : 180_000);
  const wwe = await openDesktop({ query: { client: 'debug=off' } });
  const panel = await openPanelOf(wwe.tab);
  const posted = await wwe.tab.evaluate(postGiants, { size: (isLong ? 64 : 1) * 1024 * 1024 });
  expect(posted).toContain('deep 1,000');
  const messages = await Messages.open(panel);
  await messages.filter('event:interaction');
  await messages.passing(posted.length, isLong ? 120_000 : 30_000);
  await panel.view('Interactions');
  // What is longer than the record keeps of one message is known by its beginning alone.
  const known = await panel.ids();
  expect(known.length).toBeGreaterThanOrEqual(posted.length / 2);
  for (const name of known) {
    await panel.open(String(name), 'User data');
    await expect(panel.details).toContainText('value');
    await panel.tab('JSON');
    await expect(panel.details).toContainText('userData');
  }
  await wwe.tab.evaluate(postLongNames, 1_000_000);
  await expect(panel.rows).toHaveCount(known.length + 1);
  await lookAtAll(panel);
  await messages.filter('');
  await expect(messages.rows.first()).toBeVisible();
  const shown = await messages.rows.count();
  for (let row = 0; row < shown; row += 1) await messages.open(messages.rows.nth(row), 'Raw');
  await expectLive(wwe, panel);
  await expectUntouched(panel);
});
