import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Allowed, askerOf, framePolicy, type Place, placeOf, readFramer, readHostName } from './policy.ts';

const NOBODY: Allowed = { framedBy: [], hosts: [] };
const NAMED: Allowed = {
  framedBy: ['http://localhost:5173', 'http://127.0.0.1:*', 'https://crm.example'],
  hosts: ['wwe.test'],
};

function place(host = 'localhost:4600', allowed = NOBODY): Place {
  const found = placeOf(host, allowed);
  if (found === null) throw new Error(`${host} is no place.`);
  return found;
}

describe('the name that a request is sent to', () => {
  it.each(['localhost:4600', '127.0.0.1:4600', '[::1]:4600', 'LocalHost', 'localhost:8080'])('%s is ours', (host) => {
    expect(place(host)).toMatchObject({ isDesktop: true });
  });
  it('is another one of this machine for pages of other origins, which are no desktop', () => {
    expect(place('forger.localhost:4600')).toMatchObject({ isDesktop: false });
  });
  it('may be one that the developer names', () => {
    expect(placeOf('wwe.test:4600', NOBODY)).toBeNull();
    expect(place('wwe.test:4600', NAMED)).toMatchObject({ isDesktop: true });
    expect(place('wwe.test', NAMED).origins).toContain('https://wwe.test');
  });
  it.each([
    ...[
      undefined,
      '',
      ':',
      'evil.example',
      'evil.example:4600',
      'localhost.evil.example',
      'localhost:4600.evil.example',
    ],
    ...[
      'evil.example#localhost',
      'localhost@evil.example',
      'a@localhost',
      'localhost:x',
      'localhost:123456',
      '[::1',
      '::1',
    ],
    ...[
      '.localhost',
      'a b.localhost',
      '127.0.0.2',
      '0.0.0.0',
      'localhost localhost',
      'localhost,evil.example',
      'localhost.',
    ],
  ])('is not %s', (host) => {
    expect(placeOf(host, NAMED)).toBeNull();
  });
});

describe('who asks for the desktop', () => {
  const asker = (headers: Record<string, string>, allowed = NOBODY) => askerOf(headers, place(), allowed).is;
  it('is the developer: an address that was typed or opened by a driver, our own links and scripts', () => {
    expect(asker({ 'sec-fetch-site': 'none', 'sec-fetch-dest': 'document' })).toBe('own');
    expect(asker({ 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'document' })).toBe('own');
    expect(asker({ 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'empty' })).toBe('own');
  });
  it('is a program, or a browser that does not say', () => {
    expect(asker({})).toBe('own');
  });
  it.each([
    ['http://localhost:5173/any/page?x', 'own'],
    ['http://127.0.0.1:1/', 'own'],
    ['http://127.0.0.1:4600/reverse/', 'own'],
    ['https://crm.example/', 'own'],
    ['http://crm.example/', 'foreign'],
    ['http://localhost:5174/', 'foreign'],
    ['http://localhost:4601/', 'foreign'],
    ['https://crm.example:8443/', 'foreign'],
    ['https://crm.example.evil.example/', 'foreign'],
    ['https://evil.example/?http://localhost:5173/', 'foreign'],
    ['https://crm.example@evil.example/', 'foreign'],
    ['', 'foreign'],
    ['null', 'foreign'],
    ['http://[', 'foreign'],
  ])('from a page at %j: %s', (referer, is) => {
    for (const dest of ['document', 'iframe']) {
      for (const site of ['cross-site', 'same-site']) {
        expect(asker({ 'sec-fetch-site': site, 'sec-fetch-dest': dest, referer }, NAMED)).toBe(is);
      }
    }
  });
  it('is never anybody whom the developer did not name, whatever a browser says of a page', () => {
    const site = fc.constantFrom('cross-site', 'same-site', '', 'None', 'same-origin ', 'x');
    const dest = fc.option(fc.constantFrom('document', 'iframe', 'script', 'empty', 'object', 'worker', 'x'));
    const referer = fc.option(
      fc.oneof(fc.webUrl(), fc.string(), fc.constantFrom('http://localhost:4600.evil.example/')),
    );
    fc.assert(
      fc.property(site, dest, referer, (from, to, by) => {
        const headers = {
          'sec-fetch-site': from,
          ...(to === null ? {} : { 'sec-fetch-dest': to }),
          ...(by === null ? {} : { referer: by }),
        };
        expect(askerOf(headers, place(), NOBODY).is).not.toBe('own');
      }),
    );
  });
  it('may keep hold of the tab that it opened if it is named', () => {
    const opened = { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' };
    const typed = { ...opened, 'sec-fetch-site': 'none' };
    const referer = 'https://crm.example/';
    expect(askerOf(typed, place(), NAMED)).toEqual({ is: 'own', isNamed: false });
    expect(askerOf({ ...opened, referer }, place(), NAMED)).toEqual({ is: 'own', isNamed: true });
    expect(askerOf({ referer }, place(), NAMED)).toEqual({ is: 'own', isNamed: true });
    expect(askerOf({ referer }, place(), NOBODY)).toEqual({ is: 'own', isNamed: false });
  });
});

describe('who may frame the desktop', () => {
  it('is itself under each of its names, and whom the developer names', () => {
    const own = "frame-ancestors 'self' http://localhost:4600 http://127.0.0.1:4600";
    expect(framePolicy(place(), NOBODY)).toBe(own);
    expect(framePolicy(place(), NAMED)).toBe(`${own} http://localhost:5173 http://127.0.0.1:* https://crm.example`);
    expect(framePolicy(place('127.0.0.1:8080'), NOBODY)).toContain('http://localhost:8080');
  });
  it('is named by an origin, and nothing else', () => {
    expect(readFramer(' HTTP://LocalHost:5173/ ')).toBe('http://localhost:5173');
    expect(readFramer('https://crm.example')).toBe('https://crm.example');
    const wrong = [
      '*',
      'localhost:5173',
      'null',
      '',
      'http://*',
      "'self'",
      'http://a b',
      'http://a;script-src *',
      'http://a/b',
    ];
    for (const text of [...wrong, 'http://a:x', 'data:', 'http:', 'http://a\r\nx']) {
      expect(() => readFramer(text)).toThrow(TypeError);
    }
  });
  it('names of machines are names', () => {
    expect(readHostName(' WWE.test ')).toBe('wwe.test');
    for (const text of ['', 'http://a', 'a:1', 'a/b', '*', '.a', 'a b', '[::1]']) {
      expect(() => readHostName(text)).toThrow(TypeError);
    }
  });
});
