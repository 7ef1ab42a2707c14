/** What stands in a view where a recording has nothing for it. */
import { usePanel } from '../stores/panel.ts';
import { readingOf } from '../stores/recordings.ts';
import { t } from '../text/i18n.ts';

/** Renders it. @param text what the recording has not; while it is being read, nobody knows that */
export function EmptyRecording({ text }: { readonly text: string }) {
  const { recorded, recordings } = usePanel();
  return (
    <div class="empty">
      <h2>{readingOf(recorded, recordings.opening.value) ? t('recorded_reading') : text}</h2>
    </div>
  );
}
