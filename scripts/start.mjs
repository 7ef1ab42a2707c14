// @ts-check
/**
 * `npm start -- [--page URL] [--headless] [--screenshot FILE]`: the simulator, and a browser with the extension loaded
 * and DevTools open on the panel. Installs and builds first what is missing.
 */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { newPage, openBrowser, openPanel } from './devtools.mjs';
import { EXTENSION_DIR, ensureBuilt } from './setup/build.mjs';
import { Explained, runMain, say } from './setup/say.mjs';
import { setUp } from './setup/setup.mjs';
import { startSimulator } from './setup/simulator.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const USAGE = `npm start -- [--page URL] [--headless] [--screenshot FILE]
    --page URL         embed this page in the simulator instead of its own
    --headless         without a window: take a screenshot of the panel and end
    --screenshot FILE  where the screenshot goes (default: wwe-devtools.png); implies --headless`;

const WAYS_OUT = `Missing system libraries:  sudo npx playwright install-deps chromium
Another browser:           WWE_CHROMIUM=/path/to/chrome npm start
No display:                npm start -- --headless`;

/** How long the first interactions may take to be listed, in ms. */
const LISTED_WITHIN = 30_000;

await runMain(async () => {
  const startedIn = process.cwd();
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    say(USAGE);
    return 0;
  }
  process.chdir(ROOT);
  const executablePath = await setUp(ROOT);
  await ensureBuilt(ROOT);
  // Ended by a signal, the simulator and the temporary profile must still go.
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => interrupted.abort());
  const simulator = await startSimulator(ROOT, { page: options.page });
  try {
    say(`WWE simulator: ${simulator.url}`);
    const scene = new URL('?scene=lively', simulator.url).href;
    const { signal } = interrupted;
    if (options.headless) {
      const file = resolve(startedIn, options.screenshot);
      await takeScreenshot(scene, executablePath, signal, file, options.page === undefined);
    } else await openWindow(scene, executablePath, signal);
    return 0;
  } catch (error) {
    // Whatever was waited for when the browser was closed fails then, and that is no news.
    if (interrupted.signal.aborted) return 130;
    throw error;
  } finally {
    await simulator.stop();
  }
});

/**
 * @param {string[]} args
 * @throws {Explained} if they cannot be understood
 */
function readOptions(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        page: { type: 'string' },
        headless: { type: 'boolean', default: false },
        screenshot: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (
      values.page !== undefined &&
      !/^https?:$/.test(URL.canParse(values.page) ? new URL(values.page).protocol : '')
    ) {
      throw new Error(`--page needs the whole address of a page, as in http://localhost:5173/, not ${values.page}`);
    }
    const { DISPLAY, WAYLAND_DISPLAY } = process.env;
    const hasNoDisplay = process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY;
    const asked = values.headless || values.screenshot !== undefined;
    if (hasNoDisplay && !asked) say('There is no display here, so this runs headless and leaves a screenshot.');
    return { ...values, headless: asked || hasNoDisplay, screenshot: values.screenshot ?? 'wwe-devtools.png' };
  } catch (error) {
    throw new Explained(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

/**
 * Opens the browser on `url` and stays until it is closed.
 *
 * @param {string} url
 * @param {string} executablePath
 * @param {AbortSignal} signal ends it too
 */
async function openWindow(url, executablePath, signal) {
  const { context, close } = await open(executablePath, false, signal);
  try {
    const closed = allClosed(context);
    const first = context.pages().find((page) => page.url() === 'about:blank');
    const page = await newPage(context);
    await page.goto(url);
    await first?.close();
    await openPanel(context, page);
    say('DevTools shows the panel "WWE". Close the browser or press Ctrl+C to end.');
    await closed;
  } finally {
    await close();
  }
}

/**
 * @param {import('@playwright/test').BrowserContext} context
 * @returns {Promise<void>} resolves when the browser, or its last tab, is closed: on a Mac the one outlives the other
 */
function allClosed(context) {
  return new Promise((resolve) => {
    /** @param {import('@playwright/test').Page} page */
    const watch = (page) => {
      page.on('close', () => {
        if (context.pages().every((other) => other.url().startsWith('devtools://'))) resolve();
      });
    };
    for (const page of context.pages()) watch(page);
    context.on('page', watch);
    context.on('close', () => resolve());
  });
}

/**
 * Waits until the panel lists interactions and leaves a picture of it.
 *
 * @param {string} url
 * @param {string} executablePath
 * @param {AbortSignal} signal ends it early
 * @param {string} file
 * @param {boolean} isOurPage whether the simulator embeds its own page
 */
async function takeScreenshot(url, executablePath, signal, file, isOurPage) {
  const { context, close } = await open(executablePath, true, signal);
  try {
    const page = await newPage(context);
    await page.goto(url);
    const { devtools, panel } = await openPanel(context, page);
    await devtools.setViewportSize({ width: 1200, height: 800 });
    // The first row is that of the columns' names.
    const first = panel.getByRole('row').nth(1);
    const isListed = await first.waitFor({ timeout: LISTED_WITHIN }).then(
      () => true,
      () => false,
    );
    // What the panel says instead is worth a picture too.
    await devtools.screenshot({ path: file });
    if (!isListed) {
      const words = `The panel listed no interactions within ${LISTED_WITHIN / 1000} s. Screenshot of what it says: ${file}`;
      // A page of one's own need not ask for any.
      if (isOurPage) throw new Explained(words);
      say(words);
      return;
    }
    say(`The panel lists interactions. Screenshot: ${file}`);
  } finally {
    await close();
  }
}

/**
 * @param {string} executablePath
 * @param {boolean} headless
 * @param {AbortSignal} signal closes the browser
 */
async function open(executablePath, headless, signal) {
  const extensionDir = join(ROOT, EXTENSION_DIR);
  const dock = headless ? 'undocked' : 'bottom';
  const browser = await openBrowser({ extensionDir, executablePath, headless, dock, say }).catch((error) => {
    throw new Explained(`${executablePath} did not start.\n\n${error}\n\n${WAYS_OUT}`);
  });
  if (signal.aborted) await browser.close();
  signal.addEventListener('abort', () => browser.close(), { once: true });
  return browser;
}
