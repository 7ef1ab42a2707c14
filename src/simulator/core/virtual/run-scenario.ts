/** Plays a scenario without a browser, in virtual time: the messages of an hour in milliseconds, the same each time. */

import { createPlayer, type StepState } from '../scenario/player.ts';
import type { Scenario, Time } from '../scenario/scenario-types.ts';
import { msOfTime } from '../scenario/times.ts';
import { DEFAULT_SETTINGS } from '../settings/settings.ts';
import { applySettings } from '../settings/settings-patch.ts';
import type { DeskModel } from '../wwe/model.ts';
import { createWwe } from '../wwe/wwe.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';
import { createVirtualPages, type PagesWatch } from './virtual-pages.ts';

/** A request that a page makes. */
export interface ScriptedRequest {
  /** Since the beginning of the run. */
  readonly at: Time;
  /** Default: 0. */
  readonly frame?: number;
  /** `namespace.method`. */
  readonly request: string;
  readonly parameters?: readonly unknown[];
}

/** How a scenario is run. */
export interface RunOptions {
  /** Default: the scenario's own, else 1. */
  readonly seed?: number;
  /** Laid over the default settings, below those of the scenario. */
  readonly settings?: unknown;
  readonly requests?: readonly ScriptedRequest[];
  /** Client frames; default: as the scenario says, else 1. */
  readonly frames?: number;
  /** What each frame subscribes to as soon as it is loaded. Default: all events but those of the messenger. */
  readonly subscribe?: readonly string[];
  /** How long to go on after the last step, ms, for what it set going. Default: 1000. */
  readonly restMs?: number;
}

/** A message that WWE, or a window that is not WWE's, posted to a client frame. */
export interface RunMessage {
  /** ms since the beginning of the run. */
  readonly atMs: number;
  readonly frame: number;
  /** Not WWE's: a `forge` step. */
  readonly forged: boolean;
  /** `MessageEvent.data`, a copy. */
  readonly message: unknown;
}

/** What came of a run. */
export interface RunResult {
  readonly messages: readonly RunMessage[];
  /** The steps that were not possible, with the reason. */
  readonly skipped: readonly StepState[];
  /** The desktop at the end. */
  readonly desktop: DeskModel;
  /** ms. */
  readonly lastedMs: number;
}

/** What pages subscribe to unless something else is said. */
export const EVENTS: readonly string[] = ['agent', 'interaction', 'markdone', 'media', 'outbound', 'system'];

/**
 * Runs a scenario to its end. The same scenario and options give the same result, every time. Throws TypeError for
 * settings that do not exist and RangeError for what is no time, both in words.
 * @param watching gets the clock of the run; what it gives is told what happens to the pages
 */
export function runScenario(
  scenario: Scenario,
  options: RunOptions = {},
  watching: (clock: VirtualClock) => PagesWatch = () => ({}),
): RunResult {
  const base = applySettings(DEFAULT_SETTINGS, options.settings ?? {});
  if (!base.ok) throw new TypeError(base.problems.join(' '));
  const clock = createVirtualClock();
  const messages: RunMessage[] = [];
  const watch = watching(clock);
  const heard = (frame: number, message: unknown, forged: boolean): void => {
    // As a window would: what is posted is a copy.
    const copy: unknown = structuredClone(message);
    messages.push({ atMs: clock.now(), frame, forged, message: copy });
    watch.heard?.(frame, copy, forged);
  };
  const pages = createVirtualPages({
    clock,
    count: options.frames ?? scenario.clients ?? 1,
    subscribe: options.subscribe ?? EVENTS,
    watch: { ...watch, heard },
  });
  const wwe = createWwe({
    settings: base.settings,
    seed: options.seed ?? scenario.seed ?? 1,
    now: clock.now,
    later: clock.later,
    post: (key, message) => {
      const frame = pages.numberOf(key);
      if (frame !== null) heard(frame, message, false);
    },
  });
  const page = pages.connect(wwe);
  const stage = { ...page, wwe };
  for (const { at, frame = 0, request, parameters = [] } of options.requests ?? []) {
    clock.later(msOfTime(at), () => void stage.page(frame, request, parameters));
  }
  const player = createPlayer({ scenario, stage, clock });
  // After the scenario's settings are laid: they may be about loading.
  page.load();
  player.play();
  for (let state = player.state(); state.status !== 'ended'; state = player.state()) {
    // Waiting for a subscription takes at most some seconds; then the length is all there is.
    clock.pass(state.status === 'waiting' ? 100 : state.lengthMs - state.atMs);
  }
  clock.pass(options.restMs ?? 1000);
  return {
    messages,
    skipped: player.state().steps.filter(({ status }) => status === 'skipped'),
    desktop: wwe.state(),
    lastedMs: clock.now(),
  };
}
