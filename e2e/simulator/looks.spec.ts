import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator } from '@playwright/test';
import { expect, test } from './support.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The themes, and what axe looks for in each: in the dark only the colours differ. */
const THEMES = [
  ['light', {}],
  ['dark', { runOnly: ['color-contrast', 'link-in-text-block'] }],
] as const;

/** What axe finds in the document around an element, the frames in it aside, in both themes. */
async function findings(root: Locator): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [colorScheme, rules] of THEMES) {
    await root.page().emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { ink, violations } = await root.evaluate(async (_, options) => {
      const { axe } = window as unknown as {
        axe: {
          run(at: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
        };
      };
      const all = (await axe.run(document, { iframes: false, resultTypes: ['violations'], ...options })).violations;
      return {
        ink: getComputedStyle(document.body).color,
        violations: all.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
      };
    }, rules);
    const red = Number(/\d+/.exec(ink)?.[0]);
    expect(red > 128, `words are written in ${ink}`).toBe(colorScheme === 'dark');
    found.push(...violations.map((text) => `${colorScheme}: ${text}`));
  }
  return found;
}

/** What stands out of the window at either side and cannot be scrolled to in a box of its own. */
function sticksOut(root: Locator): Promise<readonly string[]> {
  return root.evaluate(() => {
    const scrolls = (element: Element): boolean => {
      for (let one = element.parentElement; one !== null; one = one.parentElement) {
        if (['auto', 'scroll'].includes(getComputedStyle(one).overflowX) && one !== document.documentElement)
          return true;
      }
      return false;
    };
    const wide = document.documentElement.scrollWidth > innerWidth ? ['the page scrolls'] : [];
    const out = [...document.querySelectorAll('body *')].filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 1 && (right > innerWidth + 1 || left < -1) && !scrolls(element);
    });
    return [...wide, ...out.map((element) => element.outerHTML.slice(0, 120))];
  });
}

test('axe is clean and nothing sticks out, in both themes', async ({ desktop }) => {
  const { page, desk } = desktop;
  const root = page.locator('html');
  await page.setViewportSize({ width: 1400, height: 900 });
  await desktop.open({ scenario: 'calm-day' });
  await desktop.press('Pause');
  const call = await desk.ring({ party: 'Robin Sample' });
  await desk.answer(call);
  await desk.ring({ medium: 'chat' });
  await desk.ring({ medium: 'email', party: 'Wolfeschlegelsteinhausenbergerdorff '.repeat(3) });
  await desktop.call('interaction.blockMarkdone', call, 'The order form is not saved yet.');
  await desk.consult(call);
  await page.evaluate(AXE);
  const clean = async (what: string) => {
    expect(await findings(root), what).toEqual([]);
    expect(await sticksOut(root), what).toEqual([]);
  };
  await clean('interactions');
  await desk.release(call);
  await desk.done(call);
  await desktop.call('system.popupToast', {
    title: 'A toast',
    message: 'Text',
    keyValues: { Key: 'Value' },
    buttons: ['OK'],
  });
  await desktop.call('system.updateViewInApplicationMenuBar', { name: 'crm', label: 'Customers' });
  await expect(page.getByRole('article', { name: 'A toast' })).toBeVisible();
  await clean('toast and warning');
  for (const menu of ['More…', 'WWE…', 'Customer and routing']) {
    await desktop.press(menu);
    await expect(page.getByRole('menu')).toBeVisible();
    await clean(menu);
    await page.keyboard.press('Escape');
  }
  for (const [menu, entry] of [
    ['More…', 'With details…'],
    ['WWE…', 'Post a message…'],
    ['Customer and routing', 'In detail…'],
  ] as const) {
    await desktop.pick(menu, entry);
    await expect(page.getByRole('dialog')).toBeVisible();
    await clean(entry);
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: /^Steps: / }).click();
  await desktop.press('Settings');
  await clean('settings');
  for (const width of [1400, 1000, 700]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await sticksOut(root), `settings, ${width} px`).toEqual([]);
  }
  await desktop.press('Close settings');
  for (const width of [1000, 700]) {
    await page.setViewportSize({ width, height: 900 });
    await clean(`${width} px`);
  }
  const inside = desktop.client().locator('html');
  const frame = page.frame({ url: /\/client\// });
  await frame?.evaluate(AXE);
  expect(await findings(inside), 'the demo page').toEqual([]);
});
