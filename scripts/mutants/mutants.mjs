// @ts-check
/** What a mutant is: one small, realistic fault of the product, and the test that finds it. */
import { JOURNEYS } from './journeys.mjs';
import { PANEL_MUTANTS } from './panel.mjs';
import { LINK_MUTANTS } from './transport.mjs';
import { VIEW_MUTANTS } from './views.mjs';
import { WIRE_MUTANTS } from './wire.mjs';

/**
 * @typedef {object} Mutant
 * @property {string} id
 * @property {string} file the file to change, from the root of the repository
 * @property {string} find text that stands in it exactly once
 * @property {string} replace what stands there in the mutant
 * @property {string} breaks the behaviour that it breaks
 * @property {string} killedBy a unit test's file, or the name of a journey in `journeys.mjs`
 */

/** @typedef {import('./journeys.mjs').Journey} Journey */

/** @type {readonly Mutant[]} */
export const MUTANTS = [...WIRE_MUTANTS, ...LINK_MUTANTS, ...PANEL_MUTANTS, ...VIEW_MUTANTS];

/** @param {string} killedBy */
export const isUnit = (killedBy) => /\.test\.tsx?$/.test(killedBy);

/**
 * @param {string} name
 * @returns {Journey | undefined} the journey of that name
 */
export function journeyOf(name) {
  return /** @type {Readonly<Record<string, Journey>>} */ (JOURNEYS)[name];
}

/**
 * Makes the changed text of a file.
 *
 * @param {string} text of the file as it is
 * @param {Mutant} mutant
 * @returns {string} the text with the fault in it
 * @throws {Error} if the text to find is not there exactly once, or the change would change nothing
 */
export function mutated(text, { id, file, find, replace }) {
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`${id}: its text stands ${parts.length - 1} times in ${file}, not once.`);
  if (find === replace) throw new Error(`${id}: it changes nothing.`);
  return parts.join(replace);
}

/**
 * Checks a list against today's files.
 *
 * @param {readonly Mutant[]} mutants
 * @param {(file: string) => string | undefined} read the text of a file; undefined: there is none
 * @returns {string[]} what is wrong with it, in words
 */
export function problemsOf(mutants, read) {
  const ids = new Set();
  return mutants.flatMap((mutant) => {
    const { id, file, killedBy, breaks } = mutant;
    const problems = [];
    if (ids.has(id)) problems.push(`${id}: there are two of this name.`);
    ids.add(id);
    if (!/^[a-z][a-z0-9-]*$/.test(id)) problems.push(`${id}: the name is not made of small letters, digits and -.`);
    if (!breaks.endsWith('.')) problems.push(`${id}: what it breaks is not said in a sentence.`);
    const killer = isUnit(killedBy) ? killedBy : journeyOf(killedBy)?.file;
    if (killer === undefined) problems.push(`${id}: there is no journey named “${killedBy}”.`);
    else if (read(killer) === undefined) problems.push(`${id}: there is no file ${killer}.`);
    const text = read(file);
    if (text === undefined) return [...problems, `${id}: there is no file ${file}.`];
    try {
      mutated(text, mutant);
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
    return problems;
  });
}

/**
 * Chooses the mutants that are asked for.
 *
 * @param {readonly Mutant[]} mutants
 * @param {{ only?: readonly string[] | undefined, unit?: boolean | undefined, e2e?: boolean | undefined }} wanted
 *   `only`: their names; `unit`, `e2e`: those that unit tests or journeys kill
 * @returns {Mutant[]}
 * @throws {Error} if there is none of a name
 */
export function choose(mutants, { only, unit, e2e }) {
  const unknown = only?.find((name) => mutants.every(({ id }) => id !== name));
  if (unknown !== undefined) throw new Error(`There is no mutant named “${unknown}”.`);
  return mutants.filter(({ id, killedBy }) => {
    if (only && !only.includes(id)) return false;
    return unit === e2e || isUnit(killedBy) === (unit === true);
  });
}
