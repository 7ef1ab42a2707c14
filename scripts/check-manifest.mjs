// @ts-check
/**
 * What the manifests of the two builds must say, and where they may differ. `check-build.mjs` asks.
 *
 * @typedef {'chromium' | 'firefox'} Browser
 * @typedef {object} Known
 * @property {Record<string, unknown>[]} [content_scripts]
 * @property {{ gecko?: { id?: unknown } }} [browser_specific_settings]
 * @typedef {Record<string, unknown> & Known} Manifest
 */
import { isDeepStrictEqual } from 'node:util';
import { OLDEST_FIREFOX } from './setup/firefox.mjs';

/** All that the extension may ask for. Whoever adds to it says why in docs/privacy.md. */
const EXPECTED = {
  manifest_version: 3,
  permissions: ['storage'],
  host_permissions: undefined,
  optional_permissions: undefined,
  optional_host_permissions: undefined,
  web_accessible_resources: undefined,
  externally_connectable: undefined,
};

/** And what else, by browser. Only Firefox has a background, the relay: its panels cannot reach content scripts. */
const EXPECTED_OF = {
  chromium: { background: undefined, browser_specific_settings: undefined },
  firefox: { minimum_chrome_version: undefined },
};

/** Firefox needs an id, and asks whoever installs it what it may collect, if this did not say "none". */
const GECKO = {
  strict_min_version: `${OLDEST_FIREFOX}.0`,
  data_collection_permissions: { required: ['none'] },
};

/** The forms that an id can have: as an address, or a UUID in braces. */
const GECKO_ID = /^(?:[\w.-]*@[\w.-]+|\{[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\})$/i;

/** Where the two manifests may differ. */
const OWN_KEYS = ['background', 'browser_specific_settings', 'minimum_chrome_version'];

/** How each content script must be started, to hear every frame from its first message. */
const EVERY_FRAME = {
  matches: ['*://*/*'],
  run_at: 'document_start',
  all_frames: true,
  match_about_blank: true,
  match_origin_as_fallback: true,
};

/**
 * The content scripts, in their order: the bridge waits for the probe, and the probe alone is in the page's own world.
 * Each is one script, and nothing else is added to pages.
 */
const CONTENT_SCRIPTS = [
  { name: 'bridge', expected: { ...EVERY_FRAME, world: undefined, css: undefined } },
  { name: 'probe', expected: { ...EVERY_FRAME, world: 'MAIN', css: undefined } },
];

/** What the policy of our own pages must say. */
const POLICY = ["script-src 'self'", "connect-src 'none'"];

/**
 * @param {Manifest} manifest
 * @param {Browser} browser
 * @returns {string[]} problems
 */
export function checkManifest(manifest, browser) {
  const problems = compare('manifest.json', manifest, { ...EXPECTED, ...EXPECTED_OF[browser] });
  if (browser === 'firefox') problems.push(...checkGecko(manifest), ...checkBackground(manifest));
  problems.push(...checkContentScripts(manifest));
  const policy = JSON.stringify(manifest.content_security_policy ?? '');
  for (const rule of POLICY) if (!policy.includes(rule)) problems.push(`content_security_policy does not say ${rule}`);
  return problems;
}

/**
 * @param {Manifest} manifest
 * @returns {string[]}
 */
function checkContentScripts({ content_scripts: scripts = [] }) {
  const problems = CONTENT_SCRIPTS.flatMap(({ name, expected }, index) => {
    const script = scripts[index];
    if (script === undefined) return [`manifest.json has no content script ${index + 1}, the ${name}`];
    const isOne = Array.isArray(script.js) && script.js.length === 1;
    return [
      ...(isOne ? [] : [`the ${name} is ${JSON.stringify(script.js)}, not one script`]),
      ...compare(`the ${name}`, script, expected),
    ];
  });
  const more = scripts.length - CONTENT_SCRIPTS.length;
  return more > 0 ? [...problems, `manifest.json has ${more} content script(s) that nobody expects`] : problems;
}

/**
 * @param {Manifest} manifest
 * @returns {string | undefined} the relay: the one script in the background; undefined if it is not so
 */
export function relayOf({ background }) {
  const [[key, scripts] = [], ...others] = Object.entries(background ?? {});
  const isOne = key === 'scripts' && others.length === 0 && Array.isArray(scripts) && scripts.length === 1;
  return isOne && typeof scripts[0] === 'string' ? scripts[0] : undefined;
}

/**
 * @param {Manifest} chromium
 * @param {Manifest} firefox
 * @returns {string[]} problems: differences that nobody expects
 */
export function compareManifests(chromium, firefox) {
  const keys = new Set([...Object.keys(chromium), ...Object.keys(firefox)]);
  return [...keys]
    .filter((key) => !OWN_KEYS.includes(key) && !isDeepStrictEqual(chromium[key], firefox[key]))
    .map((key) => `manifest.json: ${key} differs, and only ${OWN_KEYS.join(', ')} may`);
}

/**
 * @param {Manifest} manifest
 * @returns {string[]}
 */
function checkGecko({ browser_specific_settings: settings }) {
  const id = settings?.gecko?.id;
  if (typeof id !== 'string' || !GECKO_ID.test(id))
    return [`manifest.json: ${JSON.stringify(id)} is no id for Firefox`];
  return compare(
    'manifest.json',
    { browser_specific_settings: settings },
    {
      browser_specific_settings: { gecko: { id, ...GECKO } },
    },
  );
}

/**
 * @param {Manifest} manifest
 * @returns {string[]}
 */
function checkBackground(manifest) {
  if (relayOf(manifest) !== undefined) return [];
  return [`manifest.json: background is ${JSON.stringify(manifest.background)}, not one script, the relay`];
}

/**
 * @param {string} name
 * @param {Record<string, unknown>} record
 * @param {Record<string, unknown>} expected
 * @returns {string[]} where the record is not as expected
 */
function compare(name, record, expected) {
  return Object.entries(expected)
    .filter(([key, value]) => !isDeepStrictEqual(record[key], value))
    .map(([key, value]) => `${name}: ${key} is ${JSON.stringify(record[key])}, not ${JSON.stringify(value)}`);
}
