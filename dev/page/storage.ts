/** `chrome.storage` of a page: what a user sets stands in `localStorage`, and no organisation fixes anything. */
import { createEvent } from './wire.ts';

const KEY = 'wwe-devtools dev';

function read(): Record<string, unknown> {
  return JSON.parse(localStorage.getItem(KEY) ?? '{}');
}

const onChanged = createEvent<[changes: Record<string, object>, area: string]>();

function write(content: Record<string, unknown>, changed: readonly string[]): void {
  localStorage.setItem(KEY, JSON.stringify(content));
  onChanged.fire(Object.fromEntries(changed.map((key) => [key, { newValue: content[key] }])), 'local');
}

/** The storage, as far as the panel and the bridges use it. */
export const storage = {
  local: {
    async get(key: string): Promise<Record<string, unknown>> {
      const stored = read();
      return Object.hasOwn(stored, key) ? { [key]: stored[key] } : {};
    },
    async set(content: Record<string, unknown>): Promise<void> {
      write({ ...read(), ...content }, Object.keys(content));
    },
    async clear(): Promise<void> {
      write({}, Object.keys(read()));
    },
  },
  managed: { get: async (): Promise<Record<string, unknown>> => ({}) },
  onChanged,
};
