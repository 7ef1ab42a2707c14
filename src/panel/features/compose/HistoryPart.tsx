/** The calls that were sent while this panel was open, each with its outcome. A click fills the draft again. */

import { Duration } from '../../text/Duration.tsx';
import { clockTime } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';
import { PageText } from '../../text/PageText.tsx';
import { ownKeys } from '../../ui/keys.ts';
import { oneLine } from '../../values/json/shape.ts';
import type { ComposeState, SentCall } from './compose-state.ts';
import { moveInList } from './list-keys.ts';

/** Renders the history. */
export function HistoryPart({ compose }: { readonly compose: ComposeState }) {
  const calls = compose.history.value;
  return (
    <section aria-label={t('compose_history')}>
      <h3>{t('compose_history')}</h3>
      {calls.length === 0 && <p class="note">{t('compose_history_none')}</p>}
      <ul class="compose-calls" onKeyDown={ownKeys(moveInList)}>
        {calls.map((call) => (
          <li key={call.ref}>
            <Entry call={call} compose={compose} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Entry({ call, compose }: { readonly call: SentCall; readonly compose: ComposeState }) {
  const { state, latency, sentAt = null } = compose.outcome(call);
  const parameters = call.parameters === undefined ? '' : oneLine(call.parameters, 80);
  const isFine = state === 'ok' || state === 'sending' || state === 'pending';
  return (
    <button
      type="button"
      class="compose-call"
      aria-current={compose.shown.value === call.ref}
      title={t('compose_history_hint')}
      onClick={() => compose.again(call)}
    >
      <span class="compose-call-name mono">
        <PageText text={call.service} />
      </span>{' '}
      <span class={isFine ? 'note' : 'outcome-failed'}>
        {t(`compose_state_${state}`)}
        {latency !== null && (
          <>
            {' '}
            <Duration ms={latency} from={sentAt} to={sentAt === null ? null : sentAt + latency} />
          </>
        )}
      </span>{' '}
      <span class="note compose-call-detail">
        {clockTime(call.at)} {parameters}
      </span>
    </button>
  );
}
