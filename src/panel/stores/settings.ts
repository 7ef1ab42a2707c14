/** What the panel remembers between openings, in the extension's own storage. */
import { type Signal, signal } from '@preact/signals';
import * as v from 'valibot';

/** Everything remembered. Widths and sizes in CSS px. */
export interface Settings {
  readonly preserveLog: boolean;
  /** One getInteractions when the panel opens; off by default, for it is a request on the page's account. */
  readonly loadOnOpen: boolean;
  readonly columnWidths: Readonly<Record<string, number>>;
  readonly sort: { readonly column: string; readonly descending: boolean } | null;
  readonly detailsSize: number;
  readonly detailsTab: string;
}

/** Storage as the browser has it. */
export interface SettingsStorage {
  get(key: string): Promise<Record<string, unknown>>;
  set(content: Record<string, unknown>): Promise<void>;
}

const KEY = 'settings';
const VERSION = 1;
const size = v.pipe(v.number(), v.minValue(24), v.maxValue(4_000));

const schema = v.object({
  version: v.literal(VERSION),
  preserveLog: v.fallback(v.boolean(), false),
  loadOnOpen: v.fallback(v.boolean(), false),
  columnWidths: v.fallback(v.record(v.string(), size), {}),
  sort: v.fallback(v.nullable(v.object({ column: v.string(), descending: v.boolean() })), null),
  detailsSize: v.fallback(size, 460),
  detailsTab: v.fallback(v.string(), 'state'),
});

/** What applies before anything was chosen. */
export const DEFAULT_SETTINGS: Settings = {
  preserveLog: false,
  loadOnOpen: false,
  columnWidths: {},
  sort: null,
  detailsSize: 460,
  detailsTab: 'state',
};

/** Settings as a signal, and the way to change them. */
export interface SettingsStore {
  readonly settings: Signal<Settings>;
  change(part: Partial<Settings>): void;
}

/**
 * Reads what was remembered. What cannot be read falls back to its default, part by part.
 * @param onTrouble told when storage refuses: the panel goes on, and forgets when it closes
 */
export async function loadSettings(
  storage: SettingsStorage,
  onTrouble: (error: unknown) => void,
): Promise<SettingsStore> {
  const settings = signal(DEFAULT_SETTINGS);
  try {
    const parsed = v.safeParse(schema, (await storage.get(KEY))[KEY]);
    if (parsed.success) settings.value = parsed.output;
  } catch (error) {
    onTrouble(error);
  }
  return {
    settings,
    change(part) {
      settings.value = { ...settings.peek(), ...part };
      storage.set({ [KEY]: { version: VERSION, ...settings.peek() } }).catch(onTrouble);
    },
  };
}
