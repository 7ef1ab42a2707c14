/**
 * For vitest's `setupFiles`: many test files share a process, one after the other. A file that leaves something behind
 * fails, rather than one of those that come later.
 */
import { afterAll, beforeAll, expect, vi } from 'vitest';

/** What tests put something else into, and must put back. */
const BUILT_IN = { Array, Date, Function, JSON, Map, Math, Object, Promise, Set, String };

const GETTER = Symbol('getter');

/** Everything there is, by name. A getter is only known to be there: Node.js replaces its own by what they give. */
function present(): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  const add = (name: string, holder: object) => {
    for (const key of Object.getOwnPropertyNames(holder)) {
      const property = Object.getOwnPropertyDescriptor(holder, key);
      found.set(`${name}.${key}`, property?.get ? GETTER : property?.value);
    }
  };
  add('globalThis', globalThis);
  for (const [name, one] of Object.entries(BUILT_IN)) {
    add(name, one);
    if ('prototype' in one) add(`${name}.prototype`, one.prototype);
  }
  if (typeof document !== 'undefined') {
    found.set('the page', document.body.innerHTML);
    found.set('the selected text', String(document.getSelection()));
  }
  found.set('false timers', vi.isFakeTimers());
  return found;
}

let before: ReadonlyMap<string, unknown>;
beforeAll(() => {
  before = present();
});
afterAll(async () => {
  // What a file imports late, as a part of the panel that was opened at its end, has to come before the file ends: vitest
  // breaks off what is under way then, and a module whose import was broken off fails in every later file of the process.
  await vi.dynamicImportSettled();
  const after = present();
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const isOther = (name: string) => before.get(name) !== GETTER && !Object.is(before.get(name), after.get(name));
  expect(names.filter(isOther), 'left behind').toEqual([]);
});
