// @ts-check
/**
 * What Chrome's store asks of a package beside what Chromium and Mozilla's lint check: developer.chrome.com/docs/webstore.
 * `check-build.mjs` asks.
 */

/** Most signs. Chrome's store takes 75 for the name, Mozilla's 50. */
const LIMITS = { name: 50, description: 132 };

/** By what a permission shows that it is used. @type {Record<string, RegExp>} */
const USES = { storage: /\.storage\b/, scripting: /\bscripting\b/ };

/**
 * @param {Record<string, unknown>} manifest its name and description are keys of messages
 * @param {string[]} files of the build
 * @param {(file: string) => string} read
 * @returns {string[]} problems
 */
export function checkStore(manifest, files, read) {
  const problems = [];
  for (const file of files.filter((one) => /^_locales\/.*\.json$/.test(one))) {
    const texts = JSON.parse(read(file));
    for (const [key, limit] of Object.entries(LIMITS)) {
      const text = String(texts[`extension_${key}`]?.message ?? '');
      if (text === '' || text.length > limit) {
        problems.push(`${file}: the ${key} has ${text.length} signs, and 1 to ${limit} are allowed`);
      }
    }
  }
  const scripts = files.filter((file) => file.endsWith('.js')).map(read);
  for (const permission of /** @type {string[]} */ (manifest.permissions ?? [])) {
    const use = Object.hasOwn(USES, permission) ? USES[permission] : undefined;
    if (!scripts.some((text) => use?.test(text))) problems.push(`nothing uses the permission ${permission}`);
  }
  return problems;
}
