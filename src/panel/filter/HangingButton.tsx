/** A button from which something hangs: it opens and closes it. */
import type { Ref } from 'preact';

interface HangingButtonProps {
  readonly label: string;
  /** What it shows, shorter than its label. */
  readonly text: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly button: Ref<HTMLButtonElement>;
}

/** Renders the button. */
export function HangingButton({ label, text, isOpen, onToggle, button }: HangingButtonProps) {
  return (
    <button
      type="button"
      class="button"
      ref={button}
      aria-label={label}
      title={label}
      aria-expanded={isOpen}
      onClick={onToggle}
    >
      {text}
    </button>
  );
}
