import { signal } from '@preact/signals';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { add, type Failure } from './failure-list.ts';
import { createFailures, type FailingWindow } from './failures.ts';
import { redact } from './redact.ts';

/** What a page could put into an error. */
const SECRETS = ['Maria', 'Meier-Öz', '4711', 'maria@example.com', 'https://crm.example.com/?q=Maria', 'eyJhbGciOi'];

test('of a message nothing is kept', () => {
  const error = new TypeError("Cannot read properties of undefined (reading 'Maria')");
  error.stack = '';
  expect(redact(error)).toEqual({ name: 'TypeError', lines: [] });
});

test('of a stack only the places in our own files are kept', () => {
  const error = new RangeError('at chrome-extension://abc/assets/Maria.js:1:1');
  error.stack = [
    'RangeError: at chrome-extension://abc/assets/Maria.js:1:1',
    '    at Maria (chrome-extension://abcdef/assets/first-x_1.js:12:345)',
    '    at async chrome-extension://abcdef/assets/panel.js:1:2',
    '    at https://crm.example.com/Maria.js:4711:1',
    'Maria/<@moz-extension://1f-2e/assets/rows.js:7:8',
    'Maria@moz-extension://1f-2e/data?Maria:7:8',
  ].join('\n');
  expect(redact(error).lines).toEqual(['assets/first-x_1.js:12:345', 'assets/panel.js:1:2', 'assets/rows.js:7:8']);
});

test.each([
  ['TypeError', 'TypeError: Maria is undefined\n    at f (chrome-extension://abc/assets/bridge.js:1:2)'],
  ['Error', 'Maria is undefined\n    at f (chrome-extension://abc/assets/bridge.js:1:2)'],
])('a text is redacted like a %s', (name, text) => {
  expect(redact(text)).toEqual({ name, lines: ['assets/bridge.js:1:2'] });
});

test('what is no error, and a name that somebody chose, say nothing', () => {
  const named = Object.assign(new Error('Maria'), { name: 'MariaError' });
  for (const thrown of [null, undefined, 4711, { Maria: 1 }, ['Maria'], Symbol('Maria'), named]) {
    expect(JSON.stringify(redact(thrown))).not.toMatch(/Maria|4711/);
  }
  expect(redact(new DOMException('Maria', 'QuotaExceededError'))).toMatchObject({
    name: 'QuotaExceededError',
  });
});

test('no secret comes through, wherever it stands', () => {
  const words = fc.constantFrom(
    'is',
    'not',
    'Unexpected',
    '"',
    "'",
    '`',
    ',',
    '(',
    ')',
    ':',
    '\n',
    '/',
    ' ',
    '    at ',
  );
  const text = fc.array(fc.oneof(words, fc.constantFrom(...SECRETS)), { maxLength: 12 }).map((all) => all.join(' '));
  fc.assert(
    fc.property(text, text, (message, more) => {
      const error = new Error(message);
      error.stack = `Error: ${message}\n${more}`;
      const shown = JSON.stringify([redact(error), redact(`${message}\n${more}`)]);
      for (const secret of SECRETS) expect(shown).not.toContain(secret);
    }),
  );
});

test('each failure is listed once and counted, the latest last, and only so many', () => {
  const list = signal<readonly Failure[]>([]);
  const one = new TypeError('x is undefined');
  expect(add(list, 'link', one, 1)?.message).toBe('link: TypeError');
  expect(add(list, 'session', one, 2)).not.toBeNull();
  expect(add(list, 'link', one, 3)).toBeNull();
  expect(list.value.map(({ where, count, first, last }) => [where, count, first, last])).toEqual([
    ['session', 1, 2, 2],
    ['link', 2, 1, 3],
  ]);
  for (let n = 0; n < 60; n += 1) add(list, `border ${n}`, one, 4);
  expect(list.value).toHaveLength(50);
  expect(list.value.at(-1)?.where).toBe('border 59');
});

/** A window whose errors and rejections a test makes. */
function failingWindow() {
  const listeners = new Map<string, (event: never) => void>();
  const reported: unknown[] = [];
  const watched: FailingWindow = {
    addEventListener: (type: string, listener: (event: never) => void) => void listeners.set(type, listener),
    reportError: (error) => void reported.push(error),
  };
  return {
    watched,
    reported,
    /** @returns whether the browser was kept from telling it itself */
    happens(type: 'error' | 'unhandledrejection', more: object): boolean {
      const preventDefault = vi.fn();
      listeners.get(type)?.({ preventDefault, ...more } as never);
      return preventDefault.mock.calls.length > 0;
    },
  };
}

test('what nothing else caught is reported, redacted, and told the browser once', async () => {
  const { watched, reported, happens } = failingWindow();
  const failures = createFailures(() => 7, watched);
  expect(happens('error', { error: new TypeError('Maria is undefined'), message: 'Maria' })).toBe(true);
  expect(happens('unhandledrejection', { reason: new TypeError('Maria is undefined') })).toBe(true);
  await vi.waitFor(() => expect(failures.list.value).toHaveLength(1));
  await vi.waitFor(() => expect(failures.list.value[0]?.count).toBe(2));
  expect(failures.list.value).toMatchObject([{ where: 'window', name: 'TypeError', last: 7 }]);
  expect(reported).toHaveLength(1);
  expect(String(reported[0])).toBe('Error: window: TypeError');
  // The telling comes by this way too, and goes on to the browser.
  expect(happens('error', { error: reported[0], message: '' })).toBe(false);
  expect(failures.count.value).toBe(2);
  failures.dismiss();
  expect([failures.list.value, failures.count.value]).toEqual([[], 0]);
});

test('a guarded function that throws is reported, and its caller goes on', async () => {
  const failures = createFailures(() => 7);
  const run = vi.fn((text: string) => {
    throw new RangeError(text);
  });
  failures.guard('clipboard', run)('Maria');
  expect(run).toHaveBeenCalledWith('Maria');
  await vi.waitFor(() => expect(failures.list.value).toMatchObject([{ where: 'clipboard', name: 'RangeError' }]));
});
