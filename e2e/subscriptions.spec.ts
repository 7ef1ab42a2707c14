import { expect, test } from './support/fixtures.ts';
import { Messages } from './support/messages.ts';

/** A page that says nothing by itself. */
const QUIET = { client: 'subscribe=none&debug=off' } as const;

test('who is subscribed to what: the last one of a name wins, equal texts are told, what is left is said', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({ query: QUIET, settings: { unknownEventName: 'accept' } });
  const messages = await Messages.open(await openPanelOf(wwe.tab));
  const pane = await messages.subscriptions();
  await expect(pane).toContainText('No subscription is active, as far as seen.');
  await wwe.client().evaluate(() => {
    const service = Object(Reflect.get(window, 'service'));
    const heard: string[] = [];
    const second = () => void heard.push('second');
    const alike = (name: string) =>
      function same() {
        heard.push(name);
      };
    Object.assign(window, { heard, second });
    service.subscribe(['interaction', 'agent'], function first() {
      heard.push('first');
    });
    service.subscribe('interaction', second);
    service.subscribe('media', alike('media'));
    service.subscribe('markdone', alike('markdone'));
    // A typo, which this WWE confirms like any other name.
    service.subscribe('interactions', function typo() {});
  });
  await wwe.subscribed();
  const rows = pane.locator('tbody').getByRole('row');
  await expect(rows).toHaveCount(6);
  // By the time of WWE's answer.
  await expect(rows.nth(0)).toContainText(/^interaction.*first #0.*replaced since .* by second #1.*left at the server/);
  await expect(rows.nth(1)).toContainText(/^agent.*first #0.*confirmed by WWE, 0 events so far/);
  await expect(rows.nth(2)).toContainText(/^interaction.*second #1.*confirmed by WWE, 0 events so far/);
  await expect(rows.nth(3)).toContainText(/^media.*same #2.*confirmed by WWE/);
  await expect(rows.nth(4)).toContainText(/^markdone.*same #3.*confirmed by WWE.*same source text as handler #2/);
  await expect(rows.nth(5)).toContainText(/^interactions.*0 events so far.*unknown name.*Did you mean interaction\?/);

  const id = await wwe.ring();
  const heard = () => wwe.client().evaluate(() => Reflect.get(window, 'heard') as string[]);
  await expect.poll(async () => (await heard()).length).toBeGreaterThan(0);
  expect(new Set(await heard())).toEqual(new Set(['second']));
  await expect(rows.nth(2)).toContainText(/^interaction.*second #1.*gets the events: \d+ so far/);
  await expect(messages.cell(messages.row('interaction').first(), 'status')).toContainText('handler replaced');
  const handlers = await messages.open(messages.row('interaction').first(), 'Handlers');
  await expect(handlers).toContainText('second #1');
  await expect(handlers).toContainText('Not called: first #0');

  // The library forgets the name with the handler: from here on nobody hears it, though the first one is still at WWE.
  await wwe.client().evaluate(() => Object(Reflect.get(window, 'service')).unsubscribe(Reflect.get(window, 'second')));
  await wwe.subscribed();
  const before = (await heard()).length;
  await wwe.act('answer', id);
  await messages.subscriptions();
  await expect(rows).toHaveCount(5);
  await expect(rows.nth(0)).toContainText(/^interaction.*first #0.*left at the server/);
  await messages.filter('type:ESTABLISHED');
  // A handler's run is told of a moment after the event: that none ran is said once the page has heard something later.
  await expect
    .poll(async () => {
      await wwe.call('agent.get');
      return messages.cell(messages.row('interaction').first(), 'status').innerText();
    })
    .toContain('no handler');
  expect((await heard()).length).toBe(before);
  await expect(messages.row('interaction')).toHaveCount(1);
});

test('an event before WWE has confirmed its subscription is lost to the page, and is shown as that', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({ query: QUIET, settings: { silentServices: ['*'], frameAnnounce: 'off' } });
  const messages = await Messages.open(await openPanelOf(wwe.tab));
  const reference = await wwe.client().evaluate(() => {
    const service = Object(Reflect.get(window, 'service'));
    const { sendMessage } = service;
    let id: unknown;
    service.sendMessage = (...given: unknown[]) => {
      id = sendMessage(...given);
    };
    service.subscribe(['interaction'], function onInteraction() {});
    service.sendMessage = sendMessage;
    return String(id);
  });
  await expect.poll(() => wwe.requests()).toEqual(['subscribe']);
  const post = (message: object) =>
    wwe.tab.evaluate((data) => void window.wweSimulator?.postRaw(0, data), {
      userAgent: 'WWE Server',
      protocolVersion: 2,
      ...message,
    });
  const event = (eventType: string) =>
    post({ event: 'interaction', data: { eventType, interaction: { interactionId: '1', state: 'RINGING' } } });
  await event('ADDED');
  await post({ referenceId: reference, subscriptionId: 7 });
  await event('RINGING');
  await expect(messages.rows).toHaveCount(3);
  const [subscribe, early, heard] = [0, 1, 2].map((place) => messages.rows.nth(place));
  if (!subscribe || !early || !heard) throw new Error('There are three rows.');
  await expect(messages.cell(subscribe, 'name')).toHaveText('subscribe interaction');
  await expect(messages.cell(subscribe, 'status')).toHaveText('ok');
  await expect(messages.cell(early, 'name')).toHaveText('ADDED interaction');
  await expect(messages.cell(early, 'status')).toHaveText('before subscription');
  await expect(messages.cell(heard, 'name')).toHaveText('RINGING interaction');
  await expect(messages.cell(heard, 'status')).toContainText(/^ ?handled in /);
  await expect(await messages.open(early, 'Handlers')).toContainText('It came before WWE had confirmed');
  await expect(await messages.open(heard, 'Handlers')).toContainText('onInteraction #0');
  await expect(await messages.subscriptions()).toContainText('subscription id 7');
});
