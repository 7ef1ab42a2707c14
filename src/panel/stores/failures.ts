/**
 * Failures of the tool's own: caught at each border, counted, and kept without anything of the page. What looks into them
 * (`failure-list.ts`) is loaded with the first one.
 */
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Failure } from './failure-list.ts';

/** Runs a function; what it throws is reported and goes no further. */
export type Guard = <Given extends readonly unknown[]>(
  where: string,
  run: (...given: Given) => void,
) => (...given: Given) => void;

/** The failures since the panel was opened, or since they were dismissed. */
export interface Failures {
  /** The latest last. Each once, however often it came. */
  readonly list: Signal<readonly Failure[]>;
  /** How many there were, also of those that are not listed any more. */
  readonly count: ReadonlySignal<number>;
  /**
   * @param where the border at which it was caught: `window`, `link`, `session`, `view messages`…
   * @param error what was thrown; or its text (name, message and stack), where it comes from elsewhere
   */
  report(where: string, error: unknown): void;
  readonly guard: Guard;
  dismiss(): void;
}

/** As much of the window as is watched. */
export interface FailingWindow {
  addEventListener(type: 'error', listener: (event: ErrorEvent) => void): void;
  addEventListener(type: 'unhandledrejection', listener: (event: PromiseRejectionEvent) => void): void;
  /** Makes an error known as if nothing had caught it. */
  reportError(error: unknown): void;
}

/**
 * Makes the store. With a window, it also reports what nothing else caught there, and keeps that from the browser's own
 * lists of errors, where it would stand with whatever it says of a page: they get each failure once, redacted.
 * @param now ms since the epoch
 */
export function createFailures(now: () => number, watched?: FailingWindow): Failures {
  const list = signal<readonly Failure[]>([]);
  const count = signal(0);
  const told = new WeakSet<object>();

  async function keep(where: string, error: unknown, at: number): Promise<void> {
    count.value += 1;
    const { add } = await import('./failure-list.ts');
    const news = add(list, where, error, at);
    if (!news) return;
    told.add(news);
    watched?.reportError(news);
  }
  // That it failed is counted, even where the extension's files are gone.
  const report = (where: string, error: unknown) => void keep(where, error, now()).catch(() => {});

  const hear = (event: Partial<ErrorEvent & PromiseRejectionEvent>) => {
    const error: unknown = event.error ?? event.reason ?? event.message;
    if (told.has(Object(error))) return;
    event.preventDefault?.();
    report('window', error);
  };
  watched?.addEventListener('error', hear);
  watched?.addEventListener('unhandledrejection', hear);

  return {
    list,
    count,
    report,
    guard:
      (where, run) =>
      (...given) => {
        try {
          run(...given);
        } catch (error) {
          report(where, error);
        }
      },
    dismiss() {
      list.value = [];
      count.value = 0;
    },
  };
}
