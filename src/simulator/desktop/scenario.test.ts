import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Scenario } from '../core/scenario/scenario-types.ts';
import { createWwe } from '../core/wwe/wwe.ts';
import { type Clock, createClock } from './clock.ts';
import { createFrameBook } from './frames.ts';
import { createPlay } from './scenario.ts';
import { createStage } from './stage.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const SCENARIO: Scenario = {
  title: 'Two calls',
  about: 'One, then another.',
  start: 'atOnce',
  settings: { deliveries: 'double' },
  steps: [
    { do: 'arrive', as: 'first' },
    { after: '10s', do: 'arrive', as: 'second' },
    { after: '10s', do: 'say', text: 'That is all.' },
  ],
};

function createParts(scenario = SCENARIO) {
  const clock: Clock = createClock({
    now: () => performance.now(),
    setTimeout: (work, ms) => Number(setTimeout(work, ms)),
    clearTimeout: (timer) => clearTimeout(timer),
  });
  const wwe = createWwe({ seed: 1, now: clock.now, later: clock.later, post: () => undefined });
  const clients = { reloadFrame: () => true, reloadFrames: () => undefined, forge: async () => undefined };
  const stage = createStage({ wwe, frames: createFrameBook(), clients, ownPage: true, failed: () => undefined });
  const laterOnWire = (ms: number, work: () => void) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  };
  const play = createPlay({ scenario, stage, clock, laterOnWire, often: (work) => void setInterval(work, 250) });
  const calls = (): number => wwe.state().cases.length;
  return { ...play, clock, wwe, calls };
}

describe('a scenario on a desktop', () => {
  it('lays its settings over WWE’s and plays at WWE’s speed', () => {
    const { control, wwe, calls, playback } = createParts();
    expect(wwe.settings().deliveries).toBe('double');
    control.speed(10);
    control.play();
    vi.advanceTimersByTime(999);
    expect(calls()).toBe(1);
    vi.advanceTimersByTime(1);
    expect(calls()).toBe(2);
    expect(playback.value).toMatchObject({ status: 'playing', speed: 10, nextStep: 2 });
    vi.advanceTimersByTime(1000);
    expect(playback.value).toMatchObject({ status: 'ended', says: 'That is all.' });
  });
  it('shows its running time between the steps', () => {
    const { control, playback } = createParts();
    control.play();
    vi.advanceTimersByTime(5000);
    expect(playback.value.atMs).toBeGreaterThan(4500);
  });
  it('stands still with all of WWE’s time, and goes on where it stood', () => {
    const { control, clock, calls } = createParts();
    control.play();
    vi.advanceTimersByTime(9000);
    control.pause();
    vi.advanceTimersByTime(60_000);
    expect([calls(), clock.now()]).toEqual([1, 9000]);
    control.play();
    vi.advanceTimersByTime(1000);
    expect(calls()).toBe(2);
  });
  it('steps: jumps to the next step, and stands still; after the last one, WWE’s time goes on', () => {
    const { control, clock, calls } = createParts();
    control.play();
    vi.advanceTimersByTime(1000);
    control.step();
    expect([calls(), clock.now(), clock.isPaused()]).toEqual([2, 10_000, true]);
    control.step();
    expect(control.state()).toMatchObject({ status: 'ended' });
    expect([clock.now(), clock.isPaused()]).toEqual([20_000, false]);
  });
});
