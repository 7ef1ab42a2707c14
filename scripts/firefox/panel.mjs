// @ts-check
/**
 * The extension's panel in Firefox's real DevTools. A tab is named by WebDriver's id of its top browsing context.
 *
 * @typedef {import('../firefox.mjs').Firefox} Firefox
 * @typedef {import('./frame.mjs').Question} Question
 */
import { randomUUID } from 'node:crypto';
import { waitFor } from '../wait.mjs';
import { inPanel } from './frame.mjs';

/** How long DevTools may take to be there, in ms; about 1 s is usual. */
const OPEN_WITHIN = 60_000;

/** The title of the extension's panel. */
const TITLE = 'WWE';

const FRAME_SCRIPT = `data:application/javascript;charset=utf-8,${encodeURIComponent(
  `try { (${inPanel})({ frame: this, ChromeUtils, Services, Cc, Ci, Cu, WindowGlobalChild }); }
  catch (error) { sendAsyncMessage('wwe-devtools:problem', 'The frame script failed. ' + error); }`,
)}`;

/**
 * Opens DevTools on a tab where they are closed, shows the panel and waits for its document.
 *
 * @param {Firefox} firefox
 * @param {string} tab WebDriver's id of the tab's top browsing context
 * @returns {Promise<string>} the address of the panel
 */
export function showPanel(firefox, tab) {
  return waitFor('the panel', OPEN_WITHIN, async () => {
    const url = await firefox.privileged('showPanel', { tab, title: TITLE, frameScript: FRAME_SCRIPT });
    if (url === null) return undefined;
    const state = await runInPanel(firefox, tab, { run: '() => [location.href, document.readyState]' });
    return Array.isArray(state) && state[0] === url && state[1] === 'complete' ? url : undefined;
  });
}

/**
 * Has the panel's process do something (see `Question`).
 *
 * @param {Firefox} firefox
 * @param {string} tab
 * @param {Question} question
 * @param {string} [library] what a sandbox needs; sent where a document has not got it yet
 * @returns {Promise<unknown>} JSON
 * @throws what went wrong there, as an Error
 */
export async function askPanel(firefox, tab, question, library) {
  /** @param {Question} asked */
  const ask = async (asked) => {
    const request = { tab, title: TITLE, id: randomUUID(), question: asked };
    const answer = await firefox.privileged('askPanel', request);
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer;
  };
  let answer = await ask(question);
  // The document may have gone meanwhile: the next one needs it too.
  while (answer.lacksLibrary) {
    if (library === undefined) throw new Error('The sandbox needs a library.');
    await ask({ act: 'load', library });
    answer = await ask(question);
  }
  return answer.value === undefined ? undefined : JSON.parse(answer.value);
}

/**
 * Runs a function in the panel: among the panel's own globals, or in a sandbox with a library.
 *
 * @param {Firefox} firefox
 * @param {string} tab
 * @param {{ run: string, argument?: unknown, library?: string }} evaluation the function's text; its argument is JSON
 * @returns {Promise<unknown>} JSON
 */
export function runInPanel(firefox, tab, { run, argument, library }) {
  const question = { act: /** @type {const} */ ('evaluate'), run, argument: JSON.stringify(argument) };
  return askPanel(firefox, tab, { ...question, isSandboxed: library !== undefined }, library);
}

/**
 * @param {Firefox} firefox
 * @param {string} tab
 */
export function closeToolbox(firefox, tab) {
  return firefox.privileged('closeToolbox', { tab, title: TITLE });
}

/**
 * @param {Firefox} firefox
 * @param {string} tab
 * @returns {Promise<boolean>} whether the debugger has stopped a frame of the tab
 */
export function isPaused(firefox, tab) {
  return firefox.privileged('isPaused', { tab, title: TITLE });
}

/**
 * Lets every frame go on that the debugger has stopped.
 *
 * @param {Firefox} firefox
 * @param {string} tab
 */
export function resume(firefox, tab) {
  return firefox.privileged('resume', { tab, title: TITLE });
}

/**
 * Ends the process of the panel's document: that of all extension pages.
 *
 * @param {Firefox} firefox
 * @param {string} tab
 */
export async function crashPanel(firefox, tab) {
  const found = await firefox.privileged('panelProcess', { tab, title: TITLE });
  if (found === undefined) throw new Error('The panel has no process.');
  process.kill(found, 'SIGKILL');
}

/**
 * Makes the panel as large as that, in CSS px. DevTools' window has a least width of its own, about 300.
 *
 * @param {Firefox} firefox
 * @param {string} tab
 * @param {{ width: number, height: number }} size
 */
export async function setPanelSize(firefox, tab, size) {
  await waitFor(`a panel of ${size.width} × ${size.height}`, 10_000, async () => {
    const reached = await firefox.privileged('resizePanel', { tab, title: TITLE, ...size });
    if (!reached) return undefined;
    const inside = await runInPanel(firefox, tab, { run: '() => [innerWidth, innerHeight]' });
    return Array.isArray(inside) && inside[0] === size.width && inside[1] === size.height ? true : undefined;
  });
}

/**
 * @param {Firefox} firefox
 * @param {string} tab
 * @returns {Promise<Buffer>} the panel as its user sees it, a PNG
 */
export async function drawPanel(firefox, tab) {
  return Buffer.from(await firefox.privileged('drawPanel', { tab, title: TITLE }), 'base64');
}

/**
 * Sets the theme of all DevTools.
 *
 * @param {Firefox} firefox
 * @param {'light' | 'dark'} theme
 * @returns {Promise<() => Promise<void>>} has Firefox choose again
 */
export async function setTheme(firefox, theme) {
  const name = 'devtools.theme';
  await firefox.privileged('setPreference', { name, value: theme });
  return () => firefox.privileged('clearPreference', { name });
}
