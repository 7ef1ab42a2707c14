import { expect, test } from './support/fixtures.ts';
import { Messages } from './support/messages.ts';

test('several clients: in frames of their own, each row names its client; in one window, equal ids are not mixed up', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({
    query: { client: 'subscribe=none&debug=off', clients: '2' },
    settings: { silentServices: ['media.getMediaList', 'voice.hold', 'voice.resume'], frameAnnounce: 'off' },
  });
  const panel = await openPanelOf(wwe.tab);
  const messages = await Messages.open(panel);
  const status = (name: string, nth = 0) => messages.cell(messages.row(name).nth(nth), 'status');

  // Both frames begin to count at "0".
  await wwe.client(0).evaluate(() => window.wwePage?.call('agent.get'));
  await wwe.client(1).evaluate(() => window.wwePage?.call('agent.getState'));
  await expect(status('agent.get')).toHaveText('ok');
  await expect(status('agent.getState')).toHaveText('ok');
  await expect(messages.cell(messages.row('agent.get'), 'client')).toContainText('Customer page 1');
  await expect(messages.cell(messages.row('agent.getState'), 'client')).toContainText('Customer page 2');
  const picker = panel.frame.getByLabel('Client', { exact: true });
  for (const [number, name] of [
    ['1', 'agent.get'],
    ['2', 'agent.getState'],
  ] as const) {
    await messages.filter(`client:${number}`);
    await expect(messages.rows).toHaveCount(1);
    await expect(messages.row(name)).toHaveCount(1);
  }
  await messages.filter('');
  const second = await picker.locator('option').nth(2).getAttribute('value');
  await picker.selectOption(second ?? '');
  await expect(messages.rows).toHaveCount(1);
  await expect(messages.row('agent.getState')).toHaveCount(1);
  await picker.selectOption('');
  await expect(messages.rows).toHaveCount(2);

  // Two more clients in the first frame's window: each counts from "0", and the first that waits takes the first answer.
  await wwe.client(0).evaluate(() => {
    const heard: string[] = [];
    const make = () => Object(Reflect.construct(Object(Reflect.get(window, 'ServiceClientAPI')), []));
    const send = (client: object, request: string) =>
      Object(client).sendMessage(
        { request },
        () => heard.push(request),
        () => heard.push(`no ${request}`),
      );
    const [one, other, third] = [make(), make(), make()];
    Object.assign(window, { heard, send, third });
    send(one, 'media.getMediaList');
    send(other, 'voice.hold');
  });
  await expect.poll(() => wwe.requests()).toHaveLength(4);
  const answer = (data: string) =>
    wwe.tab.evaluate((message) => void window.wweSimulator?.postRaw(0, message), {
      userAgent: 'WWE Server',
      protocolVersion: 2,
      referenceId: '0',
      data,
    });
  const heard = () => wwe.client(0).evaluate(() => Reflect.get(window, 'heard'));
  // WWE's answers to these two cannot be told apart: each of them says so.
  await panel.frame.locator('.status-connection').click();
  await expect(panel.frame.getByRole('dialog')).toContainText('2 requests of the page at top/0 were open at once');
  await panel.button('Show them in Messages').click();
  await expect(panel.frame.getByRole('dialog')).toHaveCount(0);
  await expect(messages.rows).toHaveCount(2);
  await messages.filter('');
  await answer('first');
  await expect.poll(heard).toEqual(['media.getMediaList']);
  await expect(status('media.getMediaList')).toHaveText(/^ok\s*id shared$/);
  await expect(status('voice.hold')).toContainText('pending');
  await answer('second');
  await expect.poll(heard).toEqual(['media.getMediaList', 'voice.hold']);
  await expect(status('voice.hold')).toHaveText(/^ok\s*id shared$/);
  // What came before a request is not its answer, whatever its id; no pause tells the two apart.
  const isThere = wwe.client(0).evaluate(
    () =>
      new Promise<void>((resolve) => {
        window.addEventListener('message', ({ data }) => data.data === 'third' && resolve());
        document.documentElement.dataset.waits = 'for the third';
      }),
  );
  await expect(wwe.client(0).locator('[data-waits]')).toHaveCount(1);
  await answer('third');
  await isThere;
  await wwe.client(0).evaluate(() => Reflect.get(window, 'send')(Reflect.get(window, 'third'), 'voice.resume'));
  await expect(status('voice.resume')).toContainText('pending');
  await expect(messages.rows).toHaveCount(5);
  await expect(messages.frame.getByRole('grid', { name: 'Messages' })).toContainText('answered twice');
  expect(await heard()).toEqual(['media.getMediaList', 'voice.hold']);
});
