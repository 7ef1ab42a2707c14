import { inChromium } from '../support/chromium.ts';
import { expect, test } from '../support/fixtures.ts';
import { buttonsForMore, type Measured, measure, overlaps } from '../support/layout.ts';
import { Messages } from '../support/messages.ts';
import type { Panel } from '../support/panel.ts';

const isLong = process.env.WWE_LONG === '1';

/** Undocked on a large screen, docked below, undocked, docked in a small window, docked right, docked left and made narrow; 1200 at 200 % zoom. */
const SIZES = [
  [2000, 1000],
  [1400, 300],
  [1200, 640],
  [600, 300],
  [554, 800],
  [380, 800],
  [600, 320],
] as const;

/** What must be true at each size, in words; empty if all is. */
function faults(found: Measured, isLow: boolean): readonly string[] {
  return [
    ...(found.beyond > 0 ? [`${found.beyond} px stick out on the right`] : []),
    ...(found.toolLines > 1 ? [`the tools take ${found.toolLines} lines`] : []),
    ...found.unreachable.map((name) => `${name} cannot be reached`),
    ...(found.rows < (isLow ? 2 : 5) ? [`only ${found.rows} rows are in sight`] : []),
    ...(found.details && found.details.height < (isLow ? 40 : 120) ? [`details have ${found.details.height} px`] : []),
    ...(found.opens ? [] : found.cut.map((name) => `${name} in the head of details is cut`)),
    ...(found.details && found.details.width < 240 ? [`details are ${found.details.width} px wide`] : []),
  ];
}

async function expectLayout(panel: Panel, what: string): Promise<void> {
  const { devtools } = inChromium(panel.window);
  for (const [width, height] of SIZES) {
    await devtools.setViewportSize({ width, height });
    await expect
      .poll(async () => faults(await measure(panel.frame), height < 400), { message: `${what}, ${width} × ${height}` })
      .toEqual([]);
    const lying = await overlaps(panel.window.surface);
    expect(lying, `over each other, ${what}, ${width} × ${height}`).toEqual([]);
  }
}

/**
 * Makes the panel narrower and looks for the very width, in CSS px, at which a button comes or goes that shows what does
 * not fit: there it must not waver. A panel that does so for ever does not even answer.
 * @returns how many such widths there are
 */
async function expectRest(panel: Panel, height: number): Promise<number> {
  const { devtools } = inChromium(panel.window);
  const at = async (width: number) => {
    await devtools.setViewportSize({ width, height });
    const found = await buttonsForMore(panel.frame);
    expect(found, `at rest at ${width} × ${height}`).not.toBeNull();
    return found;
  };
  let turns = 0;
  let wide = { width: 1200, found: await at(1200) };
  for (let width = 1120; width >= 380; width -= 80) {
    const next = { width, found: await at(width) };
    let narrow = next;
    while (wide.found !== narrow.found && wide.width - narrow.width > 1) {
      const between = Math.floor((wide.width + narrow.width) / 2);
      const middle = { width: between, found: await at(between) };
      if (middle.found === wide.found) wide = middle;
      else narrow = middle;
    }
    if (wide.found !== narrow.found) turns += 1;
    wide = next;
  }
  return turns;
}

