/** The rows of the session, made when something first shows them: who imports this brings all of their code along. */
import type { Session } from '../../session/api.ts';
import type { MessageList, MessageRow } from '../../session/messages-model.ts';
import type { EntryRef } from '../../session/model.ts';
import { createMessages } from '../../session/rows/messages.ts';

/** The rows of a session, from now on kept up to date. */
export function rowsOf(session: Session): MessageList {
  session.attach(createMessages);
  return session.messages();
}

/** The row that an entry belongs to: as its message, its answer, or the probe's note of its call. */
export function rowOf(session: Session, ref: EntryRef): MessageRow | undefined {
  const list = rowsOf(session);
  const is = (one: EntryRef | null) => one?.document === ref.document && one.n === ref.n;
  // From the end: what is looked for is mostly young.
  for (let at = list.length - 1; at >= 0; at -= 1) {
    const row = list.at(at);
    if (row && (is(row.entry) || is(row.answer) || is(row.call) || row.moreAnswers.some(is))) return row;
  }
  return undefined;
}
