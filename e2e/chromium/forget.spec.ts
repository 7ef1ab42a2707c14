/** Nothing of what was forgotten is left in memory: not in the panel, and not in the page's renderer. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { findBrowser, thisSystem } from '../../scripts/setup/browser.mjs';
import { ChromiumTab, inChromium } from '../support/chromium.ts';
import { openChromium } from '../support/chromium-browser.ts';
import { expect, test } from '../support/fixtures.ts';
import { holdersOf, takeSnapshot, WHOLE_STRINGS } from '../support/heap.ts';
import { leaveEdit, leaveFiltersAndCalls } from '../support/left-words.ts';
import { Panel } from '../support/panel.ts';

/** In two parts, so that this file's own text, wherever a browser may hold it, is not taken for the secret. */
const SECRET = ['Quassel', 'strippe'].join('');
/** Deep within a long text, where a snapshot does not show it unless told to. */
const DEEP = ['Plauder', 'tasche'].join('');
const LISTEN = '<script>addEventListener("message", () => {})</script>';

/** A page that keeps nothing of what it is told, in a WWE that keeps nothing either. */
async function serve(): Promise<{ readonly url: string; close(): void }> {
  const server = createServer(({ url }, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html>${url === '/client' ? '' : '<iframe src="/client"></iframe>'}${LISTEN}`);
  });
  await new Promise<void>((done) => void server.listen(0, () => done()));
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/`, close: () => void server.close() };
}

test('no heap holds what was forgotten', { tag: '@long' }, async () => {
  const site = await serve();
  const executablePath = findBrowser(thisSystem());
  if (!executablePath) throw new Error('There is no browser that takes an extension.');
  const browser = await openChromium({
    executablePath,
    extensionDir: resolve('dist/chromium'),
    args: [WHOLE_STRINGS],
  });
  const tab = await browser.newTab();
  if (!(tab instanceof ChromiumTab)) throw new Error('Not a tab of Chromium.');
  await tab.goto(site.url);
  const panel = new Panel(await browser.openPanel(tab));
  const { context, frame } = inChromium(panel.window);
  const pageHeap = await context.newCDPSession(tab.page);

  // The page has it from messages alone. The second text is longer than any piece in which the record is looked at.
  await tab.evaluate(
    ([secret, deep]) => {
      const say = (interactionId: string, userData: object) =>
        frames[0]?.postMessage(
          {
            userAgent: 'WWE Server',
            protocolVersion: 2,
            event: 'interaction',
            data: { eventType: 'ADDED', interaction: { interactionId, state: 'TALKING', userData } },
          },
          '*',
        );
      say('1', { Name: secret, [`Key ${secret}`]: { deep: [secret] }, Plain: 'x' });
      say('2', { Long: `${'x'.repeat(300_000)}${deep}`, Token: `Bearer ${secret}${secret}` });
      for (let n = 3; n < 60; n += 1) say(`${n}`, { Name: `${secret} ${n}` });
    },
    [SECRET, DEEP] as const,
  );

  await leaveEdit(panel, '1', 'Plain', SECRET);
  await panel.tab('JSON');
  await panel.frame.locator('#filter').fill(SECRET);
  await panel.frame.locator('#filter').fill('');
  await leaveFiltersAndCalls(panel, SECRET);

  const before = await context.newCDPSession(frame);
  for (const heap of [before, pageHeap]) {
    const snapshot = await takeSnapshot(heap);
    for (const word of [SECRET, DEEP]) expect(holdersOf(snapshot, [word]).length).toBeGreaterThan(0);
  }
  await before.detach();

  await panel.button('Settings').click();
  await panel.button('Forget everything…').click();
  await panel.button('Forget everything now').click();
  await expect(panel.frame.getByRole('dialog', { name: 'Everything is forgotten' })).toBeVisible();
  await panel.button('Close').click();

  const after = await context.newCDPSession(frame);
  // Collections go on in the background for a moment.
  for (const heap of [after, pageHeap]) {
    await expect.poll(async () => holdersOf(await takeSnapshot(heap), [SECRET, DEEP])).toEqual([]);
  }
  await browser.close();
  site.close();
});
