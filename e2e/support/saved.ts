/** Sessions on the disk. */
import { expect } from './expect.ts';
import type { Panel } from './panel.ts';

/** Switches saving on in the settings, and waits until it has begun. */
export async function switchSavingOn(panel: Panel): Promise<void> {
  await panel.button('Settings').click();
  const settings = panel.frame.getByRole('dialog', { name: 'Settings', exact: true });
  await settings.getByLabel('Save sessions on this computer').check();
  await panel.window.press('Escape');
  await expect(settings).toHaveCount(0);
  await expect(panel.frame.locator('.status').getByRole('button', { name: 'Saving', exact: true })).toBeVisible();
}
