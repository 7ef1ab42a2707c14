import { expect, test } from 'vitest';
import { mayBeOf } from './orphan-messages.ts';
import { info } from './testdata/tab.ts';

const PAGE = info('d', { url: 'https://page.example.com/now', origin: 'https://page.example.com' });
const SANDBOXED = { ...PAGE, origin: 'null' };
const DATA = { ...SANDBOXED, url: 'data:text/html,x' };
const BLOB = { ...PAGE, url: 'blob:https://page.example.com/1' };
/** Its maker wrote into it, by document.open(). */
const BLANK = PAGE;

test.each([
  ['the origin', PAGE, { origin: 'https://page.example.com', url: 'https://page.example.com/' }, true],
  ['another origin', PAGE, { origin: 'https://other.example.com', url: 'https://page.example.com/' }, false],
  ['the origin of another, from a blank frame', PAGE, { origin: 'null', url: 'about:blank' }, false],
  ['an address of before', PAGE, { url: 'https://page.example.com/before' }, true],
  ['another site’s address', PAGE, { url: 'https://other.example.com/' }, false],
  ['another port', PAGE, { url: 'https://page.example.com:8443/' }, false],
  ['no address', PAGE, { url: 'page.example.com' }, false],
  ['no address, of a document without one', info('d', { url: '', origin: '' }), { url: '' }, false],
  ['a blank frame’s', BLANK, { url: 'about:blank' }, true],
  ['a written frame’s', PAGE, { url: 'about:srcdoc' }, true],
  ['a sandboxed frame’s', SANDBOXED, { url: 'https://page.example.com/before' }, true],
  ['another site’s address, of a sandboxed frame', SANDBOXED, { url: 'https://other.example.com/' }, false],
  ['a data: frame’s', DATA, { url: 'data:text/html,x' }, true],
  ['a site’s, of a data: frame', DATA, { url: 'https://page.example.com/' }, false],
  ['a blob’s', BLOB, { url: 'blob:https://page.example.com/1' }, true],
  ['another site’s blob', BLOB, { url: 'blob:https://other.example.com/1' }, false],
])('by %s', (_, info, orphan, isTaken) => {
  expect(mayBeOf(orphan, info)).toBe(isTaken);
});
