/** The rows about one interaction. */
import { type ReadonlySignal, useComputed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Session } from '../../../session/api.ts';
import type { MessageRow } from '../../../session/messages-model.ts';
import type { SessionDocument, SessionInteraction } from '../../../session/model.ts';
import { rowsOf } from '../../stores/message-rows.ts';
import { type PanelStores, usePanel } from '../../stores/panel.ts';
import { createFilteredRows } from './filtered-rows.ts';
import type { FollowedRows } from './series.ts';

/** All ids that an interaction has, or had. */
export function idsOf({ id, formerIds }: SessionInteraction): readonly string[] {
  return [id, ...formerIds];
}

/** Whether a row is about an interaction, under any id that it had. An id is its own only in some lives of WWE. */
export function isAbout(row: MessageRow, ids: ReadonlySet<string>, session: Session, key: string): boolean {
  const { interactionId, t: at, client: document, request } = row;
  if (interactionId === null || !ids.has(interactionId)) return false;
  const one = session.interaction(key);
  const meant = session.ids.meaning(interactionId, { t: at, wwe: request?.wwe ?? one?.wwe.key ?? null, document });
  if (meant !== null || !one) return meant === key;
  // Nobody knows: it is told of, unless it may be another's.
  return session.ids.named(interactionId).every((other) => other.key === key || other.wwe.key !== one.wwe.key);
}

/** Whether a row may be of a WWE: it was posted to it, or by its origin to one of its clients. */
function isOfWwe(
  session: Session,
  { request, entry, client }: MessageRow,
  { wwe, documents }: SessionInteraction,
): boolean {
  if (request?.wwe) return request.wwe === wwe.key;
  const origin = request ? null : session.entry(entry)?.origin;
  if (typeof origin === 'string' && origin !== wwe.origin) return false;
  const isClient = ({ info, wwes }: SessionDocument) =>
    info.document === client && wwes.some(({ key }) => key === wwe.key);
  return client === null || documents.includes(client) || session.documents().some(isClient);
}

/** The rows about an interaction; asked again, only what is new is looked at. */
export function followOwn(session: Session, ids: ReadonlySet<string>, key: string): () => FollowedRows {
  const list = rowsOf(session);
  const filter = createFilteredRows(list);
  return () => {
    const one = session.interaction(key);
    return filter((row) => isAbout(row, ids, session, key) && (!one || isOfWwe(session, row, one)));
  };
}

/** The rows about an interaction, kept up to date while the component lives. */
export function useOwnRows(
  one: SessionInteraction,
  watching: PanelStores['watching'] = usePanel().watching,
): ReadonlySignal<FollowedRows> {
  const { session } = watching;
  const ids = idsOf(one);
  const own = useMemo(() => followOwn(session, new Set(ids), one.key), [session, ids.join('\n'), one.key]);
  return useComputed(() => {
    watching.version.value;
    return own();
  });
}
