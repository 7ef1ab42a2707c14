import { expect, test } from './support/fixtures.ts';
import { Messages } from './support/messages.ts';
import { serveOrders } from './support/orders-page.ts';
import { Wwe } from './support/wwe.ts';

test('a page of one’s own: a request is one row with everything about it, and so is an event', async ({
  openTab,
  openPanelOf,
  simulator,
  unknowns,
}) => {
  const page = await serveOrders(simulator, unknowns);
  const wwe = new Wwe(await openTab());
  await wwe.tab.goto(page.desktop);
  const messages = await Messages.open(await openPanelOf(wwe.tab));
  await expect(messages.cell(messages.row('subscribe'), 'status')).toContainText('ok');
  const id = await wwe.ring();
  await wwe.client().getByRole('button', { name: 'Load order' }).click();

  const row = messages.row('interaction.getByInteractionId');
  await expect(messages.cell(row, 'status')).toHaveText('ok');
  await expect(messages.cell(row, 'direction')).toHaveText('out');
  await expect(messages.cell(row, 'interaction')).toHaveText(id);
  await expect(messages.cell(row, 'latency')).toContainText(/^\d+ m?s$/);
  await expect(messages.cell(row, 'client')).toHaveText('1 · Own page');
  await expect(messages.cell(row, 'initiator')).toHaveText('orders.js:3');
  await expect(messages.cell(row, 'seen')).toHaveText('WWE · client · probe');
  await expect(await messages.open(row, 'Payload')).toContainText(/interactionId\W*1/);
  await expect(await messages.tab('Answer')).toContainText(/errorMessage|data/);
  const timing = await messages.tab('Timing');
  for (const step of ['The page called', 'Arrived in WWE', 'Answer reached the client', 'Ran: success callback'])
    await expect(timing).toContainText(step);
  const initiator = await messages.tab('Initiator');
  await expect(initiator.locator('li.is-caller')).toContainText(/loadOrder .*orders\.js:3/);
  expect(await initiator.innerText()).not.toMatch(/extension:|anonymous|probe/);
  const callbacks = (await messages.tab('Handlers')).getByRole('row');
  await expect(callbacks).toHaveCount(2);
  await expect(callbacks.nth(1)).toContainText(/success callback.*\d m?s.*returned/);

  await wwe.act('answer', id);
  await wwe.act('hold', id);
  await messages.filter('event:interaction');
  const told = () => wwe.client().evaluate(() => Reflect.get(window, 'heard') as [string, string | null, string][]);
  await expect.poll(async () => (await told()).at(-1)?.[2]).toBe('HELD');
  const heard = await told();
  await expect(messages.rows).toHaveCount(heard.length);
  const rows = await messages.read();
  expect(rows.map(({ cells }) => cells.name)).toEqual(heard.map(([type]) => `${type} interaction`));
  expect(rows.map(({ cells }) => cells.interaction)).toEqual(heard.map(([, about]) => about ?? '—'));
  for (const [index, [, , state]] of heard.entries()) {
    await expect(messages.cell(messages.rows.nth(index), 'status')).toContainText(/handled in \d/);
    if (state === 'HELD') await expect(messages.rows.nth(index)).toContainText('handler threw');
    else await expect(messages.rows.nth(index)).not.toContainText('threw');
  }
  const handler = (await messages.open(messages.rows.nth(heard.length - 1), 'Handlers')).getByRole('row').nth(1);
  await expect(handler).toContainText(/onInteraction #0.*\d m?s.*threw: RangeError: No order can be held/);
  await expect(await messages.tab('Payload')).toContainText('HELD');
  await page.close();
});

test('every service of the library is called: one row each, as the page was told of it, in the order of the wire', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({ query: { client: 'debug=off' } });
  const messages = await Messages.open(await openPanelOf(wwe.tab));
  const id = await wwe.ring();
  // At once, and without waiting: what WWE leaves unanswered stays open.
  const called = await wwe.client().evaluate((interaction) => {
    const service = Object(Reflect.get(window, 'service'));
    const outcomes: Record<string, string> = {};
    Reflect.set(window, 'outcomes', outcomes);
    for (const [namespace, methods] of Object.entries(service)) {
      if (typeof methods !== 'object' || methods === null) continue;
      for (const [method, call] of Object.entries(methods)) {
        const name = `${namespace}.${method}`;
        const end = (word: string) => () => {
          outcomes[name] = word;
        };
        outcomes[name] = 'pending';
        const given = [interaction, 'a', 'b', 'c', 'd', 'e'];
        // How many parameters a method takes, its own message tells: none is there before the callbacks.
        const { sendMessage } = service;
        let count = 0;
        service.sendMessage = ({ parameters }: { parameters?: unknown[] }) => {
          count = parameters?.length ?? 0;
        };
        call(...given);
        service.sendMessage = sendMessage;
        call(...given.slice(0, count), end('ok'), end('failed'));
      }
    }
    return Object.keys(outcomes);
  }, id);
  expect(called.length).toBeGreaterThan(50);
  const sent = async () => (await wwe.requests()).filter((name) => name !== 'subscribe');
  await expect.poll(sent).toEqual(called);
  // The last one is answered after all others.
  await wwe.call('agent.get');
  const outcomes = await wwe.client().evaluate(() => Reflect.get(window, 'outcomes') as Record<string, string>);

  await messages.filter('is:request -subscribe');
  await messages.passing(called.length + 1);
  // Its answer came last: what the page was told is all here, and each row is what it will be.
  const last = messages.frame.locator('.message-list .table-body > [data-name="agent.get"]:last-child');
  await expect(messages.cell(last, 'status')).toContainText('ok');
  await messages.passing(called.length + 1);
  const rows = (await messages.read()).slice(0, -1);
  expect(rows.map(({ name }) => name)).toEqual(called);
  for (const { name, cells } of rows) {
    expect(cells.status?.split(' ')[0], name).toBe(outcomes[name]);
    if (outcomes[name] !== 'pending') expect(cells.latency, name).toMatch(/^\d+ m?s$/);
    expect(cells.status, name).not.toContain('unknown name');
    expect(cells.seen, name).toContain('WWE');
  }
});
