/** Access in Chromium, where a panel may ask by itself (measured: docs/platform.md#access-to-sites). */

import type { AccessTransport, Grant } from './access-transport.ts';
import { keepForAll, noteAsPrivate } from './private.ts';
import { followGrants, grantedPatterns, patternsFor, readGrants, type ScriptsBrowser } from './scripts.ts';

interface Resource {
  readonly url: string;
  /** Newer than the oldest Chromium that the extension is for. */
  readonly type?: string;
}

interface Event<Listener> {
  addListener(listener: Listener): void;
  removeListener(listener: Listener): void;
}

/** As much of the extension API as this needs. */
export interface ChromiumAccessBrowser extends ScriptsBrowser {
  /** Whether the panel is in a private window. */
  readonly isPrivate: boolean;
  readonly permissions: ScriptsBrowser['permissions'] & {
    request(wanted: { origins: string[] }): Promise<boolean>;
    remove(unwanted: { origins: string[] }): Promise<boolean>;
    readonly onAdded: Event<() => void>;
    readonly onRemoved: Event<() => void>;
  };
  readonly inspectedWindow: {
    getResources(tell: (resources: readonly Resource[]) => void): void;
    readonly onResourceAdded: Event<(resource: Resource) => void>;
  };
}

/** @param fixed what the package is for, if its manifest says so */
export function chromiumAccess(browser: ChromiumAccessBrowser, fixed: readonly string[] | null): AccessTransport {
  const { permissions, inspectedWindow, storage, isPrivate } = browser;
  return {
    fixed,
    async grants(): Promise<readonly Grant[]> {
      if (fixed) return fixed.map((pattern) => ({ pattern, since: null }));
      // What is told as granted is watched from the next load on: its scripts are registered by then.
      await followGrants(browser);
      return readGrants(browser, isPrivate);
    },
    documents: () =>
      new Promise((resolve) => {
        inspectedWindow.getResources((resources) => {
          const documents = resources.filter(({ type }) => type === 'document');
          // Where resources have no type, only the first is sure to be a document.
          resolve((documents.length > 0 ? documents : resources.slice(0, 1)).map(({ url }) => url));
        });
      }),
    async ask(sites) {
      const origins = patternsFor(sites);
      // The press still counts after that.
      if (isPrivate) await noteAsPrivate(storage, await grantedPatterns(browser), origins);
      if (!(await permissions.request({ origins }))) return 'refused';
      if (!isPrivate) await keepForAll(storage, await grantedPatterns(browser), origins);
      // The worker does so too. Whoever reloads the page must know that it is done.
      await followGrants(browser);
      return 'granted';
    },
    async withdraw(pattern) {
      await permissions.remove({ origins: [pattern] });
    },
    hear(onGrants, onDocuments, signal) {
      const added = ({ type }: Resource) => {
        if (type === 'document') onDocuments();
      };
      const { onAdded, onRemoved } = permissions;
      const { onResourceAdded } = inspectedWindow;
      onAdded.addListener(onGrants);
      onRemoved.addListener(onGrants);
      onResourceAdded.addListener(added);
      signal.addEventListener('abort', () => {
        onAdded.removeListener(onGrants);
        onRemoved.removeListener(onGrants);
        onResourceAdded.removeListener(added);
      });
    },
  };
}
