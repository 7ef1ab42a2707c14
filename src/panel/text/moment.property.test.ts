import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distanceText, type MomentStyle, momentText } from './moment.ts';
import { type ReadingStyle, readMoment } from './read-moment.ts';
import { localTime, momentsOf } from './zone.ts';

const DAY = 86_400_000;
/** With clocks put on by an hour, half an hour, two hours, a day; at midnight; in both halves of the world; and never. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Havana',
  'America/Sao_Paulo',
  'Atlantic/Azores',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Antarctica/Troll',
  'Pacific/Apia',
  'Pacific/Chatham',
];
const zone = fc.constantFrom(...ZONES);
const precision = fc.constantFrom<MomentStyle['precision'][]>('second', 'ms');
const any = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) });
/** Around the nights in which many of them change, and Samoa left out a day. */
const nearChange = fc
  .tuple(
    fc.constantFrom(
      Date.UTC(2026, 2, 29, 1),
      Date.UTC(2026, 9, 25, 1),
      Date.UTC(2026, 10, 1, 6),
      Date.UTC(2026, 3, 4, 15),
      Date.UTC(2011, 11, 30, 10),
      Date.UTC(2018, 10, 4, 3),
      Date.UTC(2025, 2, 30, 0),
    ),
    fc.integer({ min: -DAY, max: DAY }),
  )
  .map(([at, by]) => at + by);
const wall = fc.oneof(any, nearChange);

const lengthOf = (one: MomentStyle['precision']) => (one === 'ms' ? 1 : 1_000);
const reading = (more: Partial<ReadingStyle>): ReadingStyle => ({ zone: 'UTC', now: 0, bare: 'near', ...more });

test('what was written is read as the moment that it was written of, in every zone', () => {
  fc.assert(
    fc.property(wall, zone, precision, fc.boolean(), fc.boolean(), (at, name, exact, offset, isBare) => {
      const text = momentText(at, { zone: name, today: isBare ? at : null, precision: exact, offset });
      const read = readMoment(text, reading({ zone: name, now: at, bare: 'last' }));
      const length = lengthOf(exact);
      const from = Math.floor(at / length) * length;
      expect(read, text).toEqual({ ok: true, by: 'clock', spans: [{ from, to: from + length }] });
    }),
    { numRuns: 1_000 },
  );
});

test('two moments that are not within one second, or millisecond, never read alike', () => {
  fc.assert(
    fc.property(
      wall,
      fc.oneof(fc.constantFrom(1_800_000, 3_600_000, DAY), fc.integer({ min: 1, max: 2 * DAY })),
      zone,
      precision,
      (at, apart, name, exact) => {
        const length = lengthOf(exact);
        const other = at + apart;
        if (Math.floor(at / length) === Math.floor(other / length)) return;
        const style: MomentStyle = { zone: name, today: other, precision: exact, offset: false };
        expect(momentText(at, style)).not.toBe(momentText(other, style));
      },
    ),
    { numRuns: 1_000 },
  );
});

test('a distance is read as it was written', () => {
  fc.assert(
    fc.property(fc.integer({ min: -10 * DAY, max: 10 * DAY }), precision, (ms, exact) => {
      const length = lengthOf(exact);
      const from = Math.floor(ms / length) * length;
      const read = readMoment(distanceText(ms, exact), reading({}));
      expect(read).toEqual({ ok: true, by: 'distance', spans: [{ from: from === 0 ? 0 : from, to: from + length }] });
    }),
  );
});

test('a time of day is of the last day on which clocks showed it, or of today in the next hours', () => {
  fc.assert(
    fc.property(wall, zone, fc.integer({ min: 0, max: 1_439 }), (now, name, minute) => {
      const text = `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
      for (const bare of ['last', 'near'] as const) {
        const read = readMoment(text, { zone: name, now, bare });
        if (!read.ok) {
          expect(read.why).toBe('skipped');
          continue;
        }
        for (const { from, to } of read.spans) {
          expect(to - from).toBe(60_000);
          expect(Math.floor((((localTime(name, from) % DAY) + DAY) % DAY) / 60_000)).toBe(minute);
        }
        if (bare === 'last') expect(read.spans[0].from).toBeLessThanOrEqual(now);
        expect(Math.abs(read.spans[0].from - now)).toBeLessThanOrEqual(3 * DAY);
      }
    }),
  );
});

test('any text is read, or said to be none', () => {
  const part = fc.oneof(fc.string(), fc.constantFrom('14', ':', '-', '+', '.', 'Z', ' ', 'T', 'm', '2026', '99', '0'));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), zone, any, (parts, name, now) => {
      const read = readMoment(parts.join(''), reading({ zone: name, now }));
      if (!read.ok) return;
      for (const { from, to } of read.spans) expect(to).toBeGreaterThan(from);
    }),
  );
});

test('the moments of a time are all at which clocks show it', () => {
  fc.assert(
    fc.property(wall, zone, (at, name) => {
      expect(momentsOf(name, localTime(name, at))).toContain(at);
    }),
  );
});
