/** The sheet of failures of the tool's own: a report to read, to copy, and to dismiss. */
import { useSignal } from '@preact/signals';
import { usePanel } from '../stores/panel.ts';
import { t } from '../text/i18n.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { reportText } from './report-text.ts';

/** Renders the sheet. */
export function FailuresSheet({ onClose }: { readonly onClose: () => void }) {
  const { failures, watching, version, copy } = usePanel();
  const copied = useSignal(false);
  const text = reportText({
    version,
    browser: navigator.userAgent,
    counts: watching.session.counts(),
    documents: watching.session.documents().length,
    failures: failures.list.value,
    count: failures.count.value,
  });
  return (
    <Sheet title={t('failures')} onClose={onClose}>
      <p>{t('failures_what')}</p>
      <pre class="failures-report" tabIndex={0} role="region" aria-label={t('failures_report')}>
        {text}
      </pre>
      <p class="failures-acts">
        <button
          type="button"
          class="button outlined"
          onClick={() => {
            copy(text);
            copied.value = true;
          }}
        >
          {t('failures_copy')}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            failures.dismiss();
            onClose();
          }}
        >
          {t('failures_dismiss')}
        </button>
        <span class="note" role="status">
          {copied.value ? t('failures_copied') : ''}
        </span>
      </p>
    </Sheet>
  );
}
