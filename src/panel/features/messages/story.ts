/**
 * The story of an interaction: all that concerns it in one list, by time. What the session has is put in order; nothing is
 * kept beside it. Pure.
 */
import type { MessageRow } from '../../../session/messages-model.ts';
import type { BlockStep, Ending, EntryRef, SessionInteraction } from '../../../session/model.ts';
import { keyOf } from '../../../session/rows/row-slot.ts';
import { type Stretch, stretches } from '../../shared/stretches.ts';
import { isOver, runsUntil } from '../../stores/interaction-texts.ts';
import type { RowSeries } from './series.ts';

/** One line. `t` by the panel's clock, ms. */
export type StoryLine = {
  readonly key: string;
  readonly t: number;
  /** The message that it comes from; null where none tells it. */
  readonly entry: EntryRef | null;
} & (
  | { readonly is: 'state'; readonly stretch: Stretch }
  /** A state that WWE names and nobody saw begin. */
  | { readonly is: 'gap'; readonly state: string }
  /**
   * A request or an event. `step`: what it says about mark done. `before`: the entry that showed the interaction last before
   * it; null: none did.
   */
  | {
      readonly is: 'message';
      readonly row: MessageRow;
      readonly step: BlockStep | null;
      readonly before: EntryRef | null;
    }
  /** A step of mark done whose row is not among those about the interaction. */
  | { readonly is: 'step'; readonly step: BlockStep }
  | { readonly is: 'end'; readonly ending: Ending }
);

/** When an entry showed the interaction. */
interface Sighting {
  readonly t: number;
  readonly entry: EntryRef;
}

/** Of one time, what causes comes before what it causes. */
const RANKS = { message: 0, step: 1, gap: 2, state: 3, end: 4 } as const satisfies Record<StoryLine['is'], number>;

/**
 * The lines of an interaction, by time.
 * @param rows the messages about it, in the order of the wire
 * @param now by the panel's clock, ms: until when its present state lasts
 */
export function storyOf(one: SessionInteraction, rows: RowSeries, now: number): readonly StoryLine[] {
  const steps = stepsByEntry(one);
  const lines: StoryLine[] = [];
  const sightings = sightingsOf(rows);
  let [seen, before]: [number, EntryRef | null] = [0, null];
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows.at(index);
    if (!row) continue;
    // What shows it at this very moment is told by the row itself.
    for (let next = sightings[seen]; next && isBefore(next, row); next = sightings[seen]) {
      before = next.entry;
      seen += 1;
    }
    const step = takeStep(steps, row);
    lines.push({ is: 'message', key: row.key, t: row.t, entry: row.entry, row, step, before });
  }
  for (const [key, step] of steps) {
    // That it ended has a line of its own.
    if (step.what === 'done') continue;
    lines.push({ is: 'step', key: `step ${key}`, t: step.t, entry: step.entry, step });
  }
  for (const stretch of stretches(one.transitions, runsUntil(one, now), isOver(one))) {
    const { t, entry, gap } = stretch.transition;
    const key = keyOf(entry);
    if (gap !== null) lines.push({ is: 'gap', key: `gap ${key}`, t, entry, state: gap });
    lines.push({ is: 'state', key: `state ${key}`, t, entry, stretch });
  }
  if (one.ended) lines.push({ is: 'end', key: 'end', t: one.ended.t, entry: null, ending: one.ended });
  // All but the steps are in order already: of such, a sort costs little more than a look.
  return lines.sort((a, b) => a.t - b.t || RANKS[a.is] - RANKS[b.is]);
}

function isBefore(sighting: Sighting, { t, entry }: MessageRow): boolean {
  return sighting.t < t || (sighting.t === t && keyOf(sighting.entry) !== keyOf(entry));
}

/** The steps of mark done by the entries that tell them. */
function stepsByEntry({ block }: SessionInteraction): Map<string, BlockStep> {
  return new Map(block.history.map((step) => [step.what === 'done' ? 'done' : keyOf(step.entry), step]));
}

/** The step that a row tells; it is then no line of its own. */
function takeStep(steps: Map<string, BlockStep>, { entry, call, answer, request }: MessageRow): BlockStep | null {
  const entries = [entry, request?.requestEntry ?? null, call, answer];
  for (const one of entries) {
    const key = one && keyOf(one);
    const step = key === null ? undefined : steps.get(key);
    if (key === null || !step) continue;
    steps.delete(key);
    return step;
  }
  return null;
}

/** Which entries showed the interaction, by time: events, and answers to whoever asked for it. */
function sightingsOf(rows: RowSeries): readonly Sighting[] {
  const found: Sighting[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows.at(index);
    if (!row) continue;
    const { request, answer } = row;
    if (row.is === 'event' && row.name === 'interaction') found.push({ t: row.t, entry: row.entry });
    else if (answer && row.name === 'interaction.getByInteractionId' && request?.answeredAt && !request.failed)
      found.push({ t: request.answeredAt, entry: answer });
  }
  return found.sort((a, b) => a.t - b.t);
}
