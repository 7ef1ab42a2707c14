/** A button that opens and closes a popover. */
import type { Ref } from 'preact';

interface PopoverButtonProps {
  readonly label: string;
  /** What it shows, shorter than its label. */
  readonly text: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly button: Ref<HTMLButtonElement>;
}

/** Renders the button. */
export function PopoverButton({ label, text, isOpen, onToggle, button }: PopoverButtonProps) {
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
