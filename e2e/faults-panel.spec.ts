/**
 * DevTools close and come again, panels are killed, slow or doubled, the debugger stops the page, the computer sleeps:
 * what the record holds is shown, once and in order, and the panel is live again.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { CAN_SUSPEND } from '../scripts/processes.mjs';
import { random, SEED } from './support/firefox/restless.ts';
import { expect, test, testInOwnBrowser } from './support/fixtures.ts';
import { Messages } from './support/messages.ts';
import { expectAll, expectLive } from './support/oracle.ts';
import type { Panel } from './support/panel.ts';
import { reloadPanel } from './support/panel-acts.ts';
import { startTicks, type Ticks } from './support/ticks.ts';
import type { Wwe } from './support/wwe.ts';

const isLong = process.env.WWE_LONG === '1';
/** How often DevTools are closed in a burst; how often a panel is killed in each way. */
// After five crashes in half a minute, Firefox starts no extension again.
const [CLOSINGS, KILLINGS] = isLong ? [8, 4] : [1, 1];
/** How long the browser sleeps, in ms. */
const SLEEP = isLong ? 60_000 : 1_000;
/**
 * How long the panel is left alone, in ms: longer than browsers let any worker live that does nothing (Chromium: 5 min at
 * most; Firefox: 30 s).
 */
const ALONE = 330_000;
/** Fills one piece of the record and more, in characters. */
const LARGE = 300_000;
/** A demo page that writes nothing to the console. */
const QUIET = { client: 'debug=off' };

/** All rows are read in the end: not too many. */
const CALM = { every: 100, perTurn: 3 };

/** Ticks between large messages: so many pieces. */
async function postPieces(wwe: Wwe, ticks: Ticks, pieces: number): Promise<void> {
  for (let piece = 0; piece < pieces; piece += 1) {
    await wwe.tab.evaluate((size) => {
      const data = { eventType: 'LARGE', text: 'x'.repeat(size) };
      window.wweSimulator?.postRaw(0, { userAgent: 'WWE Server', protocolVersion: 2, event: 'large', data });
    }, LARGE);
    await ticks.post(3);
  }
}

/** Waits until the panel has taken something, and more is on its way most likely. */
async function pulling(panel: Panel): Promise<void> {
  await expect(panel.status).toContainText(/[1-9]\d* messages?/);
}

testInOwnBrowser(
  `DevTools closed, panels killed and slow, the computer asleep, while a burst runs (seed ${SEED})`,
  async ({ openDesktop, openPanelOf, inspecting, browserKind }) => {
    test.setTimeout(180_000 + (CLOSINGS + 3 * KILLINGS) * 10_000 + SLEEP);
    const next = random(SEED);
    const wwe = await openDesktop({ query: QUIET });
    let panel = await openPanelOf(wwe.tab);
    const ticks = await startTicks(wwe, CALM);
    await ticks.running();
    for (let closing = 0; closing < CLOSINGS; closing += 1) {
      // The moment is part of what is tried.
      await pause(next() * 200);
      await panel.window.close();
      await ticks.running(5);
      panel = await openPanelOf(wwe.tab);
    }
    await ticks.stop();
    await postPieces(wwe, ticks, 8);
    for (let killing = 0; killing < KILLINGS; killing += 1) {
      await reloadPanel(panel);
      await pulling(panel);
      await reloadPanel(panel);
      // A second way to end it there; the first one is shown above, in the middle of the ticks.
      if (isLong) {
        await panel.window.close();
        panel = await openPanelOf(wwe.tab);
      }
      await pulling(panel);
      await panel.window.crash();
      await ticks.post(3);
      await panel.window.close();
      panel = await openPanelOf(wwe.tab);
    }
    await expectLive(await Messages.open(panel), ticks);

    // A panel that hardly gets to read.
    await panel.frame.evaluate(() => {
      let times = 0;
      const block = () => {
        const until = performance.now() + 150;
        while (performance.now() < until);
        times += 1;
        if (times < 15) setTimeout(block, 10);
      };
      setTimeout(block);
    });
    await ticks.start();
    await ticks.running();
    await postPieces(wwe, ticks, 8);

    // It hardly depends on the browser what sleep does: in Firefox in the long run only.
    if (CAN_SUSPEND && (isLong || browserKind === 'chromium')) {
      const wake = await inspecting.suspend();
      await pause(SLEEP);
      wake();
      await ticks.running();
    }
    await expectAll(panel, ticks);
  },
);

