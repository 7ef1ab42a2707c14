/** When each step of a row happened, and what the client made of it. */
import { REQUEST_TIMEOUT_MS } from '../../protocol/messages.ts';
import type { Session } from '../../session/api.ts';
import type { MessageRow } from '../../session/messages-model.ts';
import type { EntryRef } from '../../session/model.ts';
import { exactTime, wireTime } from '../format.ts';
import { t } from '../i18n.ts';
import { usePanel } from '../stores/panel.ts';
import { Duration } from '../text/Duration.tsx';
import { MOST_ANSWERS } from './content.ts';
import { runName } from './labels.ts';
import { useStatus } from './StatusCell.tsx';
import { timeOf } from './times.ts';

interface Step {
  /** ms since the epoch. */
  readonly t: number;
  readonly what: string;
  /** ms that it lasted, where that is known. */
  readonly took: number | null;
}

/** The steps of a row in order. @param gaveUp the client's 10 s are over and no answer was in time */
export function stepsOf(session: Session, row: MessageRow, gaveUp: boolean): readonly Step[] {
  const at = (ref: EntryRef | null) => (ref ? timeOf(session, ref) : undefined);
  const steps: Step[] = [];
  const add = (time: number | null | undefined, what: string, took: number | null = null) => {
    if (time !== undefined && time !== null) steps.push({ t: time, what, took });
  };
  if (row.is === 'request') {
    const sentEntry = row.request?.requestEntry ? session.entry(row.request.requestEntry) : undefined;
    add(at(row.call), t('messages_step_called'));
    const arrived = row.request?.answeredBy === 'wwe' ? 'messages_step_arrived' : 'messages_step_arrived_window';
    add(at(row.request?.requestEntry ?? null), t(sentEntry?.sort === 'command' ? 'messages_step_sent' : arrived));
    if (!sentEntry && !row.call) add(row.t, t('messages_step_sent'));
    add(at(row.answer), t('messages_step_answered'));
    for (const ref of row.moreAnswers.slice(0, MOST_ANSWERS - 1)) add(at(ref), t('messages_step_answered_again'));
    const sent = row.request?.sentAt ?? row.t;
    if (gaveUp) add(sent + REQUEST_TIMEOUT_MS, t('messages_step_gave_up'));
  } else add(row.t, t('messages_step_received'));
  for (const { t: time, name, took, handler } of row.runs) {
    add(time, t('messages_step_ran', runName(name, handler)), took);
  }
  return steps.sort((a, b) => a.t - b.t);
}

/** Renders the tab. */
export function TimingTab({ row }: { readonly row: MessageRow }) {
  const { watching } = usePanel();
  const status = useStatus(row);
  const steps = stepsOf(watching.session, row, status === 'timeout' || status === 'late');
  const first = steps[0]?.t ?? row.t;
  const whole = Math.max(1, ...steps.map((step) => step.t + (step.took ?? 0) - first));
  return (
    <table class="grid timing">
      <thead>
        <tr>
          <th scope="col">{t('messages_step')}</th>
          <th scope="col">{t('messages_step_time')}</th>
          <th scope="col">{t('messages_step_after')}</th>
          <th scope="col">{t('messages_step_took')}</th>
          <td class="timing-column" />
        </tr>
      </thead>
      <tbody>
        {steps.map((step, index) => (
          <tr key={`${index} ${step.what}`}>
            <td>{step.what}</td>
            <td title={exactTime(step.t)}>{wireTime(step.t)}</td>
            <td>{index > 0 && <Duration from={first} to={step.t} isFine words={(text) => `+ ${text}`} />}</td>
            <td>{step.took !== null && <Duration ms={step.took} isFine />}</td>
            <td class="timing-column">
              <div
                class="timing-bar"
                style={{
                  marginInlineStart: `${(95 * (step.t - first)) / whole}%`,
                  width: `${(95 * (step.took ?? 0)) / whole}%`,
                }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
