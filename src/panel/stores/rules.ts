/** The rules that bridges execute, as the panel knows them: to explain them, and to change those that are the user's own. */
import { type ReadonlySignal, signal } from '@preact/signals';
import { isOn, type Layers, RULES_KEY, type RulesStorage, readRules } from '../../transport/rules.ts';
import { t } from '../text/i18n.ts';

/** What a user may set: on which origins to watch (null: on all), and whether to write to WWE. */
export interface OwnRules {
  readonly allowedOrigins: readonly string[] | null;
  readonly writing: boolean;
}

/** Storage as the panel needs it. */
export interface PanelRulesStorage extends RulesStorage {
  readonly local: RulesStorage['local'] & { set(content: Record<string, unknown>): Promise<void> };
  readonly onChanged: {
    addListener(listener: (changes: object, area: string) => void): void;
    removeListener(listener: (changes: object, area: string) => void): void;
  };
}

/** The rules as a signal, and the way to change the user's own. */
export interface RulesStore {
  /** Null until storage answered. */
  readonly layers: ReadonlySignal<Layers | null>;
  /** Changes some of the user's own rules, the others stay. Rejects, changing none, where storage cannot be read or written. */
  change(own: Partial<OwnRules>): Promise<void>;
}

/** Where nobody forbids anything. */
export const NO_RULES: RulesStore = { layers: signal<Layers>([{}, {}]), change: async () => {} };

/** Reads the rules, now and whenever they change, until `abort`. @param onChanged told after each change */
export function createRules(storage: PanelRulesStorage, onChanged: () => void, abort: AbortSignal): RulesStore {
  const layers = signal<Layers | null>(null);
  let changed: Promise<void> = Promise.resolve();

  async function read(): Promise<void> {
    layers.value = await readRules(storage);
  }

  function hear(changes: object, area: string): void {
    if (area === 'managed' || Object.hasOwn(changes, RULES_KEY)) void read().then(onChanged);
  }

  async function save(change: Partial<OwnRules>): Promise<void> {
    const [, own] = await readRules(storage);
    if (own === null) throw new Error(t('rules_unreadable'));
    const rules: Record<string, unknown> = { ...own, ...change };
    // What forbids nothing is not kept.
    if (change.allowedOrigins === null) delete rules.allowedOrigins;
    if (change.writing) delete rules.writing;
    await storage.local.set({ [RULES_KEY]: rules });
  }

  void read();
  storage.onChanged.addListener(hear);
  abort.addEventListener('abort', () => storage.onChanged.removeListener(hear));
  return {
    layers,
    change(change) {
      // One after the other: each keeps what the one before it has written.
      const next = changed.then(() => save(change));
      changed = next.catch(() => {});
      return next;
    },
  };
}

/** Why nothing can be written to WWE, in words; null if the rules allow it. */
export function writingOff(layers: Layers | null): string | null {
  if (layers === null) return t('rules_unknown');
  if (isOn(layers, 'writing')) return null;
  return t(isOn([layers[0], {}], 'writing') ? 'rules_writing_own' : 'rules_writing_fixed');
}

/** What the rules take away from watching, in words; null where they take nothing. */
export function watchingOff(layers: Layers | null): string | null {
  if (layers === null || layers.every((layer) => layer && isAll(layer))) return null;
  if (layers.includes(null)) return t('rules_unreadable');
  const [fixed] = layers;
  if (!isOn([fixed, {}], 'recording')) return t('rules_recording_fixed');
  if (!isOn(layers, 'recording')) return t('rules_recording_own');
  return t(fixed?.allowedOrigins === undefined ? 'rules_origins_own' : 'rules_origins_fixed');
}

const isAll = ({ recording = true, allowedOrigins }: Record<string, unknown>) =>
  recording === true && allowedOrigins === undefined;
