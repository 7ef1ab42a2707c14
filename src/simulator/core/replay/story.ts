/** What a recording tells, in order: what WWE said of interactions and else, and what pages asked for. */
import { isRecord } from '../settings/is-record.ts';
import type { ReplayPlan } from './plan.ts';

/** What WWE said of an interaction. */
export interface ToldInteraction {
  /** Its UUID, else its id. */
  readonly key: string;
  readonly id: string;
  readonly caseId: string | null;
  readonly parentId: string | null;
  readonly state: string;
  /** WWE's list does not have it any more. */
  readonly isGone: boolean;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** One thing that happened. */
export type StoryPoint = { readonly atMs: number; readonly frame: number } & (
  | { readonly is: 'interaction'; readonly told: ToldInteraction }
  | { readonly is: 'event'; readonly message: Readonly<Record<string, unknown>> }
  | { readonly is: 'request'; readonly service: string; readonly parameters: readonly unknown[] }
  | { readonly is: 'reload'; readonly isRefresh: boolean }
);

/** Two events are one, told to two frames or twice, if they are the same within this time, ms. */
const SAME_MS = 100;
/** Events that tell of nothing that is not told otherwise. */
const PASSED_OVER: readonly unknown[] = ['markdone'];

/** Reads the story. */
export function storyOf({ lanes, requests }: ReplayPlan): readonly StoryPoint[] {
  const points: (StoryPoint & { readonly order: number })[] = [];
  const add = (point: StoryPoint): void => void points.push({ ...point, order: points.length });
  for (const { atMs, frame, asked } of requests) {
    if (asked.is === 'call') add({ atMs, frame, is: 'request', service: asked.service, parameters: asked.parameters });
  }
  for (const [frame, lane] of lanes.entries()) {
    for (const step of lane) {
      const { atMs } = step;
      if (step.is === 'reload') add({ atMs, frame, is: 'reload', isRefresh: false });
      else if (step.is === 'answer')
        for (const told of toldIn(step.message)) add({ atMs, frame, is: 'interaction', told });
      else if (!step.forged) for (const point of eventPoints(step.message)) add({ atMs, frame, ...point });
    }
  }
  points.sort((a, b) => a.atMs - b.atMs || a.order - b.order);
  return withRefreshes(withoutRepeats(points));
}

type EventPoint =
  | { readonly is: 'interaction'; readonly told: ToldInteraction }
  | { readonly is: 'event'; readonly message: Readonly<Record<string, unknown>> };

function eventPoints(message: unknown): readonly EventPoint[] {
  if (!isRecord(message) || typeof message.event !== 'string' || PASSED_OVER.includes(message.event)) return [];
  if (message.event !== 'interaction') return [{ is: 'event', message }];
  const told = isRecord(message.data) ? toldOf(message.data.interaction, message.data.eventType) : null;
  return told === null ? [] : [{ is: 'interaction', told }];
}

/** The interactions that an answer has: one, or a list. */
function toldIn(message: unknown): readonly ToldInteraction[] {
  const data = isRecord(message) ? message.data : null;
  const all: readonly unknown[] = Array.isArray(data) ? data : [data];
  return all.map((one) => toldOf(one, null)).filter((told) => told !== null);
}

function toldOf(value: unknown, eventType: unknown): ToldInteraction | null {
  if (!isRecord(value) || typeof value.interactionId !== 'string' || typeof value.state !== 'string') return null;
  const { interactionId: id, interactionUUID: uuid, caseId, parentInteractionId: parentId, state } = value;
  return {
    key: typeof uuid === 'string' && uuid !== '' ? uuid : id,
    id,
    caseId: typeof caseId === 'string' ? caseId : null,
    parentId: typeof parentId === 'string' && parentId !== '' ? parentId : null,
    state,
    isGone: eventType === 'REMOVED',
    fields: value,
  };
}

function withoutRepeats<T extends StoryPoint>(points: readonly T[]): readonly T[] {
  const last = new Map<string, number>();
  return points.filter((point) => {
    if (point.is !== 'event') return true;
    const text = JSON.stringify(point.message) ?? '';
    const before = last.get(text);
    last.set(text, point.atMs);
    return before === undefined || point.atMs - before > SAME_MS;
  });
}

/** A reload after which a known interaction has another id was one of WWE itself. */
function withRefreshes(points: readonly StoryPoint[]): readonly StoryPoint[] {
  const ids = new Map<string, string>();
  const refreshes = new Set<number>();
  let reload: number | null = null;
  for (const point of points) {
    if (point.is === 'reload') reload = point.atMs;
    if (point.is !== 'interaction') continue;
    const { key, id } = point.told;
    if (reload !== null && ids.has(key) && ids.get(key) !== id) refreshes.add(reload);
    ids.set(key, id);
  }
  return points.map((point) => (point.is === 'reload' ? { ...point, isRefresh: refreshes.has(point.atMs) } : point));
}
