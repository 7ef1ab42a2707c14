import { INTERACTION_STATES } from '../../src/protocol/states.ts';
import { expect, test } from './support.ts';

test('a scenario is paused, stepped and hurried to its end; the page hears all 30 states', async ({ desktop }) => {
  const { page, desk } = desktop;
  await desktop.open();
  await page.getByLabel('Load a scenario').selectOption({ label: 'Every state' });
  await desk.waitForMessage({ event: 'subscribe', frame: 'frame-0' });
  const player = page.getByRole('region', { name: 'Scenario', exact: true });
  await desktop.press('Pause');
  await expect(player).toContainText('paused');
  const stepsBehind = async () => (await desk.scenario.state())?.nextStep ?? -1;
  const before = await stepsBehind();
  await desktop.press('Step', 'Step', 'Step');
  await expect.poll(stepsBehind).toBe(before + 3);
  await expect(player.getByRole('button', { name: /^Steps: / })).toContainText(`${before + 3} of`);
  // WWE's time is read to fractions of a ms: it stands if it is the same after a message there and back.
  const stand = await desk.state();
  expect(stand.cases[0]?.interactions[0]?.ageMs).toBeGreaterThan(0);
  expect((await desk.state()).cases[0]?.interactions[0]?.ageMs).toBe(stand.cases[0]?.interactions[0]?.ageMs);

  await player.getByLabel('Speed').selectOption('60');
  await desktop.press('Play');
  await expect(player).toContainText('ended');
  const played = await desk.scenario.state();
  expect(played?.steps.filter(({ status }) => status !== 'done')).toEqual([]);
  const missing = async () => {
    const heard = new Set((await desktop.heard()).map(({ state }) => state));
    return INTERACTION_STATES.filter((state) => !heard.has(state));
  };
  expect(INTERACTION_STATES).toHaveLength(30);
  await expect.poll(missing).toEqual([]);
});

test('a frame in quarantine says so, until it is over', async ({ desktop }) => {
  const { page } = desktop;
  await desktop.open({ scenario: 'quarantine', speed: '10' });
  const mark = page.getByRole('complementary', { name: 'Embedded pages' }).getByText(/^quarantine \d:\d\d$/);
  await expect(mark).toBeVisible();
  await desktop.press('Pause');
  await expect(mark).toBeVisible();
  await page.getByLabel('Speed').selectOption('60');
  await desktop.press('Play');
  await expect(mark).toHaveCount(0);
  expect(await desktop.call('agent.get')).toMatchObject({ ok: true });
});
