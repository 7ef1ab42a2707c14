import type { Session } from '../api.ts';
import { rowsOf } from './possible.ts';

/** All that a session shows; two sessions are alike where this is equal. */
export function modelOf(session: Session): unknown {
  return {
    interactions: session.interactions(),
    cases: session.cases(),
    documents: session.documents(),
    requests: session.requests(),
    subscriptions: session.subscriptions(),
    watched: session.watchedSubscriptions(),
    probes: session.documents().map(({ info }) => session.probeOf(info.document)),
    rows: rowsOf(session),
    unattached: session.unattachedMarkDone(),
    counts: session.counts(),
  };
}
