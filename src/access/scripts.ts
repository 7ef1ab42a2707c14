/**
 * Which sites the content scripts run at: exactly those that the browser grants. The granted permissions are the one
 * list; what is registered follows it. Both browsers take registered scripts away when the extension is updated, so they
 * are registered anew then (mdn/content #38690).
 */
import { patternOf, SINCE_KEY, type Site, siteOf } from './sites.ts';

/** A content script as it is registered. */
export interface ScriptToRegister {
  readonly id: string;
  readonly js: string[];
  readonly matches: string[];
  readonly runAt: 'document_start';
  readonly allFrames: boolean;
  readonly matchOriginAsFallback: boolean;
  readonly persistAcrossSessions: boolean;
  readonly world: 'ISOLATED' | 'MAIN';
}

/** As much of the extension API as registering needs. */
export interface ScriptsBrowser {
  readonly permissions: { getAll(): Promise<{ readonly origins?: string[] | undefined }> };
  readonly scripting: {
    getRegisteredContentScripts(): Promise<readonly { readonly id: string; readonly matches?: readonly string[] }[]>;
    registerContentScripts(scripts: ScriptToRegister[]): Promise<void>;
    unregisterContentScripts(): Promise<void>;
  };
  readonly storage: {
    readonly local: {
      get(key: string): Promise<Record<string, unknown>>;
      set(content: Record<string, unknown>): Promise<void>;
    };
  };
  /** `navigator.locks`: panel and background may want to register at the same time. */
  readonly locks: { request(name: string, work: () => Promise<void>): Promise<unknown> };
  /** ms since the epoch */
  readonly now: () => number;
}

const EVERY_FRAME = {
  runAt: 'document_start',
  allFrames: true,
  // Frames without an address of their own (about:blank, srcdoc, blob:, data:) are watched as part of whoever made them.
  matchOriginAsFallback: true,
  persistAcrossSessions: true,
} as const;

/**
 * The two scripts for these patterns. They run in this order: the probe waits for the port that the bridge hands over.
 * Chromium runs what is registered in the order of the ids, not in that of the list (measured); Firefox in the list's.
 */
export function scriptsFor(matches: string[]): ScriptToRegister[] {
  return [
    { id: '1-probe', js: ['src/probe/probe.iife.js'], matches, world: 'MAIN', ...EVERY_FRAME },
    { id: '2-bridge', js: ['src/bridge/bridge.iife.js'], matches, world: 'ISOLATED', ...EVERY_FRAME },
  ];
}

/** The granted patterns, sorted. */
export async function grantedPatterns({
  permissions,
}: Pick<ScriptsBrowser, 'permissions'>): Promise<readonly string[]> {
  const { origins = [] } = await permissions.getAll();
  // Nothing but the web can be watched: a pattern such as `file:///*` is not ours.
  return origins.filter((pattern) => pattern === '<all_urls>' || /^(\*|https?):/.test(pattern)).sort();
}

/**
 * Registers the scripts for what is granted now, and for nothing else, and writes down since when. May be called as often
 * as one likes. What was written down and then forgotten on the user's word is not made up anew: no date is better.
 */
export async function followGrants(browser: ScriptsBrowser): Promise<void> {
  const { scripting, storage, locks, now } = browser;
  await locks.request('wwe-devtools scripts', async () => {
    const granted = await grantedPatterns(browser);
    const registered = await scripting.getRegisteredContentScripts();
    const isAsGranted = (matches: readonly string[] = []) => [...matches].sort().join(' ') === granted.join(' ');
    const isCurrent =
      registered.length === (granted.length > 0 ? 2 : 0) && registered.every(({ matches }) => isAsGranted(matches));
    if (!isCurrent) {
      if (registered.length > 0) await scripting.unregisterContentScripts();
      if (granted.length > 0) await scripting.registerContentScripts(scriptsFor([...granted]));
    }
    const { [SINCE_KEY]: written } = await storage.local.get(SINCE_KEY);
    const isWritten = written === undefined || isAsGranted(Object.keys(Object(written)));
    if (isCurrent && isWritten) return;
    const before = new Map<string, unknown>(Object.entries(Object(written)));
    const known = new Set(registered.flatMap(({ matches = [] }) => matches));
    const dateOf = (pattern: string) => before.get(pattern) ?? (known.has(pattern) ? null : now());
    const since = Object.fromEntries(granted.map((pattern) => [pattern, dateOf(pattern)]));
    await storage.local.set({ [SINCE_KEY]: since });
  });
}

/** Since when patterns are granted, in ms since the epoch; empty where nobody wrote it down. */
export async function readSince({ local }: ScriptsBrowser['storage']): Promise<Readonly<Record<string, number>>> {
  const { [SINCE_KEY]: stored } = await local.get(SINCE_KEY);
  const pairs = Object.entries(Object(stored)).filter((pair): pair is [string, number] => typeof pair[1] === 'number');
  return Object.fromEntries(pairs);
}

/** Patterns for sites. */
export const patternsFor = (sites: readonly Site[]): string[] => [...new Set(sites)].map(patternOf);

/** The sites of documents, each once, in their order; those that belong to none are left out. */
export function sitesIn(urls: readonly string[]): readonly Site[] {
  return [...new Set(urls.flatMap((url) => siteOf(url) ?? []))];
}
