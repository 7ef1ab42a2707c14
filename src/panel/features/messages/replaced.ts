/**
 * Subscriptions of a page that a later one has replaced: in each client the last subscriber of a name wins
 * (docs/protocol.md#subscribe-and-unsubscribe).
 */
import type { Session } from '../../../session/api.ts';
import type { MessageRow, WatchedSubscription } from '../../../session/messages-model.ts';

type Replaced = WatchedSubscription & { readonly replacedAt: number };

const found = new WeakMap<
  Session,
  { readonly version: number; readonly byName: ReadonlyMap<string, readonly Replaced[]> }
>();

const keyOf = (document: string, event: string) => `${document} ${event}`;

function replacedIn(session: Session): ReadonlyMap<string, readonly Replaced[]> {
  const last = found.get(session);
  if (last?.version === session.version) return last.byName;
  const byName = new Map<string, Replaced[]>();
  for (const one of session.watchedSubscriptions()) {
    const { document, event, replacedAt } = one;
    if (replacedAt === null) continue;
    const key = keyOf(document, event);
    const known = byName.get(key);
    if (known) known.push({ ...one, replacedAt });
    else byName.set(key, [{ ...one, replacedAt }]);
  }
  found.set(session, { version: session.version, byName });
  return byName;
}

/** Those whose handler would have got an event, if no later one had replaced it; none for what is no event. */
export function replacedFor(session: Session, { is, name, client, t }: MessageRow): readonly Replaced[] {
  if (is !== 'event' || client === null) return [];
  return (replacedIn(session).get(keyOf(client, name)) ?? []).filter(({ replacedAt }) => replacedAt <= t);
}
