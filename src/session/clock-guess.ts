/**
 * How far the clocks of documents are apart, by what two windows saw of the same message: for documents of which nobody
 * told the clock. A request arrives after it was called, and is answered after it arrived. Where the times say otherwise,
 * the clocks are apart, and as they go on at the same pace (`EntryHeader.t`), by the same time for ever. So one request
 * tells it for all, and what is joined well tells that they agree. Where requests tell different things, nothing is said.
 */
import type { WatchedDocument } from './documents.ts';
import type { Exchange } from './exchange.ts';
import type { Asked, Pair } from './requests-seen.ts';

/** Clocks that are apart by less than this, in ms, do no harm: all that is joined is joined all the same. */
const SKEW_MS = 1_000;
/**
 * A document of which nothing was heard for so long, in ms, has hardly posted anything. Clocks that are apart by less are not
 * put right: a frame that nobody watched may have posted what another one's call looks like.
 */
const FAR_MS = 600_000;
/** With more requests that may be evidence than this the oldest are left out. */
const MOST = 2_000;
/** Of one reference id, as many in each window. */
const MOST_ALIKE = 20;

/** What two windows saw of what may be one request. */
interface Sight {
  readonly host: WatchedDocument;
  readonly client: WatchedDocument;
  readonly ref: string;
  /** By how much the host's times must grow for the request to arrive when it was sent, or answered, ms. */
  readonly by: number;
  /** `call`: at least by so much; `answer`: at most. */
  readonly told: 'call' | 'answer';
}

/** Two documents, and by how much the times of the one must grow more than those of the other, in ms. */
interface Apart {
  readonly host: WatchedDocument;
  readonly client: WatchedDocument;
  readonly by: number;
}

/** Guesses clocks. It is loaded apart: the links of a tab tell them, and a recording mostly does. */
export interface GuessClocks {
  readonly guess: typeof guessClocks;
  readonly mayBeApart: typeof mayBeApart;
}

/**
 * By how much the times of documents must grow, in ms, so that what two windows saw fits together.
 * @param settled all requests
 * @param isKnown whether somebody told the clock of a document: it stays as it is
 */
export function guessClocks(
  settled: readonly Exchange[],
  isKnown: (document: WatchedDocument) => boolean,
): ReadonlyMap<WatchedDocument, number> {
  const sights = sightsIn(settled.slice(-MOST));
  if (sights.length === 0) return new Map();
  const agreed = agreedIn(settled);
  const edges: Apart[] = [];
  const pairs = alike(sights, ({ host, client }) => `${host.id} ${client.id}`);
  for (const [key, own] of pairs) {
    const apart = agreed.get(key)?.isSure ? null : verdictOf(own);
    if (apart) edges.push(apart);
    if (apart) agreed.delete(key);
  }
  edges.push(...agreed.values());
  return spread(edges, isKnown);
}

/**
 * Whether the times of any two documents do not fit together: one began after all that arrived in a window to which somebody
 * posts, or was heard of last long before. Mostly it is so in passing, and does not mean anything.
 */
export function mayBeApart(documents: readonly WatchedDocument[]): boolean {
  return documents.some(({ isHost, seenUntil: until }) => {
    return isHost && documents.some(({ born, seenUntil }) => born > until || until > seenUntil + FAR_MS);
  });
}

/**
 * Whether a request arrived, as clocks tell, from a frame in which no document was, or long after anything was heard of the
 * one that was there; and nobody saw its call.
 */
function isOdd({ asked, called, client }: Pair): boolean {
  if (asked?.sort !== 'wire' || !asked.peer.startsWith('top') || called !== null) return false;
  return client === null || asked.t > client.seenUntil + FAR_MS;
}

