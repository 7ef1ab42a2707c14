import { expect, it } from 'vitest';
import { checkStore } from './check-build-store.mjs';
import { icon } from './testdata/icon.ts';

const MANIFEST = {
  name: '__MSG_name__',
  description: '__MSG_about__',
  version: '1.20.3',
  default_locale: 'en',
  icons: { 16: 'i/16.png', 48: 'i/48.png', 128: 'i/128.png' },
  permissions: ['storage'],
};

const FILES: Readonly<Record<string, string | Buffer>> = {
  '_locales/en/messages.json': JSON.stringify({ name: { message: 'WWE' }, about: { message: 'a'.repeat(132) } }),
  'i/16.png': icon(16),
  'i/48.png': icon(48),
  'i/128.png': icon(128),
  'a.js': 'chrome.storage.local.get()',
};

/** What is wrong with other keys of the manifest, or other files. */
function wrong(changes: object, other: Readonly<Record<string, string | Buffer>> = {}): string[] {
  const files = new Map(Object.entries({ ...FILES, ...other }));
  return checkStore({ ...MANIFEST, ...changes }, [...files.keys()], (file) => Buffer.from(files.get(file) ?? ''));
}

it('finds nothing wrong with a good package', () => {
  expect(wrong({})).toEqual([]);
});

it.each<[object, string]>([
  [{ name: '' }, 'the store asks for a name, and none is no text'],
  [{ name: 'a'.repeat(51) }, 'the name has 51 signs, and 50 is the most'],
  [{ description: undefined }, 'the store asks for a description, and none is no text'],
  [{ description: '__MSG_nothing__' }, 'the store asks for a description, and __MSG_nothing__ is no text'],
  [{ description: 'a'.repeat(133) }, 'the description has 133 signs, and 132 is the most'],
  [{ version: '1.2.3-beta' }, '1.2.3-beta is no version: one to four numbers up to 65535, with dots'],
  [{ version: '1.02' }, '1.02 is no version: one to four numbers up to 65535, with dots'],
  [{ version: '1.65536' }, '1.65536 is no version: one to four numbers up to 65535, with dots'],
  [{ icons: { ...MANIFEST.icons, 128: 'i/48.png' } }, 'the icon of 128 px, i/48.png, is 48×48'],
  [{ icons: { ...MANIFEST.icons, 128: 'a.js' } }, 'the icon of 128 px, a.js, is no PNG'],
  [{ icons: undefined }, 'the icon of 128 px, undefined, is not there'],
  [{ permissions: ['storage', 'tabs'] }, 'nothing uses the permission tabs'],
])('refuses %j', (changes, problem) => {
  expect(wrong(changes)).toContain(problem);
});

it('refuses a permission that no script uses, and files that Chromium does not take', () => {
  expect(wrong({}, { 'a.js': 'const storage=1' })).toEqual(['nothing uses the permission storage']);
  expect(wrong({}, { '_a.js': '' })).toEqual(['_a.js: Chromium keeps names with _ for itself']);
  expect(wrong({}, { 'b/.env': '' })).toEqual(['b/.env is hidden']);
});