test('DevTools on two tabs, a burst in each: each shows its own', { tag: '@panel' }, async ({
  openDesktop,
  openPanelOf,
}) => {
  const first = await openDesktop({ query: QUIET });
  const second = await openDesktop({ query: { ...QUIET, clients: '2' } });
  const firstPanel = await openPanelOf(first.tab);
  const secondPanel = await openPanelOf(second.tab);
  // Numbers of their own: those of the other tab would be seen.
  const firstTicks = await startTicks(first, { ...CALM, client: 0 });
  const secondTicks = await startTicks(second, { ...CALM, client: 1 });
  for (let turn = 0; turn < 5; turn += 1) {
    await firstTicks.post(40);
    await secondTicks.post(40);
  }
  await expectAll(firstPanel, firstTicks);
  await expectAll(secondPanel, secondTicks);
  for (const [panel, { stream }] of [
    [firstPanel, secondTicks],
    [secondPanel, firstTicks],
  ] as const) {
    const messages = await Messages.open(panel);
    await messages.filter(`event:${stream}*`);
    await expect(messages.bar.getByRole('status')).toContainText(/^0 of /);
  }
  await firstPanel.window.close();
  await secondTicks.post(40);
  await second.tab.close();
  await firstTicks.post(40);
  await expectAll(await openPanelOf(first.tab), firstTicks);
});

test('the debugger stops the client: said, and nothing is lost', async ({ openDesktop, openPanelOf, browserKind }) => {
  const wwe = await openDesktop({ query: QUIET });
  const { status, window } = await openPanelOf(wwe.tab);
  // A frame that is stopped before it has read the rules holds: of it no panel knows.
  await expect(status).toContainText('1 client');
  const ticks = await startTicks(wwe, CALM);
  await ticks.running();
  // As text: the driver's own code must not stop.
  await wwe.client().evaluate(() => void setTimeout('debugger'));
  await expect.poll(() => window.isPaused()).toBe(true);
  // DevTools show the debugger now.
  const panel = await openPanelOf(wwe.tab);
  const load = panel.frame.getByRole('toolbar').getByRole('button', { name: 'Load interactions' });
  const asked = ['subscribe'];
  await load.click();
  const outcome = panel.frame.getByRole('toolbar').locator('.outcome');
  if (browserKind === 'chromium') {
    await expect(panel.status).toContainText('1 frame does not answer');
    // If that was seen before the click, by a question of the panel's own, what was asked was refused at once.
    const isSent = (await outcome.innerText()).startsWith('…');
    // What is asked now is not sent.
    await load.click();
    await expect(outcome).toContainText('✕');
    asked.push(...(isSent ? ['interaction.getInteractions'] : []));
  } else {
    asked.push('interaction.getInteractions');
    // Firefox goes on to serve a stopped frame's ports: the bridge answers.
    await expect.poll(() => wwe.requests()).toContain('interaction.getInteractions');
  }
  if (isLong) await reloadPanel(panel);
  await panel.window.resume();
  await expect(panel.status).not.toContainText('does not answer');
  await expectAll(panel, ticks);
  // What a panel had asked for that was killed before the frame went on may go with it; nothing is done twice.
  const received = await wwe.requests();
  expect(received).toEqual(isLong && browserKind === 'chromium' ? asked.slice(0, received.length) : asked);
});

test('left alone for longer than a worker may idle', { tag: ['@long', '@clock'] }, async ({
  openDesktop,
  openPanelOf,
}) => {
  test.setTimeout(180_000 + ALONE);
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  await expect(panel.status).toContainText('1 client');
  await pause(ALONE);
  const id = await wwe.ring();
  await expect(panel.row(id)).toContainText('RINGING');
  // What the panel asks arrives, too.
  await panel.open(id, 'Mark done');
  const card = panel.details.getByRole('group', { name: 'Block of mark done' });
  await panel.details
    .locator('button.button')
    .filter({ hasText: /^Block$/ })
    .click();
  await expect(card).toContainText('Blocked by this tool');
  expect(panel.window.problems()).toEqual([]);
});
