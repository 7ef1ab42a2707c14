/** The status bar: the connection in words, counts, and what was dropped and why. */

import { numberClients } from '../shared/clients.ts';
import { filterMessages } from '../stores/choices.ts';
import { type Health, healthOf, incompleteFrames, liveClients, summary } from '../stores/health.ts';
import { countText } from '../stores/interaction-texts.ts';
import { usePanel } from '../stores/panel.ts';
import { MANY_A_MINUTE } from '../stores/silence.ts';
import { clockTime } from '../text/format.ts';
import { plural, t } from '../text/i18n.ts';
import { pageText } from '../text/PageText.tsx';
import './status.css';

/** Since when all clients that were there are watched: from their page's load, unless the record's beginning was trimmed. */
function sinceText(health: Health): string {
  const clients = liveClients(health);
  if (clients.length === 0) return '';
  if (clients.every(({ lost, info }) => lost === 0 && info.since === undefined)) return t('status_since_load');
  const begun = Math.min(...clients.map(({ info, clock }) => info.timeOrigin + clock));
  const since = clients.map(({ info, clock }) => (info.since === undefined ? begun : info.since + clock));
  return t('status_since', clockTime(Math.max(...since)));
}

/** The requests that went wrong, as the filter of the Messages view. */
const WRONG = 'is:request -is:ok -is:pending -is:no-answer-asked -is:unseen';

/** The requests of the client that sent most in the last minute, if those are many. */
function Rate() {
  const { watching, clock } = usePanel();
  const rates = watching.session.requestRates(clock.value);
  const most = Math.max(0, ...rates.values());
  if (most < MANY_A_MINUTE) return null;
  const clients = numberClients(watching.session.documents());
  const lines = [...rates].map(([document, count]) => {
    const { number = 0, name = '' } = clients.get(document) ?? {};
    return `${number} ${pageText(name)}: ${count}`;
  });
  return <span title={[t('rate_hint'), ...lines].join('\n')}>{plural('count_rate', most)}</span>;
}

/** Whether this session is being saved: what is written to the disk is not hidden from whoever looks at the panel. */
function SavingNow() {
  const { saving, sheet } = usePanel();
  const { is } = saving.state.value;
  if (is === 'off') return null;
  return (
    <span role="status">
      <button
        type="button"
        class={`button ${is === 'ended' ? 'outcome-failed' : ''}`}
        title={t('saving_status_hint')}
        onClick={() => (sheet.value = 'saved')}
      >
        {t(is === 'ended' ? 'saving_status_ended' : 'saving_status')}
      </button>
    </span>
  );
}

/** Renders the status bar. A click opens the connection doctor. */
export function StatusBar() {
  const stores = usePanel();
  const health = healthOf(stores);
  const { session } = stores.watching;
  const { interactions, messages, lost, dropped, droppedNotes, untrusted } = session.counts();
  const counted = stores.counted.value;
  const wrong = session.wrong(stores.clock.value);
  const trouble = stores.trouble.value;
  const failed = stores.failures.count.value;
  const incomplete = incompleteFrames(health).length;
  const isUnclear = health.wwe === null && stores.wwes.known.value.length > 1;
  const { off } = stores.watching;
  const connection = off === null ? summary(health, sinceText(health)) : t('recorded_status');
  return (
    <footer class="status">
      <button
        type="button"
        class={`button status-connection ${isUnclear ? 'outcome-warn' : ''}`}
        title={`${connection}\n${t(off === null ? 'doctor_hint' : 'recorded_hint')}`}
        onClick={() => (stores.sheet.value = off === null ? 'doctor' : 'recording')}
      >
        {connection}
      </button>
      <span class="status-counts">
        <span role="status">{counted && countText(counted.shown, counted.total)}</span>
        {!counted && <span>{plural('count_interactions', interactions)}</span>}
        <span>{plural('count_messages', messages)}</span>
        {wrong > 0 && (
          <button
            type="button"
            class="button outcome-failed status-wrong"
            title={t('wrong_hint')}
            onClick={() => {
              stores.client.value = null;
              filterMessages(stores, WRONG);
              stores.view.value = 'messages';
            }}
          >
            {plural('count_wrong', wrong)}
          </button>
        )}
        <Rate />
        <SavingNow />
        {lost > 0 && (
          <span class="outcome-warn" title={t('lost_hint')}>
            {plural('count_lost', lost)}
          </span>
        )}
        {incomplete > 0 && (
          <span class="outcome-warn" title={t('incomplete_hint')}>
            {plural('count_incomplete', incomplete)}
          </span>
        )}
        {dropped > 0 && (
          <span class="outcome-warn" title={t('dropped_hint')}>
            {plural('count_dropped', dropped)}
          </span>
        )}
        {droppedNotes > 0 && (
          <span class="outcome-warn" title={t('dropped_notes_hint')}>
            {plural('count_dropped_notes', droppedNotes)}
          </span>
        )}
        {untrusted > 0 && (
          <span class="outcome-warn" title={t('untrusted_hint')}>
            {plural('count_untrusted', untrusted)}
          </span>
        )}
        {trouble && (
          <span class="outcome-failed" role="alert">
            {trouble}
          </span>
        )}
        {failed > 0 && (
          <span role="status">
            <button
              type="button"
              class="button outcome-failed status-failures"
              title={t('failures_hint')}
              onClick={() => (stores.sheet.value = 'failures')}
            >
              {plural('failures_count', failed)}
            </button>
          </span>
        )}
      </span>
    </footer>
  );
}
