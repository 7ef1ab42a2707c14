/** When each step of a row happened. */
import { REQUEST_TIMEOUT_MS } from '../../../protocol/messages.ts';
import type { Session } from '../../../session/api.ts';
import type { MessageRow } from '../../../session/messages-model.ts';
import type { EntryRef } from '../../../session/model.ts';
import { t } from '../../text/i18n.ts';
import { MOST_ANSWERS } from './content.ts';
import { runName } from './labels.ts';
import { timeOf } from './times.ts';

/** A step. */
export interface Step {
  /** ms since the epoch. */
  readonly t: number;
  readonly what: string;
  /** ms that it lasted, where that is known. */
  readonly took: number | null;
}

/** The steps of a row in order. @param gaveUp the client's 10 s are over and no answer was in time */
export function stepsOf(
  session: Pick<Session, 'entry' | 'documents'>,
  row: MessageRow,
  gaveUp: boolean,
): readonly Step[] {
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
