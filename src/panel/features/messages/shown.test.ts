import { signal } from '@preact/signals';
import { beforeEach, expect, test } from 'vitest';
import english from '../../../../public/_locales/en/messages.json' with { type: 'json' };
import { encode } from '../../../entry/encode.ts';
import type { MessageRow } from '../../../session/messages-model.ts';
import { createSession } from '../../../session/session.ts';
import type { View } from '../../stores/choices.ts';
import { createChoice } from '../../stores/choices.ts';
import { installTexts, messagesLookup } from '../../text/i18n.ts';
import { createShownMessages, type ShownParts } from './shown.ts';
import { FakeList, makeRequest, makeRow, rowsIn } from './testdata/rows.ts';

beforeEach(() => installTexts(messagesLookup(english)));

/** The rows shown of a session whose list is worked by hand. */
function start(rows: readonly MessageRow[] = [], bodies: Readonly<Record<number, unknown>> = {}) {
  const list = new FakeList();
  const version = signal(0);
  const real = createSession();
  const session = Object.assign(Object.create(real), {
    messages: () => list,
    entry: ({ n }: { n: number }) =>
      n in bodies ? { n, t: n, sort: 'wire', kind: 'event', body: encode(bodies[n]) } : undefined,
    documents: () => [
      { info: { document: 'page', title: 'Page', origin: 'https://page.example.com' }, isClient: true, live: true },
    ],
  });
  Object.defineProperty(session, 'version', { get: () => list.table.version });
  const clock = signal(0);
  const client = signal<string | null>(null);
  const messageFilter = signal('');
  const messageChoice = createChoice();
  const zone = signal('UTC');
  const times = { reading: () => ({ zone: zone.value, now: 72_000_000, origin: () => 0 }) };
  const view = signal<View>('messages');
  const timers: (() => void)[] = [];
  const watching = { session, version } as unknown as ShownParts['watching'];
  list.set(rows);
  let time = 0;
  const shown = createShownMessages(
    { watching, clock, client, messageFilter, messageChoice, view, times },
    // Each look at the time takes 5 ms, so that a slice is two rows.
    { later: (work) => void timers.push(work), now: () => (time += 5) },
  );
  return {
    shown,
    list,
    clock,
    client,
    messageFilter,
    messageChoice,
    zone,
    view,
    keys: () =>
      rowsIn(shown.rows.value)
        .map(({ key }) => key)
        .join(' '),
    set(next: readonly MessageRow[]) {
      list.set(next);
      version.value += 1;
    },
    /** Runs what waits; @returns whether anything did */
    run() {
      const waiting = timers.splice(0);
      for (const work of waiting) work();
      return waiting.length > 0;
    },
  };
}

const A = makeRequest('1', 'agent.get', { answeredAt: 3 });
const B = makeRow('2', { name: 'agent', client: 'other' });
const C = makeRow('3', { name: 'media' });

test('shows all, then what is added, in the order of the wire', () => {
  const { keys, set, shown } = start([A, B]);
  expect(keys()).toBe('1 2');
  set([A, B, C]);
  expect([keys(), shown.total.value, shown.isFiltered.value]).toEqual(['1 2 3', 3, false]);
});

test('what is cut from the beginning is gone, from the count of the picked client too', () => {
  const { keys, set, client, shown } = start([A, B, C]);
  client.value = 'page';
  const D = makeRow('4');
  set([C, D]);
  expect([keys(), shown.total.value]).toEqual(['3 4', 2]);
  client.value = null;
  expect([keys(), shown.total.value]).toEqual(['3 4', 2]);
});

test('the picked client and the filter narrow it, and the count says of how many', () => {
  const { keys, client, messageFilter, shown } = start([A, B, C]);
  client.value = 'page';
  expect([keys(), shown.total.value]).toEqual(['1 3', 2]);
  messageFilter.value = 'is:event';
  expect([keys(), shown.total.value, shown.isFiltered.value]).toEqual(['3', 2, true]);
  client.value = null;
  expect(keys()).toBe('2 3');
});

test('while a filter is bad, the last good one stays', () => {
  const { keys, messageFilter, shown } = start([A, B, C]);
  messageFilter.value = 'is:event';
  messageFilter.value = 'is:evnt';
  expect([keys(), shown.parsed.value.ok]).toEqual(['2 3', false]);
});

test('a request becomes a timeout by the clock alone', () => {
  const pending = makeRequest('100', 'agent.get');
  const { keys, clock, messageFilter } = start([A, pending]);
  clock.value = 5_000;
  messageFilter.value = 'is:timeout';
  expect(keys()).toBe('');
  clock.value = 11_000;
  expect(keys()).toBe('100');
});

