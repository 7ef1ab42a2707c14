/**
 * Makes an editable scenario of a recording: who came, what the agent and the customer did, what the pages asked for. What
 * was done is not in a recording, only what WWE told of it. So each step is tried in a WWE of our own, and taken if it leads
 * to what was told. What nothing leads to is said in words, at its time.
 */
import { INTERACTION_STATES, type InteractionState } from '../../../protocol/states.ts';
import type { Actor, Deed, Scenario, Step } from '../scenario/scenario-types.ts';
import { MOST_STEPS } from '../scenario/timeline.ts';
import { writeTime } from '../scenario/times.ts';
import { isRecord } from '../settings/is-record.ts';
import { DEFAULT_SETTINGS } from '../settings/settings.ts';
import { actorOf, arrivalOf, labelOf } from './arrivals.ts';
import type { ReplayPlan } from './plan.ts';
import { type StoryPoint, storyOf, type ToldInteraction } from './story.ts';
import { createWorld, type World } from './worlds.ts';

/** What is told within this time belongs together, ms. */
const TOGETHER_MS = 30;
/** What WWE tells by itself may come so much earlier or later than it was told, ms. */
const NEAR_MS = 400;
const MOST_CLIENTS = 8;
/** What is done most often: of two that lead to the same, the first. */
const OFTEN: readonly string[] = ['answer', 'accept', 'hold', 'resume', 'release', 'done', 'partyLeaves'];
const rankOf = (deed: string): number => (OFTEN.includes(deed) ? OFTEN.indexOf(deed) : OFTEN.length);
/** What makes another interaction. */
const MAKING = ['consult', 'callRecord'] as const;

/** Something that was done to an interaction, or to one that belongs to it. */
interface Done {
  readonly atMs: number;
  readonly deed: Deed;
}

