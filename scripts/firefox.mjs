// @ts-check
/**
 * Opens Firefox with an extension loaded. Its real DevTools are driven by `firefox/panel.mjs`, the extension by
 * `firefox/addon.mjs`. How and why: `CONTRIBUTING.md`, "A test that drives DevTools".
 *
 * @typedef {import('puppeteer-core').Browser} Browser
 * @typedef {ReturnType<typeof import('./firefox/privileged.mjs').privileged>} Privileged
 *
 * @typedef {object} FirefoxOptions
 * @property {string | null} extensionDir absolute path of the unpacked extension; null: a bare browser
 * @property {string} executablePath a Firefox, 128 or later
 * @property {boolean} headless without a window
 * @property {string} [home] a home directory of its own, where Firefox looks for what an organisation manages
 * @property {readonly string[]} [sites] match patterns of what the extension may watch; by default every site
 * @property {Readonly<Record<string, string | number | boolean>>} [preferences] besides those of firefox/prefs.mjs
 *
 * @typedef {(message: { channel: string, data: { value?: unknown } }) => void} HearMessage
 *
 * @typedef {object} Connection puppeteer's WebDriver BiDi connection
 * @property {(method: string, parameters: object) => Promise<{ result: unknown }>} send
 * @property {(event: 'script.message', hear: HearMessage) => void} on
 */
import puppeteer from 'puppeteer-core';
import { EVERY_SITE } from './chromium/access.mjs';
import { grantHosts, registeredScripts } from './firefox/addon.mjs';
import { PREFERENCES } from './firefox/prefs.mjs';
import { privileged } from './firefox/privileged.mjs';
import { waitFor } from './wait.mjs';

/** The channel on which privileged code speaks by itself. */
const CHANNEL = 'wwe-devtools';

/** A running Firefox with the extension. */
export class Firefox {
  /**
   * @param {Browser} browser
   * @param {Connection} connection
   * @param {string} scope WebDriver's id of the browser window's own document
   * @param {string} addon the add-on's id; empty without one
   */
  constructor(browser, connection, scope, addon) {
    this.browser = browser;
    this.addon = addon;
    /** Errors of the panels, by tab. @type {Map<string, string[]>} */
    this.problems = new Map();
    /** Names of the preferences that were set since the start. @type {string[]} */
    this.changedPreferences = [];
    this.#connection = connection;
    this.#scope = scope;
    connection.on('script.message', ({ channel, data }) => {
      if (channel !== CHANNEL || typeof data.value !== 'string') return;
      const { tab, problem } = JSON.parse(data.value);
      this.problems.set(tab, [...(this.problems.get(tab) ?? []), problem]);
    });
  }

  #connection;
  #scope;

  /**
   * Sends a command of WebDriver BiDi.
   *
   * @param {string} method
   * @param {object} parameters
   * @returns {Promise<unknown>} its result
   */
  async send(method, parameters) {
    return (await this.#connection.send(method, parameters)).result;
  }

  /**
   * Runs a function in a document.
   *
   * @param {{ context: string, sandbox?: string }} target a browsing context, and a world apart from the page's
   * @param {string} run the function's text; its arguments are one JSON text and a function that speaks on the channel
   * @param {unknown} argument JSON
   * @returns {Promise<unknown>} JSON
   * @throws what the function threw, as an Error
   */
  async run(target, run, argument) {
    const answer = await this.send('script.callFunction', {
      functionDeclaration: `async (text, say) => JSON.stringify(await (${run})(text && JSON.parse(text), say))`,
      awaitPromise: true,
      target,
      arguments: [
        argument === undefined ? { type: 'undefined' } : { type: 'string', value: JSON.stringify(argument) },
        { type: 'channel', value: { channel: CHANNEL } },
      ],
    });
    const { exceptionDetails, result } =
      /** @type {{ exceptionDetails?: { text: string }, result?: { value?: string } }} */ (answer);
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    return result?.value === undefined ? undefined : JSON.parse(result.value);
  }

  /**
   * Does something in Firefox's own process.
   *
   * @template {keyof Privileged} Name
   * @param {Name} name
   * @param {Parameters<Privileged[Name]>[0]} request
   * @returns {ReturnType<Privileged[Name]>}
   */
  privileged(name, request) {
    if (request && 'name' in request) {
      const others = this.changedPreferences.filter((one) => one !== request.name);
      this.changedPreferences = name === 'setPreference' ? [...others, request.name] : others;
    }
    const run = `(request, say) => (${privileged})(globalThis)[${JSON.stringify(name)}](request, say)`;
    return /** @type {ReturnType<Privileged[Name]>} */ (this.run({ context: this.#scope }, run, request));
  }

  /** Ends Firefox and removes its profile; may be called twice. */
  async close() {
    await this.browser.close();
  }
}

/**
 * Launches Firefox with the extension, in a temporary profile.
 *
 * @param {FirefoxOptions} options
 * @returns {Promise<Firefox>}
 */
export async function openFirefox({ extensionDir, executablePath, headless, preferences, home, sites = [EVERY_SITE] }) {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless,
    ...(home === undefined ? {} : { env: { ...process.env, HOME: home } }),
    args: ['--remote-allow-system-access'],
    // A person wants DevTools where they usually are.
    extraPrefsFirefox: { ...PREFERENCES, ...(headless ? {} : { 'devtools.toolbox.host': 'bottom' }), ...preferences },
    defaultViewport: null,
  });
  try {
    const addon = extensionDir === null ? '' : await browser.installExtension(extensionDir);
    const { connection } = /** @type {Browser & { connection: Connection }} */ (browser);
    const { result } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
    const { contexts } = /** @type {{ contexts: readonly { context: string }[] }} */ (result);
    const [window] = contexts;
    if (!window) throw new Error('Firefox has no window.');
    const firefox = new Firefox(browser, connection, window.context, addon);
    // Puppeteer keeps all sites in one process; Firefox by itself does not.
    await firefox.privileged('setPreference', { name: 'fission.webContentIsolationStrategy', value: 1 });
    if (extensionDir !== null && sites.length > 0) await grantAndRegister(firefox, sites);
    return firefox;
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/**
 * Answers for the person who is asked for access. What the extension does then it does by itself.
 *
 * @param {Firefox} firefox
 * @param {readonly string[]} sites match patterns
 */
async function grantAndRegister(firefox, sites) {
  await grantHosts(firefox, sites);
  await waitFor('the scripts of the extension', 30_000, async () => (await registeredScripts(firefox)) >= 2);
}
