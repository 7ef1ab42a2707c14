import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { installTexts, messagesLookup, plural, t } from './i18n.ts';

beforeEach(() => installTexts(messagesLookup(english)));
afterEach(() => installTexts(() => ''));

describe('texts', () => {
  test('come from the file, with what is put in', () => {
    expect(t('extension_name')).toBe(english.extension_name.message);
    expect(t('userdata_rows_shown', 5, 'all')).toBe('5 of all keys are shown.');
  });

  test('what is put in is not read as a place for something else', () => {
    expect(t('userdata_rows_shown', '$2', '$1')).toBe('$2 of $1 keys are shown.');
    expect(t('userdata_rows_shown', '$&', '$$')).toBe('$& of $$ keys are shown.');
  });

  test('nothing is ever blank: a text that is missing shows its key', () => {
    installTexts(() => '');
    expect(t('extension_name')).toBe('extension_name');
    expect(plural('status_clients', 2)).toBe('status_clients_other');
  });

  test('numbers choose their form and are written as the user does', () => {
    const texts = [0, 1, 2].map((count) => plural('status_clients', count));
    expect(texts).toEqual(['0 clients', '1 client', '2 clients']);
    expect(plural('status_clients', 12_345)).toBe(`${(12_345).toLocaleString()} clients`);
  });
});

describe('the lookup over a file', () => {
  const lookUp = messagesLookup({ a: { message: '$1, $2 and $1' } });

  test('leaves out what was not given', () => {
    expect(lookUp('a', ['x'])).toBe('x,  and x');
  });

  test.each(['b', 'constructor', '__proto__', 'toString'])('knows no %s', (key) => {
    expect(lookUp(key, [])).toBe('');
  });
});

describe('the English file', () => {
  const keys: Readonly<Record<string, { readonly message: string }>> = english;

  test('has both forms of every text with a number', () => {
    const stems = Object.keys(keys).flatMap((key) => /^(.+)_one$/.exec(key)?.[1] ?? []);
    expect(stems.length).toBeGreaterThan(5);
    for (const stem of stems) expect(keys).toHaveProperty(`${stem}_other`);
  });

  test('has no empty text, and no place that Chromium does not fill', () => {
    for (const { message } of Object.values(keys)) {
      expect(message.trim()).not.toBe('');
      expect(message).not.toMatch(/\$(?![1-9])/);
    }
  });
});
