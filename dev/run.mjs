// @ts-check
/**
 * `npm run dev -- …`: the panel and the simulator from their sources; a change that is saved is shown at once. Installs
 * first what is missing. `--help` tells the options.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Explained, runMain, say } from '../scripts/setup/say.mjs';
import { setUp } from '../scripts/setup/setup.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** What is played when nothing is said. */
const SCENARIO = 'calm-day';

const USAGE = `npm run dev -- [--page-only] [--scenario NAME] [--headless]
    --page-only        the panel beside the simulator as a plain page, in any browser; starts in a second
    --scenario NAME, --speed N, --settings JSON, --clients N
                       as of the simulator: npm run simulator -- --help (default: --scenario ${SCENARIO})
    --page URL         embed this page in the simulator instead of its own; not with --page-only
    --headless         without a window, for tests`;

await runMain(async () => {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    say(USAGE);
    return 0;
  }
  process.chdir(ROOT);
  const executablePath = await setUp(ROOT, { browser: !options.isPageOnly });
  const interrupted = new AbortController();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const ended = new Promise((resolve) => {
    interrupted.signal.addEventListener('abort', resolve);
    for (const signal of signals) process.once(signal, () => interrupted.abort());
  });
  // Only now: they need the packages that may just have been installed.
  const { serve } = await import('./server.mjs');
  const { isPageOnly, isHeadless, query } = options;
  const { url, close } = await serve(ROOT, { isPageOnly, query, isOpened: isPageOnly && !isHeadless });
  try {
    if (isPageOnly) {
      say(`The panel beside the simulator: ${url}`);
      sayWhatToDo();
      await ended;
    } else {
      const { runInDevtools } = await import('./devtools.mjs');
      const start = { root: ROOT, url, executablePath, isHeadless, signal: interrupted.signal };
      await runInDevtools(start, () => {
        say(`DevTools shows the panel "WWE" on the simulator: ${url}`);
        sayWhatToDo();
      });
    }
    return 0;
  } finally {
    await close();
  }
});

function sayWhatToDo() {
  say('Edit a file in src/panel and save it: the panel shows the change. Press Ctrl+C to end.');
}

/**
 * @param {string[]} args
 * @throws {Explained} if they cannot be understood
 */
function readOptions(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        'page-only': { type: 'boolean', default: false },
        scenario: { type: 'string', default: SCENARIO },
        speed: { type: 'string' },
        settings: { type: 'string' },
        clients: { type: 'string' },
        page: { type: 'string' },
        headless: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const { 'page-only': isPageOnly, headless, help, ...query } = values;
    if (isPageOnly && query.page !== undefined) {
      throw new Error('--page-only shows the simulator’s own page only: --page needs the browser extension.');
    }
    const { DISPLAY, WAYLAND_DISPLAY } = process.env;
    const hasNoDisplay = process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY;
    if (hasNoDisplay && !headless) {
      say(
        `There is no display here, so no window opens.${isPageOnly ? '' : ' --page-only needs none: it prints an address.'}`,
      );
    }
    return {
      isPageOnly,
      isHeadless: headless || hasNoDisplay,
      help,
      query: new URLSearchParams(Object.entries(query)),
    };
  } catch (error) {
    throw new Explained(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}
