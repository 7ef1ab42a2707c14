/** The bar of the view: how many rows are shown, how far a search is, subscriptions, what became of a resent request. */

import { usePanel } from '../../stores/panel.ts';
import { plural, t } from '../../text/i18n.ts';
import { AnnotationField, type AnnotationView, MarkButton } from './Annotating.tsx';
import { type Resending, ResendOutcome } from './Resend.tsx';
import type { ShownMessages } from './shown.ts';

interface ViewBarProps {
  readonly shown: ShownMessages;
  readonly resending: Resending;
  readonly notes: AnnotationView;
}

/** Renders the bar. */
export function ViewBar({ shown, resending, notes }: ViewBarProps) {
  const { messages, watching, settings } = usePanel();
  const { foldEqual } = settings.settings.value;
  watching.version.value;
  const { dropped } = watching.session.messages();
  const total = shown.total.value;
  const count = shown.rows.value.length;
  return (
    <div class="message-bar">
      <button
        type="button"
        class="button"
        aria-pressed={messages.subscriptions.value}
        title={t('messages_subscriptions_hint')}
        onClick={() => (messages.subscriptions.value = !messages.subscriptions.value)}
      >
        {t('messages_subscriptions')}
      </button>
      <button
        type="button"
        class="button"
        aria-pressed={foldEqual}
        title={t('messages_fold_equal_hint')}
        onClick={() => settings.change({ foldEqual: !foldEqual })}
      >
        {t('messages_fold_equal')}
      </button>
      <MarkButton view={notes} />
      <span class="note" role="status">
        {shown.isFiltered.value
          ? plural('messages_rows_filtered', total, count.toLocaleString())
          : plural('messages_rows', total)}
      </span>
      {dropped > 0 && (
        <span class="outcome-warn" title={t('dropped_hint')}>
          {plural('count_dropped', dropped)}
        </span>
      )}
      <SearchState shown={shown} />
      <AnnotationField view={notes} refuse={resending.refuse} />
      <span class="spring" />
      <ResendOutcome resending={resending} />
    </div>
  );
}

function SearchState({ shown }: { readonly shown: ShownMessages }) {
  const { done, total, is } = shown.search.value;
  if (is === 'idle') return null;
  if (is === 'cancelled') {
    return (
      <span class="message-search">
        <span class="outcome-warn">
          {t('messages_search_cancelled', done.toLocaleString(), total.toLocaleString())}
        </span>
        <button type="button" class="button outlined" onClick={shown.searchOn}>
          {t('messages_search_on')}
        </button>
      </span>
    );
  }
  return (
    <span class="message-search">
      <progress value={done} max={Math.max(1, total)} aria-label={t('messages_searching')} />
      <span class="note">{t('messages_search_progress', done.toLocaleString(), total.toLocaleString())}</span>
      <button type="button" class="button outlined" onClick={shown.cancelSearch}>
        {t('cancel')}
      </button>
    </span>
  );
}
