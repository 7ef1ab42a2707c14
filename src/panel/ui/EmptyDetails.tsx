/** Details that have nothing to show: what they were of is gone, or is still being loaded. They close like all others. */
import { CloseDetails } from './CloseDetails.tsx';

interface EmptyDetailsProps {
  /** Their name, and their title. */
  readonly label: string;
  readonly text: string;
  readonly isBusy?: boolean;
  readonly onClose: () => void;
}

/** Renders the section. */
export function EmptyDetails({ label, text, isBusy = false, onClose }: EmptyDetailsProps) {
  return (
    <section class="details" aria-label={label} aria-busy={isBusy || undefined}>
      <header class="details-header">
        <div class="details-title">
          <strong class="clip">{label}</strong>
          <span class="spring" />
          <CloseDetails onClose={onClose} />
        </div>
      </header>
      <p class="empty-line" role="status">
        {text}
      </p>
    </section>
  );
}
