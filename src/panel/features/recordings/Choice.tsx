/** One of several things to choose from. */
import type { ComponentChildren } from 'preact';

interface ChoiceProps {
  /** Shared by those of which one is chosen. */
  readonly name: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly children: ComponentChildren;
}

/** Renders it with its words. */
export function Choice({ name, isChosen, onChoose, children }: ChoiceProps) {
  return (
    <label class="export-choice">
      <input type="radio" name={name} checked={isChosen} onChange={onChoose} />
      <span>{children}</span>
    </label>
  );
}
