import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { decode } from '../../src/simulator/remote/values.ts';
import { prepareScenario } from './scenario.mjs';

const ROOT = process.cwd();
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wwe-scenario-'));
});
afterEach(() => rm(folder, { recursive: true }));

const prepare = async (name: string, text: string) => {
  await writeFile(join(folder, name), text);
  return prepareScenario(ROOT, ['--port', '0', `--scenario=${name}`], folder);
};

it.each(['own.ts', 'own.mts', 'own.js', 'own.mjs'])('loads %s, and hands over what JSON cannot say', async (name) => {
  const { args, input } = await prepare(
    name,
    'export default { title: "T", steps: [{ userData: { at: new Date(5) } }] };',
  );
  expect(args).toEqual(['--port', '0', '--scenario', join(folder, name), '--stdin']);
  expect(decode(JSON.parse(input))).toEqual({ title: 'T', steps: [{ userData: { at: new Date(5) } }] });
});
it('takes the types out of TypeScript', async () => {
  const { input } = await prepare('own.ts', 'const title: string = "T";\nexport default { title } satisfies object;');
  expect(decode(JSON.parse(input))).toEqual({ title: 'T' });
});
it.each([
  ['const a = 1', 'has no default export'],
  ['throw new Error("broken")', 'cannot be loaded: broken'],
])('refuses a module that says %s, in words', async (code, words) => {
  await expect(prepare('own.mjs', code)).rejects.toThrow(words);
});
it('refuses a module that is not there', async () => {
  await expect(prepareScenario(ROOT, ['--scenario', './nowhere.ts'], folder)).rejects.toThrow('There is no file');
});
it('finds files where the command was given, and leaves names and JSON alone', async () => {
  const { args, input } = await prepare('own.json', '{}');
  expect({ args: args.slice(2), input }).toEqual({ args: ['--scenario', join(folder, 'own.json')], input: '' });
  const names = ['--scenario', 'calm-day', '--settings', '{"deliveries":"double"}'];
  expect(await prepareScenario(ROOT, names, folder)).toEqual({ args: names, input: '' });
});
