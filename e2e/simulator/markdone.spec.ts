import { expect, test } from './support.ts';

test('Done is held back by a page; it goes through once the page lets it, or must be pressed again', async ({
  desktop,
}) => {
  const { page } = desktop;
  for (const completes of [true, false]) {
    await desktop.open({}, { unblockCompletesDone: completes });
    await desktop.pick('More…', 'With details…');
    await page.getByLabel('Who').fill('Robin Sample');
    await page.getByRole('dialog').getByLabel('User data').fill('{"FormRequired": "yes"}');
    await desktop.press('Let it in', 'Answer', 'Release');
    await expect(page.getByText('Mark done is blocked by the embedded page.')).toBeVisible();
    await desktop.press('Done');
    const warning = page.getByRole('alertdialog', { name: 'Interaction 1 cannot be marked done yet' });
    await expect(warning).toContainText('The order form is not saved yet.');
    await warning.getByRole('button', { name: 'Close' }).click();
    await expect(warning).toHaveCount(0);
    await expect(desktop.bar('1')).toContainText('blocked');
    await desktop.client().getByRole('button', { name: 'Save form' }).click();
    if (!completes) {
      await expect(desktop.bar('1')).not.toContainText('blocked');
      await desktop.press('Done');
    }
    await expect(desktop.bar('1')).toHaveCount(0);
    const last = async () => (await desktop.heard()).map(({ eventType }) => eventType).slice(-2);
    await expect.poll(last).toEqual(['MARK_DONE', 'REMOVED']);
    const pressed = await desktop
      .client()
      .locator('html')
      .evaluate(() => (window.wwePage?.handlerCalls ?? []).filter(({ event }) => event === 'markdone').length);
    expect(pressed, 'markdone events').toBe(1);
  }
});