test('a row that changes is judged anew', () => {
  const pending = makeRequest('5', 'agent.get');
  const { keys, set, messageFilter } = start([A, pending, C]);
  messageFilter.value = 'is:failed';
  expect(keys()).toBe('');
  set([A, makeRequest('5', 'agent.get', { answeredAt: 6, failed: true }), C]);
  expect(keys()).toBe('5');
});

test('payloads are searched in slices, with progress, and what comes later too', () => {
  const rows = Array.from({ length: 9 }, (_, i) => makeRow(String(i + 1), { name: 'x' }));
  const bodies = Object.fromEntries(rows.map(({ key }) => [key, { data: Number(key) % 3 === 0 ? 'needle' : 'hay' }]));
  const { keys, run, set, messageFilter, shown } = start(rows, { ...bodies, 10: { data: 'Needle' } });
  messageFilter.value = 'needle';
  expect([keys(), shown.search.value]).toEqual(['', { done: 0, total: 9, is: 'searching' }]);
  const seen = new Set<number>();
  while (run()) seen.add(shown.search.value.done);
  expect(seen.size).toBeGreaterThan(2);
  expect([keys(), shown.search.value.is]).toEqual(['3 6 9', 'idle']);
  set([...rows, makeRow('10', { name: 'x' })]);
  while (run());
  expect(keys()).toBe('3 6 9 10');
});

test('a search that was cancelled stays so until it is asked to go on', () => {
  const rows = Array.from({ length: 9 }, (_, i) => makeRow(String(i + 1), { name: 'x' }));
  const { keys, run, set, messageFilter, shown } = start(rows, { 1: { data: 'needle' }, 10: { data: 'needle' } });
  messageFilter.value = 'needle';
  shown.cancelSearch();
  set([...rows, makeRow('10', { name: 'x' })]);
  while (run());
  expect([keys(), shown.search.value.is]).toEqual(['', 'cancelled']);
  shown.searchOn();
  while (run());
  expect([keys(), shown.search.value.is]).toEqual(['1 10', 'idle']);
});

test('a search that goes on after the beginning was cut, and before that was drawn, loses nothing', () => {
  const rows = Array.from({ length: 9 }, (_, i) => makeRow(String(i + 1), { name: 'needle' }));
  const { keys, list, set, messageFilter, shown } = start(rows);
  messageFilter.value = 'needle';
  shown.cancelSearch();
  list.set(rows.slice(4));
  shown.searchOn();
  expect(keys()).toBe('5 6 7 8 9');
  set([...rows.slice(4), makeRow('10', { name: 'needle' })]);
  expect(keys()).toBe('5 6 7 8 9 10');
});

test('nothing is done while another view is open, and all is made up for afterwards', () => {
  const { keys, set, view } = start([A]);
  view.value = 'interactions';
  set([A, B]);
  expect(keys()).toBe('1');
  view.value = 'messages';
  expect(keys()).toBe('1 2');
});

test('kinds, the text, and its inversion apply together', () => {
  const { keys, messageFilter, messageChoice, shown } = start([
    makeRequest('1', 'agent.get', { answeredAt: 2 }),
    makeRequest('2', 'voice.dial', { answeredAt: 2 }),
    makeRow('3', { is: 'event', name: 'agent.state' }),
  ]);
  messageChoice.kinds.value = ['requests'];
  expect(shown.isFiltered.value).toBe(true);
  expect(keys()).toBe('1 2');
  messageFilter.value = 'service:agent.*';
  expect(keys()).toBe('1');
  // The kinds are not inverted.
  messageChoice.inverted.value = true;
  expect(keys()).toBe('2');
  messageChoice.kinds.value = [];
  expect(keys()).toBe('2 3');
  // Nothing to invert.
  messageFilter.value = '';
  expect(keys()).toBe('1 2 3');
  expect(shown.isFiltered.value).toBe(false);
});

test('a time is asked of the clocks of the zone that is shown', () => {
  const noon = 12 * 3_600_000;
  const { keys, messageFilter, zone } = start([
    makeRow('1', { t: noon }),
    makeRow('2', { t: noon + 3_600_000 }),
    makeRow('3', { t: noon + 3_660_000 }),
  ]);
  messageFilter.value = 'at:13:00';
  expect(keys()).toBe('2');
  zone.value = 'Africa/Lagos';
  expect(keys()).toBe('1');
  messageFilter.value = 'after:13:30 before:14:01';
  expect(keys()).toBe('2');
  messageFilter.value = 'after:+13:01:00';
  expect(keys()).toBe('3');
});
