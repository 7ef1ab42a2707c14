import { beforeEach, describe, expect, test, vi } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import type { Layers } from '../../transport/rules.ts';
import { installTexts, messagesLookup } from '../text/i18n.ts';
import { readOrigins } from './read-origins.ts';
import { createRules, watchingOff, writingOff } from './rules.ts';

beforeEach(() => installTexts(messagesLookup(english)));

const never = new AbortController().signal;

/** Storage that tells what is changed in it. */
function fakeStorage() {
  const kept = { managed: {} as Record<string, unknown>, local: {} as Record<string, unknown> };
  const listeners = new Set<(changes: object, area: string) => void>();
  const storage = {
    managed: { get: async () => kept.managed },
    local: {
      get: async () => kept.local,
      set: async (content: Record<string, unknown>) => {
        Object.assign(kept.local, content);
        for (const listener of listeners) listener(content, 'local');
      },
    },
    onChanged: {
      addListener: (listener: (changes: object, area: string) => void) => void listeners.add(listener),
      removeListener: (listener: (changes: object, area: string) => void) => void listeners.delete(listener),
    },
  };
  const change = (area: string, changes = {}) => {
    for (const listener of listeners) listener(changes, area);
  };
  return { kept, storage, listeners, change };
}

test('nothing may be written until storage answered', async () => {
  const { storage } = fakeStorage();
  const { layers } = createRules(storage, () => {}, never);
  expect([layers.value, writingOff(layers.value), watchingOff(layers.value)]).toEqual([
    null,
    english.rules_unknown.message,
    null,
  ]);
  await vi.waitFor(() => expect(layers.value).toEqual([{}, {}]));
  expect([writingOff(layers.value), watchingOff(layers.value)]).toEqual([null, null]);
});

test('what changes is read again, and told: the user’s own rules, and the organisation’s', async () => {
  const { storage, kept, change } = fakeStorage();
  const told = vi.fn();
  const { layers, change: set } = createRules(storage, told, never);
  await set({ allowedOrigins: ['https://a.example'], writing: false });
  await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1));
  expect(layers.value).toEqual([{}, { allowedOrigins: ['https://a.example'], writing: false }]);
  await set({ allowedOrigins: null, writing: true });
  await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(2));
  expect(kept.local.rules).toEqual({});
  kept.managed = { recording: false };
  change('managed');
  await vi.waitFor(() => expect(layers.value?.[0]).toEqual({ recording: false }));
  change('local', { settings: {} });
  expect(told).toHaveBeenCalledTimes(3);
});

test('a change leaves the other rules as they are, also those that it does not understand', async () => {
  const { storage, kept } = fakeStorage();
  const { change } = createRules(storage, () => {}, never);
  kept.local = { rules: { allowedOrigins: 'odd', recording: false, later: 1 } };
  await Promise.all([change({ writing: false }), change({ writing: true }), change({ writing: false })]);
  expect(kept.local.rules).toEqual({ allowedOrigins: 'odd', recording: false, later: 1, writing: false });
  kept.local = { rules: { allowedOrigins: ['https://a.example'], writing: 'odd' } };
  await change({ allowedOrigins: null });
  expect(kept.local.rules).toEqual({ writing: 'odd' });
});

test('two changes at once are both kept', async () => {
  const { storage, kept } = fakeStorage();
  const { change } = createRules(storage, () => {}, never);
  await Promise.all([change({ writing: false }), change({ allowedOrigins: ['https://a.example'] })]);
  expect(kept.local.rules).toEqual({ writing: false, allowedOrigins: ['https://a.example'] });
});

test('what cannot be read is not written over, and the next change is tried all the same', async () => {
  const { storage, kept } = fakeStorage();
  const { change } = createRules(storage, () => {}, never);
  const { get } = storage.local;
  storage.local.get = () => Promise.reject(new Error('Corrupt'));
  await expect(change({ writing: true })).rejects.toThrow(english.rules_unreadable.message);
  expect(kept.local).toEqual({});
  storage.local.get = get;
  await change({ writing: false });
  expect(kept.local.rules).toEqual({ writing: false });
});

test('the storage is watched no longer than the panel lives', async () => {
  const { storage, listeners } = fakeStorage();
  const life = new AbortController();
  createRules(storage, () => {}, life.signal);
  expect(listeners.size).toBe(1);
  life.abort();
  expect(listeners.size).toBe(0);
});

test.each<[Layers, string | null, string | null]>([
  [[{ writing: false }, {}], english.rules_writing_fixed.message, null],
  [[{}, { writing: false }], english.rules_writing_own.message, null],
  [[{ recording: false }, {}], null, english.rules_recording_fixed.message],
  [[{ allowedOrigins: [] }, {}], null, english.rules_origins_fixed.message],
  [[{}, { allowedOrigins: ['https://a.example'] }], null, english.rules_origins_own.message],
  [[null, {}], english.rules_writing_fixed.message, english.rules_unreadable.message],
])('%j is said in words, and whose it is', (layers, writing, watching) => {
  expect([writingOff(layers), watchingOff(layers)]).toEqual([writing, watching]);
});

describe('origins as they are typed', () => {
  test.each<[string, readonly string[] | null]>([
    ['', null],
    ['  \n ', null],
    ['https://a.example', ['https://a.example']],
    ['https://a.example/desk?x=1, HTTP://B.example:8080', ['https://a.example', 'http://b.example:8080']],
    ['https://*.a.example', ['https://*.a.example']],
    ['https://a.example:443\nhttps://a.example', ['https://a.example']],
    ['https://ä.example', ['https://xn--4ca.example']],
  ])('%j', (text, origins) => {
    expect(readOrigins(text)).toEqual({ origins });
  });

  test.each(['a.example', 'ftp://a.example', 'https://*', 'https://*.*.a', 'https://u:p@a.example', '*', 'https://'])(
    '%s is none, and it is said which',
    (odd) => {
      expect(readOrigins(`https://ok.example ${odd}`)).toEqual({ odd });
    },
  );
});