/** Makes the scenario. @param title its name for people */
export function scenarioOf(plan: ReplayPlan, title: string): Scenario {
  const clients = Math.min(MOST_CLIENTS, Math.max(1, plan.frames));
  const actors: Record<string, Actor> = {};
  const story = storyOf(plan);
  const patch = settingsFor(story);
  const settings = { ...DEFAULT_SETTINGS, ...patch };
  const world = createWorld(settings, actors, clients);
  const steps: Step[] = [];
  const names = new Map<string, string>();
  /** The interaction that has an id, or a case, now. */
  const byId = new Map<string, string>();
  const byCase = new Map<string, string>();
  /** Interactions that came of each other share a history. */
  const families = new Map<string, Done[]>();
  const counts = new Map<string, number>();
  let last = 0;

  const add = (atMs: number, deed: Deed): void => {
    // Whole ms, never before the step before.
    last = Math.max(last, Math.round(atMs));
    if (steps.length < MOST_STEPS) steps.push({ at: writeTime(last), ...deed });
  };
  const say = (atMs: number, text: string): void => add(atMs, { do: 'say', text });
  /** Carries a step out for good. */
  const take = (atMs: number, name: string, deed: Deed): boolean => {
    if (!world.do(atMs, deed)) return false;
    const family = families.get(name) ?? [];
    families.set(name, family);
    family.push({ atMs, deed });
    add(atMs, deed);
    return true;
  };
  /** A WWE in which only this interaction is, and what came of it. */
  const again = (name: string): World => {
    const trial = createWorld(settings, actors);
    for (const { atMs, deed } of families.get(name) ?? []) trial.do(atMs, deed);
    return trial;
  };
  /** What can be done to the interaction now and has a certain consequence there. */
  const findDeed = (atMs: number, name: string, isMeant: (trial: World) => boolean): Deed | undefined => {
    const here = again(name);
    here.clock.advanceTo(atMs);
    const deeds = here.possible(name).filter((one) => one !== 'attachData' && !MAKING.some((making) => making === one));
    deeds.sort((a, b) => rankOf(a) - rankOf(b));
    for (const one of deeds) {
      const deed: Deed = { do: one, on: name };
      const trial = again(name);
      if (trial.do(atMs, deed) && isMeant(trial)) return deed;
    }
    return undefined;
  };
  const newName = (kind: string): string => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return `${kind}-${count}`;
  };

  const appear = (atMs: number, told: ToldInteraction): string | null => {
    const name = newName(labelOf(told));
    const [parent, mate] = [told.parentId, told.caseId].map((id, place) => (place === 0 ? byId : byCase).get(id ?? ''));
    for (const on of new Set([parent, mate])) {
      if (on === undefined) continue;
      const making = MAKING.find(
        (one) => (one === 'consult') === (on === parent) && again(on).do(atMs, { do: one, on }),
      );
      if (making === undefined || !take(atMs, on, { do: making, on, as: name })) continue;
      families.set(name, families.get(on) ?? []);
      return name;
    }
    const person = actorOf(told);
    const from = person === null ? undefined : Object.keys(actors).find((key) => actors[key]?.name === person.name);
    const key = from ?? (person === null ? undefined : `person${Object.keys(actors).length + 1}`);
    if (key !== undefined && person !== null) actors[key] ??= person;
    const inCaseOf = mate !== undefined && world.stateOf(mate) !== null ? mate : undefined;
    const arrive: Deed = {
      do: 'arrive',
      as: name,
      ...(key === undefined ? {} : { from: key }),
      ...arrivalOf(told),
      ...(inCaseOf === undefined ? {} : { inCaseOf }),
    };
    if (isState(told.state) && take(atMs, name, { ...arrive, state: told.state })) return name;
    return take(atMs, name, arrive) ? name : null;
  };
  const reach = (atMs: number, name: string, target: string): void => {
    world.clock.advanceTo(atMs);
    if (world.stateOf(name) === target || world.hasTold(name, target, atMs - NEAR_MS)) return;
    const deed = findDeed(atMs, name, (trial) => trial.stateOf(name) === target || trial.hasTold(name, target, atMs));
    if (deed !== undefined && take(atMs, name, deed)) return;
    say(atMs, `Here the recording has ${name} in the state ${target}.`);
  };
  const leave = (atMs: number, name: string): void => {
    world.clock.advanceTo(atMs);
    if (world.stateOf(name) === null) return;
    const deed = findDeed(atMs, name, (trial) => trial.stateOf(name) === null);
    if (deed !== undefined && take(atMs, name, deed)) return;
    say(atMs, `Here the recording has no ${name} any more.`);
  };
  const attach = (atMs: number, name: string, { fields }: ToldInteraction): void => {
    const known = world.userDataOf(name);
    if (known === null || !isRecord(fields.userData)) return;
    const changed = Object.entries(fields.userData).filter(([key, value]) => !isSame(known[key], value));
    if (changed.length > 0) take(atMs, name, { do: 'attachData', on: name, userData: Object.fromEntries(changed) });
  };
  const hear = (atMs: number, told: ToldInteraction): void => {
    const known = names.get(told.key);
    if (known === undefined && told.isGone) return;
    const name = known ?? appear(atMs, told);
    if (name === null) {
      say(atMs, `Here the recording has another ${labelOf(told)}, in the state ${told.state}.`);
      return;
    }
    names.set(told.key, name);
    byId.set(told.id, name);
    if (told.caseId !== null) byCase.set(told.caseId, name);
    reach(atMs, name, told.state);
    attach(atMs, name, told);
    if (told.isGone) leave(atMs, name);
  };
  const ask = (atMs: number, point: Extract<StoryPoint, { is: 'request' }>): void => {
    const { service: call, frame } = point;
    const parameters = point.parameters.map((one, place) => placeholder(one, place === 0 ? byId : null, byCase));
    const deed: Deed = {
      do: 'page',
      call,
      ...(parameters.length > 0 ? { parameters } : {}),
      ...(frame === 0 ? {} : { frame }),
    };
    const about = typeof point.parameters[0] === 'string' ? byId.get(point.parameters[0]) : undefined;
    world.do(atMs, deed);
    if (about !== undefined) families.get(about)?.push({ atMs, deed: { ...deed, frame: 0 } });
    add(atMs, deed);
  };
  const tell = (atMs: number, message: Readonly<Record<string, unknown>>, frame: number): void => {
    world.clock.advanceTo(atMs);
    const isTold = world.told.some((one) => one.atMs >= atMs - NEAR_MS && isSame(one.message.data, message.data));
    if (!isTold) add(atMs, { do: 'post', message, ...(frame === 0 ? {} : { frame }) });
  };

  let refreshedAt = Number.NEGATIVE_INFINITY;
  for (const point of inTurn(story)) {
    const { atMs, frame } = point;
    if (frame >= clients) continue;
    if (point.is === 'interaction') hear(atMs, point.told);
    else if (point.is === 'request') ask(atMs, point);
    else if (point.is === 'event') tell(atMs, point.message, frame);
    else if (!point.isRefresh || atMs - refreshedAt > TOGETHER_MS) {
      const deed: Deed = point.isRefresh ? { do: 'refresh' } : { do: 'reloadPage', ...(frame === 0 ? {} : { frame }) };
      if (point.isRefresh) refreshedAt = atMs;
      world.do(atMs, deed);
      add(atMs, deed);
    }
  }
  const about = 'Made of a recording. What nobody can know of it is said in words where it happened.';
  return { title, about, clients, settings: patch, actors, steps };
}

