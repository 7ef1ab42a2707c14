/** The control bar of a scenario, at the bottom of the desktop. */
import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { PlayerState } from '../core/scenario/player.ts';
import { clock } from './desktop-texts.ts';
import { Sign } from './icons.tsx';
import { StepList } from './step-list.tsx';

/** Where a scenario stands, and the scenario's seconds in one real second. */
export interface PlayView extends PlayerState {
  readonly speed: number;
}

/** What can be asked of the player. */
export interface PlayActs {
  play(): void;
  pause(): void;
  /** Carries out the next step at once. */
  step(): void;
  restart(): void;
  /** Sets the speed. */
  speed(times: number): unknown;
}

const SPEEDS: readonly number[] = [0.5, 1, 2, 5, 10, 60];

const STATUS_WORDS: Readonly<Record<PlayerState['status'], string>> = {
  waiting: 'waits for the page',
  playing: 'plays',
  paused: 'paused',
  ended: 'ended',
};

/** The bar. */
export function ControlBar({ playback, acts }: { playback: ReadonlySignal<PlayView>; acts: PlayActs }) {
  const listed = useSignal(false);
  const play = playback.value;
  const { status, nextStep, title, about, atMs, lengthMs, says, speed } = play;
  const runs = status === 'playing' || status === 'waiting';
  return (
    <section class="player" aria-label="Scenario">
      {listed.value ? <StepList steps={play.steps} next={nextStep} follow={runs} /> : null}
      <div class="player-line">
        <button
          type="button"
          class="strong"
          disabled={status === 'ended'}
          onClick={() => (runs ? acts.pause() : acts.play())}
        >
          <Sign of={runs ? 'pause' : 'play'} />
          {runs ? 'Pause' : 'Play'}
        </button>
        <button type="button" disabled={nextStep === null} onClick={() => acts.step()}>
          <Sign of="step" />
          Step
        </button>
        <button type="button" onClick={() => acts.restart()}>
          <Sign of="restart" />
          Restart
        </button>
        <select
          aria-label="Speed"
          value={String(speed)}
          onChange={(event) => acts.speed(Number(event.currentTarget.value))}
        >
          {(SPEEDS.includes(speed) ? SPEEDS : [...SPEEDS, speed].sort((a, b) => a - b)).map((one) => (
            <option key={one} value={String(one)}>
              {one}×
            </option>
          ))}
        </select>
        <span class="player-time">
          <time>{clock(atMs)}</time> <span class="quiet">of {clock(lengthMs)}</span>
        </span>
        <progress aria-label="Running time" max={Math.max(1, lengthMs)} value={Math.min(atMs, lengthMs)} />
        <div class="player-words">
          <p title={about}>
            <b>{title}</b> <span class="quiet">{STATUS_WORDS[status]}</span>
          </p>
          <p class="says" role="status" title={says ?? about}>
            {says ?? about}
          </p>
        </div>
        <button type="button" aria-expanded={listed.value} onClick={() => (listed.value = !listed.value)}>
          Steps: {stepCount(play)}
        </button>
      </div>
    </section>
  );
}

function stepCount({ steps, nextStep }: PlayerState): string {
  const skipped = steps.filter(({ status }) => status === 'skipped').length;
  const behind = `${nextStep ?? steps.length} of ${steps.length}`;
  return skipped === 0 ? behind : `${behind}, ${skipped} skipped`;
}
