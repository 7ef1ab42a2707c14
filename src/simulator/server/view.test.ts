import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readViewArguments, whatIsMissing } from './view.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wwe-view-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('reads the file and the port, and says what is wrong with them', async () => {
  const file = join(folder, 'a.ndjson');
  await writeFile(file, '');
  expect(readViewArguments([file, '--port', '80'])).toEqual({ file, port: 80 });
  expect(readViewArguments([])).toEqual({ file: null, port: 0 });
  const why = (...args: readonly string[]) =>
    expect(readViewArguments(args)).toMatchObject({ why: expect.any(String) });
  why(file, file);
  why(file, '--port', '70000');
  why(join(folder, 'none.ndjson'));
  why('--prot');
});

it('says what of the viewer is not built', async () => {
  expect(whatIsMissing(folder)).toContain(`${join('dist', 'viewer', 'index.html')} and `);
  await mkdir(join(folder, 'dist/viewer'), { recursive: true });
  await mkdir(join(folder, 'scripts/view'), { recursive: true });
  await writeFile(join(folder, 'dist/viewer/index.html'), '');
  await writeFile(join(folder, 'scripts/view/server.mjs'), '');
  expect(whatIsMissing(folder)).toBeNull();
});
