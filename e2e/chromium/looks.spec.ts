import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inChromium } from '../support/chromium.ts';
import { expect, test } from '../support/fixtures.ts';
import type { Panel } from '../support/panel.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds in the panel as it stands. */
async function findings({ window: shown }: Panel): Promise<readonly string[]> {
  const { frame } = inChromium(shown);
  // The panel's own policy refuses added scripts, as it should; the debugger may still evaluate one.
  await frame.evaluate(AXE);
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
    for (const width of [1200, 600, 380]) {
      await devtools.setViewportSize({ width, height: 800 });
      const overflow = await panel.frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `${width} px`).toBeLessThanOrEqual(0);
    }
  });
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
  const isOpen = await inChromium(panel.window).devtools.evaluate(async (legacy: string) => {
    const { InspectorView } = await import(legacy);
    return InspectorView.InspectorView.instance().drawerVisible();
  }, 'devtools://devtools/bundled/ui/legacy/legacy.js');
  expect(isOpen).toBe(false);
});
