/** What the extension keeps, read in a document of its own. */
import type { Surface } from './browser.ts';

/** A storage area of an extension. */
interface Area {
  get(): Promise<Record<string, unknown>>;
  clear(): Promise<void>;
}

/** What `everythingStored` finds where nothing is kept. */
export const NOTHING_STORED = {
  local: {},
  session: {},
  sync: {},
  localStorage: {},
  sessionStorage: {},
  databases: [],
  caches: [],
  cookie: '',
  files: [],
} as const;

/** What is kept in every place that a document of the extension can keep things in. */
export function everythingStored(surface: Surface): Promise<unknown> {
  return surface.evaluate(async () => {
    const { storage } = (globalThis as unknown as { chrome: { storage: Readonly<Record<string, Area>> } }).chrome;
    const names: string[] = [];
    // Firefox gives extension pages none.
    const files: unknown = await navigator.storage.getDirectory().catch(() => null);
    for await (const name of (files as { keys(): AsyncIterable<string> } | null)?.keys() ?? []) names.push(name);
    return {
      local: await storage.local?.get(),
      session: await storage.session?.get(),
      sync: await storage.sync?.get(),
      localStorage: { ...localStorage },
      sessionStorage: { ...sessionStorage },
      databases: (await indexedDB.databases()).map(({ name }) => name),
      caches: await caches.keys().catch(() => []),
      cookie: document.cookie,
      files: names,
    };
  });
}

/** Empties the places in which the extension keeps things. */
export function emptyStores(surface: Surface): Promise<void> {
  return surface.evaluate(async () => {
    const { storage } = (globalThis as unknown as { chrome: { storage: Readonly<Record<string, Area>> } }).chrome;
    await Promise.all([storage.local?.clear(), storage.session?.clear(), storage.sync?.clear()]);
    localStorage.clear();
    sessionStorage.clear();
    for (const { name = '' } of await indexedDB.databases()) {
      await new Promise((resolve, reject) => {
        const gone = indexedDB.deleteDatabase(name);
        gone.onsuccess = resolve;
        gone.onerror = () => reject(gone.error);
      });
    }
  });
}

/** What is kept all the same, in words; nothing where nothing is. */
export async function describeStored(surface: Surface): Promise<readonly string[]> {
  const stored = Object.entries(Object(await everythingStored(surface)));
  const nothing = new Map<string, unknown>(Object.entries(NOTHING_STORED));
  return stored.flatMap(([place, kept]) => {
    const text = JSON.stringify(kept);
    return text === JSON.stringify(nothing.get(place)) ? [] : [`in ${place}: ${text}`];
  });
}
