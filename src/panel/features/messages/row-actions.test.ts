import { expect, test } from 'vitest';
import { nameTest } from '../../filter/filter.ts';
import { dangerOf, narrowed } from './row-actions.ts';

test.each<[string, string]>([
  ['', 'id:7'],
  ['is:failed id:3', 'is:failed id:7'],
  ['-id:3 needle', '-id:3 needle id:7'],
  ['service:x', 'service:x id:7'],
  ['is:nonsense', 'id:7'],
])('%j narrowed to an interaction is %j', (text, wanted) => {
  expect(narrowed(text, nameTest('id', '7'))).toBe(wanted);
});

test('a name with odd letters stays one term', () => {
  expect(narrowed('', nameTest('service', 'a b"c'))).toBe('service:"a b\\"c"');
});

test.each([
  ['interaction.reject', 'ends'],
  ['voice.dial', 'changes'],
  ['interaction.setUserData', null],
  ['interaction.getInteractions', null],
  ['weather.get', 'unknown'],
])('%s: %s', (service, danger) => {
  expect(dangerOf(service)).toBe(danger);
});
