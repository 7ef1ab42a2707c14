// @ts-check
/**
 * `npm start -- …`: the simulator, and a browser with the extension loaded and DevTools open on the panel. Installs and
 * builds first what is missing. `--help` tells the options.
 */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { EXTENSION_DIR, ensureBuilt, FIREFOX_DIR } from './setup/build.mjs';
import { announceFirefox, ensureFirefox } from './setup/firefox.mjs';
import { Explained, runMain, say } from './setup/say.mjs';
import { setUp } from './setup/setup.mjs';
import { startSimulator } from './setup/simulator.mjs';
import { LISTED_WITHIN } from './start/limits.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** What goes on to the simulator. */
const PASSED_ON = /** @type {const} */ (['page', 'scenario', 'speed', 'settings', 'clients']);
/** What is played when nothing is said. */
const SCENARIO = 'calm-day';

const USAGE = `npm start -- [--page URL] [--scenario NAME|FILE] [--firefox] [--headless] [--screenshot FILE]
    --page URL         embed this page in the simulator instead of its own
    --scenario NAME|FILE, --speed N, --settings FILE|JSON, --clients N
                       as of the simulator: npm run simulator -- --help (default: --scenario ${SCENARIO})
    --firefox          in Firefox instead of Chromium
    --headless         without a window: take a screenshot of the panel and end
    --screenshot FILE  where the screenshot goes (default: wwe-devtools.png); implies --headless`;

await runMain(async () => {
  // npm changes to the root of the repository; files are named from where the person is.
  const startedIn = process.env.INIT_CWD ?? process.cwd();
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    say(USAGE);
    return 0;
  }
  process.chdir(ROOT);
  const executablePath = options.firefox ? await setUpFirefox() : await setUp(ROOT);
  await ensureBuilt(ROOT);
  // Each driver brings a library that the other does not need.
  const { openWindow, takeScreenshot } = await import(options.firefox ? './start/firefox.mjs' : './start/chromium.mjs');
  // Ended by a signal, the simulator and the temporary profile must still go.
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => interrupted.abort());
  const { prepareScenario } = await import('./setup/scenario.mjs');
  const args = PASSED_ON.flatMap((name) => (options[name] === undefined ? [] : [`--${name}`, options[name]]));
  const simulator = await startSimulator(ROOT, await prepareScenario(ROOT, args, startedIn));
  try {
    say(`WWE simulator: ${simulator.url}`);
    const start = {
      url: simulator.url,
      executablePath,
      extensionDir: join(ROOT, options.firefox ? FIREFOX_DIR : EXTENSION_DIR),
      signal: interrupted.signal,
    };
    if (!options.headless) {
      await openWindow(start);
      return 0;
    }
    const file = resolve(startedIn, options.screenshot);
    if (await takeScreenshot(start, file)) say(`The panel lists interactions. Screenshot: ${file}`);
    else {
      const words = `The panel listed no interactions within ${LISTED_WITHIN / 1000} s. Screenshot of what it says: ${file}`;
      // A page of one's own need not ask for any.
      if (options.page === undefined) throw new Explained(words);
      say(words);
    }
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
        scenario: { type: 'string', default: SCENARIO },
        speed: { type: 'string' },
        settings: { type: 'string' },
        clients: { type: 'string' },
        firefox: { type: 'boolean', default: false },
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
 * @returns {Promise<string>} path of a Firefox
 * @throws {Explained} if there is none and none can be installed
 */
async function setUpFirefox() {
  const announcement = announceFirefox();
  if (announcement !== undefined) say(announcement);
  await setUp(ROOT, { browser: false });
  const firefox = await ensureFirefox();
  if ('skipped' in firefox) {
    throw new Explained(`No Firefox can be started: ${firefox.skipped}.\nWWE_FIREFOX=/path/to/firefox names one.`);
  }
  return firefox.path;
}
