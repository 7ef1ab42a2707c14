/**
 * Which sites the content scripts run at: exactly those that the browser grants. The granted permissions are the one
 * list; what is registered follows it. Both browsers take registered scripts away when the extension is updated, so they
 * are registered anew then (mdn/content #38690).
 */

import type { Grant } from './access-transport.ts';
import { PRIVATE_MARK, type PrivateStorage, privateAmong } from './private.ts';
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
  readonly storage: PrivateStorage;
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
 * The paths begin at the extension's root: Firefox reads others from the page that registers (docs/platform.md#registered-scripts).
 */
export function scriptsFor(matches: string[]): ScriptToRegister[] {
  return [
    { id: '1-probe', js: ['/src/probe/probe.iife.js'], matches, world: 'MAIN', ...EVERY_FRAME },
    { id: '2-bridge', js: ['/src/bridge/bridge.iife.js'], matches, world: 'ISOLATED', ...EVERY_FRAME },
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
 * as one likes. What was written down and then forgotten on the user's word is not made up anew: no date is better. What
 * private windows asked for is not written down. Bridges in ordinary windows see by that that they are not to run there.
 */
export async function followGrants(browser: ScriptsBrowser): Promise<void> {
  await browser.locks.request('scripts', async () => {
    const before = await browser.scripting.getRegisteredContentScripts();
    const known = before.flatMap(({ matches = [] }) => matches);
    await register(browser, () => writeSince(browser, known, true));
    await writeSince(browser, known, false);
  });
}

/** Private windows have a half of the extension, and locks, of their own (Chromium): the other half may be at it, too. */
const MOST_TRIES = 10;

/**
 * @param write writes down what is granted, before each change: whoever is stopped in between has registered nothing that
 * the next one would take for old
 */
async function register(browser: ScriptsBrowser, write: () => Promise<void>): Promise<void> {
  const { scripting } = browser;
  for (let left = MOST_TRIES; left > 0; left -= 1) {
    const granted = await grantedPatterns(browser);
    const registered = await scripting.getRegisteredContentScripts();
    const isCurrent =
      registered.length === (granted.length > 0 ? 2 : 0) &&
      registered.every(({ matches = [] }) => isSame(matches, granted));
    if (isCurrent) return;
    try {
      await write();
      if (registered.length > 0) await scripting.unregisterContentScripts();
      if (granted.length > 0) await scripting.registerContentScripts(scriptsFor([...granted]));
    } catch (error) {
      if (left === 1) throw error;
    }
  }
}

/** @param known patterns that scripts were registered for */
async function writeSince(browser: ScriptsBrowser, known: readonly string[], isChanged: boolean): Promise<void> {
  const { storage, now } = browser;
  const granted = await grantedPatterns(browser);
  const ofPrivate = await privateAmong(storage, granted);
  const ofAll = granted.filter((pattern) => !ofPrivate.includes(pattern));
  const { [SINCE_KEY]: written } = await storage.local.get(SINCE_KEY);
  const before: Readonly<Record<string, unknown>> = Object(written);
  const isWritten = written === undefined ? ofPrivate.length === 0 : isSame(Object.keys(before), ofAll);
  if (!isChanged && isWritten) return;
  const dateOf = (pattern: string) => {
    if (Object.hasOwn(before, pattern)) return before[pattern];
    return known.includes(pattern) ? null : now();
  };
  const since = Object.fromEntries(ofAll.map((pattern) => [pattern, dateOf(pattern)]));
  await storage.local.set({ [SINCE_KEY]: since, ...(ofPrivate.length > 0 ? { [PRIVATE_MARK]: true } : {}) });
}

function isSame(patterns: readonly string[], sorted: readonly string[]): boolean {
  return [...patterns].sort().join(' ') === sorted.join(' ');
}

/**
 * What a panel may show as granted.
 * @param isPrivate whether it is in a private window: an ordinary one shows nothing of those
 */
export async function readGrants(browser: ScriptsBrowser, isPrivate: boolean): Promise<readonly Grant[]> {
  const patterns = await grantedPatterns(browser);
  const [ofPrivate, since] = await Promise.all([privateAmong(browser.storage, patterns), readSince(browser.storage)]);
  return patterns.flatMap((pattern): Grant[] => {
    if (!ofPrivate.includes(pattern)) return [{ pattern, since: since[pattern] ?? null }];
    return isPrivate ? [{ pattern, since: null, isPrivate }] : [];
  });
}

/** Since when patterns are granted, in ms since the epoch; empty where nobody wrote it down. */
async function readSince({ local }: PrivateStorage): Promise<Readonly<Record<string, number>>> {
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
