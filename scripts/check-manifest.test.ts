import { describe, expect, it } from 'vitest';
import { checkManifest } from './check-manifest.mjs';

const gecko = {
  id: 'wwe-devtools@example.org',
  strict_min_version: '128.0',
  data_collection_permissions: { required: ['none'] },
};

const FIREFOX_MANIFEST = {
  manifest_version: 3,
  permissions: ['storage'],
  background: { scripts: ['relay.js'] },
  browser_specific_settings: { gecko },
  content_scripts: [
    {
      js: ['bridge.js'],
      matches: ['*://*/*'],
      run_at: 'document_start',
      all_frames: true,
      match_about_blank: true,
      match_origin_as_fallback: true,
    },
    {
      js: ['probe.js'],
      matches: ['*://*/*'],
      run_at: 'document_start',
      world: 'MAIN',
      all_frames: true,
      match_about_blank: true,
      match_origin_as_fallback: true,
    },
  ],
  content_security_policy: { extension_pages: "script-src 'self'; connect-src 'none'" },
};

// Chromium's manifest is held by the tests of check-build.

/** Changes Firefox's manifest and says what is found wrong. */
function withFirefoxManifest(changes: object): string[] {
  return checkManifest({ ...FIREFOX_MANIFEST, ...changes }, 'firefox');
}

it('finds nothing wrong with a good manifest for Firefox, which is none for Chromium', () => {
  expect(withFirefoxManifest({})).toEqual([]);
  expect(checkManifest(FIREFOX_MANIFEST, 'chromium')).toEqual([
    expect.stringContaining('manifest.json: background is'),
    expect.stringContaining('manifest.json: browser_specific_settings is'),
  ]);
});

it.each([
  undefined,
  { scripts: [] },
  { pages: ['relay.js'] },
  { scripts: ['relay.js', 'later.js'] },
  { scripts: ['relay.js'], service_worker: 'relay.js' },
  { scripts: ['relay.js'], type: 'module' },
  { service_worker: 'relay.js' },
  { page: 'src/panel/panel.html' },
])('refuses the background %j', (background) => {
  expect(withFirefoxManifest({ background })).toEqual([expect.stringContaining('not one script, the relay')]);
});

it.each([
  ['another oldest version', { ...gecko, strict_min_version: '115.0' }],
  ['none', { id: gecko.id, data_collection_permissions: gecko.data_collection_permissions }],
  ['collecting', { ...gecko, data_collection_permissions: { required: ['browsingActivity'] } }],
  ['an address for updates', { ...gecko, update_url: 'https://updates.example/' }],
])('refuses settings with %s', (_, changed) => {
  expect(withFirefoxManifest({ browser_specific_settings: { gecko: changed } })).toEqual([
    expect.stringContaining('manifest.json: browser_specific_settings is'),
  ]);
});

it.each([undefined, {}, { gecko: { ...gecko, id: 'wwe-devtools' } }])(
  'refuses settings without an id: %j',
  (settings) => {
    expect(withFirefoxManifest({ browser_specific_settings: settings })).toEqual([
      expect.stringContaining('is no id for Firefox'),
    ]);
  },
);

it('takes a UUID as an id', () => {
  const id = '{1b2c3d4e-0000-4000-8000-0123456789ab}';
  expect(withFirefoxManifest({ browser_specific_settings: { gecko: { ...gecko, id } } })).toEqual([]);
});

it("refuses what is Chromium's, and what no build may ask for", () => {
  expect(withFirefoxManifest({ minimum_chrome_version: '119' })).toEqual([
    'manifest.json: minimum_chrome_version is "119", not undefined',
  ]);
  expect(withFirefoxManifest({ permissions: ['storage', 'tabs'] })).toEqual([
    expect.stringContaining('manifest.json: permissions is'),
  ]);
});

describe('content scripts', () => {
  const [bridge, probe] = FIREFOX_MANIFEST.content_scripts;

  it.each<[string, unknown[], string]>([
    ['the probe before the bridge', [probe, bridge], 'the bridge: world is "MAIN"'],
    ['the bridge in the page’s world', [{ ...bridge, world: 'MAIN' }, probe], 'the bridge: world is "MAIN"'],
    ['the probe beside the bridge', [bridge, { ...probe, world: 'ISOLATED' }], 'the probe: world is "ISOLATED"'],
    ['a probe that comes late', [bridge, { ...probe, run_at: 'document_end' }], 'the probe: run_at is'],
    ['a probe in top windows only', [bridge, { ...probe, all_frames: false }], 'the probe: all_frames is'],
    ['a probe on fewer pages', [bridge, { ...probe, matches: ['https://*/*'] }], 'the probe: matches is'],
    ['two scripts for a probe', [bridge, { ...probe, js: ['a.js', 'b.js'] }], 'the probe is ["a.js","b.js"]'],
    ['a style sheet', [bridge, { ...probe, css: ['a.css'] }], 'the probe: css is'],
    ['a third script', [bridge, probe, bridge], '1 content script(s) that nobody expects'],
    ['no probe', [bridge], 'no content script 2, the probe'],
  ])('refuses %s', (_, content_scripts, problem) => {
    expect(withFirefoxManifest({ content_scripts }).join('\n')).toContain(problem);
  });
});
