import { expect, test } from './support/fixtures.ts';
import { patchedFrame } from './support/hostile-frames.ts';
import { expectLive, expectUntouched } from './support/hostile-panel.ts';
import { Messages } from './support/messages.ts';

test('a parent that owns its frame’s window before the page is there lies about that frame, and about no other', {
  tag: '@long',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({ query: { clients: '2', client: 'debug=off' } });
  const panel = await openPanelOf(wwe.tab);
  await wwe.subscribed(0);
  await wwe.subscribed(1);
  const before = await wwe.received();
  const stolen = await wwe.client(0).evaluate(patchedFrame, '/client/?subscribe=none&debug=off');
  // Made of what it patched is nothing, used is what it patched.
  expect(stolen.filter((what) => /^Message(Channel|Event) /.test(what))).toEqual([]);
  expect(stolen).toContain('the event');
  const messages = await Messages.open(panel);
  // Its window has had two documents: what came once is there once.
  await messages.filter('event:once');
  await messages.passing(1);
  await wwe.client(1).evaluate(() => window.wwePage?.call('agent.getState'));
  await messages.filter('service:agent.getState');
  await messages.passing(1);
  expect((await wwe.received()).slice(before.length)).toHaveLength(1);
  // Where the browser lets it take the probe's place, its lies are its own client's.
  const own = messages.cell(messages.rows.first(), 'client');
  const honest = await own.innerText();
  await messages.filter('service:a.lie');
  if (stolen.some((call) => call.startsWith('postMessage of a port')))
    await expect(messages.rows.first()).toBeVisible();
  for (const { cells } of await messages.read()) expect(cells.client).not.toBe(honest);
  await expectLive(wwe, panel);
  await expectUntouched(panel);
});
