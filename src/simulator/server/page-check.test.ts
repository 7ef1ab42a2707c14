import { describe, expect, it } from 'vitest';
import { checkPage } from './page-check.ts';

const PAGE = 'http://localhost:5173/';
const HOSTS = ['http://localhost:4600', 'http://127.0.0.1:4600'];
const answering = (headers: Record<string, string>, status = 200, page = PAGE) =>
  checkPage(
    page,
    HOSTS,
    async () => new Response('', { headers, status, statusText: status === 404 ? 'Not Found' : '' }),
  );
const failing = (error: Error) => checkPage(PAGE, HOSTS, () => Promise.reject(error));
const withCode = (code: string) => new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });

describe('a page of one’s own', () => {
  it.each([
    {},
    { 'content-security-policy': "default-src 'self'" },
    { 'content-security-policy': 'frame-ancestors *' },
    { 'content-security-policy': 'frame-ancestors http:' },
    { 'content-security-policy': "default-src 'none'; frame-ancestors 'self' http://localhost:4600" },
    { 'content-security-policy': 'frame-ancestors localhost:*' },
    { 'content-security-policy': 'FRAME-ANCESTORS HTTP://127.0.0.1:4600/' },
    { 'content-security-policy-report-only': "frame-ancestors 'none'" },
    { 'content-security-policy': 'frame-ancestors *', 'x-frame-options': 'DENY' },
    { 'x-frame-options': 'ALLOW-FROM http://a.example' },
  ])('may be framed with %j', async (headers) => {
    expect(await answering(headers)).toBeNull();
  });
  it.each([
    [{ 'x-frame-options': 'DENY' }, 'X-Frame-Options: DENY'],
    [{ 'x-frame-options': 'sameorigin' }, 'X-Frame-Options: sameorigin'],
    [{ 'x-frame-options': 'SAMEORIGIN, DENY' }, 'X-Frame-Options: SAMEORIGIN, DENY'],
    [{ 'content-security-policy': "frame-ancestors 'none'" }, "Content-Security-Policy: frame-ancestors 'none'"],
    [{ 'content-security-policy': "frame-ancestors 'self'" }, "frame-ancestors 'self'"],
    [{ 'content-security-policy': 'frame-ancestors' }, 'Content-Security-Policy: frame-ancestors'],
    [{ 'content-security-policy': 'frame-ancestors https:' }, 'frame-ancestors https:'],
    [{ 'content-security-policy': 'frame-ancestors http://localhost' }, 'frame-ancestors http://localhost'],
    [{ 'content-security-policy': 'frame-ancestors *, frame-ancestors https://wwe.example' }, 'https://wwe.example'],
  ])('may not be framed with %j, and is told which header it is and what to set', async (headers, words) => {
    const problem = await answering(headers);
    expect(problem).toMatchObject({ is: 'refused' });
    expect(problem?.words).toContain(words);
    expect(problem?.words).toContain('frame-ancestors http://localhost:4600 http://127.0.0.1:4600');
  });
  it('that nothing answers for is told of with the reason and the way out', async () => {
    expect(await failing(withCode('ECONNREFUSED'))).toEqual({
      is: 'down',
      words: `${PAGE} does not answer (connection refused): start your page’s server first; the simulator keeps trying.`,
    });
    const late = Object.assign(new Error('late'), { name: 'TimeoutError' });
    expect((await failing(late))?.words).toContain('(nothing within 3 s)');
    expect((await failing(new Error('odd')))?.words).toContain('does not answer:');
  });
  it('at a port that browsers do not open is told of as such', async () => {
    const problem = await checkPage('http://localhost:6000/', HOSTS);
    expect(problem).toEqual({ is: 'down', words: expect.stringContaining('browsers open no page at port 6000') });
  });
  it('with a certificate of its own is told of as such', async () => {
    for (const code of ['DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERT_HAS_EXPIRED']) {
      expect(await failing(withCode(code))).toMatchObject({ is: 'certificate', words: expect.stringContaining(code) });
    }
  });
  it('with an error page is told of as such', async () => {
    expect(await answering({}, 404)).toEqual({
      is: 'status',
      words: `${PAGE} answers 404 Not Found: is the address right?`,
    });
  });
});
