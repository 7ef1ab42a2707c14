/** What is shown while there is nothing: why, what will appear, and one button that does something about it. */

import { Causes } from '../../shared/Causes.tsx';
import { EmptyRecording } from '../../shared/EmptyRecording.tsx';
import { LoadButton } from '../../shared/requests.tsx';
import { filterBy } from '../../stores/choices.ts';
import { healthOf, liveClients, unreachable } from '../../stores/health.ts';
import { usePanel } from '../../stores/panel.ts';
import { t } from '../../text/i18n.ts';
import { SubscribeNote } from './Subscribing.tsx';

/** So many clients without an answer are told of; the doctor tells of all. */
const MOST = 3;

/** Renders the empty state that fits. */
export function EmptyState({ filtered, isSearching }: { readonly filtered: boolean; readonly isSearching: boolean }) {
  const stores = usePanel();
  const { filter, filterChoice, reload } = stores;
  const health = healthOf(stores);
  if (filtered) {
    return (
      <div class="empty">
        <h2>{t(isSearching ? 'messages_empty_searching' : 'empty_filtered')}</h2>
        <p>
          <button type="button" class="button outlined" onClick={() => filterBy(filter, filterChoice, '')}>
            {t('clear_filter')}
          </button>
        </p>
      </div>
    );
  }
  if (stores.watching.off !== null) {
    return <EmptyRecording text={t('recorded_empty_interactions')} />;
  }
  const { reach } = health;
  if (reach?.reached === false || (reach === null && health.unwatched.length > 0)) {
    const { fix } = unreachable(health.unwatched);
    const isUnwatched = health.unwatched.length > 0;
    return (
      <div class="empty">
        <h2>{t(isUnwatched ? 'empty_unwatched' : 'empty_unreachable')}</h2>
        <p>{isUnwatched ? t('empty_unwatched_text') : fix}</p>
        {!isUnwatched && (
          <p>
            <button type="button" class="button outlined" onClick={reload}>
              {t('reload_page')}
            </button>
          </p>
        )}
      </div>
    );
  }
  if (health.silences.length > 0) {
    return (
      <div class="empty">
        <h2>{t('empty_silent')}</h2>
        {health.silences.slice(0, MOST).map(({ document, what, causes }) => (
          <div key={document} class="empty-silence">
            <p>{what}</p>
            <p>{t('silence_causes')}</p>
            <Causes causes={causes} />
          </div>
        ))}
        <p>
          <button type="button" class="button outlined" onClick={() => (stores.sheet.value = 'doctor')}>
            {t('doctor')}
          </button>
        </p>
      </div>
    );
  }
  if (liveClients(health).length === 0) {
    return (
      <div class="empty">
        <h2>{t('empty_no_wwe')}</h2>
        <p>{health.off ?? t('empty_no_wwe_text')}</p>
        <p>
          <button type="button" class="button outlined" onClick={() => (stores.sheet.value = 'doctor')}>
            {t('doctor')}
          </button>{' '}
          <LoadButton />
        </p>
      </div>
    );
  }
  return (
    <div class="empty">
      <h2>{t('empty_no_interactions')}</h2>
      <p>{t('empty_no_interactions_text')}</p>
      <p>
        <LoadButton />
      </p>
      <SubscribeNote />
    </div>
  );
}
