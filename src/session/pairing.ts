/** Joins the requests and answers of one reference id. Pure: the same set in any order gives the same pairs. */
import { TOOL_REF, type WindowPath } from '../entry/entry.ts';
import { compareMoments, type Moment, type WatchedDocument } from './documents.ts';
import type { SessionRequest } from './model.ts';

/** Clocks of two documents may differ by this much, in ms, before an answer counts as older than its request. */
const SKEW_MS = 1_000;
/** A command is seen arriving within this time, in ms. */
const ARRIVAL_MS = 30_000;
/** With more requests of one id and no known sender than this, nobody can tell which answer is whose. */
const MOST_UNMATCHED = 100;

/** A request as one document saw it: arriving (`wire`), or sent by the tool (`command`). */
export interface Asked extends Moment {
  readonly sort: 'wire' | 'command';
  readonly kind: 'request' | 'subscribe' | 'unsubscribe';
  readonly service: string;
  readonly parameters: readonly unknown[];
  readonly peer: WindowPath;
  readonly origin: string;
}

/** An answer as its client saw it. `error` is null for a success. */
export interface Answered extends Moment {
  readonly error: string | null;
  /** Ids of the interactions in a list; null when `data` is no list of interactions. */
  readonly listed: ReadonlySet<string> | null;
  /** `data` is or holds interactions: the state they show was learnt from this answer. */
  readonly holds: boolean;
  /** `data` is null or absent. */
  readonly none: boolean;
  readonly subscriptionId: unknown;
  readonly peer: WindowPath;
  readonly origin: string;
  /** The client's own path at that time. */
  readonly path: WindowPath;
}

/** A request, its client as far as known, and its answer. At least one of `asked` and `answered` is there. */
export interface Pair {
  readonly asked: Asked | null;
  /** The same request seen arriving, where `asked` is the tool's command. */
  readonly arrived: Asked | null;
  client: WatchedDocument | null;
  matchedBy: SessionRequest['matchedBy'];
  answered: Answered | null;
}

/**
 * All requests and answers of one reference id, joined and ordered by time (house.md, "Who sent it"). The page's client
 * takes the first answer, whoever sent it (scapi.md §1.3); the tool takes only one of the window that it asked.
 */
export function pair(
  ref: string,
  asked: readonly Asked[],
  answered: readonly Answered[],
  documents: readonly WatchedDocument[],
): readonly Pair[] {
  const pairs = askedPairs([...asked].sort(compareMoments), documents);
  const waiting = new Map<WatchedDocument | null, { readonly queue: Pair[]; head: number }>();
  for (const one of pairs) {
    const known = waiting.get(one.client);
    if (known) known.queue.push(one);
    else waiting.set(one.client, { queue: [one], head: 0 });
  }
  const left: Answered[] = [];
  const isTools = ref.startsWith(TOOL_REF);
  for (const answer of [...answered].sort(compareMoments)) {
    const line = waiting.get(answer.document);
    const oldest = line?.queue[line.head];
    if (
      line &&
      oldest?.asked &&
      oldest.asked.t <= answer.t + SKEW_MS &&
      (!isTools || isOfAsked(oldest.asked, answer))
    ) {
      oldest.answered = answer;
      line.head += 1;
    } else left.push(answer);
  }
  // The tool's requests are known by their commands, never by origin alone.
  const orphans = isTools ? left : matchByOrigin(waiting.get(null)?.queue ?? [], left);
  for (const answer of orphans) {
    pairs.push({ asked: null, arrived: null, client: answer.document, matchedBy: 'answer', answered: answer });
  }
  return pairs.sort(comparePairs);
}

/** Whether an answer comes from the window that was asked. */
function isOfAsked({ sort, peer, document, t }: Asked, answer: Answered): boolean {
  if (sort === 'command') return answer.peer === peer;
  return answer.peer === document.pathAt(t) && answer.origin === document.info.origin;
}

function comparePairs(a: Pair, b: Pair): number {
  const first = a.asked ?? a.answered;
  const second = b.asked ?? b.answered;
  return first && second ? compareMoments(first, second) : 0;
}

function askedPairs(asked: readonly Asked[], documents: readonly WatchedDocument[]): Pair[] {
  const pairs: Pair[] = [];
  const wires = asked.filter((one) => one.sort === 'wire');
  for (const command of asked) {
    if (command.sort !== 'command') continue;
    // The same reference id with the tool's prefix: a random part makes it the tool's alone.
    const index = wires.findIndex(
      (wire) => wire.service === command.service && Math.abs(wire.t - command.t) <= ARRIVAL_MS && wire.peer !== 'self',
    );
    const arrived = index < 0 ? null : (wires.splice(index, 1)[0] ?? null);
    pairs.push({ asked: command, arrived, client: command.document, matchedBy: 'command', answered: null });
  }
  for (const wire of wires) {
    const client = clientByPath(wire, documents);
    pairs.push({ asked: wire, arrived: null, client, matchedBy: client ? 'path' : null, answered: null });
  }
  return pairs.sort(comparePairs);
}

/**
 * The document that sat at the sender's path then. Where two could have been there (a frame whose next page was loading),
 * the one that is known to have ended later was still there; else the newest is.
 */
function clientByPath(wire: Asked, documents: readonly WatchedDocument[]): WatchedDocument | null {
  if (wire.peer === 'self') return wire.document;
  if (wire.peer !== 'top' && !wire.peer.startsWith('top/')) return null;
  let found: WatchedDocument | null = null;
  for (const candidate of documents) {
    if (candidate === wire.document || candidate.info.origin !== wire.origin) continue;
    if (!candidate.aliveAt(wire.t) || candidate.pathAt(wire.t) !== wire.peer) continue;
    if (found === null) found = candidate;
    else if (candidate.endedAt !== null && (found.endedAt === null || candidate.endedAt < found.endedAt))
      found = candidate;
    else if (candidate.endedAt === null && found.endedAt === null) found = candidate;
  }
  return found;
}

/** Requests whose sender has no known path: one document of that origin with an answer left over is the one. */
function matchByOrigin(unmatched: readonly Pair[], answers: readonly Answered[]): readonly Answered[] {
  const left = new Set(answers);
  if (left.size === 0 || unmatched.length > MOST_UNMATCHED) return answers;
  for (const one of unmatched) {
    const { asked } = one;
    if (!asked) continue;
    const fitting = [...left].filter(
      ({ document, t }) =>
        document !== asked.document &&
        document.info.origin === asked.origin &&
        document.aliveAt(asked.t) &&
        asked.t <= t + SKEW_MS,
    );
    const [first] = fitting;
    if (!first || fitting.some((answer) => answer.document !== first.document)) continue;
    one.client = first.document;
    one.matchedBy = 'origin and id';
    one.answered = first;
    left.delete(first);
  }
  return [...left];
}
