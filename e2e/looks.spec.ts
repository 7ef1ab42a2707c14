import { createRequire } from 'node:module';
import { expect, test } from './support/fixtures.ts';
import type { Panel } from './support/panel.ts';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds in the panel as it stands. */
async function findings(panel: Panel): Promise<readonly string[]> {
  await panel.frame.addScriptTag({ path: axePath }).catch(async () => {
    // The panel's own policy refuses added scripts, as it should; the debugger may still evaluate one.
    const { readFileSync } = await import('node:fs');
    await panel.frame.evaluate(readFileSync(axePath, 'utf8'));
  });
  return panel.frame.evaluate(async () => {
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
    const panel = await openPanelOf(wwe.page);
    await panel.devtools.emulateMedia({ colorScheme });
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
      await panel.devtools.setViewportSize({ width, height: 800 });
      const overflow = await panel.frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `${width} px`).toBeLessThanOrEqual(0);
    }
  });
}

test('the keyboard alone: filter, table, details, an edit', async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({ query: { scene: 'lively', seed: '7' } });
  const panel = await openPanelOf(wwe.page);
  const { keyboard } = panel.devtools;
  await expect(panel.row('6')).toBeVisible();
  await panel.frame.locator('[role=row][tabindex="0"]').focus();
  await keyboard.press('End');
  await keyboard.press('Home');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(panel.details).toBeVisible();
  await keyboard.press('Escape');
  await expect(panel.details).toHaveCount(0);
  await keyboard.press('/');
  await keyboard.type('chat');
  await expect(panel.rows).toHaveCount(1);
  await keyboard.press('Escape');
  await expect(panel.rows.nth(5)).toBeVisible();
  // Escape in the panel did not open DevTools' drawer.
  expect(
    await panel.devtools.evaluate(async (legacy) => {
      const { InspectorView } = await import(legacy);
      return InspectorView.InspectorView.instance().drawerVisible();
    }, 'devtools://devtools/bundled/ui/legacy/legacy.js'),
  ).toBe(false);
});
