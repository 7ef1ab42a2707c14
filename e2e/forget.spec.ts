import type { Surface } from './support/browser.ts';
import { Compose } from './support/compose.ts';
import { expect, test } from './support/fixtures.ts';
import { leaveEdit, leaveFiltersAndCalls } from './support/left-words.ts';
import type { Panel } from './support/panel.ts';
import { switchSavingOn } from './support/saved.ts';
import { everythingStored, NOTHING_STORED } from './support/stored.ts';
import type { Wwe } from './support/wwe.ts';

const SECRET = 'Quasselstrippe';

/** All text of a document: what it shows, its attributes, and what stands in its fields. */
function everyText(surface: Surface): Promise<string> {
  return surface.evaluate(() => {
    const fields = document.querySelectorAll<HTMLInputElement>('input, textarea, select');
    return [document.documentElement.outerHTML, ...[...fields].map(({ value }) => value)].join('\n');
  });
}

/** Leaves the secret wherever a user can: messages, an edit, filters, a saved filter, a draft, sent and saved calls. */
async function spread(wwe: Wwe, panel: Panel): Promise<void> {
  const id = await wwe.ring({ userData: { Name: SECRET, Plain: 'x' } });
  await panel.open(id, 'User data');
  await expect(panel.valueCell('Name')).toContainText(SECRET);
  await leaveEdit(panel, id, 'Plain', SECRET);
  await panel.frame.getByLabel('Preserve log').check();
  await switchSavingOn(panel);
  await panel.frame.locator('#filter').fill(SECRET);
  await leaveFiltersAndCalls(panel, SECRET);
}

/** What a panel shows, in all its views, and what the extension keeps. */
async function expectNothing(panel: Panel): Promise<void> {
  await expect(panel.status).toContainText('0 interactions');
  await expect(panel.frame.locator('.toolbar input:checked')).toHaveCount(0);
  for (const view of ['Interactions', 'Messages', 'Compose']) {
    const tab = panel.frame.locator('.views').getByRole('tab', { name: view, exact: true });
    await tab.click();
    await expect(tab).toHaveAttribute('aria-selected', 'true');
    expect(await everyText(panel.frame)).not.toContain(SECRET);
  }
  await expect(new Compose(panel).saved).toContainText('Nothing is saved yet.');
  const { local, ...stored } = Object(await everythingStored(panel.frame));
  const { settings, ...others } = Object(local);
  expect({ ...stored, local: others }).toEqual(NOTHING_STORED);
  // Which view was opened here, and what applies before anything was chosen.
  expect(settings).toMatchObject({
    view: 'compose',
    preserveLog: false,
    saveSessions: false,
    loadFrom: [],
    savedFilters: [],
    savedCalls: [],
  });
}

test('everything is forgotten on the user’s word: in every tab, every panel and every store', async ({
  openDesktop,
  openPanelOf,
}) => {
  const [wwe, other] = [await openDesktop(), await openDesktop()];
  const panel = await openPanelOf(wwe.tab);
  const beside = await openPanelOf(other.tab);
  await spread(wwe, panel);
  const id = await other.ring({ userData: { Name: SECRET } });
  await expect(beside.row(id)).toBeVisible();
  await beside.frame.locator('#filter').fill(SECRET);
  expect(JSON.stringify(await everythingStored(panel.frame))).toContain(SECRET);
  expect(await everyText(beside.frame)).toContain(SECRET);

  await panel.button('Settings').click();
  await panel.button('Forget everything…').click();
  await panel.button('Keep everything').click();
  expect(JSON.stringify(await everythingStored(panel.frame))).toContain(SECRET);
  await panel.button('Forget everything…').click();
  await panel.button('Forget everything now').click();

  for (const one of [panel, beside]) {
    const done = one.frame.getByRole('dialog', { name: 'Everything is forgotten' });
    await expect(done).toBeVisible();
    await one.button('Close').click();
    await expect(done).toHaveCount(0);
    await expectNothing(one);
    expect(one.window.problems()).toEqual([]);
  }

  await panel.window.close();
  const again = await openPanelOf(wwe.tab);
  await expectNothing(again);

  // What comes next is recorded and shown as ever.
  for (const [of, one] of [
    [wwe, again],
    [other, beside],
  ] as const) {
    await one.view('Interactions');
    await expect(one.row(await of.ring())).toBeVisible();
    await expect(one.status).toContainText('1 client');
    expect(await everyText(one.frame)).not.toContain(SECRET);
  }
  // It was wanted so: nothing counts as lost.
  await expect(beside.status).not.toContainText('lost');
});
