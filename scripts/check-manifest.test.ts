import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkManifest, expectedManifest } from './check-manifest.mjs';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'none'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'self' devtools://devtools";

/** Written out once more: what is changed in the list by mistake fails here. */
const SHARED = {
  manifest_version: 3,
  name: '__MSG_extension_name__',
  description: '__MSG_extension_description__',
  version,
  default_locale: 'en',
  icons: { '16': 'icons/16.png', '48': 'icons/48.png', '128': 'icons/128.png' },
  devtools_page: 'src/devtools/devtools.html',
  content_security_policy: { extension_pages: POLICY },
};

/** A package whose user is asked for each site. */
const ASKS = { permissions: ['storage', 'scripting'], optional_host_permissions: ['*://*/*'] };

/** A package for two sites. */
const ORIGINS = ['https://wwe.example.com', 'https://crm.example.com'];
const MATCHES = ORIGINS.map((origin) => `${origin}/*`);
const FOR_SITES = {
  permissions: ['storage'],
  content_scripts: [
    {
      js: ['src/probe/probe.iife.js'],
      matches: MATCHES,
      run_at: 'document_start',
      world: 'MAIN',
      all_frames: true,
      match_about_blank: true,
      match_origin_as_fallback: true,
    },
    {
      js: ['src/bridge/bridge.iife.js'],
      matches: MATCHES,
      run_at: 'document_start',
      all_frames: true,
      match_about_blank: true,
      match_origin_as_fallback: true,
    },
  ],
};

const GECKO = {
  id: 'wwe-devtools@wwe-devtools',
  strict_min_version: '128.0',
  data_collection_permissions: { required: ['none'] },
};

const MANIFESTS = {
  chromium: {
    ...SHARED,
    ...ASKS,
    background: { service_worker: 'service-worker-loader.js', type: 'module' },
    minimum_chrome_version: '119',
    incognito: 'split',
    storage: { managed_schema: 'managed-schema.json' },
  },
  firefox: { ...SHARED, ...ASKS, background: { scripts: ['relay.js'] }, browser_specific_settings: { gecko: GECKO } },
};

const BROWSERS = ['chromium', 'firefox'] as const;

