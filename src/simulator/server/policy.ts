/**
 * Whom the server gives the desktop to. Any page that a browser shows can ask this machine for anything; only what the
 * developer opens, or has named, may show the desktop, and only that is told the token of its control.
 *
 * What browsers say of a request was measured in Chromium 156 and Firefox 153: `Sec-Fetch-Site` is `none` for an address
 * that was typed or opened by a driver, for its reload and for going back to it; `same-origin` for our own links and
 * scripts; `same-site` or `cross-site` for frames, pop-ups, links and requests of other pages, those of another port too.
 * No page can change that, nor pretend another page's Referer; it can leave the Referer out.
 */

/** What the developer allows besides the simulator's own names. */
export interface Allowed {
  /** Origins whose pages may frame and open the desktop, such as `http://localhost:5173`; the port may be `*`. */
  readonly framedBy: readonly string[];
  /** Further names of this machine under which the desktop may be opened. */
  readonly hosts: readonly string[];
}

/** What is read of a request. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The name and port that a request was sent to. */
export interface Place {
  /** `localhost:4600`, as in the Host header, in small letters. */
  readonly host: string;
  /** `:4600`; empty where the address has none. */
  readonly port: string;
  /**
   * Whether a desktop may be driven there. False for other names that always mean this machine, `*.localhost`: pages
   * that are to be of another origin have them.
   */
  readonly isDesktop: boolean;
  /** Origins of the desktop: those of its names, at this port. */
  readonly origins: readonly string[];
}

/**
 * Who asks. `own`: the developer, the desktop itself, or (`isNamed`) a page that the developer has named, which may keep
 * hold of a tab that it opens. `foreign`: another page, which opens a tab or a frame. `other`: another page, which wants to
 * have it as a script, a picture or data.
 */
export type Asker =
  | { readonly is: 'own'; readonly isNamed: boolean }
  | { readonly is: 'foreign' }
  | { readonly is: 'other' };

const OWN_NAMES = ['localhost', '127.0.0.1', '[::1]'];
const FRAMES = ['iframe', 'frame', 'object', 'embed'];
const HOST = /^(\[[0-9a-f:]+\]|[a-z0-9._-]+)((?::\d{1,5})?)$/;
const SOURCE = /^(https?):\/\/([a-z0-9._-]+)(?::(\d{1,5}|\*))?$/;

/** Reads a Host header; null: it names no place of ours, as under DNS rebinding. */
export function placeOf(host: string | undefined, { hosts }: Pick<Allowed, 'hosts'>): Place | null {
  const [, name = '', port = ''] = HOST.exec((host ?? '').toLowerCase()) ?? [];
  const isNamed = hosts.includes(name);
  if (!isNamed && !OWN_NAMES.includes(name) && !/^[a-z0-9-]+\.localhost$/.test(name)) return null;
  const isOwn = OWN_NAMES.includes(name);
  const origins = OWN_NAMES.map((one) => `http://${one}${port}`);
  // Under a name of the developer's own, a proxy before the server may speak https.
  if (isNamed) origins.push(`http://${name}${port}`, `https://${name}${port}`);
  return { host: `${name}${port}`, port, isDesktop: isOwn || isNamed, origins };
}

/** Who sent a request, by its headers. A browser that does not say is believed to be the developer's. */
export function askerOf(headers: Headers, place: Place, { framedBy }: Pick<Allowed, 'framedBy'>): Asker {
  const site = headers['sec-fetch-site'];
  const dest = headers['sec-fetch-dest'];
  const origin = originOf(headers.referer);
  const isNamed = origin !== null && (place.origins.includes(origin) || framedBy.some((one) => covers(one, origin)));
  if (site === undefined || site === 'none' || site === 'same-origin') return { is: 'own', isNamed };
  if (dest !== 'document' && !FRAMES.includes(String(dest))) return { is: 'other' };
  return isNamed ? { is: 'own', isNamed } : { is: 'foreign' };
}

/** The header that says which pages may frame the desktop. */
export function framePolicy({ port }: Place, { framedBy }: Pick<Allowed, 'framedBy'>): string {
  // The policy's grammar has no word for `[::1]`; `'self'` covers it.
  const own = ['localhost', '127.0.0.1'].map((name) => `http://${name}${port}`);
  return `frame-ancestors ${["'self'", ...own, ...framedBy].join(' ')}`;
}

/** Checks an origin as `framedBy` takes it, and writes it in the one form. Throws TypeError, in words. */
export function readFramer(text: string): string {
  const origin = text.trim().toLowerCase().replace(/\/$/, '');
  if (SOURCE.test(origin)) return origin;
  throw new TypeError(
    `"${text}" is no origin of a page: write http://localhost:5173, or http://localhost:* for each port of a machine.`,
  );
}

/** Checks a name as `hosts` takes it. Throws TypeError, in words. */
export function readHostName(text: string): string {
  const name = text.trim().toLowerCase();
  if (/^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(name)) return name;
  throw new TypeError(`"${text}" is no name of a machine: write it without http:// and without a port.`);
}

function covers(allowed: string, origin: string): boolean {
  const [, scheme, name, port = ''] = SOURCE.exec(allowed) ?? [];
  const [, ownScheme, ownName, ownPort = ''] = SOURCE.exec(origin) ?? [];
  if (scheme === undefined || scheme !== ownScheme || name !== ownName) return false;
  const usual = scheme === 'http' ? '80' : '443';
  return port === '*' || (port || usual) === (ownPort || usual);
}

function originOf(address: string | readonly string[] | undefined): string | null {
  return typeof address === 'string' && URL.canParse(address) ? new URL(address).origin : null;
}
