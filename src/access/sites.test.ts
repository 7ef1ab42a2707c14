import { describe, expect, test } from 'vitest';
import { isGranted, nameOfPattern, patternOf, siteOf } from './sites.ts';

describe('the site of an address', () => {
  test.each([
    ['https://wwe.example.com/ui/ad/v1/index.html?x=1#y', 'https://wwe.example.com'],
    ['http://localhost:4600/', 'http://localhost'],
    ['https://user:secret@crm.example.com/', 'https://crm.example.com'],
    ['blob:https://crm.example.com/0b1c', 'https://crm.example.com'],
    ['https://WWE.Example.com', 'https://wwe.example.com'],
    ['http://[::1]:8080/', 'http://[::1]'],
  ])('%s: %s', (url, site) => expect(siteOf(url)).toBe(site));

  test.each([
    'about:blank',
    'about:srcdoc',
    'data:text/html,x',
    'chrome://settings',
    'file:///a',
    'null',
    '',
    'https://',
  ])('none: %s', (url) => expect(siteOf(url)).toBeNull());
});

describe('what is granted', () => {
  test.each([
    ['https://wwe.example.com/*', 'https://wwe.example.com', true],
    ['https://wwe.example.com/*', 'http://wwe.example.com', false],
    ['https://wwe.example.com/*', 'https://evil-wwe.example.com', false],
    ['*://wwe.example.com/*', 'http://wwe.example.com', true],
    ['https://*.example.com/*', 'https://wwe.example.com', true],
    ['https://*.example.com/*', 'https://example.com', true],
    ['https://*.example.com/*', 'https://evilexample.com', false],
    ['*://*/*', 'http://localhost', true],
    ['https://*/*', 'http://localhost', false],
    ['<all_urls>', 'http://localhost', true],
    ['http://localhost:4600/*', 'http://localhost', true],
    ['http://[::1]/*', 'http://[::1]', true],
    ['nonsense', 'http://localhost', false],
    ['*://*/*', '', false],
  ])('%s of %s: %s', (pattern, site, is) => expect(isGranted([pattern], site)).toBe(is));

  test('a site is granted by its own pattern', () => {
    for (const site of ['https://wwe.example.com', 'http://localhost', 'http://[::1]'])
      expect(isGranted([patternOf(site)], site)).toBe(true);
    expect(nameOfPattern(patternOf('https://wwe.example.com'))).toBe('https://wwe.example.com');
  });
});
