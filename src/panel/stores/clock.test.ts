import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { atTime } from './clock.ts';

/** A clock, and deadlines that write down which of them came. `isFollowed`: whether anybody looks at the clock. */
function setUp() {
  let isFollowed = false;
  const clock = signal(0, {
    watched: () => {
      isFollowed = true;
    },
    unwatched: () => {
      isFollowed = false;
    },
  });
  const came: string[] = [];
  const set = (at: number, name: string) => atTime(clock, at, () => void came.push(name));
  return { clock, came, set, isFollowed: () => isFollowed };
}

test('each comes once, in the order of their times', () => {
  const { clock, came, set } = setUp();
  set(30, 'late');
  set(10, 'early');
  set(10, 'as early');
  clock.value = 9;
  expect(came).toEqual([]);
  clock.value = 10;
  expect(came).toEqual(['early', 'as early']);
  clock.value = 100;
  clock.value = 101;
  expect(came).toEqual(['early', 'as early', 'late']);
});

test('one that is cancelled does not come, before or after its time', () => {
  const { clock, came, set } = setUp();
  const [cancel, others] = [set(10, 'one'), set(10, 'other')];
  cancel();
  clock.value = 10;
  others();
  expect(came).toEqual(['other']);
});

test('one may set the next', () => {
  const { clock, came, set } = setUp();
  atTime(clock, 10, () => void set(20, 'next'));
  clock.value = 10;
  expect(came).toEqual([]);
  clock.value = 20;
  expect(came).toEqual(['next']);
});

test('while none is set, nobody looks at the clock', () => {
  const { clock, set, isFollowed } = setUp();
  expect(isFollowed()).toBe(false);
  const cancel = set(10, 'one');
  expect(isFollowed()).toBe(true);
  cancel();
  expect(isFollowed()).toBe(false);
  set(20, 'two');
  expect(isFollowed()).toBe(true);
  clock.value = 20;
  expect(isFollowed()).toBe(false);
});
