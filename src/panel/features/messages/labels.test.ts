import { beforeEach, expect, test } from 'vitest';
import english from '../../../../public/_locales/en/messages.json' with { type: 'json' };
import { installTexts, messagesLookup } from '../../text/i18n.ts';
import { failureOf, MARKS, marksBeside, nameOf, runName, STATUSES, seenText, sizeText, whyOf } from './labels.ts';
import { makeRequest, makeRow } from './testdata/rows.ts';

const JWT = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl';
beforeEach(() => installTexts(messagesLookup(english)));

test.each([
  [0, '0'],
  [999, '999'],
  [1_840, '1.8 k'],
  [12_345, '12 k'],
  [999_499, '999 k'],
  [999_500, '1 M'],
  [2_300_000, '2.3 M'],
])('%d characters are %s', (characters, text) => {
  expect(sizeText(characters)).toBe(text);
});

test('every status and mark has a word and a sentence of its own', () => {
  const all = [...Object.values(STATUSES), ...Object.values(MARKS)];
  for (const { label, why } of all) {
    expect(english[label].message).not.toBe('');
    expect(english[why].message).toMatch(/\.$/);
  }
  expect(new Set(Object.values(MARKS).map(({ label }) => english[label].message)).size).toBe(Object.keys(MARKS).length);
});

test('a mark that the status says already is not said twice', () => {
  const row = makeRow('1', { marks: ['threw', 'untrusted sender'] });
  expect(marksBeside(row, 'threw')).toEqual(['untrusted sender']);
  expect(marksBeside(row, null)).toEqual(['threw', 'untrusted sender']);
});

test('a status whose other side nobody saw says so', () => {
  const ref = { document: 'd', n: 1 };
  const seenBy = { host: false, client: false, probe: true };
  const alone = { ...makeRequest('1', 'agent.get'), seenBy, call: ref };
  expect(whyOf(alone, 'ok')).toBe('messages_status_ok_unseen_why');
  expect(whyOf({ ...alone, answer: ref }, 'ok')).toBe('messages_status_ok_why');
  expect(whyOf(alone, 'timeout')).toBe('messages_status_timeout_unseen_why');
  expect(whyOf({ ...alone, seenBy: { ...seenBy, host: true } }, 'timeout')).toBe('messages_status_timeout_why');
  expect(whyOf(alone, 'failed')).toBe('messages_status_failed_why');
});

test('tokens are masked in names and failures', () => {
  expect(nameOf(makeRow('1', { name: JWT }))).not.toContain('c2lnbmF0dXJl');
  expect(failureOf(makeRequest('1', 'x', { failed: true, error: `no ${JWT}` }))).not.toContain('c2lnbmF0dXJl');
  for (const error of [null, '']) {
    expect(failureOf(makeRequest('1', 'x', { failed: true, error }))).toBe('WWE refused without a reason.');
  }
  expect(failureOf(makeRequest('1', 'x', { failed: false }))).toBe('');
});

test('what has no name is called what it is', () => {
  expect(nameOf(makeRow('1', { name: '', is: 'frame' }))).toBe('(frame id)');
});

test('a window is WWE’s once it has answered; until then it is the one that was asked', () => {
  const seenBy = { host: true, client: false, probe: true };
  const asked = makeRequest('1', 'agent.get', { answeredBy: null });
  expect(seenText({ ...asked, seenBy })).toBe('window asked · probe');
  expect(seenText({ ...makeRequest('1', 'agent.get', { answeredBy: 'untrusted sender' }), seenBy })).toBe(
    'window asked · probe',
  );
  expect(seenText({ ...makeRequest('1', 'agent.get', { answeredBy: 'wwe' }), seenBy })).toBe('WWE · probe');
});

test('callbacks are called what they are, handlers by their names', () => {
  expect([runName('success', null), runName('success', 3), runName('', 3)]).toEqual([
    'success callback',
    'success',
    '(no name)',
  ]);
});
