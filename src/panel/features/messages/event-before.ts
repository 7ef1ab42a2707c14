/** The event before another one of the same interaction. */
import type { Session } from '../../../session/api.ts';
import type { MessageRow } from '../../../session/messages-model.ts';

/** So many rows are looked through: before that, nothing is taken to be told. */
const MOST_LOOKED_AT = 50_000;

/**
 * The event of the same name that the same client heard before, about the same interaction in the same life of WWE; null:
 * none is kept.
 */
export function eventBefore(session: Session, row: MessageRow): MessageRow | null {
  if (row.is !== 'event' || row.interactionId === null) return null;
  const list = session.messages();
  const meant = meaningOf(session, row);
  const from = list.indexOf(row.key) - 1;
  for (let at = from; at >= Math.max(0, from - MOST_LOOKED_AT); at -= 1) {
    const other = list.at(at);
    if (other?.is !== 'event' || other.client !== row.client || other.name !== row.name) continue;
    if (other.interactionId === null || meaningOf(session, other) !== meant) continue;
    // Nobody knows what the ids mean: equal ones may still be one.
    if (meant !== null || other.interactionId === row.interactionId) return other;
  }
  return null;
}

function meaningOf(session: Session, { interactionId, t: at, client: document }: MessageRow): string | null {
  return interactionId === null ? null : session.ids.meaning(interactionId, { t: at, wwe: null, document });
}
