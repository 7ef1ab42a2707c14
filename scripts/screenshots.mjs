// @ts-check
/** `npm run screenshots`: takes the README's pictures anew, of the panel and of the simulator on a calm day. */
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newPage, openBrowser, openPanel } from './devtools.mjs';
import { EXTENSION_DIR, ensureBuilt } from './setup/build.mjs';
import { runMain, say } from './setup/say.mjs';
import { setUp } from './setup/setup.mjs';
import { startSimulator } from './setup/simulator.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const FOLDER = join(ROOT, 'docs', 'screenshots');

/** File, theme, size in CSS px, the interaction to open, the tab of its details. */
const PICTURES = /** @type {const} */ ([
  { file: 'interactions.png', theme: 'light', width: 1200, height: 640, id: '4', tab: 'State' },
  { file: 'user-data.png', theme: 'dark', width: 1200, height: 640, id: '4', tab: 'User data' },
  { file: 'mark-done.png', theme: 'light', width: 600, height: 720, id: '1', tab: 'Mark done' },
]);

await runMain(async () => {
  process.chdir(ROOT);
  const executablePath = await setUp(ROOT);
  await ensureBuilt(ROOT);
  await mkdir(FOLDER, { recursive: true });
  const simulator = await startSimulator(ROOT);
  const extensionDir = join(ROOT, EXTENSION_DIR);
  const { context, close } = await openBrowser({ extensionDir, executablePath, headless: true, dock: 'undocked' });
  try {
    const page = await newPage(context);
    await page.goto(new URL('?scenario=calm-day&seed=7', simulator.url).href);
    const { devtools, panel } = await openPanel(context, page);
    // The scenario's opening is complete when the consultation is connected.
    await panel.locator('[data-interaction="5"]', { hasText: 'TALKING' }).waitFor();
    await panel.locator('[data-interaction="6"]').waitFor();
    for (const { file, theme, width, height, id, tab } of PICTURES) {
      await devtools.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await devtools.setViewportSize({ width, height });
      await panel.locator(`[data-interaction="${id}"]`).click();
      await panel.getByRole('tab', { name: tab, exact: true }).click();
      await panel.locator(`html[data-theme="${theme}"]`).waitFor();
      await devtools.mouse.move(width / 2, height - 8);
      await devtools.screenshot({ path: join(FOLDER, file) });
      say(join('docs', 'screenshots', file));
    }
    await takeWire(devtools, panel);
    await takeDesktop(executablePath, simulator.url);
    return 0;
  } finally {
    await close();
    await simulator.stop();
  }
});

/**
 * The wire, and a request of one's own.
 *
 * @param {import('@playwright/test').Page} devtools
 * @param {import('@playwright/test').Frame} panel
 */
async function takeWire(devtools, panel) {
  /** @param {string} file */
  const take = async (file) => {
    await devtools.screenshot({ path: join(FOLDER, file) });
    say(join('docs', 'screenshots', file));
  };
  await devtools.setViewportSize({ width: 1200, height: 640 });
  await devtools.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await panel.locator('html[data-theme="light"]').waitFor();
  await panel.getByRole('button', { name: 'Close details' }).click();
  await panel.getByRole('tab', { name: 'Messages', exact: true }).click();
  await panel.getByRole('row', { name: 'interaction.blockMarkdone' }).click();
  await panel.getByRole('tab', { name: 'Timing', exact: true }).click();
  await panel.getByRole('cell', { name: 'success' }).first().waitFor();
  await take('messages.png');
  await panel.getByRole('tab', { name: 'Compose', exact: true }).click();
  await panel.getByRole('combobox', { name: 'Service' }).fill('interaction.getByInteractionId');
  await devtools.keyboard.press('Enter');
  await panel.getByRole('combobox', { name: 'interactionId', exact: true }).fill('4');
  await devtools.keyboard.press('Control+Enter');
  await panel.getByText('Accepted by WWE').waitFor();
  await take('compose.png');
}

/**
 * The simulator itself, in a browser without DevTools.
 *
 * @param {string} executablePath
 * @param {string} url
 */
async function takeDesktop(executablePath, url) {
  // Only now: devtools.mjs sets what Playwright reads when it is loaded.
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    /** @param {string} file */
    const take = async (file) => {
      await page.screenshot({ path: join(FOLDER, file) });
      say(join('docs', 'screenshots', file));
    };
    await page.goto(new URL('?scenario=calm-day&seed=7', url).href);
    await page.getByLabel('Interaction 5').getByText('Connected').waitFor();
    await page.getByLabel('Interaction 6').waitFor();
    await take('simulator.png');
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByPlaceholder(/^Filter/).fill('quarantine');
    await take('simulator-settings.png');
  } finally {
    await browser.close();
  }
}
