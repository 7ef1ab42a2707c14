/**
 * The whole product, with everything that the browser asks of the network observed from outside: nothing is asked that
 * the same pages do not ask in the same browser without the extension.
 */
import { resolve } from 'node:path';
import { Compose } from './support/compose.ts';
import { desktopUrl, expect, test } from './support/fixtures.ts';
import { Messages } from './support/messages.ts';
import { type Observed, openObserved } from './support/observed.ts';
import { Panel } from './support/panel.ts';
import { type Part, plant, WAYS } from './support/planted.ts';
import { Wwe } from './support/wwe.ts';

test.skip(
  ({ browserKind, unknowns }) => browserKind === 'restless firefox' || Object.keys(unknowns).length > 0,
  'Each opens browsers of its own: what the journeys are repeated with changes nothing here.',
);

/** How the product is built for each. */
const KINDS = { chromium: 'chromium', firefox: 'firefox', 'restless firefox': 'firefox' } as const;

/** Opens the desktop in a new tab and loads it once more. @param url of the desktop */
async function visit({ browser }: Observed, url: string): Promise<Wwe> {
  const tab = await browser.newTab();
  await tab.goto(url);
  const wwe = new Wwe(tab);
  await wwe.ready();
  await tab.reload();
  await wwe.ready();
  return wwe;
}

/** Uses every part of the panel once. */
async function useAll(wwe: Wwe, panel: Panel): Promise<void> {
  const id = await wwe.ring({ userData: { Segment: 'Gold', Site: 'http://linked.invalid/a.png' } });
  await wwe.act('answer', id);
  await expect(panel.row(id)).toContainText('TALKING');
  for (const tab of ['State', 'Properties', 'Parties', 'JSON']) await panel.open(id, tab);
  await panel.open(id, 'User data');
  await panel.valueCell('Segment').dblclick();
  await panel.details.getByLabel('Value of Segment', { exact: true }).fill('Platinum');
  await panel.window.press('Enter');
  await panel.apply(1);
  await panel.applied();
  await panel.open(id, 'Mark done');
  await panel.button('Block').click();
  await expect(panel.details.getByRole('group', { name: 'Block of mark done' })).toContainText('Blocked by this tool');
  await panel.button('Unblock all set by this tool').click();
  await expect.poll(() => wwe.isBlocked(id)).toBe(false);

  const messages = await Messages.open(panel);
  await messages.filter('is:request');
  for (const tab of ['Payload', 'Answer', 'Timing', 'Raw'] as const) {
    await messages.open(messages.row('interaction.setUserData').first(), tab);
  }
  await messages.subscriptions();
  await messages.filter('');

  const compose = new Compose(panel);
  await compose.show();
  await compose.choose('interaction.getInteractions');
  await compose.send.click();
  await expect(compose.answer).toContainText('Accepted by WWE');
  await compose.field('Name for this call').fill('all');
  await panel.button('Save').click();
  await expect(compose.saved).toContainText('Saved as');

  const sheet = panel.frame.getByRole('dialog');
  for (const open of ['Settings', 'Keyboard']) {
    await panel.button(open).click();
    await expect(sheet).toBeVisible();
    await panel.window.press('Escape');
    await expect(sheet).toHaveCount(0);
  }
  await panel.status.getByRole('button').first().click();
  await expect(sheet).toBeVisible();
  await panel.window.press('Escape');
}

/**
 * What the browser itself asks for, at moments of its own: its updates and services, and its DevTools (for other
 * browsers to inspect, and for the page's folder).
 */
const BROWSERS_OWN = [
  /^browser https?:\/\/(?:[\w-]+\.)*(?:google|googleapis|gstatic|gvt1)\.com$/,
  /^browser localhost:92\d\d$/,
  /\/\.well-known\/appspecific\/com\.chrome\.devtools\.json$/,
  /^CONNECT (?:[\w-]+\.)*mozilla\.(?:com|org|net):443$/,
];

/** What was asked for and is not the browser's own. */
function notItsOwn(asked: readonly string[]): readonly string[] {
  return asked.filter((line) => !BROWSERS_OWN.some((own) => own.test(line)));
}

/** What the pages ask for when nobody watches them. */
async function askedByPages(kind: 'chromium' | 'firefox', url: string): Promise<readonly string[]> {
  const bare = await openObserved(kind, null);
  await visit(bare, url);
  return notItsOwn(await bare.close());
}

test('the whole product asks nothing of the network', { tag: '@panel' }, async ({ browserKind, simulator }) => {
  const kind = KINDS[browserKind];
  const url = desktopUrl(simulator);
  const observed = await openObserved(kind, resolve('dist', kind));
  const wwe = await visit(observed, url);
  const panel = new Panel(await observed.browser.openPanel(wwe.tab));
  await useAll(wwe, panel);
  expect(panel.window.problems()).toEqual([]);
  const asked = notItsOwn(await observed.close());
  // Nobody but the pages' own server was asked, and by nothing but the pages.
  const servers = [simulator.url, simulator.otherSite].map((own) => new URL(own).host);
  expect(asked.filter((line) => !servers.some((host) => line.includes(host)))).toEqual([]);
  expect(asked).toEqual(await askedByPages(kind, url));
  // The pages themselves were seen.
  expect(asked.join('\n')).toContain(new URL('/client/', simulator.otherSite).href);
});

/** Firefox looks nothing up by itself where it has a proxy. */
function seenIn(kind: 'chromium' | 'firefox'): readonly string[] {
  return kind === 'chromium' ? WAYS : WAYS.filter((way) => way !== 'lookup');
}

/** What a planted copy of the product asks for, with its panel open. @param hasPolicy as of `plant` */
async function askedByPlanted(kind: 'chromium' | 'firefox', url: string, hasPolicy: boolean): Promise<string> {
  const planted = await plant(resolve('dist', kind), hasPolicy);
  try {
    const observed = await openObserved(kind, planted.dir);
    const wwe = await visit(observed, url);
    const panel = new Panel(await observed.browser.openPanel(wwe.tab));
    await expect(panel.status).toBeVisible();
    return notItsOwn(await observed.close()).join('\n');
  } finally {
    await planted.remove();
  }
}

test('what asks is seen: planted in each part of a copy of the product', { tag: '@long' }, async ({
  browserKind,
  simulator,
}) => {
  const kind = KINDS[browserKind];
  const asked = await askedByPlanted(kind, desktopUrl(simulator), false);
  const parts: readonly Part[] = ['bridge', 'probe', 'panel', ...(kind === 'firefox' ? (['relay'] as const) : [])];
  if (kind === 'chromium') expect(asked).toContain('fetch.worker.invalid');
  for (const part of parts) {
    for (const way of seenIn(kind)) expect(asked).toContain(`${way}.${part}.invalid`);
  }
});

test('the policy alone stops the panel and the relay', { tag: '@long' }, async ({ browserKind, simulator }) => {
  const asked = await askedByPlanted(KINDS[browserKind], desktopUrl(simulator), true);
  expect(asked).toContain('fetch.bridge.invalid');
  for (const way of WAYS.filter((one) => one !== 'lookup')) {
    for (const part of ['panel', 'relay', 'worker']) expect(asked).not.toContain(`${way}.${part}.invalid`);
  }
});
