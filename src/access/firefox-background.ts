/** Firefox's background does for its panels what they have no API for. */
import type { AccessBrowser } from './background.ts';
import type { AccessWish } from './messages.ts';
import type { Grant } from './road.ts';
import { grantedPatterns, readSince } from './scripts.ts';

/** As much of the extension API as this needs. */
export interface FirefoxBackground extends AccessBrowser {
  readonly runtime: AccessBrowser['runtime'] & { getURL(path: string): string };
  readonly permissions: AccessBrowser['permissions'] & {
    remove(unwanted: { origins: string[] }): Promise<boolean>;
  };
  readonly scripting: AccessBrowser['scripting'] & {
    executeScript(what: {
      target: { tabId: number; allFrames: boolean };
      func: () => readonly string[];
    }): Promise<readonly { readonly result?: unknown }[]>;
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

/** Does what a panel wants. @returns the answer */
export async function grantWish(browser: FirefoxBackground, wish: AccessWish): Promise<unknown> {
  const { permissions, runtime, scripting, storage, tabs } = browser;
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
  const [patterns, since] = await Promise.all([grantedPatterns(browser), readSince(storage)]);
  return patterns.map((pattern): Grant => ({ pattern, since: since[pattern] ?? null }));
}
