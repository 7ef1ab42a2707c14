/** The rows of the session, made when something first shows them: who imports this brings all of their code along. */
import type { Session } from '../../session/api.ts';
import type { MessageList, MessageRow } from '../../session/messages-model.ts';
import type { EntryRef } from '../../session/model.ts';
import { createMessages } from '../../session/rows/message-rows.ts';
import { keyOf } from '../../session/rows/row-slot.ts';

/** The rows of a session, from now on kept up to date. */
export function rowsOf(session: Session): MessageList {
  session.attach(createMessages);
  return session.messages();
}

/** The row that an entry belongs to: as its message, its answer, or the probe's note of its call. */
export function rowOf(session: Session, ref: EntryRef): MessageRow | undefined {
  return rowsOf(session).get(keyOf(ref));
}
