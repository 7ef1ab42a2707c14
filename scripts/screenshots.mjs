// @ts-check
/** `npm run screenshots`: takes the README's pictures anew, from the simulator's lively scene. */
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
    await page.goto(new URL('?scene=lively&seed=7', simulator.url).href);
    const { devtools, panel } = await openPanel(context, page);
    // The scene is complete when the consultation is connected.
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
    return 0;
  } finally {
    await close();
    await simulator.stop();
  }
});
