/** What the panel remembers between openings, in the extension's own storage. */
import { type Signal, signal } from '@preact/signals';
import * as v from 'valibot';
import type { KeyRule } from '../../recording/format.ts';
import type { SavedFilter } from '../filter/vocabulary.ts';

/** A call that was saved under a name. It holds no tokens. */
export interface SavedCall {
  readonly name: string;
  readonly service: string;
  readonly mode: 'form' | 'list' | 'message';
  /** The list of parameters as a literal (`values/literal/literal-parse.ts`); the whole message in that mode; blank: none. */
  readonly text: string;
}

/** How moments are written: as times of day here or in UTC, or by their distance from the first row or a marked one. */
export const TIME_MODES = ['local', 'utc', 'relative'] as const;
/** One of these. */
export type TimeMode = (typeof TIME_MODES)[number];

/** Everything remembered. Widths and sizes in CSS px. */
export interface Settings {
  readonly preserveLog: boolean;
  /** Whether each session is saved on the disk as it comes. */
  readonly saveSessions: boolean;
  /** One getInteractions when the panel opens; off by default, for it is a request on the page's account. */
  readonly loadOnOpen: boolean;
  /** Origins of WWEs from which that may go by itself: those that the user has seen. */
  readonly loadFrom: readonly string[];
  /** The share of each column whose width was changed, beside the others' widths. */
  readonly columnWidths: Readonly<Record<string, number>>;
  /** The columns that the user chose to see, or not to see; the others are shown where there is room. */
  readonly columnsShown: Readonly<Record<string, boolean>>;
  /** By table, the ids of its columns, where they were moved. */
  readonly columnOrder: Readonly<Record<string, readonly string[]>>;
  readonly sort: { readonly column: string; readonly descending: boolean } | null;
  readonly detailsSize: number;
  readonly detailsTab: string;
  /** The view that was shown last. */
  readonly view: string;
  /** By what the table of messages is sorted; null: in the order of the wire. */
  readonly messageSort: { readonly column: string; readonly descending: boolean } | null;
  readonly messageTab: string;
  /** Whether equal neighbours among the messages are one line. */
  readonly foldEqual: boolean;
  /** Filters that were saved. */
  readonly savedFilters: readonly SavedFilter[];
  readonly savedCalls: readonly SavedCall[];
  readonly times: TimeMode;
  /** What becomes of the values of some keys in a recording that is written (docs/recording.md). */
  readonly redactionRules: readonly KeyRule[];
  /** Whether recordings are compressed. */
  readonly exportGzip: boolean;
}

/** Storage as the browser has it. */
export interface SettingsStorage {
  get(key: string): Promise<Record<string, unknown>>;
  set(content: Record<string, unknown>): Promise<void>;
}

const KEY = 'settings';
const VERSION = 1;
const size = v.pipe(v.number(), v.minValue(24), v.maxValue(4_000));
const share = v.pipe(v.number(), v.minValue(1), v.maxValue(4_000));

const text = (longest: number) => v.pipe(v.string(), v.maxLength(longest));
const savedCall = v.object({
  name: text(100),
  service: text(1_000),
  mode: v.picklist(['form', 'list', 'message']),
  text: text(200_000),
});

/** Version 0.1 saved those of Messages alone, and named no view. */
const savedFilter = v.object({
  name: v.string(),
  text: v.string(),
  view: v.fallback(v.picklist(['messages', 'interactions']), 'messages'),
});

/** So many rules by key are kept. */
export const MOST_KEY_RULES = 100;
const keyRule = v.object({ key: text(200), action: v.picklist(['keep', 'mask', 'drop']) });

const sorting = v.nullable(v.object({ column: v.string(), descending: v.boolean() }));

const schema = v.object({
  version: v.literal(VERSION),
  preserveLog: v.fallback(v.boolean(), false),
  saveSessions: v.fallback(v.boolean(), false),
  loadOnOpen: v.fallback(v.boolean(), false),
  loadFrom: v.fallback(v.pipe(v.array(text(2_000)), v.maxLength(100)), []),
  columnWidths: v.fallback(v.record(v.string(), share), {}),
  columnsShown: v.fallback(v.record(v.string(), v.boolean()), {}),
  columnOrder: v.fallback(v.record(v.string(), v.pipe(v.array(text(100)), v.maxLength(100))), {}),
  sort: v.fallback(sorting, null),
  detailsSize: v.fallback(size, 460),
  detailsTab: v.fallback(v.string(), 'state'),
  view: v.fallback(v.string(), 'interactions'),
  messageSort: v.fallback(sorting, null),
  messageTab: v.fallback(v.string(), 'payload'),
  foldEqual: v.fallback(v.boolean(), false),
  savedFilters: v.fallback(v.array(savedFilter), []),
  savedCalls: v.fallback(v.pipe(v.array(savedCall), v.maxLength(200)), []),
  times: v.fallback(v.picklist(TIME_MODES), 'local'),
  redactionRules: v.fallback(v.pipe(v.array(keyRule), v.maxLength(MOST_KEY_RULES)), []),
  exportGzip: v.fallback(v.boolean(), true),
});

/** What applies before anything was chosen. */
export const DEFAULT_SETTINGS: Settings = {
  preserveLog: false,
  saveSessions: false,
  loadOnOpen: false,
  loadFrom: [],
  columnWidths: {},
  columnsShown: {},
  columnOrder: {},
  sort: null,
  detailsSize: 460,
  detailsTab: 'state',
  view: 'interactions',
  messageSort: null,
  messageTab: 'payload',
  foldEqual: false,
  savedFilters: [],
  savedCalls: [],
  times: 'local',
  redactionRules: [],
  exportGzip: true,
};

const NOTHING_SAVED = { savedFilters: [], savedCalls: [] } as const;

/** Settings as a signal, and the way to change them. */
export interface SettingsStore {
  readonly settings: Signal<Settings>;
  change(part: Partial<Settings>): void;
  /** From here on what a user saves ends with the panel, and what was saved before is removed (docs/policy.md). */
  keepNothingSaved(): void;
  /** Settles when the last change is written; false: storage refused. What is only on its way may go with the window. */
  stored(): Promise<boolean>;
  /** Writes nothing any more; settles when what was on its way is written, or refused. */
  end(): Promise<boolean>;
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
  let last = Promise.resolve(true);
  let isEnded = false;
  let isKept = true;
  function write(): void {
    if (isEnded) return;
    const kept = { version: VERSION, ...settings.peek(), ...(isKept ? {} : NOTHING_SAVED) };
    last = storage.set({ [KEY]: kept }).then(
      () => true,
      (error) => {
        onTrouble(error);
        return false;
      },
    );
  }
  return {
    settings,
    change(part) {
      settings.value = { ...settings.peek(), ...part };
      write();
    },
    keepNothingSaved() {
      if (!isKept) return;
      isKept = false;
      settings.value = { ...settings.peek(), ...NOTHING_SAVED };
      write();
    },
    stored: () => last,
    end() {
      isEnded = true;
      return last;
    },
  };
}

/** Remembers the width of a column, under its key. */
export function rememberWidth(store: Pick<SettingsStore, 'settings' | 'change'>, key: string, width: number): void {
  store.change({ columnWidths: { ...store.settings.peek().columnWidths, [key]: width } });
}
