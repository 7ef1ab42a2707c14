/**
 * What must be heard while no panel is open: that the extension was installed or updated, and that access was granted or
 * withdrawn. It keeps nothing, and no message of a page goes through it.
 */
import type { Unwatch } from '../transport/link-messages.ts';
import { endPrivate, type PrivateBrowser } from './private.ts';
import { followGrants, grantedPatterns, type ScriptsBrowser } from './scripts.ts';

/** As much of the extension API as this needs. */
export interface AccessBrowser extends ScriptsBrowser {
  readonly runtime: { readonly onInstalled: Event; readonly onStartup: Event };
  readonly permissions: ScriptsBrowser['permissions'] &
    PrivateBrowser['permissions'] & { readonly onAdded: Event; readonly onRemoved: Event };
  readonly tabs: {
    query(all: object): Promise<readonly { readonly id?: number | undefined }[]>;
    sendMessage(tab: number, message: Unwatch): Promise<unknown>;
  };
}

interface Event {
  addListener(listener: () => void): void;
}

/**
 * Starts to follow what the browser grants.
 * @param followPrivate calls what it gets once no private window is open any more
 * @param changed told after each change
 * @param installed what an installation or an update needs first
 */
export function startAccess(
  browser: AccessBrowser,
  followPrivate: (end: () => Promise<void>) => void,
  changed: () => void = () => {},
  installed: () => Promise<void> = async () => {},
): void {
  const { runtime, permissions, tabs } = browser;
  const follow = async () => {
    await followGrants(browser);
    changed();
  };
  /** Scripts that run already go on without access: they are told to end. */
  async function withdraw(): Promise<void> {
    await follow();
    const message: Unwatch = { wwe: 'unwatch', granted: [...(await grantedPatterns(browser))] };
    for (const { id } of await tabs.query({})) if (id !== undefined) tabs.sendMessage(id, message).catch(() => {});
  }
  const forgetPrivate = async () => endPrivate(browser, await grantedPatterns(browser));
  // After a crash or an update nobody knows which windows they were of.
  runtime.onInstalled.addListener(() => void forgetPrivate().then(installed).then(follow));
  runtime.onStartup.addListener(() => void forgetPrivate());
  followPrivate(forgetPrivate);
  permissions.onAdded.addListener(() => void follow());
  permissions.onRemoved.addListener(() => void withdraw());
}
