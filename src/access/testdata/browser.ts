/** Permissions, registered scripts and storage of a browser, in the test's hands. */
import type { ScriptToRegister } from '../scripts.ts';

/** A browser that behaves as both do: the same id twice is refused, and each call takes a turn. */
export function fakeBrowser(granted: string[] = []) {
  let origins = granted;
  let registered: ScriptToRegister[] = [];
  let stored: Record<string, unknown> = {};
  let lock: Promise<unknown> = Promise.resolve();
  const listeners = { installed: [] as (() => void)[], added: [] as (() => void)[], removed: [] as (() => void)[] };
  const said: [number, unknown][] = [];
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  const event = (list: (() => void)[]) => ({
    addListener: (listener: () => void) => void list.push(listener),
    removeListener: (listener: () => void) => void list.splice(list.indexOf(listener), 1),
  });
  const tell = (list: (() => void)[]) => {
    for (const listener of list) listener();
  };
  const browser = {
    permissions: {
      async getAll() {
        await turn();
        return { origins: [...origins], permissions: ['storage'] };
      },
      async request(wanted: { origins: string[] }) {
        await turn();
        origins = [...origins, ...wanted.origins];
        tell(listeners.added);
        return true;
      },
      async remove(unwanted: { origins: string[] }) {
        await turn();
        origins = origins.filter((one) => !unwanted.origins.includes(one));
        tell(listeners.removed);
        return true;
      },
      onAdded: event(listeners.added),
      onRemoved: event(listeners.removed),
    },
    scripting: {
      async getRegisteredContentScripts() {
        await turn();
        return [...registered];
      },
      async registerContentScripts(scripts: ScriptToRegister[]) {
        await turn();
        for (const { id } of scripts)
          if (registered.some((one) => one.id === id)) throw new Error(`Duplicate script ID '${id}'`);
        registered = [...registered, ...scripts];
      },
      async unregisterContentScripts() {
        await turn();
        registered = [];
      },
    },
    storage: {
      local: {
        async get(key: string) {
          await turn();
          return key in stored ? { [key]: stored[key] } : {};
        },
        async set(content: Record<string, unknown>) {
          await turn();
          stored = { ...stored, ...content };
        },
      },
    },
    tabs: {
      query: async () => [{ id: 1 }, {}, { id: 2 }],
      async sendMessage(tab: number, message: unknown) {
        said.push([tab, message]);
        throw new Error('Could not establish connection. Receiving end does not exist.');
      },
    },
    runtime: { onInstalled: event(listeners.installed), getURL: (path: string) => `moz-extension://a/${path}` },
    locks: {
      request(_name: string, work: () => Promise<void>) {
        lock = lock.then(work, work);
        return lock;
      },
    },
    now: () => 1_000,
  };
  return {
    browser,
    said,
    listeners,
    registered: () => registered,
    stored: () => stored,
    grant(...patterns: string[]) {
      origins = patterns;
    },
    /** All that is stored, on the user's word. */
    forget() {
      stored = {};
    },
    /** As an update does it. */
    forgetScripts() {
      registered = [];
    },
    tell: (what: keyof typeof listeners) => tell(listeners[what]),
  };
}
