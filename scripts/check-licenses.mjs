// @ts-check
/** Whether each built script stands in a notice of a licence (`licenses.mjs` wrote them). `check-build.mjs` asks. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { LICENSES } from './licenses.mjs';

/**
 * @param {string} dir
 * @returns {string[]} the files in it and below, with forward slashes; none if it is not there
 */
export function filesIn(dir) {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(dir, file)).isFile())
    .map((file) => file.replaceAll('\\', '/'));
}

/**
 * @param {string} dir a built package: each of its folders may have notices of its own
 * @returns {{ files: Map<string, string[]>, packages: string[] }} the scripts that the notices name, by folder, and whose
 *   notices they are
 */
function readNotices(dir) {
  const files = new Map();
  const packages = [];
  for (const file of filesIn(dir).filter((one) => posix.basename(one) === LICENSES)) {
    const written = readFileSync(join(dir, file), 'utf8');
    files.set(
      posix.dirname(file),
      [...written.matchAll(/^In: (.*)$/gm)].flatMap(([, names = '']) => names.split(', ')),
    );
    packages.push(...[...written.matchAll(/^(\S+) \S+\nLicence: /gm)].map(([, name = '']) => name));
  }
  return { files, packages };
}

/**
 * @param {string} dir a built package
 * @returns {string[]} problems
 */
export function checkLicenses(dir) {
  const { files } = readNotices(dir);
  const named = new Set([...files].flatMap(([folder, names]) => names.map((name) => posix.join(folder, name))));
  return filesIn(dir)
    .filter((file) => file.endsWith('.js') && !named.has(file))
    .map((file) => `${file} stands in no notice of a licence (${LICENSES})`);
}

/**
 * @param {string[]} dirs the built packages
 * @param {string} root the repository
 * @returns {string[]} problems: packages of which the product has code (`bundled` in package.json), whose licence no package has
 */
export function checkDependencies(dirs, root) {
  const { dependencies = {}, bundled = [] } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const noticed = new Set(dirs.flatMap((dir) => readNotices(dir).packages));
  return [...Object.keys(dependencies), ...bundled]
    .filter((/** @type {string} */ name) => !noticed.has(name))
    .map((name) => `${name} is a dependency of the product, and no package has a notice of its licence`);
}
