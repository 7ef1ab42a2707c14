/** What other documents and the probe tell of a slot. Each is said only when it is certain. */
import { REQUEST_TIMEOUT_MS } from '../../protocol/messages.ts';
import type { WatchedDocument } from '../documents.ts';
import { sinceOf } from '../invalidation.ts';
import type { Asked, Pair } from '../requests-seen.ts';
import type { ClientState } from './client-state.ts';
import type { ReferenceGroups } from './reference-groups.ts';
import type { HeardMessage, RowSlot } from './row-slot.ts';
import type { Facts } from './show-slot.ts';

/** Clocks of two documents may differ by this much, in ms. */
const SKEW_MS = 1_000;
/** When a window was seen for this long after something, in ms, it has not missed it. */
const CERTAIN_MS = 5_000;
/** The probe's notes come through a port: this much later, in ms, they are all there. */
const NOTES_MS = 1_000;

/** What the facts are drawn from. */
export interface Surroundings {
  readonly documents: readonly WatchedDocument[];
  readonly references: ReferenceGroups;
  clientStateOf(document: WatchedDocument): ClientState;
  wasCleared(client: WatchedDocument, ref: string): boolean;
}

const NOTHING: Facts = {
  neverArrived: false,
  withoutLibrary: false,
  clientUnloaded: false,
  noHandler: false,
  beforeSubscription: false,
  isTrusted: true,
  isOutward: false,
  wasCleared: false,
};

/** The facts of a slot. Where only time can tell, it is noted with the document that must be seen until then. */
export function factsOf(slot: RowSlot, around: Surroundings): Facts {
  const { exchange, heard } = slot;
  if (exchange) {
    const { pair, request } = exchange;
    const { asked, client, answered } = pair;
    if (!asked) return { ...NOTHING, wasCleared: client !== null && around.wasCleared(client, request.ref) };
    const clientUnloaded = isUnheard(pair, around);
    if (asked.sort === 'probe') {
      const neverArrived = answered === null && hasNotArrived(slot, asked, around);
      return clientUnloaded || neverArrived ? { ...NOTHING, clientUnloaded, neverArrived } : NOTHING;
    }
    if (clientUnloaded) return { ...NOTHING, clientUnloaded };
    const isRaw = request.by === 'page' && client !== null && isWithoutLibrary(slot, asked, pair, client, around);
    return isRaw ? { ...NOTHING, withoutLibrary: true } : NOTHING;
  }
  if (!heard || heard.kind === 'called') return NOTHING;
  const { document } = slot;
  const isTrusted = document.trust.trusts(heard);
  if (heard.is === 'event') return factsOfEvent(slot, heard, isTrusted, around.clientStateOf(document));
  const isOpenKind = heard.is === 'unknown' || heard.is === 'string';
  const isOutward = isOpenKind && document.isHost && !document.isTarget(heard.peer, heard.path);
  return isTrusted && !isOutward ? NOTHING : { ...NOTHING, isTrusted, isOutward };
}

function factsOfEvent(slot: RowSlot, { name }: HeardMessage, isTrusted: boolean, clientState: ClientState): Facts {
  const isUnheard = slot.runs.length === 0;
  const beforeSubscription = isUnheard && isBeforeSubscription(slot, name, clientState);
  const noHandler = isUnheard && !beforeSubscription && isWithoutHandler(slot, clientState);
  if (isTrusted && !beforeSubscription && !noHandler) return NOTHING;
  return { ...NOTHING, isTrusted, beforeSubscription, noHandler };
}

/**
 * The client drops events that come before WWE's answer to the first subscribe of that name
 * (docs/protocol.md#subscribe-and-unsubscribe).
 */
function isBeforeSubscription(slot: RowSlot, name: string, clientState: ClientState): boolean {
  const heard = clientState.names.get(name);
  // What is missing may have been an earlier subscription, or a run; so may an answer to a request that nobody saw.
  if (!heard || clientState.document.lossAt !== Number.NEGATIVE_INFINITY) return false;
  if (clientState.unseenAnswers.size > 0 || slot.t >= clientState.document.unsureFrom) return false;
  return heard.firstSent <= slot.t + SKEW_MS && slot.n < heard.firstConfirmed;
}

function isWithoutHandler(slot: RowSlot, clientState: ClientState): boolean {
  if (clientState.unseenSubscribes.size + clientState.unseenAnswers.size > 0) return false;
  const { lossAt, unsureFrom } = clientState.document;
  if (!clientState.watchedSince(slot.t) || lossAt > slot.t || slot.t >= unsureFrom) return false;
  return isPast(slot, clientState, NOTES_MS);
}

/** Whether a document was seen until some time after a slot; if not yet, the slot is noted there. */
function isPast(slot: RowSlot, clientState: ClientState, ms: number): boolean {
  if (clientState.document.seenUntil >= slot.t + ms) return true;
  clientState.wait(slot, slot.t + ms);
  return false;
}

/**
 * From when on, ms since the epoch, a document's coming or going tells whether something arrived there.
 * @param isChanged what is known of it is other than was thought: of all the time that it was there
 */
export function hostSince(document: WatchedDocument, isChanged: boolean): number {
  return document.endedAt === null || isChanged ? sinceOf(document) : document.endedAt - CERTAIN_MS;
}

/** The windows that the client talks to were all watched, and nothing came. */
function hasNotArrived(slot: RowSlot, asked: Asked, around: Surroundings): boolean {
  const { t, document: client } = asked;
  const clientState = around.clientStateOf(client);
  const path = client.pathAt(t);
  let isCertain = false;
  for (const host of around.documents) {
    if (host === client || !(clientState.hosts.has(host) || client.isTarget(host.pathAt(t), path))) continue;
    // A window that came or went in these seconds says nothing; nor does one of which something is missing.
    if (!host.aliveAt(t)) continue;
    if (!host.aliveAt(t + CERTAIN_MS) || host.lossAt > t - SKEW_MS) return false;
    if (!isPast(slot, around.clientStateOf(host), CERTAIN_MS)) return false;
    isCertain = true;
  }
  return isCertain && !around.references.mayBeSeenElsewhere(slot, asked);
}

/**
 * The client was unloaded before the call, or while it waited: no answer is heard (docs/protocol.md#life-of-a-client).
 * A callback that ran says otherwise; so may one whose note is missing.
 */
function isUnheard({ called, answered }: Pair, around: Surroundings): boolean {
  if (!called?.wantsSuccess) return false;
  const { document, runs, t } = called;
  const unloadedAt = around.clientStateOf(document).unloadedAt.get(called.caller);
  if (unloadedAt === undefined || runs.some(({ name }) => name !== 'timeout')) return false;
  if (t > unloadedAt) return true;
  const isSure = document.lossAt < t && t < document.unsureFrom;
  return isSure && runs.length === 0 && unloadedAt - t < REQUEST_TIMEOUT_MS && !(answered && answered.t <= unloadedAt);
}

/** A probe watched all clients that are known in that document, and saw no call. */
function isWithoutLibrary(
  slot: RowSlot,
  asked: Asked,
  { called }: Pair,
  client: WatchedDocument,
  around: Surroundings,
): boolean {
  if (called || asked.sort !== 'wire') return false;
  const clientState = around.clientStateOf(client);
  const since = asked.t - SKEW_MS;
  if (!clientState.watchedSince(since) || client.lossAt > since || asked.t >= client.unsureFrom) return false;
  return isPast(slot, clientState, CERTAIN_MS) && !around.references.mayBeSeenElsewhere(slot, asked);
}
