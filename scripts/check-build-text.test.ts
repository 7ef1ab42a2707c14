import { expect, it } from 'vitest';
import { checkText } from './check-build-text.mjs';

/** What is wrong with a file, beside its name. */
function wrong(file: string, text: string): string[] {
  return checkText(file, text, ['/srv/ada/']).map((problem) => problem.slice(file.length + 1));
}

/** Put together here, so that nobody who looks for secrets finds one in this file. */
const joined = (...parts: string[]) => parts.join('');

it.each([
  ['const a="https://cdn.example/a.js"', 'contains the address https://cdn.example/a.js'],
  ['const a=`wss://live.example/`', 'contains the address wss://live.example/'],
  ['// see http://docs.example/a', 'contains the address http://docs.example/a'],
  ['const a="http://www.w3.org/1999/other"', 'contains the address http://www.w3.org/1999/other'],
  ['const a="file:///srv/a"', 'contains the address file:///srv/a'],
  ['const a="/srv/ada/wwe/src"', 'contains /srv/ada/'],
  ['const a="/home/ada/wwe"', 'contains a path of a machine: /home/a'],
  ['const a="C:\\Users\\ada"', 'contains a path of a machine: C:\\Users'],
  ['//#region ../node_modules/preact', 'contains a path of a machine: node_modules/'],
  ['//# sourceMappingURL=a.js.map', 'contains a source map: # sourceMappingURL='],
  ['//@ sourceURL=a.js', 'contains a source map: @ sourceURL='],
  ['//# sourceURL=probe.js', 'contains a source map: # sourceURL='],
  ['//# sourceURL=probe\nlet a', 'contains a source map: # sourceURL='],
  ['a="javascript:b()"', 'contains an address that is code: javascript:b'],
  [joined('-----BEGIN RSA PRIV', 'ATE KEY-----'), 'contains a private key: -----BEGIN RSA PRIVATE KEY-----'],
  [joined('a="AKI', 'AIOSFODNN7EXAMPLE"'), 'contains a key of a cloud: AKIAIOSFODNN7EXAMPLE'],
  [joined('a="gh', 'p_', 'a'.repeat(36), '"'), `contains a token: ghp_${'a'.repeat(36)}`],
  [joined('a="ey', 'JhbGciOiJIUzI1NiJ9.ey', 'JzdWIiOiIxMjM0NTYifQ.x"'), 'contains a web token: eyJ'],
  ['a="Bearer 0123456789abcdefghij"', 'contains a secret in a header: Bearer 0123456789abcdefghij'],
  ['a="x://ada:pass@host"', 'contains a user with a password: ://ada:pass@'],
])('refuses %s', (text, problem) => {
  expect(wrong('assets/a.js', text).join('\n')).toContain(problem);
});

it('does not mind names of namespaces, patterns of addresses, alphabets and long words', () => {
  const text = [
    '"http://www.w3.org/2000/svg";"http://www.w3.org/1998/Math/MathML";"*://*/*";',
    '"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";',
    '"interaction.getInteractionsByTheirVeryLongNames-With-Many-Words2";/Bearer\\s+/;"/icons/16.png"',
    '\n//# sourceURL=probe',
  ].join('');
  expect(wrong('assets/a.js', text)).toEqual([]);
});

it.each(['a.js.map', 'a.wasm', 'a.ts', 'a.woff2', 'LICENSE', '.env'])(
  'refuses a file that nobody expects: %s',
  (file) => {
    expect(checkText(file, '')).toEqual([`${file} is of a kind that nobody expects`]);
  },
);

it('takes one text, the licences, and minds no address in it', () => {
  const text = 'Source code: https://code.example/a. "http://mozilla.org/MPL/2.0/"';
  expect(checkText('LICENSES.txt', text)).toEqual([]);
  expect(checkText('assets/LICENSES.txt', text)).toEqual(['assets/LICENSES.txt is a text that nobody expects']);
  expect(wrong('LICENSES.txt', 'from /home/ada/wwe')).not.toEqual([]);
});

it.each([
  ['a.html', '<script src="//cdn.example/a.js"></script>'],
  ['a.html', '<link rel=preconnect href=//a.example>'],
  ['a.html', '<meta http-equiv="refresh" content="0;url=//a.example">'],
  ['a.svg', '<svg xmlns="http://www.w3.org/2000/svg"><image href="//a.example/b"/></svg>'],
  ['a.css', 'a{background:url(//a.example/b.png)}'],
])('refuses an address without a scheme in %s: %s', (file, text) => {
  expect(wrong(file, text)).toEqual(['contains an address without a scheme']);
});

it('does not mind what comes from the package', () => {
  const page = '<!doctype html><script type="module" src="/assets/a.js"></script><link rel="stylesheet" href="b.css">';
  expect(wrong('a.html', page)).toEqual([]);
  expect(wrong('a.css', 'a{background:url(./back.svg)}')).toEqual([]);
});
