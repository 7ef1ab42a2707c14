import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inChromium } from '../support/chromium.ts';
import { Compose } from '../support/compose.ts';
import { expect, test } from '../support/fixtures.ts';
import { overlaps } from '../support/layout.ts';
import { Messages } from '../support/messages.ts';
import type { Panel } from '../support/panel.ts';
import { TOKEN } from '../support/tokens.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The themes, and what axe looks for in each. */
const THEMES = [
  ['light', {}],
  ['dark', { runOnly: ['color-contrast', 'link-in-text-block'] }],
] as const;

/**
 * What axe finds in the panel as it stands, in both themes: in the dark only the colours differ.
 * @param part selector of what has changed since the last time, where that is not the whole
 */
async function findings({ window: shown }: Panel, part = 'html'): Promise<readonly string[]> {
  const { frame, devtools } = inChromium(shown);
  // The panel's own policy refuses added scripts, as it should; the debugger may still evaluate one.
  if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(AXE);
  const found: string[] = [];
  for (const [colorScheme, rules] of THEMES) {
    await devtools.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const violations = await frame.evaluate(
      async ([theme, selector, options]) => {
        // It follows a moment later; a frame or two.
        for (let frames = 0; frames < 600 && document.documentElement.dataset.theme !== theme; frames += 1)
          await new Promise(requestAnimationFrame);
        if (document.documentElement.dataset.theme !== theme) return [`the panel is not ${theme}`];
        const { axe } = window as unknown as {
          axe: {
            run(at: string, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
          };
        };
        const all = (await axe.run(selector, { resultTypes: ['violations'], ...options })).violations;
        return all.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
      },
      [colorScheme, part, rules] as const,
    );
    found.push(...violations.map((text) => `${colorScheme}: ${text}`));
  }
  return found;
}

test('axe is clean and nothing sticks out, in both themes', async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({ query: { scene: 'lively', seed: '7' } });
  const panel = await openPanelOf(wwe.tab);
  await expect(panel.row('6')).toBeVisible();
  expect(await findings(panel)).toEqual([]);
  await panel.open('1', 'State');
  expect(await findings(panel), 'with details').toEqual([]);
  for (const tab of ['Story', 'User data', 'Mark done', 'Properties', 'Parties', 'JSON']) {
    await panel.open('1', tab);
    expect(await findings(panel, '.details'), tab).toEqual([]);
  }
  for (const [open, name] of [
    ['?', 'Keyboard'],
    ['Settings', 'Settings'],
    ['Export…', 'Export a recording'],
  ] as const) {
    await panel.frame.getByRole('button', { name: open === '?' ? 'Keyboard' : open, exact: true }).click();
    await expect(panel.frame.getByRole('dialog', { name })).toBeVisible();
    expect(await findings(panel, 'dialog[open]'), name).toEqual([]);
    await panel.button('Close').click();
  }
  await panel.status.getByRole('button').click();
  await expect(panel.frame.getByRole('dialog', { name: 'Connection doctor' })).toBeVisible();
  expect(await findings(panel, 'dialog[open]'), 'doctor').toEqual([]);
  await panel.button('Close').click();
  await expectNoOverflow(panel);
});

test('axe is clean and nothing sticks out in Messages and Compose, in both themes', async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop();
  const id = await wwe.ring();
  await wwe.call('system.getAllowedServices');
  await wwe.call('interaction.setUserData', id, { Session: TOKEN, Count: 1 });
  await wwe.call('voice.hold', 'no such id');
  const panel = await openPanelOf(wwe.tab);
  const messages = await Messages.open(panel);
  const row = messages.row('interaction.setUserData');
  for (const tab of ['Payload', 'Answer', 'Timing', 'Initiator', 'Handlers', 'Raw'] as const) {
    await messages.open(row, tab);
    expect(await findings(panel, tab === 'Payload' ? 'html' : '.details'), tab).toEqual([]);
  }
  await expectNoOverflow(panel);
  await row.click();
  await panel.window.press('Shift+F10');
  await expect(panel.frame.getByRole('menu')).toBeVisible();
  expect(await findings(panel, '[role=menu]'), 'menu').toEqual([]);
  await panel.window.press('Escape');
  await panel.button('Choose columns').click();
  await expect(panel.frame.getByRole('menu')).toBeVisible();
  expect(await findings(panel, '[role=menu]'), 'menu of the columns').toEqual([]);
  await panel.window.press('Escape');
  await row.focus();
  await panel.window.press('Control+a');
  await panel.button('Fold equal').click();
  await expect(panel.frame.locator('.selection-bar')).toBeVisible();
  expect(await findings(panel), 'all selected, equal ones folded').toEqual([]);
  await panel.button('Fold equal').click();
  await panel.button('End the selection').click();
  await row.click();
  await panel.window.press('Shift+ArrowDown');
  await panel.button('Compare').click();
  await expect(panel.frame.locator('.compare-line').first()).toBeVisible();
  expect(await findings(panel, '.details'), 'two compared').toEqual([]);
  await panel.frame.locator('.compare-line').first().focus();
  await panel.window.press('Control+f');
  await panel.window.type('a');
  await expect(panel.frame.locator('.find-count')).toContainText('1 of');
  expect(await findings(panel, '.details'), 'the search in details').toEqual([]);
  await expectNoOverflow(panel);
  await panel.window.press('Escape');
  await panel.button('Close details').click();
  await panel.button('End the selection').click();
  await row.focus();
  for (const key of ['p', 'm', 'Enter']) await panel.window.press(key);
  await expect(panel.frame.locator('.mark-line')).toBeVisible();
  expect(await findings(panel, '.message-list'), 'a pin and a mark').toEqual([]);
  await messages.subscriptions();
  expect(await findings(panel, '.details'), 'subscriptions').toEqual([]);
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
  expect(await findings(panel, '.compose-main'), 'a form that is wrong').toEqual([]);
  await compose.field('Value of Count').fill('10');
  await expectNoOverflow(panel);
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
  expect(await findings(panel, '.compose-main'), 'a question').toEqual([]);
  await panel.button('Do not send').click();
  await compose.writeAs('Whole message');
  await compose.field('The whole message').fill('{ "request": "a.b", "parameters": [x] }');
  await expect(compose.send).toBeDisabled();
  expect(await findings(panel, '.compose-main'), 'a text that is wrong').toEqual([]);
  await expectNoOverflow(panel);
});

