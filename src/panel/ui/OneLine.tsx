/** A row that has one line; what does not fit on it stands below, out of sight, until a button beside it shows it. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Icon, MoreIcon } from '../../design/icons.tsx';
import { useEscape } from './escape.ts';
import { isBelowFirst, useWrapped } from './wrapped.ts';
import './one-line.css';

interface OneLineProps {
  /** Of the row, and its id. Its style hides the other lines unless it has `data-open`. */
  readonly name: string;
  /** The name of the button. */
  readonly more: string;
  readonly children: ComponentChildren;
}

/** Renders the row, and the button beside it where it is needed. */
export function OneLine({ name, more, children }: OneLineProps) {
  const row = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const isWrapped = useWrapped(row, button).value;
  const isOpen = useSignal(false);
  useEscape(isWrapped && isOpen.value ? () => (isOpen.value = false) : null, row);
  return (
    <>
      <div
        class={`one-line ${name}`}
        id={name}
        ref={row}
        data-open={isOpen.value || undefined}
        // By the Tab key one comes to all of them.
        onFocusIn={({ target }) => {
          const { current } = row;
          const one =
            current && [...current.children].find((child) => target instanceof Node && child.contains(target));
          if (one && isBelowFirst(one, current)) isOpen.value = true;
        }}
      >
        {children}
      </div>
      {isWrapped && (
        <button
          ref={button}
          type="button"
          class="button icon-button"
          aria-label={more}
          title={more}
          aria-expanded={isOpen.value}
          aria-controls={name}
          onClick={() => (isOpen.value = !isOpen.value)}
        >
          <Icon of={MoreIcon} />
        </button>
      )}
    </>
  );
}
