import { describe, expect, it } from 'vitest';
import { admit } from './connections.ts';

const gate = { token: 'secret', port: () => 4600 };
const from = (headers: Record<string, string>, url = '/control?desk=b') =>
  admit({ url, headers: { host: 'localhost:4600', ...headers } }, gate);

describe('who may connect to the control', () => {
  it.each(['http://localhost:4600', 'http://127.0.0.1:4600', 'http://[::1]:4600'])('the host page at %s', (origin) => {
    expect(from({ origin })).toEqual({ is: 'desk', desk: 'b' });
    expect(from({ origin }, '/control')).toEqual({ is: 'desk', desk: '' });
  });
  it.each([
    'http://evil.example',
    'https://localhost:4600',
    'http://localhost',
    'http://localhost:4601',
    'http://forger.localhost:4600',
    'http://localhost:4600.evil.example',
    'null',
    '',
  ])('no page of %j, token or not', (origin) => {
    expect(from({ origin })).toMatchObject({ is: 'refused' });
    expect(from({ origin, authorization: 'Bearer secret' })).toMatchObject({ is: 'refused' });
  });
  it('a program with the token', () => {
    expect(from({ authorization: 'Bearer secret' })).toEqual({ is: 'program' });
    for (const wrong of [{}, { authorization: 'Bearer secre' }, { authorization: 'secret' }, { authorization: '' }]) {
      expect(from(wrong)).toMatchObject({ is: 'refused', why: expect.stringContaining('--control') });
    }
  });
  it('nobody under a name that is not this machine’s, or elsewhere', () => {
    const origin = 'http://localhost:4600';
    for (const host of ['evil.example:4600', 'localhost:1', 'localhost', '']) {
      expect(from({ origin, host })).toMatchObject({ is: 'refused' });
    }
    expect(from({ origin }, '/other')).toMatchObject({ is: 'refused' });
  });
});
