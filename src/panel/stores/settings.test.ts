import { describe, expect, test, vi } from 'vitest';
import { DEFAULT_SETTINGS, loadSettings, type SettingsStorage } from './settings.ts';

const CHOSEN = {
  preserveLog: true,
  loadOnOpen: true,
  loadFrom: ['https://wwe.example.com'],
  columnWidths: { who: 120 },
  columnsShown: { recording: false },
  columnOrder: { interactions: ['state', 'who'] },
  sort: { column: 'who', descending: true },
  detailsSize: 300,
  detailsTab: 'json',
  savedCalls: [{ name: 'ready', service: 'agent.setState', mode: 'form' as const, text: '["Ready"]' }],
};

/** Storage that holds `content` under the one key. */
function storageOf(content: unknown) {
  const set = vi.fn((_: Record<string, unknown>) => Promise.resolve());
  return { get: (key: string) => Promise.resolve({ [key]: content }), set };
}

async function load(storage: SettingsStorage) {
  const troubles: unknown[] = [];
  const store = await loadSettings(storage, (error) => troubles.push(error));
  return { store, troubles };
}

/** As version 0.1 wrote it, before there was more to choose. */
const OF_0_1 = {
  version: 1,
  preserveLog: true,
  loadOnOpen: true,
  columnWidths: { who: 120 },
  sort: null,
  detailsSize: 300,
  detailsTab: 'userdata',
  messageSort: null,
  messageTab: 'answer',
  savedFilters: [{ name: 'mine', text: 'is:failed' }],
  savedCalls: [{ name: 'call', service: 'agent.get', mode: 'form', text: '' }],
};

