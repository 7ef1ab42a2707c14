/** Recordings in a tab: the extension's own page, and the static one. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { serveViewer } from '../../scripts/view/server.mjs';
import { inChromium } from '../support/chromium.ts';
import { expect, test } from '../support/fixtures.ts';
import { dropFile } from '../support/recordings.ts';

const FILE = resolve('src/recording/testdata/version-1.ndjson');

test('a recording that the panel shows opens in a tab of its own; the static page shows the same, and asks nobody', async ({
  openTab,
  openPanelOf,
}) => {
  const panel = await openPanelOf(await openTab());
  await dropFile(panel, 'version-1.ndjson', readFileSync(FILE));
  const { context } = inChromium(panel.window);
  const opened = context.waitForEvent('page');
  await panel.button('Open in a tab').click();
  const tab = await opened;
  await expect(tab.getByRole('region', { name: 'Recording, not live' })).toContainText('version-1.ndjson');
  await expect(tab.locator('[data-interaction]')).toContainText('TALKING');
  // Who forgets everything in a panel means the tab, too.
  await panel.button('Settings').click();
  await panel.button('Forget everything…').click();
  await panel.button('Forget everything now').click();
  await expect(tab.getByRole('main')).toContainText('Drop the file of a recording here');
  await tab.close();

  const { url, stop } = await serveViewer({ dir: resolve('dist/viewer'), file: FILE, port: 0 });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => void asked.push(request.url()));
  await page.goto(url);
  await expect(page.locator('[data-interaction]')).toContainText('TALKING');
  await page.getByRole('tab', { name: 'Messages' }).click();
  await expect(page.getByRole('row', { name: 'interaction.blockMarkdone' })).toContainText('ok');
  expect(asked.filter((address) => !address.startsWith(url))).toEqual([]);
  await page.getByRole('button', { name: 'Close recording' }).click();
  await expect(page.getByRole('main')).toContainText('Drop the file of a recording here');
  await page.close();
  await stop();
});
