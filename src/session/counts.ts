/** What a session holds and what it does not hold any more, in figures. */
import type { WatchedDocument } from './documents.ts';
import type { Parts } from './intake.ts';
import type { SessionCounts } from './model.ts';

/** The figures of a session. */
export function countAll(
  documents: readonly WatchedDocument[],
  { store, requests, interactionIndex }: Parts,
): SessionCounts {
  return {
    entries: store.count,
    messages: store.count - store.notes,
    lost: documents.reduce((sum, document) => sum + document.lost, 0),
    dropped: store.dropped,
    droppedNotes: documents.reduce((sum, document) => sum + document.droppedNotes, 0),
    interactions: interactionIndex.all.size,
    droppedInteractions: interactionIndex.dropped,
    droppedRequests: requests.dropped,
    untrusted: documents.reduce((sum, document) => sum + document.trust.untrusted, 0),
  };
}
