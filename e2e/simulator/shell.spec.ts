import { callIn, expect, partOf, test } from './support.ts';

const MARKUP = '<img src="x" onerror="window.broken = true">';
const PICTURE = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

test('toasts, dialogs and views of pages: shown as text, closed by the agent or by the page itself', async ({
  desktop,
  simulator,
}) => {
  const { page, desk } = desktop;
  await desktop.open();
  const dataOf = async (name: string, ...parameters: unknown[]) => {
    const outcome = await desktop.call(name, ...parameters);
    expect(outcome).toMatchObject({ ok: true });
    return String(Reflect.get(partOf(outcome, 'value'), 'data'));
  };
  const texts = { title: MARKUP, subject: MARKUP, message: MARKUP, keyValues: { [MARKUP]: MARKUP } };
  const toast = {
    ...texts,
    buttons: ['Take it', MARKUP],
    iconUrl: 'javascript:window.broken=1',
    sendToMyMessage: true,
  };
  const first = await dataOf('system.popupToast', toast);
  const hostile = page.getByRole('article', { name: MARKUP });
  await expect(hostile.getByText(MARKUP)).toHaveCount(6);
  await expect(hostile.locator('img')).toHaveCount(0);
  const id = await dataOf('system.popupToast', { title: 'Plain', iconUrl: PICTURE });
  const plain = page.getByRole('article', { name: 'Plain' });
  await expect(plain.locator('img')).toHaveAttribute('src', PICTURE);
  await hostile.getByRole('button', { name: 'Take it' }).click();
  await expect(hostile).toHaveCount(0);
  const heard = () =>
    desktop
      .client()
      .locator('html')
      .evaluate(() => window.wwePage?.texts);
  await expect.poll(heard).toEqual([expect.stringContaining(first)]);
  await desktop.press(`Close toast ${id}`);
  await expect(page.getByRole('article')).toHaveCount(0);

  await dataOf('system.updateViewInApplicationMenuBar', { name: 'crm', label: MARKUP, tooltip: MARKUP, iconUrl: 'x' });
  const views = page.getByRole('list', { name: 'Views of embedded pages' });
  await expect(views).toHaveText(MARKUP);
  await expect(views.locator('img')).toHaveCount(0);
  await dataOf('system.closeViewInApplicationMenuBar', 'crm');
  await expect(views).toHaveCount(0);

  const url = `http://127.0.0.1:${simulator.port}/client/?subscribe=none&frame=of%20$Dialog.Id$`;
  const dialogId = await dataOf('system.openDialog', url, { label: MARKUP, width: '400px', height: '300px' });
  const dialog = page.getByRole('dialog', { name: MARKUP });
  const inside = dialog.frameLocator('iframe');
  await expect(inside.getByRole('heading', { level: 1 })).toHaveText(`Customer page of ${dialogId}`);
  // WWE may have closed the dialog, and with it the page, before the page hears the answer.
  void callIn(inside, 'system.closeDialog', dialogId).catch(() => undefined);
  await desk.waitForMessage({ request: 'system.closeDialog' });
  await expect(dialog).toHaveCount(0);

  await desk.ring({ party: MARKUP, userData: { [MARKUP]: MARKUP } });
  await desktop.press('Answer', 'Release');
  await desktop.call('interaction.blockMarkdone', '1', MARKUP);
  await desktop.press('Done');
  await expect(page.getByRole('alertdialog').getByText(MARKUP, { exact: true })).toBeVisible();
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
  expect(await page.evaluate(() => Reflect.get(window, 'broken'))).toBeUndefined();
});
