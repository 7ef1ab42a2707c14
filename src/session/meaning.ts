/** Which interaction an id means, there and then. */
import type { WatchedDocument } from './documents.ts';
import type { Observation } from './observations.ts';

/** Where an id was used. */
export interface Meant {
  /** ms since the epoch. */
  readonly t: number;
  /** Key of the WWE that means it; null: nobody knows which. */
  readonly wwe: string | null;
  /** The client's document; null: nobody knows. */
  readonly document: WatchedDocument | null;
  /** The document of WWE in which it arrived, where that was seen. */
  readonly host?: WatchedDocument | null;
}

/**
 * The interaction that an id means. Ids belong to a page load of WWE (docs/protocol.md#interaction-object): what the
 * document saw under it comes first; else the one interaction that any document alive then saw under it; else, where
 * the request arrived in `host`, the one that anybody saw under it since that window of WWE was loaded. Null rather
 * than a guess.
 * @param named all that was heard under the id
 * @param groupOf whose it is
 */
export function observationMeant<Group>(
  named: readonly Observation[],
  { t, wwe, document, host = null }: Meant,
  indexedOf: (observation: Observation) => Group | undefined,
): Group | null {
  // What was heard later is of the same life only where WWE's page cannot have been loaded anew in between.
  const isOfThen = ({ sender, first }: Observation) => sender.isAround || first.t <= t;
  const all = named.filter(
    (observation) => (wwe === null || observation.sender.wwe.key === wwe) && isOfThen(observation),
  );
  const only = (observations: readonly Observation[]): Group | null => {
    const [first, ...others] = new Set(observations.flatMap((observation) => indexedOf(observation) ?? []));
    return first && others.length === 0 ? first : null;
  };
  const own = all.filter((observation) => observation.document === document);
  const [first, ...others] = own;
  // Of which WWE this document means is not known.
  if (wwe === null && new Set(own.map(({ sender }) => sender.wwe.key)).size > 1) return null;
  if (first) {
    const observation = others.reduce((best, one) => {
      const later = one.first.n > best.first.n ? one : best;
      return later.first.t <= t ? later : later === one ? best : one;
    }, first);
    return indexedOf(observation) ?? null;
  }
  const alive = only(all.filter((observation) => observation.document.aliveAt(t)));
  if (alive !== null || !host) return alive;
  return only(all.filter((observation) => observation.first.t >= host.born && observation.first.t <= t));
}
