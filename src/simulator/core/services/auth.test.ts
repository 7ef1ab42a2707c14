import { describe, expect, it } from 'vitest';
import { createHarness, type Harness, readKey } from '../testdata/harness.ts';
import { createWwe } from '../wwe.ts';

const tokenOf = ({ request, answer }: Harness): Readonly<Record<string, unknown>> => {
  const data = answer(request('auth.getJwtToken'))?.data;
  return { expiration: readKey(data, 'expiration'), jwtToken: readKey(data, 'jwtToken') };
};

const decoded = (part: string | undefined): unknown =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));

describe('auth.getJwtToken', () => {
  it('is the same while it is valid, then a new one', () => {
    const harness = createHarness({ jwtLifetimeMs: 60_000 });
    const first = tokenOf(harness);
    expect(first.expiration).toBe('1970-01-01T00:01:00.000Z');
    harness.pass(59_999);
    expect(tokenOf(harness)).toEqual(first);
    harness.pass(1);
    const second = tokenOf(harness);
    expect(second.jwtToken).not.toBe(first.jwtToken);
    expect(second.expiration).toBe('1970-01-01T00:02:00.000Z');
  });
  it('has three parts, is unsigned, and comes of the seed', () => {
    const [header, claims, signature] = String(tokenOf(createHarness()).jwtToken).split('.');
    expect(decoded(header)).toEqual({ alg: 'none', typ: 'JWT' });
    expect(decoded(claims)).toMatchObject({ iss: 'wwe-simulator', sub: 'E1001', iat: 0, exp: 600 });
    expect(signature).toBe('simulated-not-signed');
    expect(tokenOf(createHarness({}, 5))).toEqual(tokenOf(createHarness({}, 5)));
    expect(tokenOf(createHarness({}, 5))).not.toEqual(tokenOf(createHarness({}, 6)));
  });
  it('counts its time from the epoch given', () => {
    const posted: unknown[] = [];
    const wwe = createWwe({
      seed: 1,
      now: () => 1500,
      epoch: Date.UTC(2030, 0, 1),
      post: (_, message) => posted.push(message),
      later: () => () => undefined,
    });
    const request = { request: 'auth.getJwtToken', referenceId: '0', userAgent: 'WWE Client', protocolVersion: 2 };
    wwe.receive('a', 'https://client.example', request);
    expect(readKey(readKey(posted[0], 'data'), 'expiration')).toBe('2030-01-01T00:10:01.500Z');
  });
});

describe('auth.getPureCloudToken', () => {
  it('is kept until a new one is forced', () => {
    const { request, answer } = createHarness();
    const get = (...parameters: readonly unknown[]): unknown =>
      answer(request('auth.getPureCloudToken', parameters))?.data;
    const first = get();
    expect(first).toMatch(/^simulated-purecloud-token-/);
    expect([get(), get(false)]).toEqual([first, first]);
    expect(get(true)).not.toBe(first);
    expect(answer(request('auth.getPureCloudToken', ['yes']))).toHaveProperty('errorMessage');
  });
});
