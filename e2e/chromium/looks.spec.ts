import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inChromium } from '../support/chromium.ts';
import { Compose } from '../support/compose.ts';
import { expect, test } from '../support/fixtures.ts';
import { Messages } from '../support/messages.ts';
import type { Panel } from '../support/panel.ts';
import { TOKEN } from '../support/tokens.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds in the panel as it stands. */
async function findings({ window: shown }: Panel): Promise<readonly string[]> {
  const { frame } = inChromium(shown);
  // The panel's own policy refuses added scripts, as it should; the debugger may still evaluate one.
  if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(AXE);
  return frame.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe is clean and nothing sticks out, ${colorScheme}`, async ({ openDesktop, openPanelOf }) => {
    const wwe = await openDesktop({ query: { scene: 'lively', seed: '7' } });
    const panel = await openPanelOf(wwe.tab);
    const { devtools } = inChromium(panel.window);
    await devtools.emulateMedia({ colorScheme });
    await expect(panel.row('6')).toBeVisible();
    await expect(panel.frame.locator('html')).toHaveAttribute('data-theme', colorScheme);
    expect(await findings(panel)).toEqual([]);
    for (const tab of ['State', 'User data', 'Mark done', 'Properties', 'Parties', 'JSON']) {
      await panel.open('1', tab);
      expect(await findings(panel), tab).toEqual([]);
    }
    for (const [open, name] of [
      ['?', 'Keyboard'],
      ['Settings', 'Settings'],
    ] as const) {
      await panel.frame.getByRole('button', { name: open === '?' ? 'Keyboard' : open, exact: true }).click();
      await expect(panel.frame.getByRole('dialog', { name })).toBeVisible();
      expect(await findings(panel), name).toEqual([]);
      await panel.button('Close').click();
    }
    await panel.status.getByRole('button').click();
    await expect(panel.frame.getByRole('dialog', { name: 'Connection doctor' })).toBeVisible();
    expect(await findings(panel), 'doctor').toEqual([]);
    await panel.button('Close').click();
    await expectNoOverflow(panel);
  });

  test(`axe is clean and nothing sticks out in Messages and Compose, ${colorScheme}`, async ({
    openDesktop,
    openPanelOf,
  }) => {
    const wwe = await openDesktop();
    const id = await wwe.ring();
    await wwe.call('system.getAllowedServices');
    await wwe.call('interaction.setUserData', id, { Session: TOKEN, Count: 1 });
    await wwe.call('voice.hold', 'no such id');
    const panel = await openPanelOf(wwe.tab);
    const { devtools } = inChromium(panel.window);
    await devtools.emulateMedia({ colorScheme });
    await expect(panel.frame.locator('html')).toHaveAttribute('data-theme', colorScheme);
    const messages = await Messages.open(panel);
    const row = messages.row('interaction.setUserData');
    for (const tab of ['Payload', 'Answer', 'Timing', 'Initiator', 'Handlers', 'Raw'] as const) {
      await messages.open(row, tab);
      expect(await findings(panel), tab).toEqual([]);
    }
    await expectNoOverflow(panel);
    await row.click();
    await panel.window.press('Shift+F10');
    await expect(panel.frame.getByRole('menu')).toBeVisible();
    expect(await findings(panel), 'menu').toEqual([]);
    await panel.window.press('Escape');
    await messages.subscriptions();
    expect(await findings(panel), 'subscriptions').toEqual([]);
    await messages.filter('state:HELD -is:');
    expect(await findings(panel), 'a filter that is wrong').toEqual([]);
    await messages.filter('state:HELD');
    expect(await findings(panel), 'nothing passes the filter').toEqual([]);

    const compose = new Compose(panel);
    await compose.show();
    expect(await findings(panel), 'Compose, empty').toEqual([]);
    await compose.choose('interaction.setUserData');
    await compose.field('interactionId').fill(id);
    await compose.addKey('keyValues', 'Count', 'number', 'ten');
    await expect(compose.send).toBeDisabled();
    expect(await findings(panel), 'a form that is wrong').toEqual([]);
    await compose.field('Value of Count').fill('10');
    await compose.send.click();
    await expect(compose.answer).toContainText('Accepted by WWE');
    await compose.field('Name for this call').fill('ten');
    await panel.button('Save').click();
    await panel.button('Delete “ten”').click();
    await expect(panel.button('Undo')).toBeVisible();
    expect(await findings(panel), 'an answer').toEqual([]);
    await compose.choose('interaction.markdone');
    await compose.send.click();
    await expect(panel.frame.getByRole('alertdialog')).toBeVisible();
    expect(await findings(panel), 'a question').toEqual([]);
    await panel.button('Do not send').click();
    await compose.writeAs('Whole message');
    await compose.field('The whole message').fill('{ "request": "a.b", "parameters": [x] }');
    await expect(compose.send).toBeDisabled();
    expect(await findings(panel), 'a text that is wrong').toEqual([]);
    await expectNoOverflow(panel);
  });
}

/** Expects that the panel is as wide as its window, however narrow that is. */
async function expectNoOverflow(panel: Panel): Promise<void> {
  const { devtools } = inChromium(panel.window);
  for (const width of [380, 600, 1200]) {
    await devtools.setViewportSize({ width, height: 800 });
    await expect
      .poll(() => panel.frame.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${width} px`)
      .toBeLessThanOrEqual(0);
  }
}

test('Escape in the panel does not open the drawer of DevTools', async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({ query: { scene: 'lively', seed: '7' } });
  const panel = await openPanelOf(wwe.tab);
  await panel.row('1').click();
  await expect(panel.details).toBeVisible();
  await panel.window.press('Escape');
  await expect(panel.details).toHaveCount(0);
  await panel.window.press('/');
  await panel.window.type('returns');
  await expect(panel.rows).toHaveCount(1);
  await panel.window.press('Escape');
  await expect(panel.rows.nth(5)).toBeVisible();
  const messages = await Messages.open(panel);
  await messages.rows.first().click();
  await expect(messages.details).toBeVisible();
  await panel.window.press('Escape');
  await expect(messages.details).toHaveCount(0);
  const compose = new Compose(panel);
  await compose.show();
  await compose.choose('agent.setState');
  await panel.window.press('Escape');
  await compose.search.fill('voice');
  await panel.window.press('Escape');
  const isOpen = await inChromium(panel.window).devtools.evaluate(async (legacy: string) => {
    const { InspectorView } = await import(legacy);
    return InspectorView.InspectorView.instance().drawerVisible();
  }, 'devtools://devtools/bundled/ui/legacy/legacy.js');
  expect(isOpen).toBe(false);
});
