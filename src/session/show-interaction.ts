/** Makes the shown interaction out of what the documents saw of it. Pure. */

import type { WatchedDocument } from './documents.ts';
import { sameContent } from './equal.ts';
import { mergeObservations } from './history.ts';
import type { IndexedInteraction } from './interaction-index.ts';
import type { MarkDoneBlocks } from './mark-done-blocks.ts';
import type { Ending, SessionInteraction, SessionLimits, Transition } from './model.ts';
import { compareDocuments, compareMoments, type Moment } from './moments.ts';
import { type Observation, type PastSnapshot, pastSnapshotOf, rawOf } from './observations.ts';

/** Event types with which an interaction comes into being (docs/protocol.md#interaction-events; inferred). */
const BIRTHS: ReadonlySet<string> = new Set([
  'ADDED',
  'RINGING',
  'DIALING',
  'INVITED',
  'INVITED_CONFERENCE',
  'CREATED',
  'PREVIEW',
]);

/** An ending and where it shows. */
type PlacedEnding = Ending & { readonly moment: Moment };

/** Shows an interaction. @param key that it is shown under @param documents all that are known, by `compareDocuments` */
export function showInteraction(
  indexed: IndexedInteraction,
  key: string,
  documents: readonly WatchedDocument[],
  blocks: MarkDoneBlocks,
  limits: SessionLimits,
): SessionInteraction | null {
  const observations = [...indexed.observations].sort(byFirstSight);
  const [first] = observations;
  if (!first) return null;
  const { transitions, dropped } = mergeObservations(observations, limits.transitions);
  const state = transitions.at(-1)?.to ?? null;
  const bySight = [...observations].sort((a, b) => compareMoments(momentOf(b), momentOf(a)));
  // The latest word of a document that lags behind is not the latest state.
  const latest = bySight.find((observation) => observation.state === state) ?? bySight[0] ?? first;
  const ended = endingOf(observations, documents);
  const current = bySight.filter((observation) => observation.isCurrent);
  const currentId = (current.includes(latest) ? latest : (current[0] ?? latest)).id;
  const formerIds = [...new Set(observations.map((observation) => observation.id))].filter((id) => id !== currentId);
  const before = previousOf(latest, bySight);
  const clearSince = formerIds.length === 0 && bornUnblocked(first, documents) ? first.first.t : null;
  return {
    key,
    id: currentId,
    wwe: indexed.wwe,
    known: current.map(({ document, id, sender, aliveN: n, last }) => {
      const hasUuid = Boolean(last.read.interaction.interactionUUID);
      return { document: document.id, id, isSure: sender.isAround, n, hasUuid };
    }),
    raw: latest.last.read.raw,
    interaction: latest.last.read.interaction,
    get previousRaw() {
      return before && rawOf(before);
    },
    state,
    transitions,
    droppedTransitions: dropped,
    firstSeen: first.first.t,
    lastSeen: bySight[0]?.last.t ?? first.last.t,
    snapshot: { document: latest.document.id, n: latest.last.n },
    lastChanged: lastChangeOf(latest, observations, transitions),
    ended: ended && { t: ended.t, why: ended.why },
    block: blocks.of(indexed, {
      clearSince,
      currentId,
      currentSince: beginOf(indexed, current, documents),
      ended,
      limit: limits.blockSteps,
    }),
    documents: [...new Set(bySight.map((observation) => observation.document.id))],
    formerIds,
  };
}

/**
 * Since when, in ms since the epoch, WWE's present life is known to last, by those that heard of the interaction in it; while
 * nobody did, by WWE's own window. Infinity: it is not known at all.
 */
function beginOf(
  { wwe }: IndexedInteraction,
  current: readonly Observation[],
  documents: readonly WatchedDocument[],
): number {
  const begins = current.map(({ document, sender }) => Math.max(document.born, sender.since));
  if (begins.length > 0) return Math.min(...begins);
  const isPage = ({ isHost, live, home, info }: WatchedDocument) =>
    isHost && live && home === wwe.window && info.origin === wwe.origin;
  return documents.findLast(isPage)?.born ?? Number.POSITIVE_INFINITY;
}

function momentOf(observation: Observation): Moment {
  return { t: observation.last.t, document: observation.document, n: observation.last.n };
}

