/** A border inside the panel: what fails within it is replaced by words, and the rest lives on. */
import type { ComponentChildren } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import { usePanel } from '../stores/panel.ts';
import { lazyView } from '../ui/lazy-view.tsx';

const FailedPart = lazyView(
  async () => (await import('./FailedPart.tsx')).FailedPart,
  () => <></>,
);

/** Shows its children; or, once drawing them threw, a button that tries it again. */
export function ErrorBoundary({
  where,
  onClose,
  children,
}: {
  /** How a report names this part of the panel. */
  readonly where: string;
  /** Takes the failed part away, where it can be taken away. */
  readonly onClose?: () => void;
  readonly children: ComponentChildren;
}) {
  const { failures } = usePanel();
  const [error, tryAgain] = useErrorBoundary((thrown) => failures.report(where, thrown));
  return error ? <FailedPart onAgain={tryAgain} onClose={onClose} /> : children;
}
