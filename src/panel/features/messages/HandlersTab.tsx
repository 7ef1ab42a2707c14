/** Which callbacks and handlers of the page ran for a row, how long, and what they threw. */

import { masked } from '../../../protocol/tokens.ts';
import type { MessageRow, WatchedSubscription } from '../../../session/messages-model.ts';
import { usePanel } from '../../stores/panel.ts';
import { Duration } from '../../text/Duration.tsx';
import { exactTime, wireTime } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';
import { PageText, pageText } from '../../text/PageText.tsx';
import { MOST_ANSWERS } from './content.ts';
import { MARKS, runName } from './labels.ts';
import { replacedFor } from './replaced.ts';
import { unwatchedText } from './watched.ts';

/** Renders the tab. */
export function HandlersTab({ row }: { readonly row: MessageRow }) {
  return (
    <>
      <Runs row={row} />
      <ReplacedHandlers row={row} />
    </>
  );
}

/** Handlers that the event would have reached, if a later subscription had not taken their place. */
function ReplacedHandlers({ row }: { readonly row: MessageRow }) {
  const { watching } = usePanel();
  return replacedFor(watching.session, row)
    .slice(-MOST_ANSWERS)
    .map(({ handler, replacedAt }) => (
      <p key={`${handler?.number} ${replacedAt}`} class="empty-line outcome-warn">
        {t('messages_handler_replaced', handlerName(handler), wireTime(replacedAt))}
      </p>
    ));
}

function handlerName(handler: WatchedSubscription['handler']): string {
  if (!handler) return t('messages_handler_unseen');
  const name = handler.name === '' ? t('messages_handler_nameless') : pageText(handler.name.slice(0, 200));
  return `${name} #${handler.number}`;
}

function Runs({ row }: { readonly row: MessageRow }) {
  const { watching } = usePanel();
  if (row.runs.length === 0) {
    const mark = row.marks.find((one) => one === 'no handler' || one === 'before subscription');
    const why = mark ? t(MARKS[mark].why) : unwatchedText(watching.session, row);
    return <p class="empty-line">{why ?? t('messages_handlers_none')}</p>;
  }
  return (
    <table class="grid">
      <thead>
        <tr>
          <th scope="col">{t('messages_handler')}</th>
          <th scope="col">{t('messages_step_time')}</th>
          <th scope="col">{t('messages_step_took')}</th>
          <th scope="col">{t('messages_handler_outcome')}</th>
        </tr>
      </thead>
      <tbody>
        {row.runs.map((run, index) => {
          const threw = run.threw?.slice(0, 2_000) ?? null;
          return (
            <tr key={`${index} ${run.t}`}>
              <td>
                <PageText text={runName(run.name, run.handler)} />
                {run.handler !== null && <span class="note"> #{run.handler}</span>}
              </td>
              <td title={exactTime(run.t)}>{wireTime(run.t)}</td>
              <td>
                <Duration ms={run.took} isFine />
              </td>
              <td>
                {threw === null ? (
                  <span class="outcome-ok">{t('messages_handler_returned')}</span>
                ) : (
                  <span class="outcome-failed">{t('messages_handler_threw', pageText(masked(threw), 'ends'))}</span>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
