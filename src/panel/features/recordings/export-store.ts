/** The file that is to leave: what is wished, what it will hold, and how far its making is. */
import { computed, effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import type { Fact } from '../../../entry/fact.ts';
import type { KeyRule } from '../../../recording/format.ts';
import { type FilePreview, previewRecording } from '../../../recording/redact/preview.ts';
import type { ExportScope } from '../../stores/choices.ts';
import { type ExportRules, exportRulesOf } from '../../stores/export-rules.ts';
import type { PanelStores } from '../../stores/panel.ts';
import { t } from '../../text/i18n.ts';
import {
  blobOf,
  type ChosenFacts,
  chooseFacts,
  fileName,
  headerOf,
  type IsChosen,
  PAUSES,
  type Pauses,
  paced,
} from './export-file.ts';

/** A span of time as it was typed; an empty text leaves that side open. */
export interface TypedSpan {
  readonly from: string;
  readonly to: string;
}

/** Null: all. A text: why nothing can be chosen, in words. */
export type Choice = IsChosen | null | string;

/** What will leave, as it was looked at. */
export interface Looked {
  readonly chosen: ChosenFacts;
  readonly preview: FilePreview;
  /** The first lines of the file. */
  readonly lines: readonly string[];
}

/** How far the making is; `done` and `total` count facts. */
export type ExportWork =
  | { readonly is: 'looking' | 'writing'; readonly done: number; readonly total: number }
  | { readonly is: 'ready' | 'cancelled' }
  | { readonly is: 'nothing' | 'failed'; readonly why: string }
  | { readonly is: 'saved'; readonly name: string };

/** The dialog's state. */
export interface ExportStore {
  readonly scope: Signal<ExportScope>;
  readonly span: Signal<TypedSpan>;
  /** Whether personal data is to be replaced. */
  readonly isRedacted: Signal<boolean>;
  /** The user has said that the data may leave as it is. */
  readonly isSure: Signal<boolean>;
  readonly rules: ReadonlySignal<ExportRules>;
  /** Null until it was looked at, and while something else is wished. */
  readonly looked: ReadonlySignal<Looked | null>;
  readonly work: ReadonlySignal<ExportWork>;
  /** What is written again was redacted when it was made, and stays as it is. */
  readonly wasRedacted: boolean;
  /** Why it cannot be saved now, in words; null: it can. */
  readonly blocked: ReadonlySignal<string | null>;
  save(): Promise<void>;
  /** Ends what is under way. */
  cancel(): void;
  /** Looks once more, after it was cancelled or failed. */
  again(): void;
}

/** How long work is done that tells which entries a scope means. */
export interface ChooseWork {
  /** Ends it. */
  readonly signal: AbortSignal;
  readonly pauses?: Pauses;
  /** Told which share is done, now and then. */
  readonly onProgress?: (share: number) => void;
}

/** Tells which entries a scope means. @throws the signal's reason */
export type Choose = (scope: ExportScope, span: TypedSpan, work: ChooseWork) => Promise<Choice>;

/** What it needs. */
export interface ExportParts {
  readonly stores: Pick<
    PanelStores,
    'watching' | 'settings' | 'rules' | 'recorded' | 'exportScope' | 'save' | 'version' | 'failures'
  >;
  readonly choose: Choose;
  /** Adds what the user put into the log. */
  readonly annotated: (facts: Iterable<Fact>) => Iterable<Fact>;
  readonly userAgent: string;
  /** ms since the epoch. */
  readonly wall: () => number;
  readonly pauses?: Pauses;
}

/** So many lines are shown, each cut to so many characters. */
const MOST_LINES = 12;
const MOST_OF_LINE = 400;

/** Makes the store; it works until `abort`. What it shows is of the moment at which it was made. */
export function createExportStore(parts: ExportParts, abort: AbortSignal): ExportStore {
  const { stores, choose, annotated, userAgent, wall, pauses = PAUSES } = parts;
  const { session } = stores.watching;
  const all: readonly Fact[] = [...annotated(session.keptFacts())];
  const header = stores.recorded?.header ?? null;
  const wasRedacted = header !== null && header.redacted !== null;
  const scope = signal(stores.exportScope.peek());
  const span = signal<TypedSpan>({ from: '', to: '' });
  const isWished = signal(true);
  const isSure = signal(false);
  const rules = computed(() => exportRulesOf(stores.rules.layers.value));
  const isFull = computed(() => !wasRedacted && (rules.value.isRedacted || isWished.value));
  const keyRules = computed((): readonly KeyRule[] => [
    ...rules.value.rules,
    ...stores.settings.settings.value.redactionRules,
  ]);
  const rounds = signal(0);
  const looked = signal<Looked | null>(null);
  const work = signal<ExportWork>({ is: 'looking', done: 0, total: all.length });
  let life = new AbortController();
  abort.addEventListener('abort', () => life.abort());

  /** What ends by a wish of the user's is no failure. */
  function ended(error: unknown, own: AbortSignal): void {
    if (own.aborted) return;
    stores.failures.report('export', error);
    work.value = { is: 'failed', why: t('export_failed') };
  }

  async function look(gzip: boolean, { signal: own }: AbortController): Promise<void> {
    const choice = await choose(scope.peek(), span.peek(), {
      signal: own,
      pauses,
      onProgress: (share) => {
        work.value = { is: 'looking', done: share * all.length, total: 3 * all.length };
      },
    });
    if (typeof choice === 'string') {
      work.value = { is: 'nothing', why: choice };
      return;
    }
    const chosen = await chooseFacts(all, choice, own, pauses);
    if (chosen.entries === 0) {
      work.value = { is: 'nothing', why: t('export_nothing') };
      return;
    }
    const { preserveLog } = stores.settings.settings.peek();
    const about = { session, version: stores.version, userAgent, now: wall(), settings: { preserveLog }, header };
    const total = all.length + 2 * chosen.facts.length;
    const preview = await previewRecording(headerOf(chosen, about), () => paced(chosen.facts, own, pauses), {
      isFull: isFull.peek(),
      rules: keyRules.peek(),
      gzip,
      signal: own,
      onProgress: ({ facts }) => {
        work.value = { is: 'looking', done: all.length + facts, total };
      },
    });
    const lines = await firstLines(preview, own);
    own.throwIfAborted();
    looked.value = { chosen, preview, lines };
    work.value = { is: 'ready' };
  }

  const stop = effect(() => {
    const gzip = stores.settings.settings.value.exportGzip;
    for (const wish of [scope, span, isFull, keyRules, rounds]) wish.value;
    const { off } = rules.value;
    untracked(() => {
      life.abort();
      life = new AbortController();
      looked.value = null;
      if (off !== null || abort.aborted) return;
      work.value = { is: 'looking', done: 0, total: all.length };
      const mine = life;
      look(gzip, mine).catch((error) => ended(error, mine.signal));
    });
  });
  abort.addEventListener('abort', stop);

  const blocked = computed(() => {
    if (rules.value.off !== null) return rules.value.off;
    const { value: now } = work;
    if (now.is === 'nothing') return now.why;
    if (!looked.value) return t('export_wait');
    return isFull.value || wasRedacted || isSure.value ? null : t('export_not_sure');
  });

  return {
    scope,
    span,
    isRedacted: isWished,
    isSure,
    rules,
    looked,
    work,
    wasRedacted,
    blocked,
    async save() {
      const what = looked.peek();
      if (!what || blocked.peek() !== null) return;
      const own = new AbortController();
      life = own;
      const { facts: total } = what.preview;
      const gzip = stores.settings.settings.peek().exportGzip;
      work.value = { is: 'writing', done: 0, total };
      try {
        const chunks = what.preview.write({
          signal: own.signal,
          onProgress: ({ facts }) => {
            work.value = { is: 'writing', done: facts, total };
          },
        });
        const file = await blobOf(chunks, gzip ? 'application/gzip' : 'application/x-ndjson');
        own.signal.throwIfAborted();
        const name = fileName(wall(), gzip);
        await stores.save(file, name);
        work.value = { is: 'saved', name };
      } catch (error) {
        ended(error, own.signal);
      }
    },
    cancel() {
      life.abort();
      work.value = { is: looked.peek() ? 'ready' : 'cancelled' };
    },
    again() {
      rounds.value += 1;
    },
  };
}

/** The first lines of a file, as it will be before it is compressed. */
async function firstLines({ write }: FilePreview, signal: AbortSignal): Promise<readonly string[]> {
  const chunks = write({ gzip: false, signal });
  const { value } = await chunks.next();
  await chunks.return();
  const lines = new TextDecoder().decode(value || new Uint8Array()).split('\n', MOST_LINES);
  return lines.map((line) => (line.length > MOST_OF_LINE ? `${line.slice(0, MOST_OF_LINE)}…` : line));
}