/** Settings with which things happen when they were told. */
function settingsFor(story: readonly StoryPoint[]): NonNullable<Scenario['settings']> {
  const accepted = new Map<string, number>();
  for (const point of story) {
    if (point.is !== 'interaction') continue;
    const { key, state } = point.told;
    if (state === 'ACCEPTED' && !accepted.has(key)) accepted.set(key, point.atMs);
    const since = state === 'JOIN_PENDING' ? accepted.get(key) : undefined;
    if (since !== undefined) return { farEndAnswersMs: 0, stepMs: Math.round(point.atMs - since) };
  }
  return { farEndAnswersMs: 0 };
}

/** Of what was told together: consultations first, which explain why their calls are held. */
function inTurn(points: readonly StoryPoint[]): readonly StoryPoint[] {
  const turned = [...points];
  for (let place = 0; place < turned.length; place += 1) {
    const from = turned[place];
    if (from?.is !== 'interaction' || from.told.state !== 'HELD') continue;
    for (let next = place + 1; (turned[next]?.atMs ?? Number.POSITIVE_INFINITY) - from.atMs <= TOGETHER_MS; next += 1) {
      const one = turned[next];
      if (one?.is !== 'interaction' || one.told.parentId !== from.told.id) continue;
      turned.splice(next, 1);
      turned.splice(place, 0, { ...one, atMs: from.atMs });
      break;
    }
  }
  return turned;
}

/** A parameter as a scenario writes it: with the name of the interaction, or of its case, in place of an id. */
function placeholder(
  value: unknown,
  byId: ReadonlyMap<string, string> | null,
  byCase: ReadonlyMap<string, string>,
): unknown {
  if (typeof value === 'string') {
    const name = byId?.get(value);
    if (name !== undefined) return `$${name}`;
    const inCase = byCase.get(value);
    if (inCase !== undefined) return `$${inCase}.case`;
    return value.startsWith('$') ? `$${value}` : value;
  }
  if (Array.isArray(value)) return value.map((one) => placeholder(one, null, byCase));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, placeholder(one, null, byCase)]));
}

function isSame(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || JSON.stringify(a) === JSON.stringify(b);
}

function isState(state: string): state is InteractionState {
  return INTERACTION_STATES.some((one) => one === state);
}
