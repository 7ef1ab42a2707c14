/** A button that lets the user pick the file of a recording, and opens it. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { usePanel } from '../stores/panel.ts';
import { t } from '../text/i18n.ts';

interface OpenButtonProps {
  readonly class: string;
  readonly title?: string;
  /** What stands on it; its name is the same everywhere. */
  readonly children: ComponentChildren;
}

/** Renders the button. */
export function OpenButton({ class: classes, title = '', children }: OpenButtonProps) {
  const { recordings } = usePanel();
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class={classes}
        aria-label={t('recorded_open')}
        title={title}
        onClick={() => field.current?.click()}
      >
        {children}
      </button>
      <input
        ref={field}
        class="recording-file"
        type="file"
        accept=".ndjson,.gz"
        aria-label={t('recorded_open')}
        hidden
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // The same file can be picked again.
          currentTarget.value = '';
          if (file) recordings.open(file);
        }}
      />
    </>
  );
}
