/** A request with its answer: what the session makes of what documents saw. */
import type { SessionRequest } from './model.ts';
import { baseOf } from './record.ts';
import type { Answered, Asked, Pair } from './requests-seen.ts';

/** A request with its answer, with what the model draws from it beside the public record. */
export interface Exchange {
  readonly request: SessionRequest;
  /** Replaced where only what does not touch the public record is new: the page's call, further answers. */
  pair: Pair;
}

/** What changed when the requests of one id were matched anew. `areForgotten`: what was before is dropped, not refuted. */
export type ExchangesChanged = (before: readonly Exchange[], after: readonly Exchange[], areForgotten: boolean) => void;

/** The oldest of each client beyond `most`. Subscriptions are counted apart: a thousand calls do not end one. */
export function surplusOf(exchanges: readonly Exchange[], most: number): ReadonlySet<Exchange> {
  const surplus = new Set<Exchange>();
  if (exchanges.length <= most) return surplus;
  const counts = new Map<string, number>();
  for (const one of exchanges.toReversed()) {
    const { kind, ref } = one.request;
    const base = `${kind === 'subscribe' || kind === 'unsubscribe'} ${baseOf(one.pair, ref)}`;
    const count = (counts.get(base) ?? 0) + 1;
    counts.set(base, count);
    if (count > most) surplus.add(one);
  }
  return surplus;
}

/** About how many characters are held of a message: of an answer its error, ids, and what may be a subscription's id. */
export function sizeOf(seen: Asked | Answered): number {
  if ('kind' in seen) return seen.size;
  const { error, listed, subscriptionId, size } = seen;
  let length = error?.length ?? 0;
  for (const id of listed ?? []) length += id.length;
  return subscriptionId === undefined ? length : size;
}
