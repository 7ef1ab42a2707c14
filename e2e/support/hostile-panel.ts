/** What a hostile page must not have reached, and that the panel still serves an honest one. */
import type { Surface } from './browser.ts';
import { expect } from './expect.ts';
import { Messages } from './messages.ts';
import type { Panel } from './panel.ts';
import type { Wwe } from './wwe.ts';

/** Marks that a payload would have left in a document, and what stands in it that our own code never makes. */
export function marksIn(surface: Surface): Promise<unknown> {
  return surface.evaluate(() => ({
    pwned: Reflect.get(window, 'pwned') ?? null,
    title: document.title === 'pwned',
    polluted: Reflect.get({}, 'polluted') ?? null,
    foreign: [
      ...document.querySelectorAll(
        'img, iframe, object, embed, svg[onload], [onerror], [onload], [onclick], base, form[action]',
      ),
      ...[...document.querySelectorAll('script')].filter(({ src }) => !/^(chrome|moz)-extension:/.test(src)),
      ...[...document.querySelectorAll('a')].filter(({ href }) => !/^(https?|blob):|^$/.test(href)),
    ].map(({ outerHTML }) => outerHTML.slice(0, 200)),
  }));
}

const NO_MARKS = { pwned: null, title: false, polluted: null, foreign: [] };

/** Fails if a page's text became more than text in the panel, or anything threw there. */
export async function expectUntouched(panel: Panel): Promise<void> {
  expect(await marksIn(panel.frame)).toEqual(NO_MARKS);
  expect(panel.window.problems()).toEqual([]);
  await expect(panel.frame.locator('.status-failures')).toHaveCount(0);
}

/** Fails unless an honest call is seen from its ring to its end. @returns its id */
export async function expectLive(wwe: Wwe, panel: Panel): Promise<string> {
  await panel.view('Interactions');
  const id = await wwe.ring();
  await expect(panel.row(id)).toContainText('RINGING');
  await wwe.act('answer', id);
  await expect(panel.row(id)).toContainText('TALKING');
  await panel.open(id, 'State');
  expect(await panel.states()).toEqual(['RINGING', 'TALKING']);
  return id;
}

/** Interactions that are opened: each, and three on every tab, in the long run. */
const [EACH, ON_EVERY_TAB] = process.env.WWE_LONG === '1' ? [1, 3] : [4, 1];

/** Looks at everything that the panel shows of interactions, and at the messages in sight. */
export async function lookAtAll(panel: Panel): Promise<Messages> {
  const details = ['State', 'Story', 'User data', 'Mark done', 'Properties', 'Parties', 'JSON'];
  const rows = await panel.rows.count();
  for (let row = 0; row < rows; row += EACH) {
    await panel.rows.nth(row).click();
    if (row >= ON_EVERY_TAB) continue;
    for (const tab of details) await panel.tab(tab);
  }
  return Messages.open(panel);
}
