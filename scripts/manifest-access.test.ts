import { describe, expect, it } from 'vitest';
import { readPackageOrigins, withAccess } from './manifest-access.mjs';

const SCRIPT = { js: ['a.js'], matches: ['*://*/*'], run_at: 'document_start' };
const MANIFEST = {
  name: 'n',
  permissions: ['storage'],
  background: { service_worker: 'w.js' },
  content_scripts: [SCRIPT],
};

describe('a package', () => {
  it('that asks its user has no script of its own, and may be given each site', () => {
    expect(withAccess(MANIFEST, null)).toEqual({
      name: 'n',
      permissions: ['storage', 'scripting'],
      optional_host_permissions: ['*://*/*'],
      background: { service_worker: 'w.js' },
    });
  });

  it('for some origins has exactly these, and neither asks nor needs a worker', () => {
    expect(withAccess(MANIFEST, ['https://wwe.example.com', 'https://*.example.org'])).toEqual({
      name: 'n',
      permissions: ['storage'],
      content_scripts: [{ ...SCRIPT, matches: ['https://wwe.example.com/*', 'https://*.example.org/*'] }],
    });
  });
});

describe('the origins of a package', () => {
  it.each([
    [undefined, null],
    ['', null],
    ['https://wwe.example.com', ['https://wwe.example.com']],
    [' https://wwe.example.com/ , http://localhost', ['https://wwe.example.com', 'http://localhost']],
    ['https://*.example.com', ['https://*.example.com']],
  ])('%j', (text, origins) => expect(readPackageOrigins(text)).toEqual(origins));

  it.each([
    ['wwe.example.com', 'is no origin'],
    ['https://wwe.example.com/ui/', 'is no origin'],
    ['ftp://wwe.example.com', 'is no origin'],
    ['https://a.example,,https://b.example', 'is no origin'],
    ['*://*/*', 'is no origin'],
    ['https://wwe.example.com:8443', 'names a port'],
  ])('%j: says what is wrong', (text, problem) => expect(() => readPackageOrigins(text)).toThrow(problem));
});
