/** What became of the call that was sent last, or of one from the history. */

import { isRecord } from '../../../protocol/kind.ts';
import { OutcomeText } from '../../shared/requests.tsx';
import { filterMessages } from '../../stores/choices.ts';
import { usePanel } from '../../stores/panel.ts';
import { clockTime, exactTime } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';
import { PageText } from '../../text/PageText.tsx';
import { JsonTree } from '../../values/json/JsonTree.tsx';
import type { ComposeState } from './compose-state.ts';

/** Renders outcome and answer; nothing while nothing was sent. */
export function AnswerPart({ compose }: { readonly compose: ComposeState }) {
  const stores = usePanel();
  const { copy, view } = stores;
  const call = compose.history.value.find(({ ref }) => ref === compose.shown.value);
  if (!call) return null;
  const outcome = compose.outcome(call);
  const answer = compose.answerOf(call);
  const succeeded = outcome.state === 'ok' && isRecord(answer);
  const hasData = succeeded && Object.hasOwn(answer, 'data');
  return (
    <section class="compose-answer" aria-label={t('compose_answer')}>
      <div class="compose-answer-head">
        <h3>
          <span class="mono">
            <PageText text={call.service} />
          </span>{' '}
          <span class="note" title={exactTime(call.at)}>
            {clockTime(call.at)}
          </span>
        </h3>
        <OutcomeText outcome={outcome} />
        <button
          type="button"
          class="button outlined"
          title={t('compose_show_row_hint')}
          onClick={() => {
            filterMessages(stores, `ref:${call.ref}`);
            view.value = 'messages';
          }}
        >
          {t('compose_show_row')}
        </button>
      </div>
      {outcome.state === 'timeout' && <p class="note">{t('compose_timeout_note')}</p>}
      {outcome.state === 'late' && <p class="note">{t('compose_late_note')}</p>}
      {hasData && (
        <JsonTree key={`${call.ref} data`} value={answer.data} label={t('compose_answer_data')} onCopy={copy} />
      )}
      {succeeded && !hasData && <p class="note">{t('compose_no_data')}</p>}
      {answer !== undefined && (
        <JsonTree key={call.ref} value={answer} label={t('compose_answer_message')} unfold={!hasData} />
      )}
    </section>
  );
}
