import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkScenario, isFile, Mistake, readScenarioOption, readSettingsOption } from './files.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wwe-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function written(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

const SCENARIO = { title: 'Own', about: 'A call.', steps: [{ do: 'arrive', as: 'call' }] };

describe('a scenario that is named on the command line', () => {
  it('is of the library, or a file of JSON', async () => {
    expect(await readScenarioOption('calm-day')).toBe('calm-day');
    expect(await readScenarioOption(await written('own.json', JSON.stringify(SCENARIO)))).toEqual(SCENARIO);
    expect(['a.json', './a', 'b\\a', 'a.ts', 'calm-day'].map(isFile)).toEqual([true, true, true, true, false]);
  });
  it('with a typo is told of with its line', async () => {
    const text = JSON.stringify({ ...SCENARIO, steps: [...SCENARIO.steps, { do: 'anwser', on: 'call' }] }, null, 2);
    const file = await written('own.json', text);
    const line = text.split('\n').findIndex((one) => one.includes('anwser')) + 1;
    const mistake = await readScenarioOption(file).catch((error: unknown) => error);
    expect(mistake).toBeInstanceOf(Mistake);
    expect(mistake).toHaveProperty('message', expect.stringContaining(`own.json:${line}:`));
    expect(mistake).toHaveProperty('message', expect.stringContaining('did you mean "answer"?'));
  });
  it.each([
    ['calm-dya', 'did you mean "calm-day"?'],
    ['own', 'A file is named with its ending'],
    ['./nowhere.json', 'There is no file ./nowhere.json'],
    ['./nowhere.mjs', './nowhere.mjs cannot be loaded'],
  ])('%s is refused in words', async (name, words) => {
    await expect(readScenarioOption(name)).rejects.toThrow(words);
  });
  it('is the default export of a module', async () => {
    const file = await written('own.mjs', `export default ${JSON.stringify(SCENARIO)};`);
    expect(await readScenarioOption(file)).toEqual(SCENARIO);
    const without = await written('none.mjs', 'export const own = 1;');
    await expect(readScenarioOption(without)).rejects.toThrow('has no default export');
  });
  it('of a module that is no scenario is refused with the place', () => {
    expect(() => checkScenario({ ...SCENARIO, title: 1 }, 'own.ts')).toThrow('own.ts (title)');
    expect(checkScenario(SCENARIO, 'own.ts')).toEqual(SCENARIO);
  });
});

describe('settings that are named on the command line', () => {
  it('are JSON or a file, which may name its schema', async () => {
    const settings = { deliveries: 'double' };
    expect(await readSettingsOption(' {"deliveries":"double"}')).toEqual(settings);
    const file = await written('mine.json', JSON.stringify({ $schema: 'x', ...settings }));
    expect(await readSettingsOption(file)).toEqual(settings);
  });
  it('are refused in words', async () => {
    await expect(readSettingsOption('{"deliveries":')).rejects.toThrow('--settings: ');
    await expect(readSettingsOption('{"deliveries":3}')).rejects.toThrow('--settings: Setting deliveries');
    await expect(readSettingsOption('nowhere.json')).rejects.toThrow('There is no file nowhere.json');
    await expect(readSettingsOption(folder)).rejects.toThrow('is a folder');
    const file = await written('mine.json', '{\n  "deliveries": double\n}');
    await expect(readSettingsOption(file)).rejects.toThrow('mine.json:2:17: ');
  });
});
