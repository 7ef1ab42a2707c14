/** What other documents and the probe tell of a line. Each is said only when it is certain. */
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

/** The facts of a line. Where only time can tell, it is noted with the document that must be seen until then. */
export function factsOf(line: RowSlot, around: Surroundings): Facts {
  const { exchange, heard } = line;
  if (exchange) {
    const { pair, request } = exchange;
    const { asked, client, answered } = pair;
    if (!asked) return { ...NOTHING, wasCleared: client !== null && around.wasCleared(client, request.ref) };
    const clientUnloaded = isUnheard(pair, around);
    if (asked.sort === 'probe') {
      const neverArrived = answered === null && hasNotArrived(line, asked, around);
      return clientUnloaded || neverArrived ? { ...NOTHING, clientUnloaded, neverArrived } : NOTHING;
    }
    if (clientUnloaded) return { ...NOTHING, clientUnloaded };
    const isRaw = request.by === 'page' && client !== null && isWithoutLibrary(line, asked, pair, client, around);
    return isRaw ? { ...NOTHING, withoutLibrary: true } : NOTHING;
  }
  if (!heard || heard.kind === 'called') return NOTHING;
  const { document } = line;
  const isTrusted = document.trust.trusts(heard);
  if (heard.is === 'event') return factsOfEvent(line, heard, isTrusted, around.clientStateOf(document));
  const isOpenKind = heard.is === 'unknown' || heard.is === 'string';
  const isOutward = isOpenKind && document.isHost && !document.isTarget(heard.peer, heard.path);
  return isTrusted && !isOutward ? NOTHING : { ...NOTHING, isTrusted, isOutward };
}

function factsOfEvent(line: RowSlot, { name }: HeardMessage, isTrusted: boolean, ear: ClientState): Facts {
  const isUnheard = line.runs.length === 0;
  const beforeSubscription = isUnheard && isBeforeSubscription(line, name, ear);
  const noHandler = isUnheard && !beforeSubscription && isWithoutHandler(line, ear);
  if (isTrusted && !beforeSubscription && !noHandler) return NOTHING;
  return { ...NOTHING, isTrusted, beforeSubscription, noHandler };
}

/**
 * The client drops events that come before WWE's answer to the first subscribe of that name
 * (docs/protocol.md#subscribe-and-unsubscribe).
 */
function isBeforeSubscription(line: RowSlot, name: string, ear: ClientState): boolean {
  const heard = ear.names.get(name);
  // What is missing may have been an earlier subscription, or a run; so may an answer to a request that nobody saw.
  if (!heard || ear.document.lossAt !== Number.NEGATIVE_INFINITY) return false;
  if (ear.unseenAnswers.size > 0 || line.t >= ear.document.unsureFrom) return false;
  return heard.firstSent <= line.t + SKEW_MS && line.n < heard.firstConfirmed;
}

function isWithoutHandler(line: RowSlot, ear: ClientState): boolean {
  if (ear.unseenSubscribes.size + ear.unseenAnswers.size > 0) return false;
  const { lossAt, unsureFrom } = ear.document;
  if (!ear.watchedSince(line.t) || lossAt > line.t || line.t >= unsureFrom) return false;
  return isPast(line, ear, NOTES_MS);
}

/** Whether a document was seen until some time after a line; if not yet, the line is noted there. */
function isPast(line: RowSlot, ear: ClientState, ms: number): boolean {
  if (ear.document.seenUntil >= line.t + ms) return true;
  ear.wait(line, line.t + ms);
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
function hasNotArrived(line: RowSlot, asked: Asked, around: Surroundings): boolean {
  const { t, document: client } = asked;
  const ear = around.clientStateOf(client);
  const path = client.pathAt(t);
  let isCertain = false;
  for (const host of around.documents) {
    if (host === client || !(ear.hosts.has(host) || client.isTarget(host.pathAt(t), path))) continue;
    // A window that came or went in these seconds says nothing; nor does one of which something is missing.
    if (!host.aliveAt(t)) continue;
    if (!host.aliveAt(t + CERTAIN_MS) || host.lossAt > t - SKEW_MS) return false;
    if (!isPast(line, around.clientStateOf(host), CERTAIN_MS)) return false;
    isCertain = true;
  }
  return isCertain && !around.references.mayBeSeenElsewhere(line, asked);
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
  line: RowSlot,
  asked: Asked,
  { called }: Pair,
  client: WatchedDocument,
  around: Surroundings,
): boolean {
  if (called || asked.sort !== 'wire') return false;
  const ear = around.clientStateOf(client);
  const since = asked.t - SKEW_MS;
  if (!ear.watchedSince(since) || client.lossAt > since || asked.t >= client.unsureFrom) return false;
  return isPast(line, ear, CERTAIN_MS) && !around.references.mayBeSeenElsewhere(line, asked);
}
