/** The rows of the session, made when something first shows them: who imports this brings all of their code along. */
import type { Session } from '../../session/api.ts';
import type { MessageList, MessageRow } from '../../session/messages-model.ts';
import type { EntryRef } from '../../session/model.ts';
import { createMessages, createMessagesInSteps, STEP } from '../../session/rows/message-rows.ts';
import { keyOf } from '../../session/rows/row-slot.ts';

/** The rows of a session, from now on kept up to date. */
export function rowsOf(session: Session): MessageList {
  session.attach(createMessages);
  return session.messages();
}

/** Makes the rows step by step, for sessions of which it would take seconds. It tells which share is done, about. */
export function* makeRowsInSteps(session: Session): Generator<number, void> {
  // Each entry is taken, and then each row shown.
  const all = Math.max(1, (2 * session.counts().entries) / STEP);
  let done = 0;
  for (const _ of session.attachInSteps(createMessagesInSteps)) {
    done += 1;
    yield Math.min(1, done / all);
  }
}

/** The row that an entry belongs to: as its message, its answer, or the probe's note of its call. */
export function rowOf(session: Session, ref: EntryRef): MessageRow | undefined {
  return rowsOf(session).get(keyOf(ref));
}
