// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useStage } from '../../testdata/stage.ts';
import { Comparison } from './Comparison.tsx';

const stage = useStage();
/** Values that were read. */
let reads = 0;

beforeEach(() => {
  vi.useFakeTimers();
  // Each look at the clock ends a slice.
  let time = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    time += 10;
    return time;
  });
  reads = 0;
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function large(last: string) {
  const values = Array.from({ length: 20_000 }, (_, at) => ({
    get id() {
      reads += 1;
      return at;
    },
  }));
  return { values, last };
}

it('says that it compares large values, one slice after the other, until it knows', () => {
  act(() => render(<Comparison before={large('a')} after={large('b')} titles={['1', '2']} />, stage.root));
  expect(stage.root.querySelector('[role=status]')?.textContent).toBe('Comparing… The values are large.');
  const first = reads;
  act(() => void vi.advanceTimersToNextTimer());
  expect(reads - first).toBeLessThan(3_000);
  act(() => void vi.runAllTimers());
  expect(stage.root.querySelector('[role=status]')?.textContent).toBe('1 changed');
});

it('gives the work up when it is not shown any more', () => {
  act(() => render(<Comparison before={large('a')} after={large('b')} titles={['1', '2']} />, stage.root));
  while (reads === 0) act(() => void vi.advanceTimersToNextTimer());
  act(() => render(null, stage.root));
  const before = reads;
  vi.runAllTimers();
  expect(reads).toBe(before);
});

it('shows small ones at once', () => {
  act(() => render(<Comparison before={{ a: 1 }} after={{ a: 2 }} titles={['1', '2']} />, stage.root));
  expect(stage.root.querySelector('[role=status]')?.textContent).toBe('1 changed');
});
