// @ts-check
/**
 * Which sites a package may be used on. As a rule it asks for none: it has no content scripts of its own, and registers
 * them for the sites that its user allows. A package for an organisation names its sites, and has them from the start:
 * `npm run build -- --origins https://wwe.example.com,https://crm.example.com`.
 *
 * @typedef {{ js: string[], matches: string[] } & Record<string, unknown>} ContentScript
 * @typedef {{ content_scripts?: ContentScript[], permissions?: string[] } & Record<string, unknown>} Manifest
 */

/** Every site on the web. Asked for one by one, by the user. */
const EVERY_SITE = '*://*/*';

/**
 * @param {Manifest} manifest as in the repository: its content scripts are those of every package
 * @param {readonly string[] | null} origins of the package; null: its user is asked
 * @returns {Manifest}
 */
export function withAccess(manifest, origins) {
  const { content_scripts: scripts = [], background, permissions = [], ...rest } = manifest;
  if (origins !== null) {
    const matches = origins.map((origin) => `${origin}/*`);
    return { ...rest, permissions, content_scripts: scripts.map((script) => ({ ...script, matches })) };
  }
  return {
    ...rest,
    permissions: [...permissions, 'scripting'],
    optional_host_permissions: [EVERY_SITE],
    ...(background === undefined ? {} : { background }),
  };
}

/**
 * Reads the origins of a package as they were typed.
 *
 * @param {string | undefined} text separated by commas; undefined or empty: none are fixed
 * @returns {readonly string[] | null}
 * @throws {Error} at what is no origin of a page, or names a port, which no match pattern of Firefox can
 */
export function readPackageOrigins(text) {
  const words = (text ?? '').split(',').map((word) => word.trim());
  if (words.every((word) => word === '')) return null;
  return words.map((word) => {
    const wild = /^(https?:\/\/)\*\.(.+)$/.exec(word);
    const plain = wild ? `${wild[1]}${wild[2]}` : word;
    const url = URL.canParse(plain) ? new URL(plain) : undefined;
    const isOrigin = url && /^https?:$/.test(url.protocol) && url.origin === plain.replace(/\/$/, '');
    if (!isOrigin) throw new Error(`"${word}" is no origin. One looks like https://wwe.example.com`);
    if (url.port !== '') throw new Error(`"${word}" names a port. A package is for all ports of a host`);
    return wild ? `${url.protocol}//*.${url.hostname}` : url.origin;
  });
}
