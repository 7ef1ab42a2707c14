/** Which recording is shown in place of the tab. What opens one is loaded with the first. */
import { signal } from '@preact/signals';
import type { Failures } from '../stores/failures.ts';
import type { Opening } from '../stores/recordings.ts';
import type { AllStores, ShownRecordings } from './PanelProvider.tsx';

interface RecordingsParts {
  readonly failures: Pick<Failures, 'report'>;
  readonly abort: AbortSignal;
}

/** Makes it. */
export function createRecordings({ failures, abort }: RecordingsParts): ShownRecordings {
  const shown = signal<AllStores | null>(null);
  const opening = signal<Opening | null>(null);
  let around: AllStores | null = null;
  /** Of what is being opened, and of what is shown. */
  let [work, life] = [new AbortController(), new AbortController()];

  function show(stores: AllStores | null, next: AbortController): void {
    life.abort();
    life = next;
    (stores ?? around)?.install();
    shown.value = stores;
  }
  function isShowingPart(): boolean {
    const now = opening.peek();
    return now?.is === 'reading' && now.isShown;
  }
  function cancel(): void {
    work.abort();
    const isPart = isShowingPart();
    opening.value = null;
    // A part of a recording must not be taken for the whole.
    if (isPart) show(null, new AbortController());
  }
  abort.addEventListener('abort', () => {
    cancel();
    life.abort();
  });
  return {
    shown,
    opening,
    begin(stores) {
      around = stores;
    },
    open(file, acceptNewer) {
      cancel();
      const own = new AbortController();
      work = own;
      const began = around;
      if (!began) return;
      opening.value = { is: 'reading', name: file.name, done: 0, total: file.size, isShown: false };
      const next = new AbortController();
      import('./recorded-panel.ts')
        .then(({ openRecorded }) =>
          openRecorded(
            file,
            { around: began, opening, acceptNewer, work: own.signal, show: (stores) => show(stores, next) },
            next.signal,
          ),
        )
        .catch((error) => {
          if (own.signal.aborted) return;
          opening.value = null;
          failures.report('recording', error);
        });
    },
    cancel,
    close() {
      if (isShowingPart()) cancel();
      else show(null, new AbortController());
    },
  };
}
