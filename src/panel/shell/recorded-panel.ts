/** Opens a recording as a panel of its own: the same stores as over a tab, over a session that is complete. */
import { effect, type Signal, signal } from '@preact/signals';
import { type Annotation, type Fact, isAnnotation } from '../../entry/fact.ts';
import { RecordingRefused } from '../../recording/findings.ts';
import { type OpenRecording, openRecording } from '../../recording/read.ts';
import { CLOCK_GUESS } from '../../session/clock-guess.ts';
import { feedFacts } from '../../session/feed-facts.ts';
import { createSession } from '../../session/session.ts';
import { createChoices } from '../stores/choices.ts';
import { guardSession } from '../stores/guards.ts';
import { createRecordedTab } from '../stores/recorded-tab.ts';
import type { Opening, RecordingFile } from '../stores/recordings.ts';
import type { SettingsStore } from '../stores/settings.ts';
import { createWallTimes, type WallTimes } from '../stores/wall.ts';
import { t } from '../text/i18n.ts';
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
}

/** How many were opened. */
let count = 0;

/** No more of what a file says of its log is taken: a panel keeps fewer. */
const MOST_ANNOTATIONS = 10_000;

/** So many facts are fed at once: that takes some ms. */
const BATCH = 250;
/** ms that the work may take before the browser has its turn. */
const SLICE = 30;

/**
 * Opens a file. @param life of the panel @returns its stores; null: it was refused, and `opening` says why, or it was ended
 * @throws what the file throws while it is read
 */
export async function openRecorded(
  file: RecordingFile,
  { around, opening, acceptNewer, work }: OpenOptions,
  life: AbortSignal,
): Promise<AllStores | null> {
  const { name, size: total } = file;
  try {
    const recording = await openRecording(file.stream(), {
      signal: work,
      acceptNewer,
      onProgress: ({ bytes: done }) => {
        if (!work.aborted) opening.value = { is: 'reading', name, done, total };
      },
    });
    const stores = await storesOf(file, recording, around, work, life);
    if (!work.aborted) opening.value = null;
    return stores;
  } catch (error) {
    if (work.aborted) return null;
    if (!(error instanceof RecordingRefused)) throw error;
    const { code, words } = error.finding;
    opening.value = { is: 'refused', name, why: words, file: code === 'newer' ? file : null };
    return null;
  }
}

async function storesOf(
  file: RecordingFile,
  recording: OpenRecording,
  around: AllStores,
  work: AbortSignal,
  life: AbortSignal,
): Promise<AllStores> {
  const session = guardSession(createSession(), around.failures);
  session.guessClocksBy(CLOCK_GUESS);
  const wall = createWallTimes();
  const last = { t: Number.NEGATIVE_INFINITY };
  const annotations: Annotation[] = [];
  let begun = performance.now();
  const pause = async () => {
    if (performance.now() - begun < SLICE) return;
    await new Promise<void>((resolve) => void setTimeout(resolve));
    begun = performance.now();
  };
  await feedFacts(session, timed(recording.facts, wall, last, annotations), { signal: work, batch: BATCH, pause });
  const now = Number.isFinite(last.t) ? last.t : 0;
  const off = t('recorded_off');
  const { header, findings } = recording;
  count += 1;
  const stores = makeStores(
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
      watching: createRecordedTab(session, off),
      mark: 'recorded',
      // The present is the end of the recording: what was open then is still open.
      clock: signal(now),
      now: () => now,
      wall,
    },
    life,
  );
  if (annotations.length > 0) {
    const { restoreAnnotations } = await import('../features/messages/recorded-annotations.ts');
    restoreAnnotations(annotations, stores);
  }
  return stores;
}

/** Notes by the way how the wall clock was, and the latest time. @param last by the session's clock, ms @param annotations get what the user put into the log */
async function* timed(
  facts: AsyncIterable<Fact>,
  wall: WallTimes,
  last: { t: number },
  annotations: Annotation[],
): AsyncGenerator<Fact, void> {
  const offsets = new Map<string, number>();
  const see = (document: string, t: number) => {
    const at = t + (offsets.get(document) ?? 0);
    if (at > last.t) last.t = at;
    return at;
  };
  for await (const fact of facts) {
    if (isAnnotation(fact)) {
      if (annotations.length < MOST_ANNOTATIONS) annotations.push(fact);
    } else if (fact.what === 'clock') offsets.set(fact.document, fact.offset);
    else if (fact.what === 'seen' || fact.what === 'ended') see(fact.document, fact.t);
    else if (fact.what === 'entry') {
      const { t: own, ahead = 0 } = fact.entry;
      wall.note(see(fact.document, own), ahead - (offsets.get(fact.document) ?? 0));
    }
    yield fact;
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
