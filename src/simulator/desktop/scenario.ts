/** The scenario of a desktop: the player and WWE's clock, as a control bar and a test handle them. */
import { type Signal, signal } from '@preact/signals';
import { createPlayer, type Player } from '../core/scenario/player.ts';
import type { Scenario } from '../core/scenario/scenario-types.ts';
import type { Stage } from '../core/scenario/stage.ts';
import type { Clock } from './clock.ts';
import type { Playback, ScenarioControl } from './control-types.ts';

/** A scenario on a desktop. */
export interface Play {
  readonly player: Player;
  /** Read anew after each step and some times a second. */
  readonly playback: Signal<Playback>;
  readonly control: Omit<ScenarioControl, 'load' | 'restart'>;
}

/** What a play is made of. */
export interface PlayParts {
  readonly scenario: Scenario;
  readonly stage: Stage;
  readonly clock: Clock;
  /** Real time. */
  readonly laterOnWire: (ms: number, work: () => void) => () => void;
  /** Calls `work` some times a second until the desktop ends. */
  readonly often: (work: () => void) => void;
}

/** Lays the scenario's settings over WWE's, and waits for `play`. */
export function createPlay({ scenario, stage, clock, laterOnWire, often }: PlayParts): Play {
  const player = createPlayer({
    scenario,
    stage,
    clock: { now: clock.now, later: clock.later, advanceTo: clock.advanceTo, laterOnWire },
    changed: () => show(),
  });
  const state = (): Playback => ({ ...player.state(), speed: clock.speed() });
  const playback = signal<Playback>(state());
  const show = (): void => {
    playback.value = state();
  };
  /** After the last step, WWE's time goes on. */
  const goOn = (): void => {
    if (player.state().status === 'ended') clock.resume();
    show();
  };
  often(() => {
    if (playback.peek().status === 'playing') show();
  });
  return {
    player,
    playback,
    control: {
      play() {
        clock.resume();
        player.play();
        show();
      },
      pause() {
        player.pause();
        if (player.state().status === 'paused') clock.pause();
        show();
      },
      step() {
        player.step();
        if (player.state().status === 'paused') clock.pause();
        goOn();
      },
      speed(times) {
        if (times !== undefined) clock.setSpeed(times);
        show();
        return clock.speed();
      },
      state,
    },
  };
}

/** The control of a desktop on which no scenario is played. */
export function controlWithoutPlay(clock: Clock): Play['control'] {
  const none = (): never => {
    throw new Error('No scenario is loaded: scenario.load takes a name of the library or a scenario.');
  };
  return {
    play: none,
    pause: none,
    step: none,
    speed(times) {
      if (times !== undefined) clock.setSpeed(times);
      return clock.speed();
    },
    state: () => null,
  };
}
