/** Forgets what documents said, and documents. */
import type { WatchedDocument } from './documents.ts';
import type { Parts } from './intake.ts';
import { observationsOf } from './observations.ts';

/** Forgets what a document's entries said. */
function forgetContent(document: WatchedDocument, { store, facts, interactionIndex }: Parts): void {
  store.forget(document.id);
  facts.forget(document);
  for (const observations of [...observationsOf(document).values()])
    for (const observation of [...observations]) interactionIndex.dropObservation(observation);
}

/** Forgets the documents that are not kept, and all that they said. */
export function forgetDocuments(
  watched: Map<string, WatchedDocument>,
  keep: (documentId: string) => boolean,
  parts: Parts,
): void {
  const kept = new Set([...watched.values()].filter((document) => keep(document.id)));
  for (const document of watched.values()) {
    if (kept.has(document)) continue;
    watched.delete(document.id);
    forgetContent(document, parts);
  }
  for (const { trust } of kept) trust.forgetHosts((host) => kept.has(host));
  parts.requests.forget((seen) => kept.has(seen.document));
  parts.blocks.forget((document) => kept.has(document));
  parts.rows.forget((document) => kept.has(document));
}

/** Forgets what all documents said, but for what stands, and those that ended. */
export function clearContent(watched: Map<string, WatchedDocument>, parts: Parts): void {
  for (const document of watched.values()) {
    if (!document.live) watched.delete(document.id);
    document.trust.clear();
    forgetContent(document, parts);
  }
  parts.blocks.forget(() => false);
  const isKnown = (document: WatchedDocument) => watched.has(document.id);
  parts.rows.clear(isKnown, parts.requests.exchanges());
  parts.requests.forgetAnswered(isKnown);
}
