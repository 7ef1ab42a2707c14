/** Plays a scenario on a stage: carries out each step when it is due. Pure; the clock is WWE's own. */

import { createNames } from './names.ts';
import { perform } from './perform.ts';
import type { Scenario } from './scenario-types.ts';
import type { PlayerClock, Stage } from './stage.ts';
import { wordsOf } from './step-texts.ts';
import { type DueStep, timelineOf } from './timeline.ts';

/** One step as a control bar shows it. */
export interface StepState {
  readonly text: string;
  /** ms since the scenario's start. */
  readonly atMs: number;
  readonly status: 'done' | 'skipped' | 'next' | 'to come';
  /** Why it was skipped, as a sentence. */
  readonly why?: string;
}

/** Where the play stands: plain data. */
export interface PlayerState {
  readonly title: string;
  readonly about: string;
  /** `waiting`: for a client page to subscribe, or for `play`. */
  readonly status: 'waiting' | 'playing' | 'paused' | 'ended';
  /** ms since the scenario's start. */
  readonly atMs: number;
  /** When the last step is due, ms since the start. */
  readonly lengthMs: number;
  /** Place in `steps`; null: none is left. */
  readonly nextStep: number | null;
  readonly steps: readonly StepState[];
  /** The last text of a `say` step. */
  readonly says: string | null;
}

/** A play. It begins with `play`. */
export interface Player {
  /** Begins, or goes on after a pause. */
  play(): void;
  /** Stands still; WWE's own clock runs on unless the host stops it too. */
  pause(): void;
  /** Pauses, lets the clock run to the next step's time, and carries out that one step. */
  step(): void;
  state(): PlayerState;
  /** Ends it for good; what was not played yet is never played. */
  stop(): void;
}

/** What a player needs. */
export interface PlayerParts {
  /** As `readScenario` gives it, or typed; a scenario that is wrong in time throws RangeError. */
  readonly scenario: Scenario;
  readonly stage: Stage;
  readonly clock: PlayerClock;
  /** Told after every change of the state, but not of `atMs`. */
  readonly changed?: () => void;
}

/** How long a scenario waits for a page to subscribe, and how often it looks, ms. */
const PATIENCE_MS = 3000;
const LOOK_MS = 100;

/** Makes a player and lays the scenario's settings over WWE's. Throws TypeError, in words, if WWE refuses them. */
export function createPlayer({ scenario, stage, clock, changed = () => undefined }: PlayerParts): Player {
  const steps = timelineOf(scenario);
  const names = createNames(stage.wwe);
  const actors = scenario.actors ?? {};
  const texts = scenario.steps.map((step) => (step.times === undefined ? wordsOf(step, actors) : null));
  /** How each step so far ended: null, or why it was skipped. */
  const outcomes: (string | null)[] = [];
  const told: StepState[] = steps.map(({ deed, index, atMs }, place) => ({
    text: texts[index] ?? wordsOf(deed, actors),
    atMs,
    status: place === 0 ? 'next' : 'to come',
  }));
  let status: PlayerState['status'] = steps.length === 0 ? 'ended' : 'waiting';
  let says: string | null = null;
  /** The clock's time at the scenario's start, moved on by each pause; null: not begun. */
  let zero: number | null = null;
  /** ms since the start, while it stands still. */
  let stoodAt = 0;
  let waited = 0;
  let cancel: () => void = () => undefined;
  let stopped = false;

  if (scenario.settings !== undefined) {
    const result = stage.wwe.configure(scenario.settings);
    if (!result.ok) throw new TypeError(result.problems.join(' '));
  }

  const running = (): boolean => status === 'playing';
  const atMs = (): number => (running() && zero !== null ? clock.now() - zero : stoodAt);
  const outcomeOf = ({ deed }: DueStep): string | null => {
    try {
      return perform(deed, { stage, names, actors });
    } catch (error) {
      // One bad step must not end the play; what is wrong with it stands beside it.
      return error instanceof Error ? error.message : String(error);
    }
  };
  const carryOut = (step: DueStep): void => {
    if (step.deed.do === 'say') says = step.deed.text;
    const why = outcomeOf(step);
    const place = outcomes.push(why) - 1;
    const [mine, after] = [told[place], told[place + 1]];
    if (mine !== undefined)
      told[place] = why === null ? { ...mine, status: 'done' } : { ...mine, status: 'skipped', why };
    if (after !== undefined) told[place + 1] = { ...after, status: 'next' };
  };
  const next = (): DueStep | undefined => steps[outcomes.length];
  const end = (): void => {
    stoodAt = atMs();
    status = 'ended';
  };
  /** Sets the timer for the next step. */
  const schedule = (): void => {
    const due = next();
    if (due === undefined || zero === null) end();
    else cancel = clock.later(Math.max(0, zero + due.atMs - clock.now()), turn);
    changed();
  };
  /** The next step is due, and with it perhaps some more. */
  const turn = (): void => {
    // The first is carried out whatever the clock says: timers of real clocks may come a little early.
    for (let due = next(); due !== undefined; due = next()) {
      carryOut(due);
      const after = next();
      // A step may have paused or stopped the play through the desktop's own listeners.
      if (!running() || (after !== undefined && zero !== null && zero + after.atMs > clock.now())) break;
    }
    if (running()) schedule();
    else changed();
  };
  const begin = (): void => {
    zero = clock.now() - stoodAt;
    status = 'playing';
    schedule();
  };
  const wait = (): void => {
    const listening = stage.wwe.subscriptions().some(({ names: events }) => events.includes('interaction'));
    if (scenario.start === 'atOnce' || listening || waited >= PATIENCE_MS) {
      begin();
      return;
    }
    waited += LOOK_MS;
    const later = clock.laterOnWire ?? clock.later;
    cancel = later(LOOK_MS, wait);
  };
  const pause = (): void => {
    if (status !== 'playing' && status !== 'waiting') return;
    stoodAt = atMs();
    status = 'paused';
    cancel();
    changed();
  };

  let shown: { readonly after: number; readonly steps: readonly StepState[] } | null = null;
  const shownSteps = (): readonly StepState[] => {
    if (shown?.after !== outcomes.length) shown = { after: outcomes.length, steps: [...told] };
    return shown.steps;
  };

  return {
    play() {
      if (stopped || (status !== 'waiting' && status !== 'paused')) return;
      cancel();
      if (zero === null) {
        status = 'waiting';
        wait();
        changed();
      } else begin();
    },
    pause,
    step() {
      const due = next();
      if (stopped || due === undefined) return;
      pause();
      zero = clock.now() - stoodAt;
      clock.advanceTo(zero + due.atMs);
      stoodAt = Math.max(stoodAt, due.atMs);
      carryOut(due);
      if (next() === undefined) status = 'ended';
      changed();
    },
    state: () => ({
      title: scenario.title,
      about: scenario.about,
      status,
      atMs: atMs(),
      lengthMs: steps.at(-1)?.atMs ?? 0,
      nextStep: outcomes.length < steps.length ? outcomes.length : null,
      steps: shownSteps(),
      says,
    }),
    stop() {
      if (status !== 'ended') end();
      stopped = true;
      cancel();
      changed();
    },
  };
}
