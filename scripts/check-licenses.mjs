// @ts-check
/** Whether each built script stands in a notice of a licence (`licenses.mjs` wrote them). `check-build.mjs` asks. */
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { filesIn } from './compare-builds.mjs';
import { LICENSES, RULE } from './licenses.mjs';

/**
 * @typedef {{ name: string, licence: string, files: string[], hasSource: boolean, text: string }} Notice
 *
 * @param {string} written
 * @returns {Notice[]} what stands in `LICENSES.txt`
 */
export function readLicenses(written) {
  const [, ...notices] = written.split(`\n${RULE}\n\n`);
  return notices.map((notice) => {
    const [head = '', ...text] = notice.split('\n\n');
    return {
      name: head.split(' ')[0] ?? '',
      licence: /^Licence: (.*)$/m.exec(head)?.[1] ?? '',
      files: /^In: (.*)$/m.exec(head)?.[1]?.split(', ') ?? [],
      hasSource: /^Source code.*https:\/\/\S/m.test(head),
      text: text.join('\n\n').trim(),
    };
  });
}

/**
 * @param {string} dir a built package: each of its folders may have notices of its own
 * @param {string} root the repository
 * @returns {string[]} problems
 */
export function checkLicenses(dir, root) {
  const own = readFileSync(join(root, 'LICENSE'), 'utf8').trim();
  const files = filesIn(dir);
  const problems = [];
  /** @type {Map<string, Set<string>>} */
  const named = new Map();
  for (const file of files.filter((one) => posix.basename(one) === LICENSES)) {
    const notices = readLicenses(readFileSync(join(dir, file), 'utf8'));
    if (notices[0]?.text !== own) problems.push(`${file} does not begin with the project's own licence`);
    for (const { name, licence, text, hasSource } of notices) {
      if (licence === '' || text.length < 200) problems.push(`${file} has no licence of ${name}`);
      if (licence.startsWith('MPL') && !hasSource) problems.push(`${file} does not say where the source of ${name} is`);
    }
    const folder = posix.dirname(file);
    named.set(folder, new Set(notices.flatMap((notice) => notice.files).map((one) => posix.join(folder, one))));
  }
  for (const script of files.filter((file) => /\.[cm]?js$/.test(file))) {
    let folder = posix.dirname(script);
    while (folder !== '.' && !named.has(folder)) folder = posix.dirname(folder);
    if (!named.get(folder)?.has(script)) problems.push(`${script} stands in no notice of a licence (${LICENSES})`);
  }
  return problems;
}

/**
 * @param {readonly string[]} dirs the built packages
 * @param {string} root the repository
 * @returns {string[]} problems: dependencies of the product that no package has a notice of
 */
export function checkDependencies(dirs, root) {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const written = dirs.flatMap((dir) =>
    filesIn(dir)
      .filter((file) => posix.basename(file) === LICENSES)
      .map((file) => readFileSync(join(dir, file), 'utf8')),
  );
  const noticed = new Set(written.flatMap(readLicenses).map(({ name }) => name));
  return Object.keys(dependencies)
    .filter((name) => !noticed.has(name))
    .map((name) => `${name} is a dependency of the product, and no package has a notice of its licence`);
}
