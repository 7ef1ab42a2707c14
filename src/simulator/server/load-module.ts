/** Loads what a person named, or what the package may have: the only place whose imports nobody can read from the source. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The module of a file. Rejects as `import` does. */
export function loadModule(file: string): Promise<unknown> {
  return import(/* @vite-ignore */ pathToFileURL(resolve(file)).href);
}
