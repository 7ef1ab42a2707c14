/** Opens a recording as a panel of its own: the same stores as over a tab, over a session that is complete. */
import { batch, effect, type Signal, signal } from '@preact/signals';
import { type Annotation, type Fact, isAnnotation } from '../../entry/fact.ts';
import { RecordingRefused } from '../../recording/findings.ts';
import { type OpenRecording, openRecording } from '../../recording/read.ts';
import type { Session } from '../../session/api.ts';
import { CLOCK_GUESS } from '../../session/clock-guess.ts';
import { feedFacts } from '../../session/feed-facts.ts';
import { createSession } from '../../session/session.ts';
import { createChoices } from '../stores/choices.ts';
import { guardSession } from '../stores/guards.ts';
import { createRecordedTab } from '../stores/recorded-tab.ts';
import type { Opening, RecordingFile } from '../stores/recordings.ts';
import type { SettingsStore } from '../stores/settings.ts';
import { createWallTimes } from '../stores/wall.ts';
import { t } from '../text/i18n.ts';
import { nextTask } from '../values/next-task.ts';
import { makeStores } from './make-stores.ts';
import type { AllStores } from './PanelProvider.tsx';

/** How a file is opened. */
export interface OpenOptions {
  /** What all panels share is taken from these. */
  readonly around: AllStores;
  /** Told how far it is, and why a file is refused. */
  readonly opening: Signal<Opening | null>;
  readonly acceptNewer?: boolean | undefined;
  /** Ends the opening. */
  readonly work: AbortSignal;
  /** Shows what was read so far; later the same stores have all of it. Called once, if the file is not refused. */
  show(stores: AllStores): void;
}

/** How many were opened. */
let count = 0;

/** No more of what a file says of its log is taken: a panel keeps fewer. */
const MOST_ANNOTATIONS = 10_000;

/** So many facts are fed at once: that takes some ms. */
const BATCH = 250;
/** ms that the work may take before the browser has its turn. */
const SLICE = 30;
/** ms between two drawings of what is being read, at least. */
const DRAW_EVERY = 250;
/** Until the next drawing it is so many times as long as the last one took: most of the time is for reading. */
const READ_TIMES = 8;

/**
 * Opens a file, and shows its beginning as soon as it is read. @param life of what is shown
 * @returns when all is read, or when it was refused, and `opening` says why, or when it was ended
 * @throws what the file throws while it is read; what was read before stays, and its findings say that it is cut off
 */
export async function openRecorded(file: RecordingFile, options: OpenOptions, life: AbortSignal): Promise<void> {
  const { opening, acceptNewer, work } = options;
  const { name, size: total } = file;
  try {
    const recording = await openRecording(file.stream(), {
      signal: work,
      acceptNewer,
      onProgress({ bytes: done }) {
        const now = opening.peek();
        const isShown = now?.is === 'reading' && now.isShown;
        if (!work.aborted) opening.value = { is: 'reading', name, done, total, isShown };
      },
    });
    await readInto(new RecordedPanel(file, recording, options, life), recording, work);
    if (!work.aborted) opening.value = null;
  } catch (error) {
    if (work.aborted) return;
    if (!(error instanceof RecordingRefused)) throw error;
    const { code, words } = error.finding;
    opening.value = { is: 'refused', name, why: words, file: code === 'newer' ? file : null };
  }
}

async function readInto(panel: RecordedPanel, { facts, findings }: OpenRecording, work: AbortSignal): Promise<void> {
  let begun = performance.now();
  let nextDrawing = 0;
  const pause = async () => {
    const at = performance.now();
    if (at - begun < SLICE) return;
    const isDrawing = at >= nextDrawing;
    if (isDrawing) panel.draw();
    await nextTask();
    begun = performance.now();
    if (isDrawing) nextDrawing = begun + Math.max(DRAW_EVERY, READ_TIMES * (begun - at));
  };
  try {
    await feedFacts(panel.session, panel.noted(facts), { signal: work, batch: BATCH, pause });
  } catch (error) {
    if (!work.aborted) {
      findings.add('cut off', 0, 'The file could not be read to its end.');
      panel.draw();
    }
    throw error;
  }
  await panel.restoreAnnotations();
  if (!work.aborted) panel.draw();
}

/** The panel over a recording that is being read. */
class RecordedPanel {
  readonly session: Session;
  private readonly wall = createWallTimes();
  /** By the session's clock, ms. */
  private latest = Number.NEGATIVE_INFINITY;
  private readonly annotations: Annotation[] = [];
  private readonly version = signal(0);
  /** The present is the end of what was read: what was open then is still open. */
  private readonly clock = signal(0);
  private readonly stores: AllStores;
  private isShown = false;

  constructor(
    file: RecordingFile,
    { header, findings }: OpenRecording,
    private readonly options: OpenOptions,
    life: AbortSignal,
  ) {
    const { around } = options;
    this.session = guardSession(createSession(), around.failures);
    this.session.guessClocksBy(CLOCK_GUESS);
    const off = t('recorded_off');
    count += 1;
    this.stores = makeStores(
      {
        shared: {
          ...around,
          // Nothing of it stands in a page that DevTools show.
          openSource: null,
          forgottenAt: null,
          reload() {},
          recorded: { opened: count, file, header, findings, off },
        },
        settings: followed(around.settings, life),
        choices: createChoices(),
        watching: createRecordedTab(this.session, off, this.version),
        mark: 'recorded',
        clock: this.clock,
        now: () => this.clock.peek(),
        wall: this.wall,
      },
      life,
    );
  }

  /** Shows what was read so far. */
  draw(): void {
    batch(() => {
      if (Number.isFinite(this.latest)) this.clock.value = this.latest;
      this.version.value += 1;
    });
    if (!this.isShown) {
      this.isShown = true;
      const { opening, show } = this.options;
      const now = opening.peek();
      if (now?.is === 'reading') opening.value = { ...now, isShown: true };
      show(this.stores);
    }
  }

  /** Puts back what the user had put into the log. @throws what loading a part of the panel throws */
  async restoreAnnotations(): Promise<void> {
    if (this.annotations.length === 0) return;
    const { restoreAnnotations } = await import('../features/messages/recorded-annotations.ts');
    restoreAnnotations(this.annotations, this.stores);
  }

  /** The same facts. Notes by the way how the wall clock was, the latest time, and what the user put into the log. */
  async *noted(facts: AsyncIterable<Fact>): AsyncGenerator<Fact, void> {
    const offsets = new Map<string, number>();
    const see = (document: string, t: number) => {
      const at = t + (offsets.get(document) ?? 0);
      if (at > this.latest) this.latest = at;
      return at;
    };
    for await (const fact of facts) {
      if (isAnnotation(fact)) {
        if (this.annotations.length < MOST_ANNOTATIONS) this.annotations.push(fact);
      } else if (fact.what === 'clock') offsets.set(fact.document, fact.offset);
      else if (fact.what === 'seen' || fact.what === 'ended') see(fact.document, fact.t);
      else if (fact.what === 'entry') {
        const { t: own, ahead = 0 } = fact.entry;
        this.wall.note(see(fact.document, own), ahead - (offsets.get(fact.document) ?? 0));
      }
      yield fact;
    }
  }
}

/** The same settings, as a signal that is let go with the recording: what follows it goes, too. */
function followed(settings: SettingsStore, life: AbortSignal): SettingsStore {
  const own = signal(settings.settings.peek());
  const stop = effect(() => {
    own.value = settings.settings.value;
  });
  life.addEventListener('abort', stop);
  return { ...settings, settings: own };
}
