// @ts-check
/**
 * Opens Chromium with an extension loaded and drives its real DevTools: used by `npm start`, the end-to-end tests and
 * the bench. How and why: `CONTRIBUTING.md`, "A test that drives DevTools".
 *
 * @typedef {import('@playwright/test').BrowserContext} BrowserContext
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {import('@playwright/test').Frame} Frame
 *
 * @typedef {object} BrowserOptions
 * @property {string | null} extensionDir absolute path of the unpacked extension; null: a bare browser, without DevTools
 * @property {string} executablePath a Chromium or Chrome for Testing (branded Chrome ignores `--load-extension`)
 * @property {boolean} headless without a window
 * @property {'right' | 'bottom' | 'undocked'} [dock] where DevTools is; undocked, `setViewportSize` sets the panel's width
 * @property {string} [firstPanel] id of the panel that DevTools show when they open, in a new profile: `console` is there in
 *   half the time of `elements`, which is the default
 * @property {boolean} [opensDevtools] whether each tab opens its DevTools by itself, pop-ups too; otherwise `openDevtools`
 *   does. True by default
 * @property {readonly string[]} [sites] match patterns of what the extension may watch; by default every site
 * @property {string} [profileDir] kept after closing; without it a temporary profile is made and removed
 * @property {string[]} [args] further switches for the browser
 * @property {(text: string) => void} [say] hears what a person should know; silent by default
 *
 * @typedef {object} OpenBrowser
 * @property {BrowserContext} context
 * @property {() => Promise<void>} close closes the browser and removes the temporary profile; may be called twice
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EVERY_SITE, grantSites } from './chromium/access.mjs';
import { waitFor } from './wait.mjs';

// Playwright reads this when it connects: without it, DevTools' own pages are hidden from us.
process.env.PW_CHROMIUM_ATTACH_TO_OTHER = '1';

const DEVTOOLS_URL = 'devtools://';
const LEGACY_UI = 'devtools://devtools/bundled/ui/legacy/legacy.js';
const SDK = 'devtools://devtools/bundled/core/sdk/sdk.js';

/** How long DevTools may take to be there, in ms; about 3 s is usual. */
const OPEN_WITHIN = 60_000;

/**
 * Launches the browser with the extension. Each tab opens DevTools by itself.
 * Open a *new* page for what you test: the first tab was there before the extension.
 *
 * @param {BrowserOptions} options
 * @returns {Promise<OpenBrowser>}
 */
export async function openBrowser(options) {
  const profileDir = options.profileDir ?? (await mkdtemp(join(tmpdir(), 'wwe-devtools-')));
  const removeProfile = async () => {
    if (options.profileDir === undefined) await rm(profileDir, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await configureDevtools(profileDir, options);
    const context = await launch(options, profileDir);
    const close = async () => {
      await context.close();
      await removeProfile();
    };
    if (options.extensionDir !== null) {
      await grantSites(context, options.sites ?? [EVERY_SITE]).catch(async (error) => {
        await close();
        throw error;
      });
    }
    /** @type {Promise<void> | undefined} */
    let closing;
    return {
      context,
      close: () => {
        closing ??= close();
        return closing;
      },
    };
  } catch (error) {
    await removeProfile();
    throw error;
  }
}

/**
 * Writes DevTools' own settings into a new profile; Chromium fills in the rest. A profile that exists keeps its choice.
 *
 * @param {string} profileDir
 * @param {BrowserOptions} options
 */
async function configureDevtools(profileDir, { dock = 'right', firstPanel }) {
  const file = join(profileDir, 'Default', 'Preferences');
  if (existsSync(file)) return;
  const settings = {
    currentDockState: JSON.stringify(dock),
    ...(firstPanel === undefined ? {} : { 'panel-selected-tab': JSON.stringify(firstPanel) }),
  };
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ devtools: { preferences: settings } }));
}

/**
 * @param {BrowserOptions} options
 * @param {string} profileDir
 * @returns {Promise<BrowserContext>}
 */
async function launch(options, profileDir) {
  const { extensionDir, executablePath, headless, opensDevtools = true, args = [], say = () => {} } = options;
  const { chromium } = await import('@playwright/test');
  /** @param {boolean} sandbox */
  const attempt = (sandbox) =>
    chromium.launchPersistentContext(profileDir, {
      executablePath,
      // The switch below, not Playwright's option: that one would choose the old headless shell, without extensions.
      headless: false,
      viewport: null,
      // Whoever calls us decides what a signal ends; the browser goes with this process in any case.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      chromiumSandbox: sandbox,
      // Playwright also switches off the back/forward cache, which real browsers have.
      ignoreDefaultArgs: ['--disable-extensions', '--disable-back-forward-cache'],
      args: [
        ...(headless ? ['--headless=new', '--window-size=1200,800'] : []),
        ...(extensionDir === null
          ? []
          : [`--load-extension=${extensionDir}`, `--disable-extensions-except=${extensionDir}`]),
        ...(extensionDir !== null && opensDevtools ? ['--auto-open-devtools-for-tabs'] : []),
        ...args,
      ],
    });
  // Chromium's sandbox refuses to run as root.
  const isRoot = process.getuid?.() === 0;
  try {
    return await attempt(!isRoot);
  } catch (error) {
    if (isRoot || !String(error).includes('No usable sandbox')) throw error;
    say('This system offers Chromium no sandbox, so it runs without one: open only pages that you trust in it.');
    return attempt(false);
  }
}

