/** What stands in the place of a part that failed. */
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../text/i18n.ts';

interface FailedPartProps {
  readonly onAgain: () => void;
  readonly onClose: (() => void) | undefined;
}

/** Renders words, and the ways on. */
export function FailedPart({ onAgain, onClose }: FailedPartProps) {
  const part = useRef<HTMLParagraphElement>(null);

  useEffect(() => {
    const around = part.current?.parentElement;
    const isFocusLost = () => document.activeElement === document.body;
    // The focus went with what it was in; and goes back with the button.
    if (isFocusLost()) part.current?.querySelector('button')?.focus();
    return () => {
      queueMicrotask(() => {
        if (isFocusLost()) around?.querySelector<HTMLElement>('button, input, select, [tabindex="0"]')?.focus();
      });
    };
  }, []);

  return (
    <p class="failed-part" role="alert" ref={part}>
      {t('failed_part')}{' '}
      <button type="button" class="button outlined" onClick={onAgain}>
        {t('failed_again')}
      </button>
      {onClose && (
        <button type="button" class="button" onClick={onClose}>
          {t('close')}
        </button>
      )}
    </p>
  );
}
