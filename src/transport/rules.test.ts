import { describe, expect, test } from 'vitest';
import { isOn, isWatched, type Layer, readRules } from './rules.ts';

const gone = () => Promise.reject(new Error('Managed storage manifest not found'));
const broken = () => Promise.reject(new Error('An unexpected error occurred'));

describe('reading', () => {
  const local = (stored: Record<string, unknown>) => ({ get: () => Promise.resolve(stored) });

  test('what is managed, and the user’s own', async () => {
    const managed = { get: () => Promise.resolve({ writing: false }) };
    expect(await readRules({ managed, local: local({ rules: { recording: false } }) })).toEqual([
      { writing: false },
      { recording: false },
    ]);
  });

  test('nobody manages this browser, and the user set nothing: all is on', async () => {
    const layers = await readRules({ managed: { get: gone }, local: local({}) });
    expect(layers).toEqual([{}, {}]);
    expect([isOn(layers, 'recording'), isOn(layers, 'writing'), isWatched(layers, 'https://a.example')]).toEqual([
      true,
      true,
      true,
    ]);
  });

  test.each([
    ['managed storage', { managed: { get: broken }, local: local({}) }],
    ['local storage', { managed: { get: gone }, local: { get: broken } }],
  ])('%s cannot be read: it may have forbidden everything', async (_, storage) => {
    const layers = await readRules(storage);
    expect([isOn(layers, 'recording'), isOn(layers, 'writing'), isWatched(layers, 'https://a.example')]).toEqual([
      false,
      false,
      false,
    ]);
  });

  test('what is stored as the user’s rules and is none forbids nothing', async () => {
    for (const rules of [undefined, null, 'text', 7]) {
      const layers = await readRules({ managed: { get: gone }, local: local({ rules }) });
      expect(isOn(layers, 'writing')).toBe(true);
    }
  });
});

test('each of the two can only take away', () => {
  const values: [unknown, unknown, boolean][] = [
    [undefined, undefined, true],
    [true, true, true],
    [false, true, false],
    [true, false, false],
    ['yes', undefined, false],
    [null, undefined, false],
  ];
  for (const [above, own, expected] of values) {
    expect(isOn([{ writing: above }, { writing: own }], 'writing'), `${above}, ${own}`).toBe(expected);
  }
});

describe('origins', () => {
  const watched = (list: unknown, origin: string) => isWatched([{ allowedOrigins: list }, {}], origin);

  test.each<[unknown, string, boolean]>([
    [undefined, 'https://a.example', true],
    [[], 'https://a.example', false],
    [['https://a.example'], 'https://a.example', true],
    [['https://a.example'], 'http://a.example', false],
    [['https://a.example'], 'https://a.example:8443', false],
    [['https://a.example:8443'], 'https://a.example:8443', true],
    [['https://*.a.example'], 'https://b.a.example', true],
    [['https://*.a.example'], 'https://c.b.a.example', true],
    [['https://*.a.example'], 'https://a.example', false],
    [['https://*.a.example'], 'https://evil-a.example', false],
    [['https://*.a.example'], 'https://b.a.example:444', false],
    [['https://*.a.example:444'], 'https://b.a.example:444', true],
    [['https://*'], 'https://a.example', false],
    [['*'], 'https://a.example', false],
    [['https://*a.example'], 'https://evila.example', false],
    [['*.a.example'], 'https://b.a.example', false],
    [['https://*.*.example'], 'https://b.a.example', false],
    [['https://a.example', 7, null], 'https://b.example', false],
    [['https://b.example'], 'null', false],
    ['https://a.example', 'https://a.example', false],
    [null, 'https://a.example', false],
  ])('%j and %s: %s', (list, origin, expected) => {
    expect(watched(list, origin)).toBe(expected);
  });

  test('the user can narrow what the organisation allows, not widen it', () => {
    const layers = (above: string[], own: string[]): [Layer, Layer] => [
      { allowedOrigins: above },
      { allowedOrigins: own },
    ];
    const both = ['https://a.example', 'https://b.example'];
    expect(isWatched(layers(both, ['https://a.example']), 'https://a.example')).toBe(true);
    expect(isWatched(layers(both, ['https://a.example']), 'https://b.example')).toBe(false);
    expect(isWatched(layers(['https://a.example'], both), 'https://b.example')).toBe(false);
  });
});
