/** What the command line names: scenarios and settings in files. Every mistake is told in words, with its place. */
import { readFile } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { readJson } from '../core/scenario/json-text.ts';
import { readScenario } from '../core/scenario/read.ts';
import { readScenarioText } from '../core/scenario/read-text.ts';
import type { Scenario } from '../core/scenario/scenario-types.ts';
import { DEFAULT_SETTINGS } from '../core/settings/settings.ts';
import { applySettings } from '../core/settings/settings-patch.ts';
import { loadModule } from './load-module.ts';
import { scenarioProblem } from './options.ts';

/** A mistake of the person who gave the command, in words. */
export class Mistake extends Error {}

/** Modules. TypeScript is loaded by Node.js where it can, and by `npm run simulator`, where Vite is. */
const CODE = ['.js', '.mjs', '.ts', '.mts'];

/** Whether a scenario is named by its file rather than by its name in the library. */
export function isFile(scenario: string): boolean {
  return /[\\/]/.test(scenario) || ['.json', ...CODE].includes(extname(scenario));
}

/** A name of the library as it is, or the scenario of a file. Throws `Mistake`. */
export async function readScenarioOption(scenario: string): Promise<string | Scenario> {
  if (!isFile(scenario)) {
    const problem = scenarioProblem(scenario);
    if (problem === null) return scenario;
    throw new Mistake(`${problem}\nA file is named with its ending or its folder, as in ./${basename(scenario)}.json`);
  }
  const ending = extname(scenario);
  if (CODE.includes(ending)) return checkScenario(await defaultOf(scenario), scenario);
  const read = readScenarioText(await readText(scenario), scenario);
  if (read.ok) return read.scenario;
  throw new Mistake(`The scenario cannot be played:\n${read.problems.map(({ words }) => words).join('\n')}`);
}

/** The default export of a module. Throws `Mistake`. */
async function defaultOf(file: string): Promise<unknown> {
  let loaded: unknown;
  try {
    loaded = await loadModule(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_UNKNOWN_FILE_EXTENSION') {
      throw new Mistake(`${file}: Node.js ${process.versions.node} does not load TypeScript. 22.18 and newer do.`);
    }
    throw new Mistake(`${file} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
  }
  const scenario: unknown = typeof loaded === 'object' && loaded !== null ? Reflect.get(loaded, 'default') : undefined;
  if (scenario !== undefined) return scenario;
  throw new Mistake(`${file} has no default export: write "export default { title: …, about: …, steps: [ … ] }".`);
}

/** The scenario that a module gave. Throws `Mistake`. */
export function checkScenario(value: unknown, file: string): Scenario {
  const read = readScenario(value);
  if (read.ok) return read.scenario;
  const problems = read.problems.map(({ path, message }) => `${file}${path === '' ? '' : ` (${path})`}: ${message}`);
  throw new Mistake(`The scenario cannot be played:\n${problems.join('\n')}`);
}

/** Settings from JSON or from a file of JSON. Throws `Mistake`. */
export async function readSettingsOption(given: string): Promise<unknown> {
  const isJson = given.trimStart().startsWith('{');
  const text = isJson ? given : await readText(given);
  const json = readJson(text);
  const name = isJson ? '--settings' : given;
  if (!json.ok) {
    const before = text.slice(0, json.offset).split('\n');
    const place = isJson ? '' : `:${before.length}:${(before.at(-1) ?? '').length + 1}`;
    throw new Mistake(`${name}${place}: ${json.message}`);
  }
  const result = applySettings(DEFAULT_SETTINGS, withoutSchema(json.value));
  if (!result.ok) throw new Mistake(result.problems.map((problem) => `${name}: ${problem}`).join('\n'));
  return withoutSchema(json.value);
}

/** A file may name its JSON schema, for the editor. */
function withoutSchema(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== '$schema'));
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw new Mistake(`There is no file ${file} (looked for ${resolve(file)}).`);
    if (code === 'EISDIR') throw new Mistake(`${file} is a folder, not a file.`);
    throw new Mistake(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
