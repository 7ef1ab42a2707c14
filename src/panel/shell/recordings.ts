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
  function cancel(): void {
    work.abort();
    opening.value = null;
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
      opening.value = { is: 'reading', name: file.name, done: 0, total: file.size };
      import('./recorded-panel.ts')
        .then(async ({ openRecorded }) => {
          const next = new AbortController();
          const stores = await openRecorded(
            file,
            { around: began, opening, acceptNewer, work: own.signal },
            next.signal,
          );
          if (!stores || own.signal.aborted) next.abort();
          else show(stores, next);
        })
        .catch((error) => {
          if (own.signal.aborted) return;
          opening.value = null;
          failures.report('recording', error);
        });
    },
    cancel,
    close: () => show(null, new AbortController()),
  };
}
