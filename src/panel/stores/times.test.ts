import { signal } from '@preact/signals';
import { afterEach, describe, expect, test } from 'vitest';
import { readTime } from '../filter/moments.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import { createTimes } from './times.ts';

const NOON = Date.UTC(2026, 10, 30, 11);
const life = new AbortController();
afterEach(() => life.abort());

/** Times over rows that the test gives. */
function make(firstSeen: number | null = null) {
  const settings = signal<Settings>(DEFAULT_SETTINGS);
  const version = signal(0);
  const clock = signal(NOON);
  const present = { t: NOON };
  const seen = { requests: firstSeen === null ? [] : [{ sentAt: firstSeen }] };
  const session = {
    requests: () => seen.requests as never,
    interactions: () => [],
    counts: () => ({ messages: seen.requests.length }) as never,
  };
  const times = createTimes(
    {
      settings: {
        settings,
        change: (part) => {
          settings.value = { ...settings.peek(), ...part };
        },
      },
      session,
      version,
      clock,
      now: () => present.t,
      wall: (t) => t,
      local: 'Europe/Berlin',
    },
    life.signal,
  );
  function rowsFrom(all: readonly number[], dropped = 0): void {
    const rows = all.map((t) => ({ t }));
    times.rows.value = { length: rows.length, dropped, at: (index) => rows[index] as never };
    version.value += 1;
  }
  return { times, settings, clock, present, rowsFrom };
}

describe('times', () => {
  test('are of the zone that the setting says', () => {
    const { times } = make();
    expect(times.shown.value).toEqual({ zone: 'Europe/Berlin', origin: null, today: NOON });
    times.choose('utc');
    expect(times.shown.value).toEqual({ zone: 'UTC', origin: null, today: NOON });
    expect(times.reading()).toMatchObject({ zone: 'UTC', now: NOON });
    expect(times.reading().origin()).toBeNull();
  });

  test('are read by the present, not by the second in which the clock last rose: what was just now is not of yesterday', () => {
    const { times, present } = make();
    present.t = NOON + 700;
    const at = readTime('at', '12:00:00.650', times.reading());
    expect(at).toMatchObject({ spans: [{ from: NOON + 650, to: NOON + 651 }] });
    // The clock of the document may be a little ahead of the panel's.
    expect(readTime('at', '12:00:00.720', times.reading())).toMatchObject({ spans: [{ from: NOON + 720 }] });
    const later = readTime('at', '12:01', times.reading());
    expect(later).toMatchObject({ spans: [{ from: NOON + 60_000 - 86_400_000 }] });
  });

  test('are another object only when a day begins, in the zone that is shown', () => {
    const { times, clock } = make();
    const before = times.shown.value;
    clock.value = NOON + 11 * 3_600_000 + 59 * 60_000;
    expect(times.shown.value).toBe(before);
    clock.value = NOON + 12 * 3_600_000;
    expect(times.shown.value.today).toBe(NOON + 12 * 3_600_000);
  });

  test('are counted from the first row, also once that is dropped', () => {
    const { times, rowsFrom } = make(5_000);
    times.choose('relative');
    // What is known before the rows are made.
    expect(times.shown.value.origin).toBe(5_000);
    rowsFrom([4_000, 6_000]);
    expect(times.shown.value.origin).toBe(4_000);
    rowsFrom([6_000], 1);
    expect(times.shown.value.origin).toBe(4_000);
  });

  test('are those of before, after they were counted from a row', () => {
    const { times, settings } = make(5_000);
    times.choose('utc');
    times.countFrom(6_000);
    times.countFrom(7_000);
    times.showTimesOfDay();
    expect(settings.value.times).toBe('utc');
    expect(times.shown.value.origin).toBeNull();
  });

  test('are counted from a marked row, until another choice or until all is cleared', () => {
    const { times, settings, rowsFrom } = make();
    rowsFrom([4_000, 6_000]);
    times.countFrom(6_000);
    expect(settings.value.times).toBe('relative');
    expect(times.shown.value.origin).toBe(6_000);
    times.choose('relative');
    expect(times.shown.value.origin).toBe(4_000);
    times.countFrom(6_000);
    rowsFrom([]);
    expect(times.marked.value).toBeNull();
    rowsFrom([9_000]);
    expect(times.shown.value.origin).toBe(9_000);
  });
});
