/** A WWE in virtual time in which steps of a scenario are tried. */
import type { Act, Happening } from '../acts/act-types.ts';
import { createNames } from '../scenario/names.ts';
import { perform } from '../scenario/perform.ts';
import type { Actor, Deed } from '../scenario/scenario-types.ts';
import type { Stage } from '../scenario/stage.ts';
import { isRecord } from '../settings/is-record.ts';
import type { Settings } from '../settings/settings.ts';
import { EVENTS } from '../virtual/run-scenario.ts';
import { createVirtualClock, type VirtualClock } from '../virtual/virtual-clock.ts';
import { createVirtualPages } from '../virtual/virtual-pages.ts';
import { createWwe } from '../wwe/wwe.ts';

/** What WWE told, and when. */
export interface ToldEvent {
  readonly atMs: number;
  readonly message: Readonly<Record<string, unknown>>;
}

/** A world. All that is read of an interaction is what WWE told of it last, as pages know it. */
export interface World {
  readonly clock: VirtualClock;
  readonly stage: Stage;
  /** The last events. */
  readonly told: readonly ToldEvent[];
  /** Carries a step out at its time; false: it is not possible. */
  do(atMs: number, deed: Deed): boolean;
  /** Whether, since a time, an event told that the interaction of this name has that state. */
  hasTold(name: string, state: string, sinceMs: number): boolean;
  /** The state of the interaction of this name; null: it is gone. */
  stateOf(name: string): string | null;
  /** Its user data; null: it is gone. */
  userDataOf(name: string): Readonly<Record<string, unknown>> | null;
  /** What can be done to it, and can befall it. Costs a look at the whole desktop. */
  possible(name: string): readonly (Act | Happening)[];
}

const MOST_TOLD = 200;

/** Makes a world without interactions. Its pages have loaded and subscribed. */
export function createWorld(settings: Settings, actors: Readonly<Record<string, Actor>>, frames = 1): World {
  const clock = createVirtualClock();
  const told: ToldEvent[] = [];
  /** By UUID, what was told last; without those that are gone. */
  const latest = new Map<string, Readonly<Record<string, unknown>>>();
  const pages = createVirtualPages({ clock, count: frames, subscribe: EVENTS, watch: {} });
  const wwe = createWwe({
    settings,
    seed: 1,
    now: clock.now,
    later: clock.later,
    post: (_frame, message) => {
      if (!isRecord(message) || message.event === undefined) return;
      const copy = structuredClone(message);
      told.push({ atMs: clock.now(), message: copy });
      const interaction = interactionIn(copy);
      if (interaction !== null && isGone(copy)) latest.delete(interaction.uuid);
      else if (interaction !== null) latest.set(interaction.uuid, interaction.fields);
      if (told.length > 2 * MOST_TOLD) told.splice(0, MOST_TOLD);
    },
  });
  const control = pages.connect(wwe);
  const stage: Stage = { ...control, wwe };
  const names = createNames(wwe);
  control.load();
  const uuids = new Map<string, string>();
  const uuidOf = (name: string): string => {
    const id = names.idOf(name);
    const uuid = id === null ? null : wwe.uuidOf(id);
    if (uuid !== null) uuids.set(name, uuid);
    return uuids.get(name) ?? '';
  };
  return {
    clock,
    stage,
    told,
    do(atMs, deed) {
      clock.advanceTo(atMs);
      // One that goes with the step is still known by its UUID.
      if ('on' in deed) uuidOf(deed.on);
      try {
        const isDone = perform(deed, { stage, names, actors }) === null;
        if ('as' in deed && deed.as !== undefined) uuidOf(deed.as);
        return isDone;
      } catch {
        return false; // An arrival that makes no sense here.
      }
    },
    hasTold(name, state, sinceMs) {
      const uuid = uuidOf(name);
      return told.some(({ atMs, message }) => {
        const interaction = atMs >= sinceMs ? interactionIn(message) : null;
        return interaction !== null && interaction.uuid === uuid && interaction.fields.state === state;
      });
    },
    stateOf(name) {
      const state = latest.get(uuidOf(name))?.state;
      return typeof state === 'string' ? state : null;
    },
    userDataOf(name) {
      const userData = latest.get(uuidOf(name))?.userData;
      return isRecord(userData) ? userData : null;
    },
    possible(name) {
      const model = names.find(name);
      return model === null ? [] : [...model.acts, ...model.happenings];
    },
  };
}

function interactionIn(message: Readonly<Record<string, unknown>>): {
  readonly uuid: string;
  readonly fields: Readonly<Record<string, unknown>>;
} | null {
  const fields = isRecord(message.data) ? message.data.interaction : null;
  if (!isRecord(fields) || typeof fields.interactionUUID !== 'string') return null;
  return { uuid: fields.interactionUUID, fields };
}

function isGone({ data }: Readonly<Record<string, unknown>>): boolean {
  return isRecord(data) && data.eventType === 'REMOVED';
}