/** A request that arrived, and whose call nobody saw; where it is not even answered, an answer may be its. */
function sightsIn(settled: readonly Exchange[]): readonly Sight[] {
  const sights: Sight[] = [];
  for (const [ref, own] of alike(settled, ({ request }) => request.ref)) {
    const pairs = own.map(({ pair }) => pair);
    const arrivals = pairs.filter(isOdd);
    if (arrivals.length === 0 || pairs.length > MOST_ALIKE) continue;
    for (const { asked: wire, answered: isAnswered } of arrivals) {
      if (!wire) continue;
      const { document: host } = wire;
      for (const { asked, arrived, answered } of pairs) {
        const isCall = asked !== null && asked.sort !== 'wire' && !arrived && asked.service === wire.service;
        const isAnswer = asked === null && answered !== null && !isAnswered;
        const seen = isCall ? asked : isAnswer ? answered : null;
        if (!seen || !mayBeFrom(wire, seen.document)) continue;
        sights.push({ host, client: seen.document, ref, by: seen.t - wire.t, told: isCall ? 'call' : 'answer' });
      }
    }
  }
  return sights;
}

function mayBeFrom({ document, peer, origin }: Asked, client: WatchedDocument): boolean {
  if (client === document || client.info.origin !== origin) return false;
  return peer === client.info.path || peer === client.pathAt(Number.POSITIVE_INFINITY);
}

/**
 * Documents whose clocks agree: a request was seen in both at the same time (`isSure`), or it was answered after it arrived,
 * which may be so by chance.
 */
function agreedIn(settled: readonly Exchange[]): Map<string, Apart & { readonly isSure: boolean }> {
  const found = new Map<string, Apart & { readonly isSure: boolean }>();
  for (const { pair } of settled) {
    const { asked, arrived, called, client, answered } = pair;
    const [sent, wire] = asked?.sort === 'wire' ? [called, asked] : [asked, arrived];
    if (!wire || !client || isOdd(pair)) continue;
    const { document: host } = wire;
    const key = `${host.id} ${client.id}`;
    const isSure = sent !== null && Math.abs(wire.t - sent.t) <= SKEW_MS;
    if (isSure || (answered && !found.has(key))) found.set(key, { host, client, by: 0, isSure });
  }
  return found;
}

/** What most of the ids say; null where they do not agree, or where the clocks do. */
function verdictOf(sights: readonly Sight[]): Apart | null {
  const sameAs = (one: Sight) => sights.filter(({ by }) => Math.abs(by - one.by) <= SKEW_MS);
  const votes = sights.map((one) => {
    const same = sameAs(one);
    return { one, same, count: new Set(same.map(({ ref }) => ref)).size };
  });
  const [best] = votes.sort((a, b) => b.count - a.count);
  if (!best) return null;
  const isRivalled = votes.some(({ one, count }) => count === best.count && !best.same.includes(one));
  const calls = best.same.flatMap(({ told, by }) => (told === 'call' ? by : []));
  const answers = best.same.flatMap(({ told, by }) => (told === 'answer' ? by : []));
  const by = calls.length > 0 ? Math.max(...calls) : Math.min(...answers);
  const { host, client } = best.one;
  return isRivalled || Math.abs(by) <= FAR_MS ? null : { host, client, by };
}

/** From the documents whose clocks are known, else from the newest: it began when the wall clock was last set. */
function spread(
  edges: readonly Apart[],
  isKnown: (document: WatchedDocument) => boolean,
): ReadonlyMap<WatchedDocument, number> {
  const all = [...new Set(edges.flatMap(({ host, client }) => [host, client]))];
  all.sort((a, b) => Number(isKnown(b)) - Number(isKnown(a)) || b.born - a.born || (a.id < b.id ? -1 : 1));
  const found = new Map<WatchedDocument, number>(all.filter(isKnown).map((document) => [document, 0]));
  const follow = (from: WatchedDocument) => {
    const by = found.get(from) ?? 0;
    for (const edge of edges) {
      const [to, more] = edge.host === from ? [edge.client, -edge.by] : [edge.host, edge.by];
      if ((edge.host !== from && edge.client !== from) || found.has(to)) continue;
      found.set(to, by + more);
      follow(to);
    }
  };
  for (const document of [...found.keys()]) follow(document);
  for (const document of all) {
    if (found.has(document)) continue;
    found.set(document, 0);
    follow(document);
  }
  return new Map([...found].filter(([document, by]) => by !== 0 && !isKnown(document)));
}

function alike<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** The one way to guess. */
export const CLOCK_GUESS: GuessClocks = { guess: guessClocks, mayBeApart };
