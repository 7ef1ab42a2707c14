import { beforeAll, expect, test } from 'vitest';
import english from '../../../../public/_locales/en/messages.json' with { type: 'json' };
import type { DocumentInfo } from '../../../entry/entry.ts';
import { installTexts, messagesLookup } from '../../text/i18n.ts';
import { pageLoadsIn } from './page-loads.ts';

beforeAll(() => installTexts(messagesLookup(english)));

const document = (id: string, timeOrigin: number, more: Partial<DocumentInfo> = {}, isClient = false) => ({
  info: {
    document: id,
    url: `https://${id}.example.com/`,
    origin: `https://${id}.example.com`,
    title: '',
    path: 'top',
    target: null,
    timeOrigin,
    ...more,
  } as const,
  clock: 10,
  isClient,
  isHost: false,
});

test('the first page of a place has no line; each that takes its place has one, when it began', () => {
  const loads = pageLoadsIn([document('b', 2_000, { title: 'WWE' }), document('a', 1_000), document('c', 3_000)]);
  expect(loads.map(({ t, name }) => [t, name])).toEqual([
    [2_010, 'Page loaded: WWE'],
    [3_010, 'Page loaded: https://c.example.com/'],
  ]);
  expect(new Set(loads.map(({ key }) => key)).size).toBe(2);
});

test('frames have one only where something of WWE was seen in them', () => {
  const frame = { path: 'top/0' } as const;
  const loads = pageLoadsIn([
    document('a', 1_000),
    document('first', 1_100, frame, true),
    document('silent', 1_200, frame),
    document('second', 1_300, { ...frame, title: 'CRM' }, true),
  ]);
  expect(loads.map(({ name }) => name)).toEqual(['Frame loaded: CRM']);
});
