/**
 * Sites, as browsers grant access to them: scheme and host, without a port. A match pattern of Firefox cannot name a
 * port, so access to a host is access to all its ports, in both browsers.
 */

/** `https://wwe.example.com`: what is watched or not, as a whole. */
export type Site = string;

/** Under this key local storage has since when each pattern is granted: pattern → ms since the epoch, or null. */
export const SINCE_KEY = 'watchedSince';

/**
 * Where a bridge runs, this is set among the globals of the extension's own scripts in that document. No page sees it, nor
 * does the extension after an update.
 */
export const BRIDGE_KEY = 'wwe';

/** The site of a document's address or origin; null for what belongs to none (`about:`, `data:`, the browser's own pages). */
export function siteOf(url: string): Site | null {
  // A blob belongs to the origin in it.
  const address = url.replace(/^blob:/, '');
  if (!/^https?:\/\//.test(address) || !URL.canParse(address)) return null;
  const { protocol, hostname } = new URL(address);
  return `${protocol}//${hostname}`;
}

/** The match pattern that grants a site. */
export const patternOf = (site: Site): string => `${site}/*`;

/** A granted match pattern as it is shown: without the path, which is always everything. */
export const nameOfPattern = (pattern: string): string => pattern.replace(/\/\*$/, '');

/** Whether one of the granted match patterns covers a site. */
export function isGranted(patterns: readonly string[], site: Site): boolean {
  return patterns.some((pattern) => covers(pattern, site));
}

function covers(pattern: string, site: Site): boolean {
  if (pattern === '<all_urls>') return true;
  const [, scheme, host = ''] = /^(\*|https?):\/\/([^/]+)\//.exec(pattern) ?? [];
  const [, siteScheme, siteHost = ''] = /^(https?):\/\/(.+)$/.exec(site) ?? [];
  if (scheme === undefined || siteScheme === undefined) return false;
  if (scheme !== '*' && scheme !== siteScheme) return false;
  const name = withoutPort(host);
  if (name === '*') return true;
  return name.startsWith('*.') ? `.${siteHost}`.endsWith(name.slice(1)) : name === siteHost;
}

/** Chromium's patterns may name a port. It is of no account here: see above. */
const withoutPort = (host: string): string => host.replace(/:(\d+|\*)$/, '');

/** As much of the extension API as a content script has to know what is granted. */
export interface GrantedBrowser {
  readonly extension?: { readonly inIncognitoContext: boolean } | undefined;
  readonly runtime: { getManifest(): { readonly content_scripts?: unknown } };
  readonly storage: { readonly local: { get(key: string): Promise<Record<string, unknown>> } };
}

/**
 * The granted match patterns, as far as a content script can know them: by what was written down when they changed. A
 * message that access was withdrawn does not reach a page in the back/forward cache, or one that is just beginning.
 * @returns undefined: nobody wrote anything down, as of private windows, or the package has its sites by its manifest
 */
export async function readGranted({
  extension,
  runtime,
  storage,
}: GrantedBrowser): Promise<readonly string[] | undefined> {
  if (runtime.getManifest().content_scripts || extension?.inIncognitoContext) return undefined;
  const { [SINCE_KEY]: since } = await storage.local.get(SINCE_KEY).catch(() => ({}) as Record<string, unknown>);
  return typeof since === 'object' && since !== null ? Object.keys(since) : undefined;
}
