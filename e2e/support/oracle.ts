/**
 * The oracle of the fault journeys. WWE's window posts numbered events, *ticks*, to a client, and whatever happens
 * meanwhile, the panel must show each that the client's window heard: once, and in order.
 *
 * What was heard is known from a bare listener in the client's window. A window's listeners all get an event or none
 * does, so what it heard is what the record could hold. It tells the driver at once, so that this outlives the document.
 */
import { test } from '@playwright/test';
import { expect } from './expect.ts';
import { Messages } from './messages.ts';
import type { Panel } from './panel.ts';
import type { Ticks } from './ticks.ts';

/** What the client library logs until its page has switched that off. */
const LOGGED = /^Received message/;

/**
 * Runs in the panel: the names of all rows of the table, from the top, also of those out of sight. Lines between them, which
 * say that a page was loaded, are passed over.
 */
async function namesInTable(): Promise<string[]> {
  /** By place; null: it is no row. */
  const names = new Map<number, string | null>();
  const scroller = document.querySelector('.message-list .table-scroller');
  const all = Number(scroller?.querySelector('[role=grid]')?.getAttribute('aria-rowcount')) - 1;
  // In frames, of which a sight needs one or two.
  for (let frames = 0; scroller && names.size < all && frames < all + 600; frames += 1) {
    for (const row of scroller.querySelectorAll<HTMLElement>('.table-body [role=row]')) {
      names.set(Number(row.getAttribute('aria-rowindex')) - 1, row.dataset.message ? (row.dataset.name ?? '') : null);
    }
    // Where the first one is that was not in sight yet.
    let next = 1;
    while (names.has(next)) next += 1;
    const height = scroller.querySelector<HTMLElement>('.table-body [role=row]')?.offsetHeight ?? 1;
    scroller.scrollTop = (next - 1) * height;
    await new Promise(requestAnimationFrame);
  }
  return [...names].sort(([a], [b]) => a - b).flatMap(([, name]) => name ?? []);
}

/** The panel is live: an event that WWE posts now becomes a row. */
export async function expectLive(messages: Messages, ticks: Ticks): Promise<void> {
  const name = await ticks.post(1);
  await messages.filter(`event:${name}`);
  await expect(messages.row(name)).toHaveCount(1);
}

/**
 * Ends the ticks and holds the panel against them: live, no tick lost, none twice, none made up, those of each document
 * in order; nothing lost, dropped or incomplete in the status bar; no error in the panel, no word in the page's console.
 * (The demo page's client logs more: open it with `client: 'debug=off'`.)
 *
 * In Firefox the goodbye of a frame may be lost though nothing else is: the panel then says that something may be missing.
 *
 * @param options `says`: what the page itself may say in its console
 */
export async function expectAll(panel: Panel, ticks: Ticks, { says }: { readonly says?: RegExp } = {}): Promise<void> {
  await ticks.stop();
  await expectLive(await Messages.open(panel), ticks);
  await expectHeard(panel, ticks, { last: await ticks.last(), ...(says && { says }) });
}

/** The same where WWE's window is gone, and the panel cannot be live. @param options `last`: the last tick that was posted */
export async function expectHeard(
  panel: Panel,
  ticks: Ticks,
  { says, last }: { readonly says?: RegExp; readonly last?: string } = {},
): Promise<void> {
  const messages = await Messages.open(panel);
  const heard = await ticks.heard();
  await messages.filter(`event:${ticks.stream}*`);
  // What a document left behind when it went may come by another way than what followed it. It is counted until it is
  // there, and read once: to read thousands of rows takes a busy computer longer than an expectation is waited for.
  const hasAll = await messages.reaches(heard.length);
  const rows = await panel.frame.evaluate(namesInTable);
  const places = new Map(rows.map((name, place) => [name, place]));
  expect(
    heard.filter(({ name }) => !places.has(name)),
    'lost',
  ).toEqual([]);
  expect(hasAll, 'counted').toBe(true);
  expect(
    rows.filter((name, place) => places.get(name) !== place),
    'twice',
  ).toEqual([]);
  expect(
    rows.filter((name) => !name.startsWith(ticks.stream) || (last !== undefined && name > last)),
    'never posted',
  ).toEqual([]);
  for (const document of new Set(heard.map((one) => one.document))) {
    const names = heard.flatMap((one) => (one.document === document ? [one.name] : []));
    expect(
      [...names].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0)),
      'in order',
    ).toEqual(names);
  }
  expect(await panel.status.innerText()).not.toMatch(
    test.info().project.name.includes('firefox') ? /\b(lost|dropped)\b/ : /\b(lost|dropped|incomplete)\b/,
  );
  expect(panel.window.problems()).toEqual([]);
  expect(ticks.tab.said().filter((text) => !LOGGED.test(text) && !says?.test(text))).toEqual([]);
}
