/** Whether a client used an id again. */
import { NO_SAME_ID, type RowSlot, refOf, type SameIdFacts } from './row-slot.ts';

/** The client object that called, by number; null: nobody saw. */
type Caller = number | null;

/** Callers of requests, by the id as it was written. */
export type UsedIds = Map<string, Set<Caller>>;

const ID_REUSED: SameIdFacts = { ...NO_SAME_ID, isIdReused: true };

/**
 * Several clients in one window count alike (docs/protocol.md#life-of-a-client): what may be another client's, by the
 * probe's word, is no reuse.
 */
export function noteUsedAgain(asks: readonly RowSlot[], used: UsedIds, sameIds: Map<RowSlot, SameIdFacts>): void {
  const before = new Map([...used].map(([ref, callers]) => [ref, new Set(callers)]));
  for (const slot of asks) {
    const caller = callerOf(slot);
    const known = before.get(refOf(slot));
    if (known && caller !== undefined && (caller === null || known.has(caller) || known.has(null)))
      sameIds.set(slot, ID_REUSED);
    noteUse(slot, before);
  }
}

/** Notes who used an id with a request. */
export function noteUse(slot: RowSlot, used: UsedIds): void {
  const caller = callerOf(slot);
  if (!slot.exchange?.pair.asked || !slot.exchange.pair.client || caller === undefined) return;
  const ref = refOf(slot);
  const known = used.get(ref);
  if (known) known.add(caller);
  else used.set(ref, new Set([caller]));
}

/** Undefined where the probe may have dropped what it knew. */
function callerOf({ t, exchange }: RowSlot): Caller | undefined {
  const pair = exchange?.pair;
  if (pair?.called) return pair.called.caller;
  return pair?.client && t >= pair.client.unsureFrom ? undefined : null;
}
