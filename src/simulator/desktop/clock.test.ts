import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Clock, createClock } from './clock.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start(speed?: number): { clock: Clock; ran: string[]; note: (name: string) => () => void } {
  const ran: string[] = [];
  const real = {
    now: () => performance.now(),
    setTimeout: (work: () => void, ms: number) => Number(setTimeout(work, ms)),
    clearTimeout: (timer: number) => clearTimeout(timer),
  };
  const clock = createClock(real, speed);
  return { clock, ran, note: (name) => () => void ran.push(`${name} ${clock.now()}`) };
}

describe('WWE’s clock in a browser', () => {
  it('is real time, from 0 on', () => {
    const { clock, ran, note } = start();
    clock.later(50, note('b'));
    clock.later(20, note('a'));
    clock.later(50, note('c'));
    vi.advanceTimersByTime(49);
    expect(ran).toEqual(['a 20']);
    vi.advanceTimersByTime(1);
    expect(ran).toEqual(['a 20', 'b 50', 'c 50']);
    expect(clock.now()).toBe(50);
  });
  it('goes faster and slower at once, what waits with it', () => {
    const { clock, ran, note } = start(10);
    clock.later(1000, note('a'));
    vi.advanceTimersByTime(50);
    expect(clock.now()).toBe(500);
    clock.setSpeed(0.5);
    vi.advanceTimersByTime(999);
    expect(ran).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(ran).toEqual(['a 1000']);
    for (const wrong of [0, -1, Number.NaN, 1e9]) expect(() => clock.setSpeed(wrong)).toThrow(RangeError);
  });
  it('stands still while paused', () => {
    const { clock, ran, note } = start();
    clock.later(100, note('a'));
    vi.advanceTimersByTime(40);
    clock.pause();
    vi.advanceTimersByTime(10_000);
    clock.later(10, note('b'));
    expect([clock.now(), clock.isPaused(), ran]).toEqual([40, true, []]);
    clock.resume();
    vi.advanceTimersByTime(60);
    expect(ran).toEqual(['b 50', 'a 100']);
  });
  it('jumps, running all that falls due until then at its time, paused or not', () => {
    const { clock, ran, note } = start();
    clock.pause();
    clock.later(30, () => {
      note('b')();
      clock.later(5, note('c'));
      clock.later(1000, note('late'));
    });
    clock.later(10, note('a'));
    clock.advanceTo(500);
    expect([ran, clock.now()]).toEqual([['a 10', 'b 30', 'c 35'], 500]);
    clock.advanceTo(400);
    expect(clock.now()).toBe(500);
    clock.resume();
    vi.advanceTimersByTime(530);
    expect(ran.at(-1)).toBe('late 1030');
  });
  it('can jump from within its own work', () => {
    const { clock, ran, note } = start();
    clock.later(10, () => {
      clock.advanceTo(100);
      note('after')();
    });
    clock.later(50, note('between'));
    vi.advanceTimersByTime(10);
    expect(ran).toEqual(['between 50', 'after 100']);
    expect(clock.now()).toBe(100);
  });
  it('does not freeze the page for work that asks for work at once, for ever', () => {
    const { clock } = start();
    let count = 0;
    const again = (): void => {
      count += 1;
      clock.later(0, again);
    };
    clock.later(1, again);
    vi.advanceTimersByTime(1);
    expect(count).toBeGreaterThan(0);
    clock.stop();
    const before = count;
    vi.advanceTimersByTime(1000);
    expect(count).toBe(before);
  });
  it('forgets what was cancelled, even from within the work before', () => {
    const { clock, ran, note } = start();
    const cancel = clock.later(20, note('never'));
    clock.later(20, note('b'));
    clock.later(10, cancel);
    vi.advanceTimersByTime(30);
    expect(ran).toEqual(['b 20']);
  });
  it('runs whatever is due in order, however it is asked for and let pass', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom('later', 'pass', 'jump', 'speed'), fc.nat(500)), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (all) => {
        const { clock } = start();
        const due: number[] = [];
        const ran: number[] = [];
        for (const [what, n] of all) {
          if (what === 'pass') vi.advanceTimersByTime(n);
          else if (what === 'jump') clock.advanceTo(clock.now() + n);
          else if (what === 'speed') clock.setSpeed(0.5 + n / 100);
          else {
            const at = clock.now() + n;
            due.push(at);
            clock.later(n, () => void ran.push(at));
          }
        }
        clock.advanceTo(clock.now() + 1000);
        expect(ran).toHaveLength(due.length);
        expect(ran).toEqual([...ran].sort((a, b) => a - b));
      }),
    );
  });
});
