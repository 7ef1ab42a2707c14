/** Permissions, registered scripts and storage of a browser, in the test's hands. */
import type { ScriptToRegister } from '../scripts.ts';

function ownLocks() {
  let lock: Promise<unknown> = Promise.resolve();
  return {
    request(_name: string, work: () => Promise<void>) {
      lock = lock.then(work, work);
      return lock;
    },
  };
}

/** A browser that behaves as both do: the same id twice is refused, and each call takes a turn. */
export function fakeBrowser(granted: string[] = []) {
  let origins = granted;
  let registered: ScriptToRegister[] = [];
  let stored: Record<string, unknown> = {};
  let inMemory: Record<string, unknown> = {};
  let isPrivateOpen = true;
  const waiting: (() => void)[] = [];
  type Changed = (changes: Record<string, { newValue?: unknown }>, area: string) => void;
  const changed: { readonly half: 'first' | 'other'; readonly listener: Changed }[] = [];
  let windows: readonly { readonly incognito: boolean }[] = [{ incognito: false }];
  const listeners = {
    installed: [] as (() => void)[],
    started: [] as (() => void)[],
    added: [] as (() => void)[],
    removed: [] as (() => void)[],
    closed: [] as (() => void)[],
  };
  const said: [number, unknown][] = [];
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  const event = (list: (() => void)[]) => ({
    addListener: (listener: () => void) => void list.push(listener),
    removeListener: (listener: () => void) => void list.splice(list.indexOf(listener), 1),
  });
  const tell = (list: (() => void)[]) => {
    for (const listener of list) listener();
  };
  const area = (read: () => Record<string, unknown>, write: (content: Record<string, unknown>) => void) => ({
    async get(key: string) {
      await turn();
      return key in read() ? { [key]: read()[key] } : {};
    },
    async set(content: Record<string, unknown>) {
      await turn();
      write({ ...read(), ...content });
    },
    async remove(key: string) {
      await turn();
      write(Object.fromEntries(Object.entries(read()).filter(([name]) => name !== key)));
    },
  });
  const browser = {
    permissions: {
      async getAll() {
        await turn();
        return { origins: [...origins], permissions: ['storage'] };
      },
      async request(wanted: { origins: string[] }) {
        await turn();
        origins = [...new Set([...origins, ...wanted.origins])];
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
      local: area(
        () => stored,
        (content) => {
          stored = content;
        },
      ),
      session: area(
        () => inMemory,
        (content) => {
          const before = inMemory;
          inMemory = content;
          const keys = Object.keys({ ...before, ...content }).filter((key) => before[key] !== content[key]);
          const changes = Object.fromEntries(keys.map((key) => [key, { newValue: content[key] }]));
          // What runs in private windows goes with them.
          for (const { half, listener } of changed) if (half === 'first' || isPrivateOpen) listener(changes, 'session');
        },
      ),
      onChanged: { addListener: (listener: Changed) => void changed.push({ half: 'first', listener }) },
    },
    wait: () => new Promise<void>((resolve) => void waiting.push(resolve)),
    windows: {
      async getAll() {
        await turn();
        return windows;
      },
      onRemoved: event(listeners.closed),
    },
    tabs: {
      get: async (id: number) => ({ windowId: id * 10 }),
      query: async () => [{ id: 1 }, {}, { id: 2 }],
      async sendMessage(tab: number, message: unknown) {
        said.push([tab, message]);
        throw new Error('Could not establish connection. Receiving end does not exist.');
      },
    },
    runtime: {
      onInstalled: event(listeners.installed),
      onStartup: event(listeners.started),
      getURL: (path: string) => `moz-extension://a/${path}`,
    },
    locks: ownLocks(),
    now: () => 1_000,
  };
  return {
    browser,
    /** The other half of an extension that has two: it knows nothing of this one's locks. */
    otherHalf: {
      ...browser,
      locks: ownLocks(),
      storage: {
        ...browser.storage,
        onChanged: { addListener: (listener: Changed) => void changed.push({ half: 'other', listener }) },
      },
    },
    /** The time for which somebody waits is over. */
    pass() {
      for (const go of waiting.splice(0)) go();
    },
    said,
    listeners,
    registered: () => registered,
    stored: () => stored,
    inMemory: () => inMemory,
    granted: () => origins,
    /** The windows that are open. */
    open(...kinds: ('ordinary' | 'private')[]) {
      isPrivateOpen = kinds.includes('private');
      windows = kinds.map((kind) => ({ incognito: kind === 'private' }));
    },
    /** The browser ends and begins anew: what was in memory is gone. */
    restart() {
      waiting.length = 0;
      changed.length = 0;
      for (const list of Object.values(listeners)) list.length = 0;
      inMemory = {};
    },
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
