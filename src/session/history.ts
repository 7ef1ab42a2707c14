/** Merges what several documents saw of one interaction into one history. Pure; its cost is linear but for the sort. */
import type { WatchedDocument } from './documents.ts';
import type { SnapshotSource, Transition } from './model.ts';
import { compareMoments } from './moments.ts';
import { type Observation, type StateStep, toldBy } from './observations.ts';

/** Two documents' steps to the same state within this time, in ms, are one transition. */
export const SAME_STEP_MS = 5_000;

interface PlacedStep {
  readonly t: number;
  readonly n: number;
  readonly document: WatchedDocument;
  readonly step: StateStep;
  readonly observation: number;
}

/** A merged history, oldest first, and how many older transitions were left out. */
export interface History {
  readonly transitions: readonly Transition[];
  readonly dropped: number;
}

/**
 * One consistent history out of the observations of one interaction: each transition's `from` is the `to` before it, times
 * never run backwards. A step is the same transition as an earlier one of another observation if both lead to the same state
 * within `SAME_STEP_MS` and this observation's steps so far are older; a first sight takes the latest such, others the first.
 * @param limit transitions to keep
 */
export function mergeObservations(observations: readonly Observation[], limit: number): History {
  const [only] = observations;
  const merged = only && observations.length === 1 ? fromOne(only) : fromMany(observations);
  const kept = merged.length > limit ? merged.slice(-limit) : merged;
  const longest = observations.reduce((most, observation) => Math.max(most, observation.droppedSteps), 0);
  return { transitions: kept, dropped: longest + merged.length - kept.length };
}

function fromOne(observation: Observation): Transition[] {
  const line = new TransitionLine(observation);
  for (const step of observation.steps) if (!line.goesOn(step)) line.push(step, observation.document);
  return line.transitions;
}

/** What WWE named as the state before a transition; null where it named none yet. */
interface Origin {
  told: string | null;
}

/** Transitions one after the other, and where each came from. */
class TransitionLine {
  readonly transitions: Transition[] = [];
  private readonly origins: Origin[] = [];
  private readonly first: string | null;
  private readonly firstOrigin: Origin;

  /** @param observation that saw the oldest step that is kept */
  constructor(observation: Pick<Observation, 'stateBefore' | 'toldBefore'> | undefined) {
    this.first = observation?.stateBefore ?? null;
    this.firstOrigin = { told: observation?.toldBefore ?? null };
  }

  /** The state that was reached last. */
  get present(): string | null {
    return this.transitions.at(-1)?.to ?? this.first;
  }

  /** Whether a step says no more than that the present state goes on. It may tell where that came from. */
  goesOn(step: StateStep): boolean {
    if (step.to !== this.present || !agrees(this.origins.at(-1) ?? this.firstOrigin, step)) return false;
    this.join(this.transitions.length - 1, step);
    return true;
  }

  /** Whether a step can be the same as a transition: they lead to one state, and not from two. */
  mayBe(index: number, step: StateStep): boolean {
    const origin = this.origins[index];
    return origin !== undefined && this.transitions[index]?.to === step.to && agrees(origin, step);
  }

  /** A step is the same as a transition, or within the stay that it began: what one of them tells holds for both. */
  join(index: number, step: StateStep): void {
    const told = toldBy(step);
    const origin = this.origins[index] ?? this.firstOrigin;
    if (told === null || origin.told !== null) return;
    origin.told = told;
    const found = this.transitions[index];
    if (found) this.transitions[index] = { ...found, gap: gapOf(found.from, told) };
  }

  push(step: StateStep, document: WatchedDocument): void {
    const from = this.present;
    // Which service an answer belongs to is known only once its request was found.
    const source: SnapshotSource =
      step.source.by === 'event' ? step.source : { by: 'answer', service: document.services.get(step.n) ?? null };
    this.origins.push({ told: toldBy(step) });
    this.transitions.push({
      t: step.t,
      from,
      to: step.to,
      gap: gapOf(from, step.previous),
      source,
      entry: { document: document.id, n: step.n },
    });
  }
}

/** Whether a step can belong to a stay. What nobody named as the state before may be any. */
function agrees(origin: Origin, step: StateStep): boolean {
  const told = toldBy(step);
  return told === null || origin.told === null || told === origin.told;
}

function gapOf(from: string | null, previous: string | null): string | null {
  return from !== null && previous !== null && previous !== from ? previous : null;
}

function fromMany(observations: readonly Observation[]): Transition[] {
  const steps: PlacedStep[] = observations.flatMap((observation, index) =>
    observation.steps.map((step) => ({
      t: step.t,
      n: step.n,
      document: observation.document,
      step,
      observation: index,
    })),
  );
  steps.sort(compareMoments);
  const claimed = observations.map(() => -1);
  let windowStart = 0;
  const line = new TransitionLine(steps[0] && observations[steps[0].observation]);
  const merged = line.transitions;
  for (const { step, document, observation } of steps) {
    while ((merged[windowStart]?.t ?? Number.POSITIVE_INFINITY) < step.t - SAME_STEP_MS) windowStart += 1;
    const own = claimed[observation] ?? -1;
    // What this document heard before, told once more: others may just have heard what came after it.
    const isLate = step.again && own >= 0 && own + 1 < merged.length && own + 1 >= windowStart;
    if (isLate && line.mayBe(own, step) && toldBy(step) !== line.present) {
      line.join(own, step);
      continue;
    }
    const same = findSame(line, Math.max(windowStart, own + 1), step);
    if (same >= 0) {
      line.join(same, step);
      claimed[observation] = same;
    } else {
      if (!line.goesOn(step)) line.push(step, document);
      claimed[observation] = merged.length - 1;
    }
  }
  return merged;
}

function findSame(line: TransitionLine, from: number, step: StateStep): number {
  const { length } = line.transitions;
  if (!step.first) {
    for (let index = from; index < length; index += 1) if (line.mayBe(index, step)) return index;
    return -1;
  }
  for (let index = length - 1; index >= from; index -= 1) if (line.mayBe(index, step)) return index;
  return -1;
}
