import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkBuild } from './check-build.mjs';

const MANIFEST = {
  manifest_version: 3,
  permissions: ['storage'],
  devtools_page: 'src/devtools/devtools.html',
  content_scripts: [
    {
      js: ['assets/bridge.js'],
      matches: ['*://*/*'],
      run_at: 'document_start',
      all_frames: true,
      match_about_blank: true,
      match_origin_as_fallback: true,
    },
    {
      js: ['assets/probe.js'],
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

const FIREFOX_MANIFEST = {
  ...MANIFEST,
  background: { scripts: ['assets/relay.js'] },
  browser_specific_settings: {
    gecko: {
      id: 'wwe-devtools@example.org',
      strict_min_version: '128.0',
      data_collection_permissions: { required: ['none'] },
    },
  },
};

let dir: string;

function write(file: string, text: string): void {
  const path = join(dir, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Bytes that gzip cannot shorten, as a text in a script. */
function incompressible(bytes: number): string {
  return `var text = '${randomBytes(bytes).toString('base64')}';`;
}

/** Changes the manifest and says what is found wrong. */
function withManifest(changes: object): string[] {
  write('manifest.json', JSON.stringify({ ...MANIFEST, ...changes }));
  return checkBuild(dir, 'chromium').problems;
}

/** Changes the content script's entry and says what is found wrong. */
function withContentScript(changes: object): string[] {
  return withManifest({
    content_scripts: [{ ...MANIFEST.content_scripts[0], ...changes }, MANIFEST.content_scripts[1]],
  });
}

function withFile(file: string, text: string): string[] {
  write(file, text);
  return checkBuild(dir, 'chromium', ['/home/ada/']).problems;
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'check-build-'));
  write('manifest.json', JSON.stringify(MANIFEST));
  write('assets/bridge.js', '(function(){addEventListener("message",()=>{})})();');
  write('assets/probe.js', '(function(){dispatchEvent(new Event("probe"))})();');
  write('src/devtools/devtools.html', '<script type="module" src="/assets/devtools.js"></script>');
  write('assets/devtools.js', 'import"./polyfill.js";chrome.devtools.panels.create("WWE","","src/panel/panel.html");');
  write('assets/polyfill.js', 'export{};');
  write(
    'src/panel/panel.html',
    '<script type="module" crossorigin src="/assets/panel.js"></script><link rel="stylesheet" href="/assets/panel.css">',
  );
  write('assets/panel.js', 'import{a}from"./shared.js";a(()=>import("./later.js"));');
  write('assets/shared.js', 'export const a=(b)=>b;');
  write('assets/later.js', 'export{};');
  write('assets/panel.css', 'body{background:url(./back.svg)}');
  write('assets/back.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
});

afterEach(() => {
  rmSync(dir, { recursive: true });
});

it('finds nothing wrong with a good build, and measures what is loaded at first only', () => {
  const { problems, sizes } = checkBuild(dir, 'chromium');
  expect(problems).toEqual([]);
  expect(sizes.map(({ name, files }) => [name, files.toSorted()])).toEqual([
    ['bridge', ['assets/bridge.js']],
    ['probe', ['assets/probe.js']],
    [
      'panel, first load',
      ['assets/back.svg', 'assets/panel.css', 'assets/panel.js', 'assets/shared.js', 'src/panel/panel.html'],
    ],
  ]);
});

it('says so when nothing was built', () => {
  rmSync(join(dir, 'manifest.json'));
  expect(checkBuild(dir, 'chromium').problems).toEqual([`${dir} has no manifest.json`]);
});

it.each([
  ['web_accessible_resources', []],
  ['background', { service_worker: 'a.js' }],
  ['browser_specific_settings', { gecko: { id: 'a@b' } }],
  ['permissions', ['storage', 'tabs']],
  ['permissions', []],
  ['host_permissions', ['<all_urls>']],
  ['optional_permissions', ['tabs']],
  ['externally_connectable', { matches: ['https://*/*'] }],
])('refuses %s: %j', (key, value) => {
  expect(withManifest({ [key]: value })).toEqual([expect.stringContaining(`manifest.json: ${key} is`)]);
});

it('refuses a policy that lets connections out', () => {
  expect(withManifest({ content_security_policy: { extension_pages: "script-src 'self'" } })).toEqual([
    "content_security_policy does not say connect-src 'none'",
  ]);
});

it.each([
  ['run_at', 'document_idle'],
  ['all_frames', false],
  ['match_about_blank', undefined],
  ['match_origin_as_fallback', undefined],
  ['matches', ['<all_urls>']],
])('refuses a content script with %s: %j', (key, value) => {
  expect(withContentScript({ [key]: value })).toEqual([expect.stringContaining(`${key} is`)]);
});

it('refuses a manifest without content scripts, and one that names a file that is not there', () => {
  expect(withManifest({ content_scripts: [] })).toEqual([
    'manifest.json has no content script 1, the bridge',
    'manifest.json has no content script 2, the probe',
  ]);
  expect(withManifest({ icons: { 16: 'icons/16.png' } })).toEqual([
    'manifest.json names icons/16.png, which is not there',
  ]);
});

it.each(['import"./shared.js";', 'export{};', 'import("./shared.js");'])('refuses a content script with %s', (text) => {
  expect(withFile('assets/bridge.js', text)).not.toEqual([]);
});

it.each([
  ['eval("1")', 'makes code from text (eval)'],
  ['new Function("return 1")()', 'makes code from text (Function)'],
  ['Function("return 1")()', 'makes code from text (Function)'],
  ['const a="https://cdn.example/a.js"', 'contains the address https://cdn.example/a.js'],
  ['const a=`wss://live.example/`', 'contains the address wss://live.example/'],
  ['const a="/home/ada/wwe/src"', 'contains /home/ada/'],
])('refuses %s in any script', (text, problem) => {
  expect(withFile('assets/later.js', text)).toEqual([`assets/later.js ${problem}`]);
});

it('does not mind the name of a namespace, or a word that only looks like eval', () => {
  expect(withFile('assets/later.js', 'const a="http://www.w3.org/2000/svg";a.eval("1");const b="eval(1)"')).toEqual([]);
});

it('refuses a page that loads from elsewhere or has a script in it', () => {
  expect(withFile('src/panel/other.html', '<script src="//cdn.example/a.js"></script>')).toEqual([
    'src/panel/other.html loads //cdn.example/a.js',
  ]);
  expect(withFile('src/panel/other.html', '<script>let a = 1</script>')).toEqual([
    'src/panel/other.html has a script in it, which the policy forbids',
  ]);
});

it('refuses a devtools page that names no panel', () => {
  expect(withFile('assets/devtools.js', '0')).toEqual([
    'the devtools page names no panel (a .html file that is there)',
  ]);
});

it('holds the sizes, of what is loaded at first only', () => {
  expect(withFile('assets/bridge.js', incompressible(6200))).toEqual([expect.stringContaining('bridge: ')]);
  write('assets/bridge.js', '0');
  expect(withFile('assets/probe.js', incompressible(3100))).toEqual([expect.stringContaining('probe: ')]);
  write('assets/probe.js', '0');
  expect(withFile('assets/later.js', incompressible(70_000))).toEqual([]);
  expect(withFile('assets/shared.js', `export ${incompressible(62_000)}`)).toEqual([
    expect.stringContaining('panel, first load: '),
  ]);
});

describe("Firefox's build", () => {
  beforeEach(() => {
    write('manifest.json', JSON.stringify(FIREFOX_MANIFEST));
    write('assets/relay.js', '(function(){browser.runtime.onConnect.addListener(()=>{})})();');
  });

  it('is good with a relay, which is measured', () => {
    const { problems, sizes } = checkBuild(dir, 'firefox');
    expect(problems).toEqual([]);
    expect(sizes.find(({ name }) => name === 'relay')?.files).toEqual(['assets/relay.js']);
  });

  it.each(['import"./shared.js";', 'export{};', 'import("./shared.js");'])('refuses a relay with %s', (text) => {
    write('assets/relay.js', text);
    expect(checkBuild(dir, 'firefox').problems).toEqual([expect.stringContaining('assets/relay.js')]);
  });

  it('refuses a relay that is not there, or not small', () => {
    write('assets/relay.js', incompressible(1100));
    expect(checkBuild(dir, 'firefox').problems).toEqual([expect.stringContaining('relay: ')]);
    rmSync(join(dir, 'assets/relay.js'));
    expect(checkBuild(dir, 'firefox').problems).toEqual(['manifest.json names assets/relay.js, which is not there']);
  });
});
