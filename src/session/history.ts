/** Merges what several documents saw of one interaction into one history. Pure; its cost is linear but for the sort. */
import type { WatchedDocument } from './documents.ts';
import type { SightingSource, Transition } from './model.ts';
import { compareMoments } from './moments.ts';
import type { Step, Track } from './tracks.ts';

/** Two documents' steps to the same state within this time, in ms, are one transition. */
export const SAME_STEP_MS = 5_000;

interface PlacedStep {
  readonly t: number;
  readonly n: number;
  readonly document: WatchedDocument;
  readonly step: Step;
  readonly track: number;
}

/** A merged history, oldest first, and how many older transitions were left out. */
export interface History {
  readonly transitions: readonly Transition[];
  readonly dropped: number;
}

/**
 * One consistent history out of the tracks of one interaction: each transition's `from` is the `to` before it, times
 * never run backwards. A step is the same transition as an earlier one of another track if both lead to the same state
 * within `SAME_STEP_MS` and this track's steps so far are older; a first sight takes the latest such, others the first.
 * @param limit transitions to keep
 */
export function mergeTracks(tracks: readonly Track[], limit: number): History {
  const [only] = tracks;
  const merged = only && tracks.length === 1 ? fromOne(only) : fromMany(tracks);
  const kept = merged.length > limit ? merged.slice(-limit) : merged;
  const longest = tracks.reduce((most, track) => Math.max(most, track.droppedSteps), 0);
  return { transitions: kept, dropped: longest + merged.length - kept.length };
}

function fromOne(track: Track): Transition[] {
  let before = track.stateBefore;
  return track.steps.map((step) => {
    const transition = follow(before, step, track.document);
    before = step.to;
    return transition;
  });
}

function follow(before: string | null, step: Step, document: WatchedDocument): Transition {
  const gap = before !== null && step.previous !== null && step.previous !== before ? step.previous : null;
  // Which service an answer belongs to is known only once its request was found.
  const source: SightingSource =
    step.source.by === 'event' ? step.source : { by: 'answer', service: document.services.get(step.n) ?? null };
  return { t: step.t, from: before, to: step.to, gap, source, entry: { document: document.id, n: step.n } };
}

function fromMany(tracks: readonly Track[]): Transition[] {
  const steps: PlacedStep[] = tracks.flatMap((track, index) =>
    track.steps.map((step) => ({ t: step.t, n: step.n, document: track.document, step, track: index })),
  );
  steps.sort(compareMoments);
  const merged: Transition[] = [];
  const claimed = tracks.map(() => -1);
  let windowStart = 0;
  let before = steps[0] === undefined ? null : (tracks[steps[0].track]?.stateBefore ?? null);
  for (const { step, document, track } of steps) {
    while ((merged[windowStart]?.t ?? Number.POSITIVE_INFINITY) < step.t - SAME_STEP_MS) windowStart += 1;
    const from = Math.max(windowStart, (claimed[track] ?? -1) + 1);
    const same = findSame(merged, from, step);
    before = merged.at(-1)?.to ?? before;
    if (same >= 0) claimed[track] = same;
    else {
      if (before !== step.to) merged.push(follow(before, step, document));
      claimed[track] = merged.length - 1;
    }
  }
  return merged;
}

function findSame(merged: readonly Transition[], from: number, step: Step): number {
  if (!step.first) {
    for (let index = from; index < merged.length; index += 1) if (merged[index]?.to === step.to) return index;
    return -1;
  }
  for (let index = merged.length - 1; index >= from; index -= 1) if (merged[index]?.to === step.to) return index;
  return -1;
}
