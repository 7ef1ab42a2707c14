import { readFile } from 'node:fs/promises';
import { expect, partOf, test } from './support.ts';

test('settings are found, changed, refused, saved, reset and loaded, with keys and on the wire', async ({
  desktop,
}) => {
  const { page, desk } = desktop;
  const drawer = page.getByRole('dialog', { name: 'Settings' });
  const filter = page.getByLabel('Filter the settings');
  await desktop.open();
  await desktop.press('New call', 'Answer');
  await desktop.button('Settings').focus();
  await page.keyboard.press('Enter');
  await expect(filter).toBeFocused();
  await expect(drawer).toContainText('all at their defaults');

  await page.keyboard.type('voidAnswer');
  await expect(drawer.locator('[data-setting]')).toHaveCount(1);
  await drawer.getByLabel('voidAnswer', { exact: true }).selectOption('true');
  expect(partOf(await desktop.call('interaction.setUserData', '1', { A: 1 }), 'value')).toMatchObject({ data: true });

  await filter.fill('blockTimeoutMs');
  const timeout = drawer.getByLabel('blockTimeoutMs', { exact: true });
  await timeout.fill('soon');
  await page.keyboard.press('Tab');
  await expect(drawer.getByRole('alert')).toHaveText('This must be a number.');
  await timeout.fill('1');
  await page.keyboard.press('Tab');
  await expect(drawer.getByRole('alert')).toHaveCount(0);
  await desktop.call('interaction.blockMarkdone', '1', 'For a moment.');
  await expect.poll(async () => (await desk.state()).cases[0]?.interactions[0]?.blocked).toBeNull();

  await filter.fill('errorTexts');
  const texts = drawer.getByLabel('errorTexts', { exact: true });
  await texts.fill('{"agent.get": ');
  await page.keyboard.press('Tab');
  await expect(drawer.getByRole('alert')).toContainText('This is not JSON');
  await expect(texts).toHaveValue('{"agent.get": ');
  await texts.fill('{"agent.get": "Not today"}');
  await page.keyboard.press('Tab');
  await expect(drawer).toContainText('3 changed');
  const refused = await desktop.call('agent.get');
  expect(refused).toMatchObject({ ok: false, value: { errorMessage: 'Not today' } });

  const saving = page.waitForEvent('download');
  await desktop.press('Save file');
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('wwe-settings.json');
  const text = await readFile(await saved.path(), 'utf8');
  expect(JSON.parse(text)).toEqual({ voidAnswer: 'true', blockTimeoutMs: 1, errorTexts: { 'agent.get': 'Not today' } });
  await desktop.press('Reset all');
  await expect(drawer).toContainText('all at their defaults');
  expect(await desktop.call('agent.get')).toMatchObject({ ok: true });

  const load = (name: string, content: string) =>
    drawer.getByLabel('Load file').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  await load('wrong.json', '{"voidAnswers": 1}');
  await expect(drawer.getByRole('status')).toContainText('wrong.json: There is no setting "voidAnswers"');
  await load('mine.json', text);
  await expect(drawer.getByRole('status')).toContainText('mine.json is loaded.');
  await expect(drawer).toContainText('3 changed');
  expect(await desktop.call('agent.get')).toMatchObject({ ok: false });

  await filter.focus();
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await expect(desktop.button('Settings')).toBeFocused();
});
