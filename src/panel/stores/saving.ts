/** Saves the session to the disk as it comes, where its user switched that on, and tells what came of it. */
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Fact } from '../../entry/fact.ts';
import type { SavedSessions, SessionWriter, WhyEnded } from '../../saved/index.ts';
import type { SessionInput } from '../../session/model.ts';
import { isOn } from '../../transport/rules.ts';
import type { TabTransport } from '../../transport/tab-transport.ts';
import { t } from '../text/i18n.ts';
import type { InspectedTab } from './inspected-tab.ts';
import type { RulesStore } from './rules.ts';
import type { SettingsStore } from './settings.ts';

/** What is loaded when it is needed. */
type Saved = typeof import('../../saved/index.ts');

/** Whether this panel's session is being saved. `waiting`: nothing was seen yet that could be. */
export type SavingState =
  | { readonly is: 'off' | 'waiting' }
  | { readonly is: 'on'; readonly id: number }
  /** It ended by itself. `at`: ms since the epoch. */
  | { readonly is: 'ended'; readonly why: WhyEnded; readonly at: number };

/** Saving, and the sessions that were saved. */
export interface SavingStore {
  readonly state: ReadonlySignal<SavingState>;
  /** Rises when something was written. */
  readonly written: ReadonlySignal<number>;
  /** Why nothing can be saved here, in words; null if it can. */
  readonly off: ReadonlySignal<string | null>;
  /** The sessions on the disk. Rejects with what the browser throws. */
  sessions(): Promise<SavedSessions>;
  /** Begins another session after one that ended by itself: with all that the panel holds. */
  again(): void;
  /** Writes what there is, and nothing after it. */
  end(): Promise<void>;
}

/** What saving needs. */
export interface SavingParts {
  readonly settings: Pick<SettingsStore, 'settings'>;
  readonly rules: Pick<RulesStore, 'layers'>;
  readonly watching: Pick<InspectedTab, 'session' | 'onFed' | 'onForbidden'>;
  readonly transport: Pick<TabTransport, 'later' | 'wall'>;
  readonly isPrivate: boolean;
  /** Versions of the extension and of the browser. */
  readonly about: { readonly tool: string; readonly browser: string };
  /** Told what the browser threw. */
  readonly report: (error: unknown) => void;
  /** Loads what is not needed where nothing is saved. */
  readonly load?: () => Promise<Saved>;
}

/** Follows the setting until `abort`. */
export function createSaving(parts: SavingParts, abort: AbortSignal): SavingStore {
  const { settings, rules, watching, transport, about, report, load = () => import('../../saved/index.ts') } = parts;
  const state = signal<SavingState>({ is: 'off' });
  const written = signal(0);
  const off = computed(() => {
    if (parts.isPrivate) return t('saving_private');
    const layers = rules.layers.value;
    if (layers === null) return t('rules_unknown');
    return isOn(layers, 'keeping') ? null : t('saving_forbidden');
  });
  const isWanted = computed(() => settings.settings.value.saveSessions && off.value === null);
  let opened: Promise<SavedSessions> | null = null;
  let writer: SessionWriter | null = null;
  /** Ends what was begun for an earlier wish. */
  let wish = new AbortController();

  const sessions = () => {
    opened ??= load().then(({ openSavedSessions }) => openSavedSessions());
    // Who asks again tries again.
    opened.catch(() => {
      opened = null;
    });
    return opened;
  };
  function ended(why: WhyEnded, error?: unknown): void {
    writer = null;
    state.value = { is: 'ended', why, at: transport.wall() };
    if (why === 'failed') report(error);
  }
  async function begin({ signal: mine }: AbortController): Promise<void> {
    const [{ startWriter }, open] = await Promise.all([load(), sessions()]);
    if (mine.aborted) return;
    const later = transport.later;
    const begun = await startWriter(
      {
        sessions: open,
        about,
        later,
        now: transport.wall,
        onEnded: (why, error) => !mine.aborted && ended(why, error),
        onWritten: () => {
          written.value += 1;
        },
      },
      mine,
    );
    if (mine.aborted) return;
    writer = begun;
    state.value = { is: 'on', id: begun.id };
    // Taken in one go with what comes from now on: nothing is missing in between, and nothing is there twice.
    writer.add(watching.session.keptFacts());
  }
  function start(): void {
    if (state.peek().is !== 'waiting') return;
    const mine = wish;
    state.value = { is: 'off' };
    begin(mine).catch((error: unknown) => !mine.signal.aborted && ended('failed', error));
  }
  function follow(isOnNow: boolean): void {
    wish.abort();
    wish = new AbortController();
    writer = null;
    state.value = { is: isOnNow ? 'waiting' : 'off' };
    // A panel that never sees anything leaves no empty session behind.
    if (isOnNow && watching.session.documents().length > 0) start();
  }
  watching.onFed((input) => {
    if (writer) writer.add(factsIn(input));
    else if (input.what === 'document') start();
  });
  // What may not be watched does not stay on the disk either: the session begins anew with what the panel still holds.
  watching.onForbidden(() => {
    const id = writer?.id;
    if (id === undefined) return;
    follow(isWanted.peek());
    sessions()
      .then((all) => all.delete(id))
      .catch(report);
  });
  const stop = effect(() => follow(isWanted.value));
  const stopObeying = effect(() => {
    const layers = rules.layers.value;
    if (parts.isPrivate || layers === null || isOn(layers, 'keeping')) return;
    load()
      .then(({ deleteSavedSessions }) => deleteSavedSessions())
      .catch(report);
  });
  abort.addEventListener('abort', () => {
    stop();
    stopObeying();
    wish.abort();
  });
  return {
    state,
    written,
    off,
    sessions,
    again: () => follow(isWanted.peek()),
    async end() {
      await writer?.end();
      wish.abort();
      writer = null;
    },
  };
}

function factsIn(input: SessionInput): readonly Fact[] {
  if (input.what !== 'entries') return [input];
  return input.entries.map((entry) => ({ what: 'entry', document: input.document, entry }));
}
