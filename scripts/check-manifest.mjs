// @ts-check
/**
 * What the manifests of the two builds must say: each key and each value is listed here, and nothing else may be there.
 * Whoever adds to a list says why in docs/privacy.md. `check-build.mjs` asks.
 *
 * @typedef {'chromium' | 'firefox'} Browser
 * @typedef {Record<string, unknown>} Manifest
 */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { OLDEST_FIREFOX } from './setup/firefox.mjs';

/** The release: both builds have that of the package. @type {{ version: string }} */
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** The probe waits for the bridge, and the probe alone is in the page's own world. */
export const INJECTED = ['src/probe/probe.iife.js', 'src/bridge/bridge.iife.js'];

/** How each content script must be started, to hear every frame from its first message. */
const EVERY_FRAME = {
  run_at: 'document_start',
  all_frames: true,
  match_about_blank: true,
  match_origin_as_fallback: true,
};

/** What both say. */
const SHARED = {
  manifest_version: 3,
  name: '__MSG_extension_name__',
  description: '__MSG_extension_description__',
  version,
  default_locale: 'en',
  icons: { 16: 'icons/16.png', 48: 'icons/48.png', 128: 'icons/128.png' },
  devtools_page: 'src/devtools/devtools.html',
  content_security_policy: {
    extension_pages: [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "connect-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'self' devtools://devtools",
    ].join('; '),
  },
};

/**
 * What a package may do at once. As a rule that is nothing: its user is asked for each site. A package for an
 * organisation has the sites that it was built for.
 *
 * @param {Browser} browser
 * @param {readonly string[] | null} origins
 */
function access(browser, origins) {
  if (origins === null) {
    return {
      permissions: ['storage', 'scripting'],
      optional_host_permissions: ['*://*/*'],
      // It hears of updates and of changed permissions. Firefox's background does more (below).
      ...(browser === 'chromium' ? { background: { service_worker: 'service-worker-loader.js', type: 'module' } } : {}),
    };
  }
  const matches = origins.map((origin) => `${origin}/*`);
  return {
    permissions: ['storage'],
    content_scripts: INJECTED.map((file, place) => ({
      js: [file],
      matches,
      ...(place === 0 ? { world: 'MAIN' } : {}),
      ...EVERY_FRAME,
    })),
  };
}

/** What each says besides. @type {Record<Browser, Manifest>} */
const BESIDES = {
  chromium: {
    minimum_chrome_version: '119',
    // A private window's panel meets its pages only so. Firefox has one extension for all windows.
    incognito: 'split',
    storage: { managed_schema: 'managed-schema.json' },
  },
  firefox: {
    // Its panels cannot reach content scripts: the relay carries the link.
    background: { scripts: ['relay.js'] },
    // Firefox needs an id, and asks whoever installs it what it may collect, if this did not say "none".
    browser_specific_settings: {
      gecko: {
        id: 'wwe-devtools@wwe-devtools',
        strict_min_version: `${OLDEST_FIREFOX}.0`,
        data_collection_permissions: { required: ['none'] },
      },
    },
  },
};

/**
 * @param {Browser} browser
 * @param {readonly string[] | null} [origins] what the package is for; null: its user is asked
 * @returns {Manifest} what its manifest must be
 */
export function expectedManifest(browser, origins = null) {
  return structuredClone({ ...SHARED, ...access(browser, origins), ...BESIDES[browser] });
}

/**
 * @param {Manifest} manifest
 * @param {Browser} browser
 * @param {readonly string[] | null} [origins] as of `expectedManifest`
 * @returns {string[]} problems: keys that differ
 */
export function checkManifest(manifest, browser, origins = null) {
  const expected = expectedManifest(browser, origins);
  const keys = new Set([...Object.keys(expected), ...Object.keys(manifest)]);
  return [...keys]
    .filter((key) => !isDeepStrictEqual(manifest[key], expected[key]))
    .map((key) => {
      const wanted = expected[key] === undefined ? 'and nobody expects it' : `not ${JSON.stringify(expected[key])}`;
      return `manifest.json: ${key} is ${JSON.stringify(manifest[key])}, ${wanted}`;
    });
}