describe('settings', () => {
  test('what version 0.1 wrote is read as it was, and what it did not know is as at first', async () => {
    const { store, troubles } = await load(storageOf(OF_0_1));
    expect(store.settings.value).toEqual({
      ...DEFAULT_SETTINGS,
      ...OF_0_1,
      savedFilters: [{ name: 'mine', text: 'is:failed', view: 'messages' }],
    });
    expect(troubles).toEqual([]);
  });

  test('what was chosen is there at the next opening', async () => {
    let content: Record<string, unknown> = {};
    const storage = {
      get: async () => structuredClone(content),
      set: async (more: Record<string, unknown>) => {
        content = { ...content, ...structuredClone(more) };
      },
    };
    const first = await load(storage);
    expect(first.store.settings.value).toEqual(DEFAULT_SETTINGS);
    first.store.change(CHOSEN);
    first.store.change({ detailsTab: 'state' });
    expect(first.store.settings.value).toMatchObject({ ...CHOSEN, detailsTab: 'state' });
    const second = await load(storage);
    expect(second.store.settings.value).toMatchObject({ ...CHOSEN, detailsTab: 'state' });
    expect([first.troubles, second.troubles]).toEqual([[], []]);
  });

  test('the last change is stored when storage says so, and not when it refuses', async () => {
    let [settle, refuse]: (() => void)[] = [];
    const set = () =>
      new Promise<void>((resolve, reject) => {
        [settle, refuse] = [resolve, () => reject(new Error('full'))];
      });
    const { store, troubles } = await load({ get: async () => ({}), set });
    expect(await store.stored()).toBe(true);
    for (const [end, isStored] of [
      [() => settle?.(), true],
      [() => refuse?.(), false],
    ] as const) {
      store.change({ preserveLog: true });
      const told = vi.fn();
      const stored = store.stored().then(told);
      await Promise.resolve();
      expect(told).not.toHaveBeenCalled();
      end();
      await stored;
      expect(told).toHaveBeenCalledWith(isStored);
    }
    expect(troubles).toHaveLength(1);
  });

  test.each<[keyof typeof CHOSEN, unknown]>([
    ['preserveLog', 'yes'],
    ['loadOnOpen', 1],
    ['loadFrom', [7]],
    ['columnWidths', { who: -5 }],
    ['columnWidths', { who: Number.NaN }],
    ['columnWidths', { who: 1e9 }],
    ['columnWidths', [1]],
    ['columnsShown', { who: 'yes' }],
    ['columnOrder', { messages: 'name' }],
    ['columnOrder', { messages: [7] }],
    ['sort', { column: 7, descending: true }],
    ['sort', 'who'],
    ['detailsSize', '300'],
    ['detailsSize', 5],
    ['detailsTab', {}],
    ['savedCalls', {}],
    ['savedCalls', [{ name: 'x', service: 'y', mode: 'other', text: '' }]],
    ['savedCalls', [{ name: 'x'.repeat(101), service: 'y', mode: 'form', text: '' }]],
  ])('%s falls back alone: %j', async (field, value) => {
    const { store, troubles } = await load(storageOf({ version: 1, ...CHOSEN, [field]: value }));
    expect(store.settings.value).toMatchObject({ ...CHOSEN, [field]: DEFAULT_SETTINGS[field] });
    expect(troubles).toEqual([]);
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['text', 'settings'],
    ['another version', { version: 2, ...CHOSEN }],
    ['no version', CHOSEN],
  ])('%s is the defaults', async (_, content) => {
    expect((await load(storageOf(content))).store.settings.value).toEqual(DEFAULT_SETTINGS);
  });

  test('hostile keys stay out of prototypes', async () => {
    const content = JSON.parse(
      '{"version":1,"__proto__":{"preserveLog":true},"columnWidths":{"__proto__":{"x":1},"who":50}}',
    );
    const { store } = await load(storageOf(content));
    expect(store.settings.value.preserveLog).toBe(false);
    expect(Object.getPrototypeOf(store.settings.value.columnWidths)).toBe(Object.prototype);
    expect(store.settings.value.columnWidths).not.toHaveProperty('x');
  });

  test('storage that refuses is told of, and the panel goes on', async () => {
    const refusing = {
      get: () => Promise.reject(new Error('no reading')),
      set: () => Promise.reject(new Error('no writing')),
    };
    const { store, troubles } = await load(refusing);
    expect(troubles).toEqual([new Error('no reading')]);
    store.change({ detailsSize: 300 });
    await Promise.resolve();
    expect(store.settings.value).toEqual({ ...DEFAULT_SETTINGS, detailsSize: 300 });
    expect(troubles).toEqual([new Error('no reading'), new Error('no writing')]);
    const odd = { get: () => Promise.resolve(Object(undefined)), set: refusing.set };
    expect((await load(odd)).store.settings.value).toEqual(DEFAULT_SETTINGS);
  });
});

test('where nothing may be kept, what was saved is removed, and what is saved from then on ends with the panel', async () => {
  let content: Record<string, unknown> = {};
  const storage = {
    get: async () => structuredClone(content),
    set: async (more: Record<string, unknown>) => {
      content = { ...content, ...structuredClone(more) };
    },
  };
  const filter = { name: 'mine', text: 'is:failed', view: 'messages' } as const;
  (await loadSettings(storage, () => {})).change({ savedFilters: [filter], preserveLog: true });
  const { settings, change, keepNothingSaved } = await loadSettings(storage, () => {});
  expect(settings.value.savedFilters).toEqual([filter]);
  keepNothingSaved();
  expect(settings.value.savedFilters).toEqual([]);
  change({ savedFilters: [filter] });
  keepNothingSaved();
  expect(settings.value.savedFilters).toEqual([filter]);
  expect((await loadSettings(storage, () => {})).settings.value).toMatchObject({ savedFilters: [], preserveLog: true });
});

test('at its end nothing is written any more, and what was on its way is waited for', async () => {
  const set = vi.fn(async (_: Record<string, unknown>) => {});
  const store = await loadSettings({ get: async () => ({}), set }, () => {});
  store.change({ detailsSize: 300 });
  expect(await store.end()).toBe(true);
  store.change({ detailsSize: 400 });
  store.keepNothingSaved();
  expect(set).toHaveBeenCalledOnce();
  expect(store.settings.value.detailsSize).toBe(400);
});
