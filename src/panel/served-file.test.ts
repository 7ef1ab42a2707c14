import { expect, test } from 'vitest';
import { takeServed } from './served-file.ts';

test('the file is put together of its pieces, which are let go', async () => {
  const around = { wweRecording: { name: 'a.ndjson', pieces: [btoa('hel'), btoa('lo')] } };
  const file = takeServed(around);
  expect([file?.name, await file?.text(), around]).toEqual(['a.ndjson', 'hello', {}]);
});

test.each([
  {},
  { wweRecording: null },
  { wweRecording: { name: 1, pieces: [] } },
  { wweRecording: { name: '', pieces: 'x' } },
])('a page that came without one asks for it: %j', (around) => {
  expect(takeServed(around)).toBeUndefined();
});
