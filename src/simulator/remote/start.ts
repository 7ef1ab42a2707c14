/** What the server tells the host page about how to start, and about the page of one's own. */
import * as v from 'valibot';
import type { ReplayPlan } from '../core/replay/plan.ts';
import { readPlan } from '../core/replay/plan-schema.ts';
import type { ReplaySpeed } from '../core/replay/replay-types.ts';
import { PAGE_PROBLEMS, type PageProblem } from './page-problem.ts';
import { decode, encode } from './values.ts';

const Problem = v.nullable(v.object({ is: v.picklist(PAGE_PROBLEMS), words: v.string() }));
const Start = v.object({
  page: v.nullable(v.string()),
  pageProblem: Problem,
  /** Values of `encode`, as a scenario can post what JSON cannot say. */
  scenario: v.unknown(),
  settings: v.unknown(),
  speed: v.nullable(v.number()),
  clients: v.nullable(v.number()),
  /** A recording that is played in place of WWE: values of `encode`. */
  replay: v.nullable(v.object({ plan: v.unknown(), speed: v.union([v.number(), v.literal('max')]) })),
  /** The server's process: whom to stop. */
  pid: v.nullable(v.number()),
});

/** What the server was started with; `scenario` is a name, a scenario or null, not yet checked. */
export interface Served extends Omit<v.InferOutput<typeof Start>, 'replay'> {
  readonly replay: ServedReplay | null;
}

/** A recording that is to be played in place of WWE. */
export interface ServedReplay {
  readonly plan: ReplayPlan;
  readonly speed: ReplaySpeed;
}

/** Of a server that was started with nothing. */
export const NOTHING_SERVED: Served = {
  page: null,
  pageProblem: null,
  scenario: null,
  settings: null,
  speed: null,
  clients: null,
  replay: null,
  pid: null,
};

/** Writes what `/simulator.json` says. */
export function writeServed(served: Served): string {
  const { scenario, settings, replay } = served;
  const encoded = replay === null ? null : { ...replay, plan: encode(replay.plan) };
  return JSON.stringify({
    ...served,
    scenario: encode(scenario),
    settings: encode(settings),
    replay: encoded,
  } satisfies v.InferInput<typeof Start>);
}

/** Reads it, parsed. Throws if it is nothing of ours. */
export function readServed(json: unknown): Served {
  const { replay, ...read } = v.parse(Start, json);
  return {
    ...read,
    scenario: decode(read.scenario),
    settings: decode(read.settings),
    replay: replay === null ? null : { plan: readPlan(decode(replay.plan)), speed: replay.speed },
  };
}

/** Writes what `/page.json` says. */
export function writePageProblem(problem: PageProblem | null): string {
  return JSON.stringify({ problem });
}

/** Reads it, parsed. Throws if it is nothing of ours. */
export function readPageProblem(json: unknown): PageProblem | null {
  return v.parse(v.object({ problem: Problem }), json).problem;
}
