/** What is wrong with a scenario, and where. */

/** One step of the way to a value: a key, or a place in a list from 0. */
export type PathKey = string | number;

/** Something that is wrong. */
export interface ScenarioProblem {
  /** `steps[3].on`; empty for the whole. */
  readonly path: string;
  readonly keys: readonly PathKey[];
  /** A sentence. */
  readonly message: string;
}

/** No more are told at once. */
export const MOST_PROBLEMS = 50;

/** Makes a problem. */
export function problemAt(keys: readonly PathKey[], message: string): ScenarioProblem {
  return { path: writePath(keys), keys, message };
}

/** `['steps', 3, 'on']` → `steps[3].on`. */
export function writePath(keys: readonly PathKey[]): string {
  let path = '';
  for (const key of keys) {
    if (typeof key === 'number') path += `[${key}]`;
    else if (/^[A-Za-z_$][\w$]*$/.test(key)) path += path === '' ? key : `.${key}`;
    else path += `[${JSON.stringify(key)}]`;
  }
  return path;
}
