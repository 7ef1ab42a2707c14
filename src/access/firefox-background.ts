/** Firefox's background does for its panels what they have no API for. */

import type { AccessRequest } from './access-messages.ts';
import type { AccessBrowser } from './background.ts';
import { followGrants, readGrants, scriptsFor } from './scripts.ts';

/** What is run in the frames of a tab that the extension has access to. */
interface Injection {
  readonly target: { readonly tabId: number; readonly allFrames: boolean };
  readonly func?: () => readonly string[];
  readonly files?: string[];
  readonly world?: 'ISOLATED' | 'MAIN';
}

/** As much of the extension API as this needs. */
export interface FirefoxBackground extends AccessBrowser {
  readonly runtime: AccessBrowser['runtime'] & { getURL(path: string): string };
  readonly scripting: AccessBrowser['scripting'] & {
    executeScript(what: Injection): Promise<readonly { readonly result?: unknown }[]>;
  };
  readonly windows: {
    getAll(): Promise<readonly { readonly incognito: boolean }[]>;
    readonly onRemoved: { addListener(listener: () => void): void };
  };
  readonly tabs: AccessBrowser['tabs'] & {
    create(tab: { url: string; openerTabId: number }): Promise<unknown>;
  };
}

/** Runs in each watched document of a tab: the addresses that its frames were given. */
function addressesOfFrames(): readonly string[] {
  return Array.from(
    document.querySelectorAll('iframe, frame'),
    (frame) => new URL(frame.getAttribute('src') ?? '', document.baseURI).href,
  );
}

/**
 * Puts the scripts into the pages that are open already. Firefox does that by itself for scripts of a manifest: a panel
 * that was open when the extension was updated goes on without a reload of its page. What was there before is dead.
 */
export async function injectAnew({ scripting, tabs }: Pick<FirefoxBackground, 'scripting' | 'tabs'>): Promise<void> {
  for (const { id } of await tabs.query({})) {
    if (id === undefined) continue;
    const target = { tabId: id, allFrames: true };
    for (const { js, world } of scriptsFor([])) {
      // Refused where the extension has no access, which is most tabs.
      await scripting.executeScript({ target, files: js, world }).catch(() => {});
    }
  }
}

/** One background sees all windows. @param end the last private one was closed */
export function followWindows({ windows }: Pick<FirefoxBackground, 'windows'>, end: () => Promise<void>): void {
  windows.onRemoved.addListener(async () => {
    if (!(await windows.getAll()).some(({ incognito }) => incognito)) await end();
  });
}

/** Does what a panel wants. @returns the answer */
export async function answerAccessRequest(browser: FirefoxBackground, wish: AccessRequest): Promise<unknown> {
  const { permissions, runtime, scripting, tabs } = browser;
  if (wish.want === 'withdraw') return permissions.remove({ origins: [wish.pattern] });
  if (wish.want === 'ask') {
    const query = new URLSearchParams([...wish.sites.map((site) => ['site', site]), ['close', '']]);
    await tabs.create({ url: `${runtime.getURL('src/access/ask.html')}?${query}`, openerTabId: wish.tab });
    return true;
  }
  if (wish.want === 'frames') {
    const target = { tabId: wish.tab, allFrames: true };
    // Refused where the extension has access to no document of the tab.
    const found = await scripting.executeScript({ target, func: addressesOfFrames }).catch(() => []);
    return found.flatMap(({ result }) => (Array.isArray(result) ? result : []));
  }
  // What is told as granted is watched from the next load on: its scripts are registered by then.
  await followGrants(browser);
  return readGrants(browser, wish.isPrivate);
}
