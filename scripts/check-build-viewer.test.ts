import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { checkViewer, VIEWER_POLICY } from './check-build-viewer.mjs';

const DIR = mkdtempSync(join(tmpdir(), 'wwe-viewer-'));
afterAll(() => rmSync(DIR, { recursive: true }));

const META = `<meta http-equiv="Content-Security-Policy" content="${VIEWER_POLICY}" />`;
const page = (meta = META, more = '') =>
  `<!doctype html><html><head>${meta}<script defer src="./viewer.js"></script><link rel="stylesheet" href="./style.css">${more}</head></html>`;

let count = 0;
/** Problems of a viewer of these files. */
function problemsOf(files: Readonly<Record<string, string>>): string {
  const dir = join(DIR, String(count++));
  mkdirSync(dir);
  const all = { 'index.html': page(), 'viewer.js': 'let a = 1;', 'style.css': '', 'LICENSES.txt': '', ...files };
  for (const [name, text] of Object.entries(all)) writeFileSync(join(dir, name), text);
  return (
    checkViewer(dir, [])
      // What explains a find in the real script explains none here.
      .filter((problem) => !problem.startsWith('nothing is found any more'))
      .join('\n')
  );
}

it('finds nothing in a page of its four files', () => {
  expect(problemsOf({})).toBe('');
});

it.each<[string, Readonly<Record<string, string>>, string]>([
  ['another file', { 'more.js': '' }, 'more.js is a file that nobody expects'],
  [
    'another policy',
    { 'index.html': page(META.replace("connect-src 'none'", "connect-src 'self'")) },
    'has the policy',
  ],
  ['no policy', { 'index.html': page('') }, 'has the policy'],
  ['a second policy', { 'index.html': page(META + META) }, 'has the policy'],
  [
    'a picture from elsewhere',
    { 'index.html': page(META, '<img src="//a.example/x.png">') },
    'loads //a.example/x.png',
  ],
  ['a script in the page', { 'index.html': page(META, '<script>1</script>') }, 'has a script of its own'],
  ['something before the policy', { 'index.html': page(`<link href="./style.css">${META}`) }, 'before its policy'],
  ['a connection', { 'viewer.js': 'fetch("./x")' }, 'reaches the network'],
  ['a script that comes later', { 'viewer.js': 'import("./x.js")' }, 'loads another script by import()'],
  ['a module', { 'viewer.js': 'export {}' }, 'is not a classic script'],
])('finds %s', (_, files, problem) => {
  expect(problemsOf(files)).toContain(problem);
});

it('says that there is none', () => {
  expect(checkViewer(join(DIR, 'nowhere'), [])).toEqual([expect.stringContaining('has no index.html')]);
});
