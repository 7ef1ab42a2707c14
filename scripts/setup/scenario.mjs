// @ts-check
/** Scenarios in TypeScript and JavaScript: loaded here, where Vite is, and handed to the built simulator as text. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runnerImport } from 'vite';
import { Explained } from './say.mjs';

/**
 * @typedef {object} Prepared
 * @property {string[]} args for the simulator
 * @property {string} input for its standard input; empty: it needs none
 */

/** Options that name a file, which stands where the command was given. */
const FILES = ['--scenario', '--settings', '--recording', '--save-scenario'];
/** Those that name nothing but a file, which may not be there yet. */
const FILES_ALONE = ['--recording', '--save-scenario'];

/**
 * Makes the names of files absolute, and loads the scenario if it is a module.
 *
 * @param {string} root the repository
 * @param {string[]} args as a person gave them
 * @param {string} startedIn the folder in which they were given
 * @returns {Promise<Prepared>}
 * @throws {Explained} if the module cannot be loaded
 */
export async function prepareScenario(root, args, startedIn) {
  const words = args.flatMap((word) => {
    const name = FILES.find((one) => word.startsWith(`${one}=`));
    return name === undefined ? [word] : [name, word.slice(name.length + 1)];
  });
  const located = words.map((word, index) => {
    const option = words[index - 1] ?? '';
    if (FILES_ALONE.includes(option)) return resolve(startedIn, word);
    return FILES.includes(option) ? locate(word, startedIn) : word;
  });
  const scenario = located[located.indexOf('--scenario') + 1];
  if (!located.includes('--scenario') || scenario === undefined || !/\.m?[jt]s$/.test(scenario)) {
    return { args: located, input: '' };
  }
  return { args: [...located, '--stdin'], input: await load(root, scenario) };
}

/**
 * @param {string} word a file, a scenario's name, or JSON
 * @param {string} startedIn
 */
function locate(word, startedIn) {
  const file = resolve(startedIn, word);
  return /[\\/]|\.(?:json|m?[jt]s)$/.test(word) && !word.trimStart().startsWith('{') && existsSync(file) ? file : word;
}

/**
 * @param {string} root
 * @param {string} file
 * @returns {Promise<string>} its default export, encoded
 */
async function load(root, file) {
  if (!existsSync(file)) throw new Explained(`There is no file ${file}.`);
  /** @type {{ default?: unknown }} */
  let scenario;
  try {
    scenario = (await runnerImport(file, { configFile: false, logLevel: 'error' })).module;
  } catch (error) {
    throw new Explained(`${file} cannot be loaded: ${error instanceof Error ? error.message : error}`);
  }
  if (scenario.default === undefined) {
    throw new Explained(`${file} has no default export: write "export default { title: …, about: …, steps: [ … ] }".`);
  }
  /** @type {{ module: typeof import('../../src/simulator/remote/values.ts') }} */
  const { module } = await runnerImport(join(root, 'src/simulator/remote/values.ts'), { configFile: false });
  return JSON.stringify(module.encode(scenario.default));
}