/** Expects that the panel is as wide as its window, however narrow that is, and that none of its parts lie over each other. */
async function expectNoOverflow(panel: Panel): Promise<void> {
  const { devtools } = inChromium(panel.window);
  for (const width of [380, 600, 1200]) {
    await devtools.setViewportSize({ width, height: 800 });
    await expect
      .poll(
        () =>
          panel.frame.evaluate(() => {
            const tables = [...document.querySelectorAll('.table-scroller')];
            const beyond = tables.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
            return Math.max(document.documentElement.scrollWidth - innerWidth, ...beyond);
          }),
        `${width} px`,
      )
      .toBeLessThanOrEqual(0);
    expect(await overlaps(panel.window.surface), `${width} px`).toEqual([]);
  }
}

test('Escape in the panel does not open the drawer of DevTools', async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const id = await wwe.ring();
  await wwe.call('agent.get');
  const panel = await openPanelOf(wwe.tab);
  const { window: keys, frame } = panel;
  const { devtools } = inChromium(keys);
  const isDrawerOpen = () =>
    devtools.evaluate(async (legacy: string) => {
      const { InspectorView } = await import(legacy);
      return InspectorView.InspectorView.instance().drawerVisible();
    }, 'devtools://devtools/bundled/ui/legacy/legacy.js');
  /** Presses Escape, and waits until all that was to happen at it has happened. */
  const pressEscape = async (from: string) => {
    await keys.press('Escape');
    // DevTools hears of a key by a message from the panel, after this document's own timers.
    await frame.evaluate(() => new Promise((done) => setTimeout(() => setTimeout(done))));
    expect(await isDrawerOpen(), from).toBe(false);
  };
  const blur = () =>
    frame.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());

  await panel.row(id).click();
  await expect(panel.details).toBeVisible();
  await pressEscape('details of an interaction');
  await expect(panel.details).toHaveCount(0);
  await panel.row(id).click();
  await panel.details.getByRole('tab', { name: 'Mark done' }).click();
  await frame.locator('.block-form > button:last-child').click();
  await expect(panel.details.getByRole('group', { name: 'Close this interaction in WWE?' })).toBeVisible();
  await pressEscape('the question before Mark done');
  await expect(panel.details.getByRole('group', { name: 'Close this interaction in WWE?' })).toHaveCount(0);
  await blur();
  await pressEscape('details, with the focus on nothing');
  await expect(panel.details).toHaveCount(0);

  await keys.press('/');
  await keys.type('nothing is called so');
  await expect(panel.row(id)).toHaveCount(0);
  await pressEscape('the filter');
  await expect(panel.row(id)).toBeVisible();

  await keys.press('Tab');
  await keys.press('?');
  const sheet = frame.getByRole('dialog', { name: 'Keyboard' });
  await expect(sheet).toBeVisible();
  // A press on a text takes the focus from all.
  await frame.locator('dialog h2').click();
  await pressEscape('a sheet, with the focus on nothing');
  await expect(sheet).toHaveCount(0);

  const messages = await Messages.open(panel);
  await messages.rows.first().click();
  await expect(messages.details).toBeVisible();
  await pressEscape('details of a message');
  await expect(messages.details).toHaveCount(0);
  await frame.getByRole('button', { name: 'Saved filters' }).click();
  await expect(frame.locator('.filter-saved')).toBeVisible();
  await pressEscape('saved filters');
  await expect(frame.locator('.filter-saved')).toHaveCount(0);
  await messages.rows.first().click();
  await keys.press('Shift+F10');
  await expect(frame.getByRole('menu')).toBeVisible();
  await pressEscape('the menu');
  await expect(frame.getByRole('menu')).toHaveCount(0);
  await pressEscape('details of a message, again');

  const compose = new Compose(panel);
  await compose.show();
  await compose.choose('interaction.markdone');
  await compose.field('interactionId').fill(id);
  await compose.send.click();
  const question = frame.getByRole('alertdialog');
  await expect(question).toBeVisible();
  await blur();
  await pressEscape('the question of Compose');
  await expect(question).toHaveCount(0);
  await pressEscape('a field of Compose');
  await compose.search.fill('voice');
  await pressEscape('the search of Compose');

  // With nothing to close, the key is DevTools' own: the drawer opens, and closes.
  await frame.getByRole('tab', { name: 'Compose' }).focus();
  await keys.press('Escape');
  await expect.poll(isDrawerOpen).toBe(true);
  await devtools.evaluate(async (legacy: string) => {
    const { InspectorView } = await import(legacy);
    InspectorView.InspectorView.instance().closeDrawer();
  }, 'devtools://devtools/bundled/ui/legacy/legacy.js');
});