describe.each(BROWSERS)("%s's manifest", (browser) => {
  const problemsWith = (changes: object) => checkManifest({ ...MANIFESTS[browser], ...changes }, browser);

  it('is good as it is listed', () => {
    expect(problemsWith({})).toEqual([]);
    expect(expectedManifest(browser)).toEqual(MANIFESTS[browser]);
  });

  it.each([
    ['permissions', ['storage', 'scripting', 'tabs']],
    ['content_scripts', []],
    ['host_permissions', ['<all_urls>']],
    ['optional_permissions', ['tabs']],
    ['optional_host_permissions', ['https://*/*']],
    ['web_accessible_resources', []],
    ['externally_connectable', { matches: ['https://*/*'] }],
    ['update_url', 'https://updates.example/'],
    ['oauth2', { client_id: '1', scopes: [] }],
    ['declarative_net_request', { rule_resources: [] }],
    ['chrome_settings_overrides', { homepage: 'https://home.example/' }],
    ['key', 'MIIB'],
    ['incognito', 'spanning'],
    ['sandbox', { pages: ['a.html'] }],
    ['action', {}],
    ['a_key_of_the_future', true],
  ])('may not grow by %s: %j', (key, value) => {
    expect(problemsWith({ [key]: value }).join('\n')).toContain(`manifest.json: ${key}`);
  });

  it.each(Object.keys(MANIFESTS[browser]))('may not lack %s, nor have another', (key) => {
    expect(problemsWith({ [key]: undefined }).join('\n')).toContain(`manifest.json: ${key} is undefined`);
    expect(problemsWith({ [key]: 'other' }).join('\n')).toContain(`manifest.json: ${key} is "other"`);
  });

  /** As of a package for two sites. */
  const { optional_host_permissions: _, background: own, ...shared } = MANIFESTS[browser];
  const background = browser === 'firefox' ? { background: own } : {};
  const problemsFor = (changes: object) =>
    checkManifest({ ...shared, ...background, ...FOR_SITES, ...changes }, browser, ORIGINS);

  it('of a package for some sites is for these alone, and asks for nothing more', () => {
    expect(problemsFor({})).toEqual([]);
    expect(problemsFor({ optional_host_permissions: ['*://*/*'] }).join()).toContain('optional_host_permissions');
  });

  const [probe, bridge] = FOR_SITES.content_scripts;

  it.each<[string, unknown[]]>([
    ['the bridge before the probe', [bridge, probe]],
    ['the bridge in the page’s world', [probe, { ...bridge, world: 'MAIN' }]],
    ['the probe beside the bridge', [{ ...probe, world: 'ISOLATED' }, bridge]],
    ['a probe that comes late', [{ ...probe, run_at: 'document_end' }, bridge]],
    ['a probe that is not in every frame', [{ ...probe, all_frames: false }, bridge]],
    ['more sites', [{ ...probe, matches: ['<all_urls>'] }, bridge]],
    ['sites besides', [{ ...probe, matches: [...MATCHES, 'file:///*'] }, bridge]],
    ['two scripts for a probe', [{ ...probe, js: ['src/probe/probe.iife.js', 'b.js'] }, bridge]],
    ['a style sheet', [probe, { ...bridge, css: ['a.css'] }]],
    ['a third script', [probe, bridge, probe]],
    ['no bridge', [probe]],
  ])('may not have %s', (_, content_scripts) => {
    expect(problemsFor({ content_scripts })).toEqual([expect.stringContaining('manifest.json: content_scripts is [')]);
  });

  it.each([
    POLICY.replace("connect-src 'none'; ", ''),
    POLICY.replace("connect-src 'none'", 'connect-src https://a.example'),
    POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-eval'"),
    POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
    `${POLICY}; report-uri https://a.example`,
    `connect-src *; ${POLICY}`,
  ])('may not have the policy %s', (extension_pages) => {
    expect(extension_pages).not.toBe(POLICY);
    expect(problemsWith({ content_security_policy: { extension_pages } })).toEqual([
      expect.stringContaining('manifest.json: content_security_policy is'),
    ]);
  });

  it('may not have another policy, or one for other pages', () => {
    const problems = problemsWith({
      content_security_policy: { extension_pages: POLICY, sandbox: "script-src 'self'" },
    });
    expect(problems).toEqual([expect.stringContaining('content_security_policy is')]);
    expect(problemsWith({ content_security_policy: POLICY })).toHaveLength(1);
  });
});

it.each([
  { scripts: ['relay.js', 'later.js'] },
  { scripts: ['relay.js'], service_worker: 'relay.js' },
  { scripts: ['relay.js'], type: 'module' },
  { scripts: ['relay.js'], persistent: true },
  { page: 'src/panel/panel.html' },
])('refuses the background %j', (background) => {
  for (const browser of BROWSERS) {
    expect(checkManifest({ ...MANIFESTS[browser], background }, browser)).toEqual([
      expect.stringContaining('manifest.json: background is'),
    ]);
  }
});

it.each([
  ['another oldest version', { ...GECKO, strict_min_version: '115.0' }],
  ['none', { id: GECKO.id, data_collection_permissions: GECKO.data_collection_permissions }],
  ['collecting', { ...GECKO, data_collection_permissions: { required: ['browsingActivity'] } }],
  ['collecting if it likes', { ...GECKO, data_collection_permissions: { required: ['none'], optional: ['all'] } }],
  ['an address for updates', { ...GECKO, update_url: 'https://updates.example/' }],
  ['another id', { ...GECKO, id: 'other@wwe-devtools' }],
])("refuses settings of Firefox's with %s", (_, gecko) => {
  expect(checkManifest({ ...MANIFESTS.firefox, browser_specific_settings: { gecko } }, 'firefox')).toEqual([
    expect.stringContaining('manifest.json: browser_specific_settings is'),
  ]);
});

it("takes neither browser's manifest for the other's", () => {
  expect(checkManifest(MANIFESTS.firefox, 'chromium')).toHaveLength(5);
  expect(checkManifest(MANIFESTS.chromium, 'firefox')).toHaveLength(5);
});
