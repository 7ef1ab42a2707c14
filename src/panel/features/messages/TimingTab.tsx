/** When each step of a row happened, and what the client made of it. */
import type { MessageRow } from '../../../session/messages-model.ts';
import { usePanel } from '../../stores/panel.ts';
import { Duration } from '../../text/Duration.tsx';
import { exactTime, wireTime } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';
import { useStatus } from './StatusCell.tsx';
import { stepsOf } from './steps.ts';

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