function byFirstSight(a: Observation, b: Observation): number {
  return a.first.t - b.first.t || compareDocuments(a.document, b.document) || a.first.n - b.first.n;
}

function previousOf(latest: Observation, bySight: readonly Observation[]): PastSnapshot | null {
  if (latest.previous) return latest.previous;
  for (const observation of bySight) {
    if (observation === latest) continue;
    if (!sameContent(observation.last.read.raw, latest.last.read.raw)) return pastSnapshotOf(observation.last);
    if (observation.previous) return observation.previous;
  }
  return null;
}

/** When anybody first saw the content that is shown. */
function lastChangeOf(
  latest: Observation,
  observations: readonly Observation[],
  transitions: readonly Transition[],
): number {
  let earliest = latest.changedAt;
  for (const observation of observations) {
    if (observation.changedAt < earliest && sameContent(observation.last.read.raw, latest.last.read.raw))
      earliest = observation.changedAt;
  }
  return Math.max(earliest, transitions.at(-1)?.t ?? earliest);
}

/** How it left WWE's list: the earliest sign that no later sight in any document contradicts. */
function endingOf(observations: readonly Observation[], documents: readonly WatchedDocument[]): PlacedEnding | null {
  let alive: Moment | null = null;
  for (const { aliveAt: t, aliveN: n, document } of observations) {
    if (n > 0 && (alive === null || compareMoments({ t, n, document }, alive) > 0)) alive = { t, n, document };
  }
  const signs: PlacedEnding[] = [];
  for (const observation of observations) {
    const { ended, document } = observation;
    if (ended) signs.push({ t: ended.t, why: ended.why, moment: { t: ended.t, document, n: ended.n } });
    else {
      const { sender, life, aliveN } = observation;
      const over = sender.endOf(life);
      const absence = document.absences.after(aliveN, observation.id, sender.wwe.key, over);
      const why = absence && absence.n >= over ? 'reloaded' : 'gone';
      if (absence) signs.push({ t: absence.t, why, moment: { t: absence.t, document, n: absence.n } });
    }
  }
  const standing = signs
    .filter((sign) => alive === null || compareMoments(sign.moment, alive) > 0)
    .sort((a, b) => compareMoments(a.moment, b.moment));
  // A mark-done takes the interaction out of the list: what follows only says so again.
  return (
    standing.find(({ why }) => why === 'removed' || why === 'markdone') ??
    standing[0] ??
    reloadOf(observations, documents)
  );
}

/** All that saw it are gone, and a list for a newer document of the same WWE does not have it. */
function reloadOf(observations: readonly Observation[], documents: readonly WatchedDocument[]): PlacedEnding | null {
  const seenBy = new Set(observations.map((observation) => observation.document));
  const wwe = observations[0]?.sender.wwe.key;
  const origins = new Set([...seenBy].map((document) => document.trust.wweOrigin));
  let endedAt = Number.NEGATIVE_INFINITY;
  let newest = Number.NEGATIVE_INFINITY;
  for (const document of seenBy) {
    if (document.endedAt === null) return null;
    endedAt = Math.max(endedAt, document.endedAt);
    newest = Math.max(newest, document.born);
  }
  let found: PlacedEnding | null = null;
  for (const document of documents) {
    if (seenBy.has(document) || document.born <= newest) continue;
    const { wweOrigin } = document.trust;
    if (wweOrigin === null || !origins.has(wweOrigin)) continue;
    for (const { t, n, onlyId, wwe: by } of document.absences.all()) {
      if (onlyId !== null || t < endedAt || by !== wwe) continue;
      const moment = { t, document, n };
      if (found === null || compareMoments(moment, found.moment) < 0) found = { t, why: 'reloaded', moment };
    }
  }
  return found;
}

/** Seen from its birth on, with the window that receives block requests watched and nothing missed there since. */
function bornUnblocked(
  { first, document: client, sender }: Observation,
  documents: readonly WatchedDocument[],
): boolean {
  const { source, t, peer } = first;
  if (source.by !== 'event' || !BIRTHS.has(source.eventType)) return false;
  const host = documents.findLast(
    (document) =>
      document.isHost &&
      document.aliveAt(t) &&
      document !== client &&
      document.pathAt(t) === peer &&
      document.info.origin === sender.origin,
  );
  return host ? host.live && host.lossAt <= t : false;
}
