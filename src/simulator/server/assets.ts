/** From a request's path to a built file, and never outside of their folder. */
import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

/** A file to send. */
export interface Asset {
  readonly type: string;
  readonly body: Uint8Array;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.map': 'application/json',
};

/** Node's words for a file that is not there, or not any more, or not to be read. */
const NOT_THERE = ['ENOENT', 'EISDIR', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG'];

/** Names that our build gives to files and folders: no dots at the beginning, nothing that means something elsewhere. */
const PATH = /^(?:\/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,100}){1,10}$/;

/**
 * Reads what stands at `path` below the folder `root`, links followed; null if nothing is there that is ours to give. `path`
 * is a URL's, still encoded: our files have no names that need it. Rejects with Node's error if the machine cannot read now.
 */
export async function readAsset(root: string, path: string): Promise<Asset | null> {
  const type = TYPES[extname(path)];
  if (!PATH.test(path) || type === undefined) return null;
  try {
    const [folder, file] = [await realpath(root), await realpath(join(root, path))];
    if (!file.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return null;
    // Of what is no file (a pipe, a device) the end might never come.
    return (await stat(file)).isFile() ? { type, body: await readFile(file) } : null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (NOT_THERE.includes(code)) return null;
    throw error;
  }
}
