/** Gives tests the example messages of this folder. Node only. */
import { readdirSync, readFileSync } from 'node:fs';

const ROOT = new URL('./messages/', import.meta.url);

/** One example file: its name without folder and ending, and its parsed content. */
export interface Example {
  readonly name: string;
  readonly data: unknown;
}

/** All examples of a folder, by name. */
export function examples(folder: string): readonly Example[] {
  const url = new URL(`${folder}/`, ROOT);
  return readdirSync(url)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      name: file.slice(0, -'.json'.length),
      data: JSON.parse(readFileSync(new URL(file, url), 'utf8')),
    }));
}
