import { connectSimulator } from 'wwe-devtools/simulator';
import { servePage } from './own-pages.ts';
import { expect, test } from './support.ts';

test('the control from Node.js: waiting, refusals in words, a desktop that closes in mid-call', async ({
  desktop,
  simulator,
}) => {
  const { desk, page } = desktop;
  await desktop.open();
  const blocking = desk.waitForMessage({ request: 'interaction.blockMarkdone' });
  const id = await desk.ring();
  await desk.answer(id);
  await desktop.call('interaction.blockMarkdone', id, 'Wait');
  const { message, frame, index } = await blocking;
  expect({ message, frame }).toMatchObject({ message: { parameters: [id, 'Wait'] }, frame: 'frame-0' });
  const none = desk.waitForMessage({ request: 'interaction.blockMarkdone' }, { after: index, timeoutMs: 20 });
  await expect(none).rejects.toThrow('No message with request "interaction.blockMarkdone" came within 20 ms.');
  await expect(desk.settings({ delivery: 'double' })).rejects.toThrow('There is no setting "delivery"');
  await expect(desk.settings({ lossPercent: 200 })).rejects.toThrow('must be a number from 0 to 100');
  await expect(desk.scenario.load('calm-dya')).rejects.toThrow('There is no scenario "calm-dya"');
  await expect(desk.ring({ medium: 'chat', state: 'TALKING' })).rejects.toThrow('A chat cannot begin in state TALKING');
  expect(await desk.hold('99')).toBe(false);

  const { url, token } = simulator;
  await expect(connectSimulator({ url, token: `${token}x` })).rejects.toThrow('it does not know this token');
  const elsewhere = await connectSimulator({ url, token });
  const same = elsewhere.desk(new URL(desk.url).searchParams.get('desk') ?? '');
  expect((await same.state()).cases).toEqual([expect.objectContaining({ id: expect.anything() })]);
  elsewhere.close();
  await expect(same.state()).rejects.toThrow('has ended');

  const never = expect(desk.waitForMessage({ request: 'voice.dial' })).rejects.toThrow('was closed or loaded anew');
  await page.close();
  await never;
  await expect(desk.ready(20)).rejects.toThrow(`No browser has opened ${desk.url} within 0.02 s.`);
});

test('no page can drive the desktop: neither one of another site nor the one embedded in it', async ({
  desktop,
  simulator,
  context,
  mayComplain,
}) => {
  mayComplain(/control/);
  const { desk } = desktop;
  await desktop.open();
  const own = await servePage({ body: 'Another site' });
  const foreign = await context.newPage();
  await foreign.goto(own.url);
  const name = new URL(desk.url).searchParams.get('desk') ?? '';
  for (const host of ['localhost', '127.0.0.1']) {
    const address = `ws://${host}:${simulator.port}/control?desk=${name}`;
    for (const place of [foreign.locator('html'), desktop.client().locator('html')]) {
      const outcome = await place.evaluate(
        (_, [at, call]) =>
          new Promise<string>((resolve) => {
            const socket = new WebSocket(at);
            socket.onopen = () => {
              resolve('open');
              socket.send(call);
            };
            socket.onerror = () => resolve('refused');
          }),
        [address, JSON.stringify({ id: 1, desk: name, call: 'ring', given: [[]] })] as const,
      );
      expect(outcome, address).toBe('refused');
    }
  }
  expect((await desk.state()).cases).toEqual([]);
  await own.close();
});
