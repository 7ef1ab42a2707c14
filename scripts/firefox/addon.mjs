// @ts-check
/**
 * What a user or Firefox itself does to the extension: its background stops, its access to sites is withheld, it is
 * loaded anew.
 *
 * @typedef {import('../firefox.mjs').Firefox} Firefox
 */
import { waitFor } from '../wait.mjs';

/**
 * Stops the extension's background as Firefox does when it was idle for 30 s; its next event starts it again. What would
 * make Firefox wait a little longer (listeners still at work) is passed over.
 *
 * @param {Firefox} firefox
 * @returns {Promise<void>} once it was stopped (an event may have started it again since); at once if it was not running
 */
export async function stopBackground(firefox) {
  await firefox.privileged('stopBackground', { addon: firefox.addon, isHeld: false });
}

/**
 * Stops the extension's background, which must run, and holds what would start it again: so it goes on a busy computer.
 *
 * @param {Firefox} firefox
 * @returns {Promise<() => Promise<void>>} lets it start
 */
export async function holdBackground(firefox) {
  await firefox.privileged('stopBackground', { addon: firefox.addon, isHeld: true });
  return () => firefox.privileged('startBackground', { addon: firefox.addon });
}

/**
 * @param {Firefox} firefox
 * @returns {Promise<boolean>}
 */
export async function backgroundIsRunning(firefox) {
  return (await firefox.privileged('backgroundState', { addon: firefox.addon })) === 'running';
}

/**
 * @param {Firefox} firefox
 * @returns {Promise<string | null>} a name that each start of the background has for itself; null while it does not run
 */
export function backgroundName(firefox) {
  return firefox.privileged('backgroundName', { addon: firefox.addon });
}

/**
 * @param {Firefox} firefox
 * @param {number} ms Firefox stops a background for which nothing came for so long (30 s unless told); heeded from the
 *   next that comes
 */
export async function setIdleTime(firefox, ms) {
  await firefox.privileged('setPreference', { name: 'extensions.background.idle.timeout', value: ms });
}

/** The preference by which Firefox breaks scripts off. */
const BREAKS_OFF = 'dom.abort_script_on_child_shutdown';

/**
 * Firefox ends a site's process with the last document of the site in it, and the scripts that run there, in the middle
 * of a `pagehide` too. After this it lets them end by themselves.
 *
 * @param {Firefox} firefox
 * @returns {Promise<() => Promise<void>>} has it break them off again
 */
export async function letScriptsEnd(firefox) {
  await firefox.privileged('setPreference', { name: BREAKS_OFF, value: false });
  return () => firefox.privileged('clearPreference', { name: BREAKS_OFF });
}

/**
 * Has the processes of all pages collect their garbage, as Firefox does when it likes. They have it before them when this
 * ends, and are through with it soon.
 *
 * @param {Firefox} firefox
 */
export async function collectGarbage(firefox) {
  await firefox.privileged('collectGarbage', undefined);
}

/**
 * Takes the extension's access to sites away, as a user may in Firefox's add-on page.
 *
 * @param {Firefox} firefox
 * @param {readonly string[]} [origins] match patterns; by default all that the manifest names
 */
export function withholdHosts(firefox, origins) {
  return firefox.privileged('setHosts', { addon: firefox.addon, granted: false, origins: origins ?? null });
}

/**
 * Gives the extension access to sites.
 *
 * @param {Firefox} firefox
 * @param {readonly string[]} [origins] match patterns; by default all that the manifest names
 */
export function grantHosts(firefox, origins) {
  return firefox.privileged('setHosts', { addon: firefox.addon, granted: true, origins: origins ?? null });
}

/**
 * @param {Firefox} firefox
 * @returns {Promise<readonly string[]>} match patterns of the sites that the extension has access to
 */
export function grantedHosts(firefox) {
  return firefox.privileged('hosts', { addon: firefox.addon });
}

/**
 * @param {Firefox} firefox
 * @returns {Promise<number>} how many content scripts the extension has, those that it registered among them
 */
export function registeredScripts(firefox) {
  return firefox.privileged('scripts', { addon: firefox.addon });
}

/**
 * Presses a button of Firefox's own prompt for access, which it shows in the window of the tab that asks.
 *
 * @param {Firefox} firefox
 * @param {boolean} isYes
 * @returns {Promise<void>} once the prompt is gone
 */
export async function answerFirefoxPrompt(firefox, isYes) {
  // Else it takes no press in its first half second, so that nobody answers what they have not read.
  await firefox.privileged('setPreference', { name: 'security.notification_enable_delay', value: 0 });
  // A window that has not the focus yet takes it with the first press, and answers with the next.
  let isShown = false;
  await waitFor("Firefox's prompt for access", 20_000, async () => {
    const isThere = await firefox.privileged('pressPrompt', { isYes });
    isShown ||= isThere;
    return isShown && !isThere ? true : undefined;
  });
}

/**
 * Loads the extension anew, as `about:debugging` does. Its panels come back by themselves, hidden: show them again.
 *
 * @param {Firefox} firefox
 */
export async function reloadExtension(firefox) {
  await firefox.privileged('reload', { addon: firefox.addon });
  await waitFor('the extension', 10_000, async () => {
    await firefox.privileged('backgroundState', { addon: firefox.addon });
    return true;
  });
}
