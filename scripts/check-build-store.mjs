// @ts-check
/**
 * What the stores say of a package and no linter checks: Chrome's has none, Mozilla's (`lint-firefox.mjs`) looks at
 * Firefox's rules only. `check-build.mjs` asks. The rules are those of developer.chrome.com/docs/webstore and
 * developer.chrome.com/docs/extensions/reference/manifest.
 */

/** Most signs. Chrome's store takes 75 for the name, Mozilla's 50. */
const LIMITS = { name: 50, description: 132 };

/** Icons that the store and the browser ask for, in px. */
const ICONS = [16, 48, 128];

/** By what a permission shows that it is used. @type {Record<string, RegExp>} */
const USES = { storage: /\.storage\b/, scripting: /\bscripting\b/ };

/**
 * @param {Record<string, unknown>} manifest
 * @param {string[]} files of the build
 * @param {(file: string) => Buffer} read
 * @returns {string[]} problems
 */
export function checkStore(manifest, files, read) {
  const problems = [];
  const texts = files.includes(`_locales/${manifest.default_locale}/messages.json`)
    ? JSON.parse(read(`_locales/${manifest.default_locale}/messages.json`).toString('utf8'))
    : {};
  for (const [key, limit] of Object.entries(LIMITS)) {
    const written = String(manifest[key] ?? '');
    const name = /^__MSG_(\w+)__$/.exec(written)?.[1];
    const text = name === undefined ? written : String(texts[name]?.message ?? '');
    if (text === '') problems.push(`the store asks for a ${key}, and ${written || 'none'} is no text`);
    if (text.length > limit) problems.push(`the ${key} has ${text.length} signs, and ${limit} is the most`);
  }
  const version = String(manifest.version);
  const isVersion = /^(?:0|[1-9]\d{0,4})(?:\.(?:0|[1-9]\d{0,4})){0,3}$/.test(version);
  if (!isVersion || version.split('.').some((part) => Number(part) > 65_535)) {
    problems.push(`${version} is no version: one to four numbers up to 65535, with dots`);
  }
  const icons = new Map(Object.entries(Object(manifest.icons)));
  for (const size of ICONS) {
    const file = String(icons.get(String(size)));
    const found = files.includes(file) ? sizeOf(read(file)) : 'not there';
    if (found !== `${size}×${size}`) problems.push(`the icon of ${size} px, ${file}, is ${found}`);
  }
  const scripts = files.filter((file) => file.endsWith('.js')).map((file) => read(file).toString('utf8'));
  for (const permission of /** @type {string[]} */ (manifest.permissions ?? [])) {
    const use = Object.hasOwn(USES, permission) ? USES[permission] : undefined;
    if (!scripts.some((text) => use?.test(text))) problems.push(`nothing uses the permission ${permission}`);
  }
  for (const file of files) {
    if (/(?:^|\/)_/.test(file) && !file.startsWith('_locales/'))
      problems.push(`${file}: Chromium keeps names with _ for itself`);
    if (/(?:^|\/)\./.test(file)) problems.push(`${file} is hidden`);
  }
  return problems;
}

/**
 * @param {Buffer} png
 * @returns {string} its size in px, `16×16`
 */
function sizeOf(png) {
  const isPng = png.length > 24 && png.toString('latin1', 1, 4) === 'PNG' && png.toString('latin1', 12, 16) === 'IHDR';
  return isPng ? `${png.readUInt32BE(16)}×${png.readUInt32BE(20)}` : 'no PNG';
}
