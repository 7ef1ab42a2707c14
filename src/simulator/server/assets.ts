/** From a request's path to a built file, and never outside of their folder. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

/** A file to send. */
export interface Asset {
  readonly type: string;
  readonly body: Uint8Array;
  /** Whether it is a page that talks to WWE by messages alone: it is kept from every connection. */
  readonly client: boolean;
}

/** Addresses that people see → built pages. */
const PAGES: Readonly<Record<string, string>> = {
  '/': 'host/index.html',
  '/client/': 'embedded/index.html',
  '/reverse/': 'reverse/index.html',
  '/forger/': 'forger/index.html',
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.map': 'application/json',
};

/** Reads what stands at `path` (the URL's path, still encoded) below the folder `root`; null if nothing does. */
export async function readAsset(root: string, path: string): Promise<Asset | null> {
  const decoded = decode(path);
  if (decoded === null || decoded.includes('\0') || decoded.includes('\\')) return null;
  const page = Object.hasOwn(PAGES, decoded) ? PAGES[decoded] : undefined;
  const file = normalize(join(root, page ?? decoded));
  const folder = normalize(root).endsWith(sep) ? normalize(root) : normalize(root) + sep;
  const type = TYPES[extname(file)];
  if (!file.startsWith(folder) || type === undefined) return null;
  try {
    return { type, body: await readFile(file), client: page !== undefined && page !== PAGES['/'] };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return null;
    throw error;
  }
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null; // A broken %-sequence names no file.
  }
}
