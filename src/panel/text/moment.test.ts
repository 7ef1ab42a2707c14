import { describe, expect, it } from 'vitest';
import { dayText, distanceText, type MomentStyle, momentText } from './moment.ts';
import { type ReadingStyle, readMoment } from './read-moment.ts';

const BERLIN = 'Europe/Berlin';
const NOW = Date.UTC(2026, 10, 30, 13, 5, 10, 123);
const STYLE: MomentStyle = { zone: BERLIN, today: NOW, precision: 'ms', offset: false };
const READING: ReadingStyle = { zone: BERLIN, now: NOW, bare: 'last' };

/** The beginnings and ends, as the clocks of a zone that is UTC. */
function spansOf(text: string, more: Partial<ReadingStyle> = {}): readonly string[] {
  const read = readMoment(text, { ...READING, ...more });
  if (!read.ok) return [read.why];
  if (read.by === 'distance') return read.spans.map(({ from, to }) => `${from} ${to}`);
  return read.spans.map(({ from, to }) => `${new Date(from).toISOString()} ${to - from}`);
}

describe('a moment is written', () => {
  it.each<[string, number, Partial<MomentStyle>]>([
    ['14:05:10.123', NOW, {}],
    ['14:05:10', NOW, { precision: 'second' }],
    ['13:05:10.123', NOW, { zone: 'UTC' }],
    ['2026-11-30 14:05:10.123 +01:00', NOW, { today: null, offset: true }],
    ['2026-11-30 13:05:10.123 Z', NOW, { zone: 'UTC', today: null, offset: true }],
    // It is the 30th there already.
    ['2026-11-29 23:59:59.999', Date.UTC(2026, 10, 29, 22, 59, 59, 999), {}],
    ['00:00:00.000', Date.UTC(2026, 10, 29, 23), {}],
    // Parts of a millisecond are cut.
    ['14:05:10.123', NOW + 0.9, {}],
    ['18:50:10.123 +05:45', NOW, { zone: 'Asia/Kathmandu', offset: true }],
    ['—', Number.NaN, {}],
    ['—', 1e300, {}],
    ['—', Number.POSITIVE_INFINITY, { zone: 'UTC' }],
  ])('as %s', (text, wall, more) => {
    expect(momentText(wall, { ...STYLE, ...more })).toBe(text);
  });

  it('with the offset in the hour that comes twice, and only there', () => {
    const at = (hour: number, minute: number) => {
      const wall = Date.UTC(2026, 9, 25, hour, minute);
      return momentText(wall, { ...STYLE, today: wall, precision: 'second' });
    };
    expect([at(23 - 24, 59), at(0, 0), at(0, 30), at(1, 30), at(2, 0)]).toEqual([
      '01:59:00',
      '02:00:00+02:00',
      '02:30:00+02:00',
      '02:30:00+01:00',
      '03:00:00',
    ]);
  });

  it('as a distance, with its sign', () => {
    expect(distanceText(0, 'ms')).toBe('+00:00.000');
    expect(distanceText(72_345.9, 'ms')).toBe('+01:12.345');
    expect(distanceText(3_723_456, 'second')).toBe('+1:02:03');
    expect(distanceText(-1, 'second')).toBe('-00:01');
    expect(distanceText(-1, 'ms')).toBe('-00:00.001');
    expect(distanceText(100 * 3_600_000, 'second')).toBe('+100:00:00');
    expect(distanceText(Number.NaN, 'ms')).toBe('—');
  });

  it('as a day', () => {
    expect(dayText(Date.UTC(2026, 10, 29, 23), BERLIN)).toBe('2026-11-30');
    expect(dayText(Date.UTC(2026, 10, 29, 23), 'UTC')).toBe('2026-11-29');
  });
});

describe('a moment is read', () => {
  it.each<[string, readonly string[], Partial<ReadingStyle>?]>([
    ['14:05', ['2026-11-30T13:05:00.000Z 60000']],
    ['9:05', ['2026-11-30T08:05:00.000Z 60000']],
    ['14:05:10', ['2026-11-30T13:05:10.000Z 1000']],
    ['14:05:10.1', ['2026-11-30T13:05:10.100Z 100']],
    ['14:05:10,123', ['2026-11-30T13:05:10.123Z 1']],
    ['14:05', ['2026-11-29T14:05:00.000Z 60000'], { zone: 'UTC' }],
    ['14:06', ['2026-11-29T13:06:00.000Z 60000']],
    ['14:06', ['2026-11-30T13:06:00.000Z 60000'], { bare: 'near' }],
    ['02:05', ['2026-11-30T01:05:00.000Z 60000'], { bare: 'near' }],
    // A quarter past midnight, yesterday's evening is meant.
    ['23:50', ['2026-11-29T22:50:00.000Z 60000'], { bare: 'near', now: Date.UTC(2026, 10, 29, 23, 15) }],
    ['14:05Z', ['2026-11-29T14:05:00.000Z 60000']],
    ['14:05+02:00', ['2026-11-30T12:05:00.000Z 60000']],
    ['2026-11-28T14:05', ['2026-11-28T13:05:00.000Z 60000']],
    ['2026-11-28 14:05:10.123 +01:00', ['2026-11-28T13:05:10.123Z 1']],
    ['2026-11-28', ['2026-11-27T23:00:00.000Z 86400000']],
    // A day of 25 hours, one of 23, and one that begins at one o'clock.
    ['2026-10-25', ['2026-10-24T22:00:00.000Z 90000000']],
    ['2026-03-29', ['2026-03-28T23:00:00.000Z 82800000']],
    ['2018-11-04', ['2018-11-04T03:00:00.000Z 82800000'], { zone: 'America/Sao_Paulo' }],
    ['2026-10-25 02:30', ['2026-10-25T00:30:00.000Z 60000', '2026-10-25T01:30:00.000Z 60000']],
    ['2026-10-25 02:30+01:00', ['2026-10-25T01:30:00.000Z 60000']],
    ['2026-03-29 02:30', ['skipped']],
    ['2011-12-30', ['skipped'], { zone: 'Pacific/Apia' }],
    ['+00:12.345', ['12345 12346']],
    ['+1:02:03', ['3723000 3724000']],
    ['−00:12', ['-12000 -11000']],
    ['+2m', ['120000 180000']],
    ['+1m30s', ['90000 91000']],
    ['+90.5s', ['90500 90600']],
    ['+340ms', ['340 341']],
    ['-1h', ['-3600000 0']],
  ])('%s', (text, spans, more) => {
    expect(spansOf(text, more)).toEqual(spans);
  });

  it.each([
    ['25:00', 'hour'],
    ['24:00', 'hour'],
    ['14:60', 'minute'],
    ['14:05:60', 'second'],
    ['2026-02-30 14:05', 'date'],
    ['2026-13-01', 'date'],
    ['14', 'form'],
    ['', 'form'],
    ['noon', 'form'],
    ['2pm', 'form'],
    ['14:05:10.1234', 'form'],
    ['Z', 'form'],
    ['2026-11-30Z', 'form'],
    ['+', 'form'],
    ['+5', 'form'],
    ['+1:60:00', 'minute'],
    ['+00:60', 'second'],
  ])('%s is said to be none', (text, why) => {
    expect(readMoment(text, READING)).toEqual({ ok: false, why });
  });
});
