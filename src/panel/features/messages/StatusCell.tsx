/** What became of a row, in words, and what is remarkable about it. */

import { untracked } from '@preact/signals';
import { Icon } from '../../../design/icons.tsx';
import { ErrorIcon, WarningIcon } from '../../../design/more-icons.ts';
import { REQUEST_TIMEOUT_MS } from '../../../protocol/messages.ts';
import type { MessageRow, MessageStatus } from '../../../session/messages-model.ts';
import { statusOf } from '../../../session/rows/status.ts';
import { usePanel } from '../../stores/panel.ts';
import { Duration } from '../../text/Duration.tsx';
import { t } from '../../text/i18n.ts';
import { PageText, pageText } from '../../text/PageText.tsx';
import { failureOf, MARKS, marksBeside, STATUSES } from './labels.ts';
import { replacedFor } from './replaced.ts';

/** The status of a row now; follows the clock only as long as the clock can change it. */
export function useStatus(row: MessageRow): MessageStatus | null {
  const { clock } = usePanel();
  const settled = row.answer !== null || untracked(() => clock.value) > row.t + 2 * REQUEST_TIMEOUT_MS;
  return statusOf(row, Math.max(settled ? untracked(() => clock.value) : clock.value, row.t));
}

/** Renders the cell. */
export function StatusCell({ row }: { readonly row: MessageRow }) {
  const { clock, watching } = usePanel();
  const status = useStatus(row);
  const failure = failureOf(row);
  const isWrong = (status !== null && STATUSES[status].tone === 'bad') || row.marks.includes('handler threw');
  const ran = row.runs.reduce((sum, { took }) => sum + took, 0);
  return (
    <>
      {/* First, so that it stays in sight where the cell is cut. */}
      {isWrong && <Icon of={ErrorIcon} class="row-sign" />}
      {status && <StatusWord status={status} isIconless={isWrong} />}
      {status === 'pending' && !row.marks.includes('client unloaded') && (
        <>
          {' '}
          <Duration class="note" from={row.t} to={Math.max(clock.value, row.t)} isRunning />
        </>
      )}
      {marksBeside(row, status).map((mark) => (
        <span key={mark} class={`mark ${mark === 'handler threw' ? 'mark-bad' : ''}`} title={t(MARKS[mark].why)}>
          {t(MARKS[mark].label)}
        </span>
      ))}
      {replacedFor(watching.session, row).length > 0 && (
        <span class="mark" title={t('messages_mark_replaced_why')}>
          {t('messages_mark_replaced')}
        </span>
      )}
      {/* After the marks: where the cell is cut, it is the less remarkable. */}
      {row.is === 'event' && row.runs.length > 0 && (
        <>
          {' '}
          <Duration class="note" ms={ran} isFine words={(text) => t('messages_handled', text)} />
        </>
      )}
      {failure !== '' && (
        <span class="outcome-failed" title={pageText(failure, 'ends')}>
          {' '}
          <PageText text={failure} spaces="ends" />
        </span>
      )}
    </>
  );
}

/** A status in words; colour only helps. */
export function StatusWord({
  status,
  isIconless = false,
}: {
  readonly status: MessageStatus;
  /** The icon stands elsewhere. */
  readonly isIconless?: boolean;
}) {
  const { label, why, tone } = STATUSES[status];
  return (
    <span class={`message-status message-${tone}`} title={t(why)}>
      {tone === 'bad' && !isIconless && <Icon of={ErrorIcon} />}
      {tone === 'odd' && !isIconless && <Icon of={WarningIcon} />}
      {t(label)}
    </span>
  );
}
