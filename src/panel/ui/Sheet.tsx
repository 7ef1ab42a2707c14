/** A sheet over the panel: a modal dialog with a title and a way out. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../text/i18n.ts';
import { useEscape } from './escape.ts';
import './sheet.css';

interface SheetProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** Shows its children in a dialog. Escape and the button close it; the browser keeps the focus inside. */
export function Sheet({ title, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  // As the browser would at the key: it gives the focus back, and says that it is closed.
  const close = () => (dialog.current?.open ? dialog.current.close() : onClose());
  useEscape(close, dialog);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="sheet"
      aria-label={title}
      // The browser tells it late: by then another sheet may be open.
      onClose={() => dialog.current && onClose()}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div class="sheet-inner">
        <header class="sheet-header">
          <h2>{title}</h2>
          <button type="button" class="button" onClick={close}>
            {t('close')}
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
