/** What only Firefox does: it stops the relay whenever it likes, and lets its user withhold sites. */
import { setTimeout as pause } from 'node:timers/promises';
import { backgroundIsRunning, backgroundName, setIdleTime, stopBackground } from '../../scripts/firefox/addon.mjs';
import { firefoxOf } from '../support/firefox/browser.ts';
import { random, SEED } from '../support/firefox/restless.ts';
import { expect, test, testInOwnBrowser } from '../support/fixtures.ts';
import type { Wwe } from '../support/wwe.ts';

/** Stops in one burst, the calls in it, and the pause between two changes of each, in ms. */
const [STOPS, CALLS, PAUSE] = process.env.WWE_LONG === '1' ? [100, 8, 120] : [12, 4, 25];
/** The panel keeps 500 transitions of an interaction. */
const MOST_ROUNDS = 490;

/** Puts each call on hold and takes it up again, on and on. `end` tells how often each changed its state. */
async function startBurst(wwe: Wwe, ids: readonly string[]): Promise<{ end(): Promise<number> }> {
  await wwe.tab.evaluate(
    ([calls, pause, most]) => {
      const burst = { rounds: 0, timer: 0 };
      burst.timer = window.setInterval(() => {
        if (burst.rounds === most) return;
        for (const id of calls) window.wweSimulator?.act(burst.rounds % 2 === 0 ? 'hold' : 'resume', id);
        burst.rounds += 1;
      }, pause);
      Object.assign(window, { burst });
    },
    [ids, PAUSE, MOST_ROUNDS] as const,
  );
  return {
    end: () =>
      wwe.tab.evaluate(() => {
        const { burst } = window as unknown as { burst: { rounds: number; timer: number } };
        window.clearInterval(burst.timer);
        return burst.rounds;
      }),
  };
}

test(`stopped in the middle of a burst: nothing lost, nothing twice, in order (seed ${SEED})`, async ({
  openDesktop,
  openPanelOf,
  inspecting,
}) => {
  test.setTimeout(180_000 + STOPS * 1_000);
  const firefox = firefoxOf(inspecting);
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  const next = random(SEED);
  const ids: string[] = [];
  for (let call = 0; call < CALLS; call += 1) {
    const id = await wwe.ring();
    await wwe.act('answer', id);
    ids.push(id);
  }
  const burst = await startBurst(wwe, ids);
  for (let stop = 0; stop < STOPS; stop += 1) {
    // The moment is part of what is tried: in the middle of a piece, of a start, of nothing.
    await new Promise((resolve) => setTimeout(resolve, next() * 300));
    await stopBackground(firefox);
  }
  const changes = Array.from({ length: await burst.end() }, (_, round) => (round % 2 === 0 ? 'HELD' : 'TALKING'));
  const expected = ['RINGING', 'TALKING', ...changes];
  for (const id of ids) {
    await panel.open(id, 'State');
    const all = panel.details.getByRole('button', { name: `Show all ${expected.length} transitions` });
    if (expected.length > 200) await all.click();
    await expect.poll(() => panel.states()).toEqual(expected);
    await expect(panel.details.locator('.gap-row')).toHaveCount(0);
  }
  await expect(panel.status).not.toContainText('lost');
});

test('stopped while idle: the user need not notice', async ({ openDesktop, openPanelOf, inspecting }) => {
  const firefox = firefoxOf(inspecting);
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  const id = await wwe.ring();
  await panel.open(id, 'Mark done');
  const card = panel.details.getByRole('group', { name: 'Block of mark done' });
  // The history has links of the same name.
  const press = (name: RegExp) => panel.details.locator('button.button').filter({ hasText: name }).click();
  for (const round of [1, 2]) {
    const name = await backgroundName(firefox);
    await stopBackground(firefox);
    // It really was stopped.
    await expect.poll(() => backgroundName(firefox)).not.toBe(name);
    await press(/^Block$/);
    await expect(card).toContainText('Blocked by this tool');
    await stopBackground(firefox);
    await press(/^Unblock$/);
    await expect(card).toContainText('Not blocked');
    // Each went out once.
    const sent = (await wwe.requests()).filter((name) => name.endsWith('lockMarkdone'));
    expect(sent).toHaveLength(2 * round);
  }
  await stopBackground(firefox);
  await wwe.ring({ medium: 'chat' });
  await expect(panel.rows).toHaveCount(2);
});

testInOwnBrowser(
  'not idle while a panel is open: Firefox stops the relay only once it is closed',
  {
    tag: ['@long', '@clock'],
  },
  async ({ openDesktop, openPanelOf, inspecting }) => {
    const firefox = firefoxOf(inspecting);
    const wwe = await openDesktop();
    const panel = await openPanelOf(wwe.tab);
    await expect(panel.status).toContainText('1 client');
    // Firefox's own 30 s would take minutes.
    await setIdleTime(firefox, 13_000);
    const name = await backgroundName(firefox);
    expect(name).not.toBeNull();
    // Nothing happens, which is what is waited for. Without the panel's word it would be stopped about three times.
    await pause(75_000);
    expect(await backgroundName(firefox)).toBe(name);
    await panel.window.close();
    await expect.poll(() => backgroundIsRunning(firefox), { timeout: 60_000 }).toBe(false);
  },
);

test('a stop ends neither a subscription of the tool’s nor the wish not to record', async ({
  openDesktop,
  openPanelOf,
  inspecting,
}) => {
  const firefox = firefoxOf(inspecting);
  const wwe = await openDesktop({ query: { client: 'subscribe=none' } });
  const panel = await openPanelOf(wwe.tab);
  await wwe.call('agent.get');
  await panel.button('Subscribe').click();
  await expect(panel.button('End subscription')).toBeVisible();
  await stopBackground(firefox);
  await wwe.ring();
  await expect(panel.row('1')).toContainText('RINGING');
  await panel.button('Record').click();
  await expect(panel.status).toContainText('Recording is off');
  await stopBackground(firefox);
  await wwe.ring();
  await wwe.subscribed();
  await panel.button('Record').click();
  // The word for it comes as soon as the relay runs again; what rings before is not recorded.
  const ringAgain = async () => {
    await wwe.ring();
    return panel.rows.count();
  };
  await expect.poll(ringAgain).toBeGreaterThan(1);
  await expect(panel.row('2')).toHaveCount(0);
  expect(await wwe.requests()).toEqual(['agent.get', 'subscribe', 'agent.get']);
});

test('stopped just before the page goes away: what was not pulled yet comes all the same', async ({
  openDesktop,
  openPanelOf,
  inspecting,
}) => {
  const firefox = firefoxOf(inspecting);
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  await panel.frame.getByLabel('Preserve log').first().check();
  await wwe.ring();
  await expect(panel.rows).toHaveCount(1);
  const ring = () => {
    for (let i = 0; i < 200; i += 1) window.wweSimulator?.ring();
  };
  await wwe.tab.evaluate(ring);
  await stopBackground(firefox);
  await wwe.tab.evaluate(ring);
  await wwe.subscribed();
  await wwe.tab.reload();
  await expect(panel.status).toContainText('401 interactions');
});
