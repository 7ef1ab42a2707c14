import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkBuild } from './check-build.mjs';
import { KNOWN } from './check-build-known.mjs';
import { expectedManifest } from './check-manifest.mjs';
import { icon } from './testdata/icon.ts';

const MANIFEST = expectedManifest('chromium');
const BRIDGE = 'src/bridge/bridge.iife.js';
/** How the probe ends. */
const NAMED = '\n//# sourceURL=probe';
const PROBE = 'src/probe/probe.iife.js';
const LOCALE = { extension_name: { message: 'WWE' }, extension_description: { message: 'Shows WWE.' } };

let dir: string;

function write(file: string, text: string | Buffer): void {
  const path = join(dir, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Bytes that gzip cannot shorten, as a text in a script: with pauses, so that it looks like no key. */
function incompressible(bytes: number): string {
  return `var text = '${randomBytes(bytes).toString('base64').replaceAll(/.{20}/g, '$& ')}';`;
}

function problemsOf(browser: 'chromium' | 'firefox'): string[] {
  return checkBuild(dir, browser, { known: [], machinePaths: ['/srv/ada/'] }).problems;
}

/** Changes the manifest and says what is found wrong. */
function withManifest(changes: object): string[] {
  write('manifest.json', JSON.stringify({ ...MANIFEST, ...changes }));
  return problemsOf('chromium');
}

function withFile(file: string, text: string): string[] {
  write(file, text);
  return problemsOf('chromium');
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'check-build-'));
  write('manifest.json', JSON.stringify(MANIFEST));
  write('service-worker-loader.js', '');
  write('managed-schema.json', '{"type":"object"}');
  write('_locales/en/messages.json', JSON.stringify(LOCALE));
  for (const size of [16, 48, 128]) write(`icons/${size}.png`, icon(size));
  write(BRIDGE, '"use strict";(function(){addEventListener("message",()=>{})})();');
  write(PROBE, `"use strict";(function(){dispatchEvent(new Event("probe"))})();${NAMED}`);
  write('src/devtools/devtools.html', '<script type="module" src="/assets/devtools.js"></script>');
  write('assets/devtools.js', 'import"./polyfill.js";chrome.devtools.panels.create("WWE","","src/panel/panel.html");');
  write('assets/polyfill.js', 'export{};chrome.storage.local.get();chrome.scripting.getRegisteredContentScripts();');
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

it('of a package for some sites, finds nothing wrong but what it would find in any other', () => {
  const origins = ['https://wwe.example.com', 'https://*.example.org'];
  rmSync(join(dir, 'service-worker-loader.js'));
  write('assets/polyfill.js', 'export{};chrome.storage.local.get();');
  const problems = (changes = {}) => {
    write('manifest.json', JSON.stringify({ ...expectedManifest('chromium', origins), ...changes }));
    return checkBuild(dir, 'chromium', { known: [], origins }).problems;
  };
  expect(problems()).toEqual([]);
  expect(problems({ short_name: 'https://wwe.example.com/' }).join()).toContain('the address https://wwe.example.com/');
  expect(problemsOf('chromium').join()).toContain('content_scripts is [');
});

it('finds nothing wrong with a good build, and measures what is loaded at first only', () => {
  const { problems, sizes } = checkBuild(dir, 'chromium', { known: [] });
  expect(problems).toEqual([]);
  expect(sizes.map(({ name, files }) => [name, files.toSorted()])).toEqual([
    ['bridge', [BRIDGE]],
    ['probe', [PROBE]],
    [
      'panel, first load',
      ['assets/back.svg', 'assets/panel.css', 'assets/panel.js', 'assets/shared.js', 'src/panel/panel.html'],
    ],
  ]);
});

it('says so when nothing was built', () => {
  rmSync(join(dir, 'manifest.json'));
  expect(problemsOf('chromium')).toEqual([`${dir} has no manifest.json`]);
});

it('asks for what the manifest says', () => {
  expect(withManifest({ host_permissions: ['<all_urls>'] })).toEqual([
    'manifest.json: host_permissions is ["<all_urls>"], and nobody expects it',
  ]);
  expect(withManifest({ icons: { ...Object(MANIFEST.icons), 128: 'icons/256.png' } })).toContain(
    'manifest.json names icons/256.png, which is not there',
  );
});

it.each([BRIDGE, PROBE])('refuses %s that is not strict', (file) => {
  expect(withFile(file, `(function(){"use strict"})();${NAMED}`)).toContain(`${file} is not strict`);
});

it('refuses a build without the schema of its policies', () => {
  rmSync(join(dir, 'managed-schema.json'));
  expect(problemsOf('chromium')).toEqual(['manifest.json names managed-schema.json, which is not there']);
});

it.each(['import"./shared.js";', 'export{};', 'import("./shared.js");'])('refuses a content script with %s', (text) => {
  expect(withFile(BRIDGE, text)).not.toEqual([]);
});

it.each([
  ['assets/later.js', 'eval("1")', 'makes code from text (eval)'],
  [PROBE, 'fetch("/")', 'reaches the network (fetch)'],
  ['src/other/unused.js', 'a.innerHTML="b"', 'makes HTML of text (innerHTML)'],
  ['assets/later.js', 'const a="https://cdn.example/a.js"', 'contains the address https://cdn.example/a.js'],
  ['_locales/de/messages.json', '{"a":"https://help.example"}', 'contains the address https://help.example'],
  ['assets/later.js', 'const a="/srv/ada/wwe/src"', 'contains /srv/ada/'],
  ['assets/later.js.map', '{}', 'is of a kind that nobody expects'],
  ['assets/other.css', '@import "https://fonts.example/a.css"', 'contains the address https://fonts.example/a.css'],
])('reads %s, and refuses %s', (file, text, problem) => {
  expect(withFile(file, text).join('\n')).toContain(`${file} ${problem}`);
});

it.each(['', '\n//# sourceURL=probe.js', '\n//# sourceURL=probe\n'])(
  'refuses a probe whose stacks would hold its address: %j',
  (end) => {
    expect(withFile(PROBE, `"use strict";${end}`)).toContain(`${PROBE} has no name but its address`);
  },
);

it('takes what is explained, once, and no explanation of nothing', () => {
  const known = [{ file: /later/, name: 'console', source: /^console\.log\(1\)/, why: 'It is only a test.' }];
  const judged = () => checkBuild(dir, 'chromium', { known }).problems;
  expect(judged()).toEqual([expect.stringContaining('nothing is found any more that this explains: console')]);
  write('assets/later.js', 'console.log(1)');
  expect(judged()).toEqual([]);
  write('assets/later.js', 'console.log(1);console.log(1)');
  expect(judged()).toEqual(['assets/later.js writes to the console (console): console.log(1)']);
  write('assets/later.js', 'console.log(2)');
  expect(judged()).toHaveLength(2);
});

it('explains each in words', () => {
  for (const { why } of KNOWN) expect(why).toMatch(/^\w.{20,}\.$/);
});

it('refuses a devtools page that names no panel', () => {
  expect(withFile('assets/devtools.js', '0')).toEqual([
    'the devtools page names no panel (a .html file that is there)',
  ]);
});

it('holds the sizes, of what is loaded at first only', () => {
  expect(withFile(BRIDGE, `"use strict";${incompressible(8100)}`)).toEqual([expect.stringContaining('bridge: ')]);
  write(BRIDGE, '"use strict";');
  expect(withFile(PROBE, `"use strict";${incompressible(6000)}${NAMED}`)).toEqual([expect.stringContaining('probe: ')]);
  write(PROBE, `"use strict";${NAMED}`);
  expect(withFile('assets/later.js', incompressible(70_000))).toEqual([]);
  expect(withFile('assets/shared.js', `export ${incompressible(100_000)}`)).toEqual([
    expect.stringContaining('panel, first load: '),
  ]);
});

describe("Firefox's build", () => {
  beforeEach(() => {
    write('manifest.json', JSON.stringify(expectedManifest('firefox')));
    write('relay.js', '(function(){browser.runtime.onConnect.addListener(()=>{})})();');
  });

  it('is good with a relay, which is measured', () => {
    const { problems, sizes } = checkBuild(dir, 'firefox', { known: [] });
    expect(problems).toEqual([]);
    expect(sizes.find(({ name }) => name === 'relay')?.files).toEqual(['relay.js']);
  });

  it.each(['import"./shared.js";', 'export{};', 'import("./shared.js");'])('refuses a relay with %s', (text) => {
    write('relay.js', text);
    expect(problemsOf('firefox')).toEqual([expect.stringContaining('relay.js')]);
  });

  it('refuses a relay that is not there, or not small', () => {
    write('relay.js', incompressible(2700));
    expect(problemsOf('firefox')).toEqual([expect.stringContaining('relay: ')]);
    rmSync(join(dir, 'relay.js'));
    expect(problemsOf('firefox')).toEqual(['manifest.json names relay.js, which is not there']);
  });
});
