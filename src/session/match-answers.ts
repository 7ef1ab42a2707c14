/** Joins the requests and answers of one reference id. Pure: the same set in any order gives the same pairs. */
import { TOOL_REF } from '../entry/entry.ts';
import { isAnswerTo } from './asked.ts';
import type { WatchedDocument } from './documents.ts';
import { matchAll } from './match-calls.ts';
import { compareMoments } from './moments.ts';
import type { Answered, Asked, Called, Pair } from './requests-seen.ts';

/** Clocks of two documents may differ by this much, in ms, before an answer counts as older than its request. */
const SKEW_MS = 1_000;
/** A page's clock and its bridge's may differ so, in ms. */
const GRAIN_MS = 1;
/** A command is seen arriving within this time, in ms. */
const ARRIVAL_MS = 30_000;
/** With more requests of one id and no known sender than this, nobody can tell which answer is whose. */
const MOST_UNMATCHED = 100;

/**
 * All requests and answers of one reference id, joined and ordered by time (docs/architecture.md). The page's client
 * takes the first answer, whoever sent it (docs/protocol.md#receiving); the tool takes only one of the window that it
 * asked.
 */
export function pair(
  ref: string,
  asked: readonly Asked[],
  answered: readonly Answered[],
  documents: readonly WatchedDocument[],
): readonly Pair[] {
  const pairs = askedPairs([...asked].sort(compareMoments), documents);
  const waiting = new Map<WatchedDocument | null, Waiting>();
  for (const one of pairs) {
    const line = waiting.get(one.client) ?? { seen: { queue: [], head: 0 }, called: { queue: [], head: 0 } };
    waiting.set(one.client, line);
    (one.asked?.sort === 'probe' ? line.called : line.seen).queue.push(one);
  }
  const left: Answered[] = [];
  const isTools = ref.startsWith(TOOL_REF);
  for (const answer of [...answered].sort(compareMoments)) {
    const line = waiting.get(answer.document);
    // What was seen arriving is answered first: of what was only called nobody knows whether it came anywhere.
    const queue = [line?.seen, line?.called].find((one) => {
      const next = one?.queue[one.head];
      return next?.asked && isBefore(next, answer) && (!isTools || isAnswerTo(next.asked, answer));
    });
    const oldest = queue?.queue[queue.head];
    if (queue && oldest) {
      oldest.answered = answer;
      queue.head += 1;
    } else left.push(answer);
  }
  // The tool's requests are known by their commands, never by origin alone.
  const orphans = isTools ? left : matchByOrigin(waiting.get(null)?.seen.queue ?? [], left);
  const ends = lastAnswered(pairs);
  for (const answer of orphans) {
    const first = ends
      .get(answer.document)
      ?.findLast(
        ({ asked, answered: earlier }) =>
          earlier && earlier.n < answer.n && (!isTools || (asked !== null && isAnswerTo(asked, answer))),
      );
    first?.more.push(answer);
    pairs.push({
      ...NEW,
      client: answer.document,
      matchedBy: 'answer',
      answered: answer,
      more: [],
      isDuplicateAnswer: !!first,
    });
  }
  return pairs.sort(comparePairs);
}

/** Whether a request can have been sent when an answer came. One document has one clock. */
function isBefore({ asked, called }: Pair, answer: Answered): boolean {
  const sent = called ?? asked;
  return !!sent && sent.t <= answer.t + (sent.document === answer.document ? GRAIN_MS : SKEW_MS);
}

/** Requests of one client that wait for their answers: those seen arriving, and those only called. */
interface Waiting {
  readonly seen: { readonly queue: Pair[]; head: number };
  readonly called: { readonly queue: Pair[]; head: number };
}

const NEW = { asked: null, arrived: null, client: null, matchedBy: null, answered: null, called: null } as const;

/** Of each client: its answered requests, by their answers. */
function lastAnswered(pairs: readonly Pair[]): ReadonlyMap<WatchedDocument, readonly Pair[]> {
  const ends = new Map<WatchedDocument, Pair[]>();
  for (const one of pairs) {
    if (!one.answered || !one.client) continue;
    const known = ends.get(one.client);
    if (known) known.push(one);
    else ends.set(one.client, [one]);
  }
  for (const list of ends.values()) list.sort((a, b) => (a.answered?.n ?? 0) - (b.answered?.n ?? 0));
  return ends;
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
    const client = command.document;
    pairs.push({ ...NEW, asked: command, arrived, client, matchedBy: 'command', more: [], isDuplicateAnswer: false });
  }
  const arrivals = wires.map((wire): Pair => {
    const client = clientByPath(wire, documents);
    return { ...NEW, asked: wire, client, matchedBy: client ? 'path' : null, more: [], isDuplicateAnswer: false };
  });
  for (const one of arrivals) pairs.push(one);
  const calls = asked.filter((one): one is Called => one.sort === 'probe');
  for (const call of matchAll(arrivals, calls)) {
    const client = call.document;
    pairs.push({ ...NEW, asked: call, client, matchedBy: 'call', called: call, more: [], isDuplicateAnswer: false });
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
