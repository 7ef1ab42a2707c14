/** The times of entries: an entry's own is by its document's clock, all that is shown by the session's. */
import type { Session } from '../../../session/api.ts';
import type { EntryRef } from '../../../session/model.ts';

/** When an entry was made, by the session's clock, ms; undefined where it is not kept. */
export function timeOf(session: Pick<Session, 'entry' | 'documents'>, ref: EntryRef): number | undefined {
  const entry = session.entry(ref);
  const document = session.documents().find(({ info }) => info.document === ref.document);
  return entry && entry.t + (document?.clock ?? 0);
}