/**
 * Opens a tab and waits until its DevTools have taken hold of it. A page that loads meanwhile races with them: each new
 * process of a frame waits for every debugger, and one that is only just attaching may never let it go.
 *
 * @param {BrowserContext} context
 * @param {AbortSignal} [signal] ends the waiting
 * @returns {Promise<Page>} an empty page
 */
export async function newPage(context, signal) {
  const page = await context.newPage();
  await waitFor('DevTools of a new tab', OPEN_WITHIN, () => findDevtools(context, page), signal);
  return page;
}

/**
 * Shows the extension's panel in the DevTools of `page`.
 *
 * @param {BrowserContext} context
 * @param {Page} page the inspected page
 * @param {{ title?: string, timeout?: number, signal?: AbortSignal }} [options] title of the panel's tab; time limit in ms;
 *   what ends the waiting
 * @returns {Promise<{ devtools: Page, panel: Frame }>} the front end (keys, size, screenshots) and the panel in it
 * @throws {Error} after the time limit, saying what it last waited for
 */
export async function openPanel(context, page, { title = 'WWE', timeout = OPEN_WITHIN, signal } = {}) {
  const deadline = Date.now() + timeout;
  const left = () => Math.max(1, deadline - Date.now());
  const findFrame = async () => {
    for (const frame of devtools.frames()) {
      if (!frame.url().startsWith(`${origin}/`)) continue;
      // The extension's devtools page is a frame of DevTools too, but hidden.
      if (await (await frame.frameElement()).isVisible()) return frame;
    }
    return undefined;
  };
  const devtools = await waitFor('DevTools of the page', left(), () => findDevtools(context, page), signal);
  const origin = await waitFor(`the tab "${title}" in DevTools`, left(), () => showTab(devtools, title), signal);
  const panel = await waitFor(`the document of the panel "${title}"`, left(), findFrame, signal);
  await panel.waitForLoadState('domcontentloaded', { timeout: left() });
  return { devtools, panel };
}

/**
 * Opens the DevTools of `page`, where they are closed, and waits until they have taken hold of it.
 *
 * @param {BrowserContext} context
 * @param {Page} page
 */
export async function openDevtools(context, page) {
  const session = await context.newCDPSession(page);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  await session.detach();
  const browser = context.browser();
  if (!browser) throw new Error('This browser context has no browser to ask.');
  const browserSession = await browser.newBrowserCDPSession();
  // Too new for Playwright's types.
  const send = /** @type {(method: string, params: object) => Promise<unknown>} */ (
    browserSession.send.bind(browserSession)
  );
  await send('Target.openDevTools', { targetId: targetInfo.targetId });
  await browserSession.detach();
  await waitFor('DevTools of the page', OPEN_WITHIN, () => findDevtools(context, page));
}

/**
 * @param {BrowserContext} context
 * @param {Page} page
 * @returns {Promise<Page | undefined>} the DevTools front end that inspects `page`
 */
async function findDevtools(context, page) {
  const session = await context.newCDPSession(page);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  await session.detach();
  for (const candidate of context.pages()) {
    if (!candidate.url().startsWith(DEVTOOLS_URL)) continue;
    const asked = candidate.evaluate(async (sdk) => {
      const { TargetManager } = await import(sdk);
      return TargetManager.TargetManager.instance().primaryPageTarget()?.targetInfo()?.targetId;
    }, SDK);
    // One that cannot be asked now must not hide the others: it starts, or the process of its panel crashed.
    const inspected = await asked.catch(() => undefined);
    if (inspected === targetInfo.targetId) return candidate;
  }
  return undefined;
}

/**
 * @param {Page} devtools
 * @param {string} title
 * @returns {Promise<string | undefined>} the origin of the panel once its tab is shown
 */
async function showTab(devtools, title) {
  return devtools.evaluate(
    async ({ legacy, title }) => {
      const { InspectorView } = await import(legacy);
      const view = InspectorView.InspectorView.instance();
      /** @type {string[]} */
      const ids = view.tabbedPane.tabIds();
      // An extension's tab is named by the extension's origin and the title, without anything between them.
      for (const id of ids) {
        const origin = /^chrome-extension:\/\/[a-p]{32}/.exec(id)?.[0];
        if (origin === undefined || id !== origin + title) continue;
        await view.showPanel(id);
        return origin;
      }
      return undefined;
    },
    { legacy: LEGACY_UI, title },
  );
}
