import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { compareBuilds } from './compare-builds.mjs';

const MANIFEST = { manifest_version: 3, name: 'WWE', permissions: ['storage'] };
const CHROMIUM_MANIFEST = { ...MANIFEST, minimum_chrome_version: '119' };
const FIREFOX_MANIFEST = {
  ...MANIFEST,
  background: { scripts: ['assets/relay.js'] },
  browser_specific_settings: { gecko: { id: 'wwe-devtools@example.org' } },
};

let root: string;

function write(file: string, text: string): void {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function compare(): string[] {
  return compareBuilds(join(root, 'chromium'), join(root, 'firefox'));
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'compare-builds-'));
  for (const browser of ['chromium', 'firefox']) write(`${browser}/assets/panel.js`, 'export{a};');
  write('chromium/manifest.json', JSON.stringify(CHROMIUM_MANIFEST));
  write('firefox/manifest.json', JSON.stringify(FIREFOX_MANIFEST));
  write('firefox/assets/relay.js', '0');
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

it("lets the builds differ in the manifests' own keys and by the relay", () => {
  expect(compare()).toEqual([]);
});

it.each([
  ['a key that differs', { name: 'Other' }, 'name'],
  ['a key that is only in one', { short_name: 'WWE' }, 'short_name'],
])('refuses %s', (_, changes, key) => {
  write('firefox/manifest.json', JSON.stringify({ ...FIREFOX_MANIFEST, ...changes }));
  expect(compare()).toEqual([
    `manifest.json: ${key} differs, and only background, browser_specific_settings, incognito, minimum_chrome_version, storage may`,
  ]);
});

it("refuses a key that is only in Chromium's", () => {
  write('chromium/manifest.json', JSON.stringify({ ...CHROMIUM_MANIFEST, short_name: 'WWE' }));
  expect(compare()).toEqual([expect.stringContaining('manifest.json: short_name differs')]);
});

it("lets Chromium's build have the schema of an organisation's settings alone", () => {
  const storage = { managed_schema: 'schema.json' };
  write('chromium/manifest.json', JSON.stringify({ ...CHROMIUM_MANIFEST, storage }));
  write('chromium/schema.json', '{}');
  expect(compare()).toEqual([]);
});

it('refuses a file that differs in one byte', () => {
  write('firefox/assets/panel.js', 'export{b};');
  expect(compare()).toEqual(['assets/panel.js differs between the builds']);
});

it('refuses a file that is only in one, and a relay in both', () => {
  write('firefox/assets/more.js', '0');
  expect(compare()).toEqual(["assets/more.js is only in Firefox's build"]);
  write('chromium/assets/more.js', '0');
  rmSync(join(root, 'firefox/assets/panel.js'));
  write('chromium/assets/relay.js', '0');
  expect(compare().toSorted()).toEqual([
    "assets/panel.js is only in Chromium's build",
    "assets/relay.js, the relay, is in Chromium's build too",
  ]);
});

it('leaves it to the check of each to say that one is not there', () => {
  rmSync(join(root, 'firefox/manifest.json'));
  expect(compare()).toEqual([]);
  rmSync(join(root, 'chromium'), { recursive: true });
  expect(compare()).toEqual([]);
});
