/** Requests of one window that were open at once under one id: WWE's answers to them cannot be told apart. */
import { REQUEST_TIMEOUT_MS } from '../protocol/messages.ts';
import type { Exchange } from './exchange.ts';

/** Clocks of two documents may differ by this much, in ms. */
const SKEW_MS = 1_000;
/** A page's clock and its bridge's may differ so, in ms. */
const GRAIN_MS = 1;

/** While a request was surely open, in ms since the epoch. */
interface Open {
  readonly exchange: Exchange | null;
  readonly from: number;
  readonly until: number;
}

/** The requests that were open last and are not looked at any more, by their id. */
export type Dropped = Map<string, Open>;

/** Null: it waits for no answer, or is the tool's, whose ids are like nobody's. */
function openOf(exchange: Exchange): Open | null {
  const { pair, request } = exchange;
  if (!pair.asked || !pair.client || request.by !== 'page' || pair.called?.wantsSuccess === false) return null;
  const from = pair.called?.t ?? pair.asked.t;
  // Its answer may be among what is missing.
  if (!pair.answered && pair.client.lossAt >= from - SKEW_MS) return null;
  // One document has one clock, as far as its page's agrees. The client waits no longer than its own timeout.
  const doubt = pair.called?.document === pair.client ? GRAIN_MS : SKEW_MS;
  return {
    exchange,
    from,
    until: Math.min(pair.answered?.t ?? Number.POSITIVE_INFINITY, from + REQUEST_TIMEOUT_MS) - doubt,
  };
}

/** Keeps of a request that is dropped how long it was open. */
export function keepOpen(exchange: Exchange, dropped: Dropped): void {
  const { ref } = exchange.request;
  const open = openOf(exchange);
  if (open && open.until > (dropped.get(ref)?.until ?? Number.NEGATIVE_INFINITY))
    dropped.set(ref, { ...open, exchange: null });
}

/**
 * The requests among those of one client window that shared their id with another one while both were open.
 * @param asks in order
 */
export function sharedIds(asks: readonly Exchange[], dropped: Dropped = new Map()): ReadonlySet<Exchange> {
  const shared = new Set<Exchange>();
  const last = new Map(dropped);
  for (const exchange of asks) {
    const { ref } = exchange.request;
    const open = openOf(exchange);
    if (!open) continue;
    const before = last.get(ref);
    // Two of the same instant are both open then, whichever was first.
    if (before && open.from >= before.from && open.from < before.until && open.until > open.from) {
      shared.add(exchange);
      if (before.exchange) shared.add(before.exchange);
    }
    if (!before || open.until > before.until) last.set(ref, open);
  }
  return shared;
}
