/** Firefox's background does for its panels what they have no API for. */

import type { AccessRequest } from './access-messages.ts';
import type { AccessBrowser } from './background.ts';
import { followGrants, readGrants, scriptsFor, sitesIn } from './scripts.ts';
import { BRIDGE_KEY, isGranted } from './sites.ts';

/** A document of a tab, and the addresses that its frames were given. */
interface DocumentFrames {
  /** Its origin and its address: a blank one has the origin of whoever made it, a sandboxed one none. */
  readonly places: readonly string[];
  readonly frames: readonly string[];
}

/** What is run in the frames of a tab that the extension has access to. */
interface Injection {
  readonly target: { readonly tabId: number } & ({ readonly allFrames: true } | { readonly frameIds: number[] });
  readonly func?: (() => DocumentFrames) | ((key: string) => boolean);
  readonly args?: [string];
  readonly files?: string[];
  readonly world?: 'ISOLATED' | 'MAIN';
}

/** As much of the extension API as this needs. */
export interface FirefoxBackground extends AccessBrowser {
  readonly runtime: AccessBrowser['runtime'] & { getURL(path: string): string };
  readonly scripting: AccessBrowser['scripting'] & {
    executeScript(what: Injection): Promise<readonly { readonly frameId: number; readonly result?: unknown }[]>;
  };
  readonly windows: {
    getAll(): Promise<readonly { readonly incognito: boolean }[]>;
    readonly onRemoved: { addListener(listener: () => void): void };
  };
  readonly tabs: AccessBrowser['tabs'] & {
    get(tab: number): Promise<{ readonly windowId?: number | undefined }>;
    create(tab: { url: string; openerTabId: number; windowId: number | undefined }): Promise<unknown>;
  };
}

/** Runs in each document of a tab that the extension has access to. */
function framesOfDocument(): DocumentFrames {
  const frames = Array.from(
    document.querySelectorAll('iframe, frame'),
    (frame) => new URL(frame.getAttribute('src') ?? '', document.baseURI).href,
  );
  return { places: [window.origin, document.URL], frames };
}

function isDocumentFrames(found: unknown): found is DocumentFrames {
  return typeof found === 'object' && found !== null && 'places' in found && 'frames' in found;
}

/**
 * Puts the scripts into the pages that are open already. Firefox does that by itself for scripts of a manifest: a panel
 * that was open when the extension was updated goes on without a reload of its page. What was there before is dead. A page
 * that loads meanwhile may have the scripts that are registered: it is left alone.
 */
export async function injectAnew({ scripting, tabs }: Pick<FirefoxBackground, 'scripting' | 'tabs'>): Promise<void> {
  for (const { id: tabId } of await tabs.query({})) {
    if (tabId === undefined) continue;
    try {
      const found = await scripting.executeScript({
        target: { tabId, allFrames: true },
        func: (key: string) => Object.hasOwn(globalThis, key),
        args: [BRIDGE_KEY],
      });
      const frameIds = found.flatMap(({ frameId, result }) => (result ? [] : frameId));
      if (frameIds.length > 0)
        for (const { js: files, world } of scriptsFor([]))
          await scripting.executeScript({ target: { tabId, frameIds }, files, world });
    } catch {
      // Refused where the extension has no access, which is most tabs, and where the page has gone.
    }
  }
}

/**
 * One background sees all windows. It looks as it starts, too: private windows may have been closed while the extension was
 * switched off, or it is not allowed in them any more, and then is told of none.
 * @param end no private window is open any more
 */
export function followWindows({ windows }: Pick<FirefoxBackground, 'windows'>, end: () => Promise<void>): void {
  async function look(): Promise<void> {
    if (!(await windows.getAll()).some(({ incognito }) => incognito)) await end();
  }
  windows.onRemoved.addListener(() => void look());
  void look();
}

/** Does what a panel wants. @returns the answer */
export async function answerAccessRequest(browser: FirefoxBackground, wish: AccessRequest): Promise<unknown> {
  const { permissions, runtime, scripting, tabs } = browser;
  if (wish.want === 'withdraw') return permissions.remove({ origins: [wish.pattern] });
  if (wish.want === 'ask') {
    const query = new URLSearchParams([...wish.sites.map((site) => ['site', site]), ['close', '']]);
    const url = `${runtime.getURL('src/access/ask.html')}?${query}`;
    // Firefox takes the window that was in front last, and refuses an opener in another one. What is private stays so.
    const { windowId } = await tabs.get(wish.tab);
    await tabs.create({ url, openerTabId: wish.tab, windowId });
    return true;
  }
  if (wish.want === 'frames') {
    const target = { tabId: wish.tab, allFrames: true } as const;
    // Refused where the extension has access to no document of the tab.
    const found = await scripting.executeScript({ target, func: framesOfDocument }).catch(() => []);
    const patterns = (await readGrants(browser, wish.isPrivate)).map(({ pattern }) => pattern);
    return found.flatMap(({ result }) => {
      if (!isDocumentFrames(result)) return [];
      // What private windows alone may watch is none of an ordinary one's.
      return sitesIn(result.places).every((site) => isGranted(patterns, site)) ? result.frames : [];
    });
  }
  // What is told as granted is watched from the next load on: its scripts are registered by then.
  await followGrants(browser);
  return readGrants(browser, wish.isPrivate);
}
