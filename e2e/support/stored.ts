/** What the extension keeps, read in a document of its own. */
import type { Surface } from './browser.ts';

/** A storage area of an extension. */
interface Area {
  get(): Promise<Record<string, unknown>>;
}

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
