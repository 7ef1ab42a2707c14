import { Desktop, expect, test } from './support.ts';

test('a client in a pop-up and one around WWE are answered; another desktop is not touched', async ({
  desktop,
  simulator,
  context,
}) => {
  const { page, desk } = desktop;
  const other = new Desktop(await context.newPage(), simulator.desk('untouched'));
  await other.open();
  await desktop.open({ clients: '2' });
  // A page behind another one draws seldom, and clicks wait for it.
  await page.bringToFront();

  const opening = page.waitForEvent('popup');
  await desktop.press('Open pop-up');
  const popup = await opening;
  await desk.waitForMessage({ event: 'subscribe', frame: 'popup-0' });
  await page.bringToFront();
  await desktop.press('New call', 'Answer');
  const inPopup = () => popup.evaluate(() => window.wwePage?.handlerCalls.at(-1)?.message);
  await expect.poll(inPopup).toMatchObject({ data: { interaction: { state: 'TALKING' } } });
  expect(await popup.evaluate(() => window.wwePage?.call('interaction.getInteractions'))).toMatchObject({ ok: true });
  for (const n of [1, 2]) await expect.poll(async () => (await desktop.heard(n)).at(-1)?.state).toBe('TALKING');
  await desktop.pick('WWE…', 'Remove the last client frame');
  await expect(page.locator('iframe')).toHaveCount(1);

  expect((await other.desk.state()).cases).toEqual([]);
  expect(await other.heard()).toEqual([]);
  expect((await other.desk.received()).map(({ frame }) => frame)).not.toContain('popup-0');
});

test('the reverse embedding: a page around WWE, the agent inside of it', async ({ page, simulator }) => {
  await page.goto(`http://127.0.0.1:${simulator.port}/reverse/`);
  const wwe = page.frameLocator('iframe[title="WWE"]');
  await wwe.getByRole('button', { name: 'New call', exact: true }).click();
  await wwe.getByRole('button', { name: 'Answer', exact: true }).click();
  const states = () =>
    page.evaluate(() => (window.wwePage?.handlerCalls ?? []).map(({ message }) => JSON.stringify(message)));
  await expect.poll(async () => (await states()).at(-1)).toContain('"TALKING"');
  expect(await page.evaluate(() => window.wwePage?.call('interaction.getInteractions'))).toMatchObject({ ok: true });
});
