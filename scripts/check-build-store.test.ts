import { expect, it } from 'vitest';
import { checkStore } from './check-build-store.mjs';

const TEXTS = { extension_name: { message: 'WWE' }, extension_description: { message: 'a'.repeat(132) } };

/** What is wrong with other texts, permissions or scripts. */
function wrong({ texts = {}, permissions = ['storage'], script = 'chrome.storage.local.get()' }): string[] {
  const files = new Map([
    ['_locales/en/messages.json', JSON.stringify({ ...TEXTS, ...texts })],
    ['a.js', script],
  ]);
  return checkStore({ permissions }, [...files.keys()], (file) => files.get(file) ?? '');
}

it('finds nothing wrong with a good package', () => {
  expect(wrong({})).toEqual([]);
});

it.each([
  ['extension_name', '', 'the name has 0 signs, and 1 to 50 are allowed'],
  ['extension_name', 'a'.repeat(51), 'the name has 51 signs, and 1 to 50 are allowed'],
  ['extension_description', 'a'.repeat(133), 'the description has 133 signs, and 1 to 132 are allowed'],
])('refuses as %s %j', (key, message, problem) => {
  expect(wrong({ texts: { [key]: { message } } })).toEqual([`_locales/en/messages.json: ${problem}`]);
});

it('refuses a permission that no script uses', () => {
  expect(wrong({ permissions: ['storage', 'tabs'] })).toEqual(['nothing uses the permission tabs']);
  expect(wrong({ script: 'const storage=1' })).toEqual(['nothing uses the permission storage']);
});
