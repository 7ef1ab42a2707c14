/** What is shown while there is no row: why, and what to do to see one. */

import { EmptyRecording } from '../../shared/EmptyRecording.tsx';
import { LoadButton } from '../../shared/requests.tsx';
import { filterMessages } from '../../stores/choices.ts';
import { healthOf, liveClients, unreachable } from '../../stores/health.ts';
import { usePanel } from '../../stores/panel.ts';
import { t } from '../../text/i18n.ts';
import type { ShownMessages } from './shown.ts';

/** Renders the empty state that fits. */
export function EmptyMessages({ shown }: { readonly shown: ShownMessages }) {
  const stores = usePanel();
  const health = healthOf(stores);
  const { reach } = health;
  if (shown.isFiltered.value && shown.total.value > 0) {
    const isSearching = shown.search.value.is === 'searching';
    return (
      <div class="empty">
        <h2>{t(isSearching ? 'messages_empty_searching' : 'messages_empty_filtered')}</h2>
        <p>
          <button type="button" class="button outlined" onClick={() => filterMessages(stores, '')}>
            {t('clear_filter')}
          </button>
        </p>
      </div>
    );
  }
  if (stores.client.value !== null && stores.watching.session.messages().length > 0) {
    return (
      <div class="empty">
        <h2>{t('messages_empty_client')}</h2>
        <p>
          <button type="button" class="button outlined" onClick={() => (stores.client.value = null)}>
            {t('client_all')}
          </button>
        </p>
      </div>
    );
  }
  if (stores.watching.off !== null) {
    return <EmptyRecording text={t('recorded_empty_messages')} />;
  }
  if (!stores.watching.recording.value) {
    return (
      <div class="empty">
        <h2>{t('messages_empty_off')}</h2>
        <p>
          <button type="button" class="button outlined" onClick={() => stores.watching.record(true)}>
            {t('messages_record')}
          </button>
        </p>
      </div>
    );
  }
  if (reach?.reached === false) {
    return (
      <div class="empty">
        <h2>{t(health.unwatched.length > 0 ? 'empty_unwatched' : 'empty_unreachable')}</h2>
        <p>{unreachable(health.unwatched).fix}</p>
        {health.unwatched.length === 0 && (
          <p>
            <button type="button" class="button outlined" onClick={stores.reload}>
              {t('reload_page')}
            </button>
          </p>
        )}
      </div>
    );
  }
  const hasClient = liveClients(health).length > 0;
  return (
    <div class="empty">
      <h2>{t(hasClient ? 'messages_empty' : 'empty_no_wwe')}</h2>
      <p>{(!hasClient && health.off) || t('messages_empty_text')}</p>
      <p>
        {hasClient ? (
          <LoadButton />
        ) : (
          <button type="button" class="button outlined" onClick={() => (stores.sheet.value = 'doctor')}>
            {t('doctor')}
          </button>
        )}
      </p>
    </div>
  );
}