test('at each size of DevTools rows are in sight, tools in reach, details readable, and nothing sticks out', async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop({ query: { scene: 'lively', seed: '7' } });
  const panel = await openPanelOf(wwe.tab);
  await expect(panel.row('6')).toBeVisible();
  await expectLayout(panel, 'Interactions');
  for (const tab of isLong ? (['State', 'JSON'] as const) : (['JSON'] as const)) {
    await inChromium(panel.window).devtools.setViewportSize({ width: 1200, height: 640 });
    await panel.open('1', tab);
    await expectLayout(panel, `Interactions, ${tab}`);
  }
  expect(await expectRest(panel, 800), 'how often a button comes or goes').toBeGreaterThan(0);
  await inChromium(panel.window).devtools.setViewportSize({ width: 380, height: 300 });
  const cut = async () => (await measure(panel.frame)).cut;
  await expect.poll(cut).toContain('Copy as report');
  await panel.button('More about it, and more to do').focus();
  await panel.window.press('Enter');
  await expect.poll(cut, { message: 'by the button, at 380 × 300' }).toEqual([]);
  await panel.window.press('Escape');
  await expect.poll(cut).not.toEqual([]);
  await panel.button('Copy as report').focus();
  await expect.poll(cut, { message: 'by the Tab key' }).toEqual([]);
  await inChromium(panel.window).devtools.setViewportSize({ width: 1200, height: 640 });
  const messages = await Messages.open(panel);
  await expect(messages.rows.nth(5)).toBeVisible();
  // What comes would have the table drawn anew: it must fit by itself.
  await wwe.tab.evaluate(() => window.wweSimulator?.scenario.pause());
  await expectLayout(panel, 'Messages');
  await messages.rows.first().click();
  await expectLayout(panel, 'Messages, details');
});

test('a screen reader hears a sum of what comes; without colours what is selected, which view is shown and whether it records can be told; nothing moves for who wants no motion', async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop();
  const id = await wwe.ring();
  const panel = await openPanelOf(wwe.tab);
  const messages = await Messages.open(panel);
  await messages.filter('event:interaction');
  await panel.frame.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const region = element?.closest(
          '[role=status], [role=alert], [role=log], [aria-live=polite], [aria-live=assertive]',
        );
        if (region?.textContent) heard.push(region.textContent);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await expect(messages.rows.first()).toBeVisible();
  const before = await messages.rows.count();
  await wwe.act('answer', id);
  await wwe.tab.evaluate(async (one: string) => {
    for (let n = 0; n < 50; n += 1) {
      await window.wweSimulator?.act('hold', one);
      await window.wweSimulator?.act('resume', one);
    }
  }, id);
  await expect(messages.bar).toContainText(/1\d\d of/);
  const heard = await panel.frame.evaluate(() => Object(window).heard as readonly string[]);
  expect(before).toBeGreaterThan(0);
  expect(heard.length, heard.slice(0, 5).join('\n')).toBeLessThan(20);

  await panel.view('Interactions');
  const { devtools } = inChromium(panel.window);
  await devtools.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await panel.row(id).click();
  await expect(panel.details).toBeVisible();
  const looks = (selector: string) =>
    panel.frame.evaluate((wanted: string) => {
      const one = document.querySelector(wanted);
      if (!one) throw new Error(`There is no ${wanted}.`);
      const { backgroundColor, outlineStyle, fontWeight } = getComputedStyle(one);
      const { borderBottomWidth, borderBottomStyle } = getComputedStyle(one, '::after');
      const after = getComputedStyle(one, '::after');
      const bar = after.content === 'none' ? '' : `${after.height} ${after.backgroundColor}`;
      return { backgroundColor, outlineStyle, fontWeight, bar, border: `${borderBottomWidth} ${borderBottomStyle}` };
    }, selector);
  const icon = () => panel.frame.evaluate(() => document.querySelector('.record svg')?.innerHTML ?? '');
  expect(await looks('[role=row][aria-selected=true]')).not.toEqual(await looks('[role=columnheader]'));
  expect(await looks('.views [role=tab][aria-selected=true]')).not.toEqual(
    await looks('.views [role=tab][aria-selected=false]'),
  );
  const recording = await icon();
  await panel.frame.locator('.record').click();
  await expect.poll(icon).not.toBe(recording);
  const moving = await panel.frame.evaluate(() =>
    document.getAnimations().flatMap(({ effect }) => {
      const { duration, iterations } = effect?.getComputedTiming() ?? {};
      return Number(duration) * Math.min(Number(iterations), 2) > 1 ? [String(duration)] : [];
    }),
  );
  expect(moving).toEqual([]);
});
