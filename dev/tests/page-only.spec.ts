/** `npm run dev -- --page-only`: what is saved is on the screen, and nobody has to reload the page. */
import { expect, test } from '@playwright/test';
import { findBrowser, thisSystem } from '../../scripts/setup/browser.mjs';
import { copyRepository, startCommand } from './repository.ts';

const executablePath = findBrowser(thisSystem());
test.use({
  launchOptions: {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  },
});

const TOOLBAR = 'src/panel/shell/Toolbar.tsx';

test('the panel lists the calls of the simulator beside it, and shows what is edited', async ({ page }) => {
  const repository = await copyRepository();
  const command = startCommand(repository, ['--page-only', '--headless']);
  try {
    const [url = ''] = /http:\S+/.exec(await command.line(/^The panel beside the simulator: http/)) ?? [];
    await page.goto(url);
    const panel = page.frameLocator('#panel');
    const button = (name: string) => panel.getByRole('button', { name, exact: true });
    const messages = panel.getByRole('tab', { name: 'Messages' });
    await expect(panel.locator('[role=row][data-interaction="1"]')).toContainText('voice');

    // The panel's document is loaded anew, the simulator is not.
    const stays = await page.frameLocator('#simulator').locator('body').elementHandle();
    await repository.replace('public/_locales/en/messages.json', '"message": "Clear"', '"message": "Wipe"');
    await expect(button('Wipe')).toBeVisible();
    await expect(panel.locator('[role=row][data-interaction="1"]')).toContainText('voice');
    expect(await stays?.evaluate((body) => body.isConnected)).toBe(true);

    // A component is exchanged: the view that was chosen stays.
    await messages.click();
    await repository.replace(TOOLBAR, "{t('record')}", '"Tape"');
    await expect(button('Tape')).toBeVisible();
    await expect(messages).toHaveAttribute('aria-selected', 'true');

    await repository.replace(TOOLBAR, 'export function Toolbar', 'export functio Toolbar');
    await expect(page.locator('vite-error-overlay')).toContainText('Toolbar.tsx');
    await command.line(/cannot be built/);
    await repository.replace(TOOLBAR, 'export functio Toolbar', 'export function Toolbar');
    await repository.replace(TOOLBAR, 'Tape', 'Reel');
    await expect(button('Reel')).toBeVisible();
    await expect(page.locator('vite-error-overlay')).toHaveCount(0);
    expect(await command.interrupt()).toBe(0);
  } finally {
    await command.interrupt();
    await repository.remove();
  }
});
