import { describe, expect, it, vi } from 'vitest';
import { readReply, writeCall } from '../remote/remote-messages.ts';
import { admit, serveProgram } from './connections.ts';

const gate = { token: 'secret', deskToken: 'key', allowed: { framedBy: ['http://localhost:*'], hosts: ['wwe.test'] } };
const from = (headers: Record<string, string>, url = '/control?desk=b&token=key') =>
  admit({ url, headers: { host: 'localhost:4600', ...headers } }, gate);

describe('who may connect to the control', () => {
  it.each(['http://localhost:4600', 'http://127.0.0.1:4600', 'http://[::1]:4600'])('the host page at %s', (origin) => {
    expect(from({ origin })).toEqual({ is: 'desk', desk: 'b' });
    expect(from({ origin }, '/control?token=key')).toEqual({ is: 'desk', desk: '' });
  });
  it.each(['', '?desk=b', '?token=', '?token=ke', '?token=keys', '?token=secret', '?token=%', '?desk=key'])(
    'no host page that was not told the token: %j',
    (query) => {
      expect(from({ origin: 'http://localhost:4600' }, `/control${query}`)).toMatchObject({ is: 'refused' });
    },
  );
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
  it('the host page under a name of the developer’s own, behind whatever port', () => {
    expect(from({ host: 'wwe.test', origin: 'https://wwe.test' })).toMatchObject({ is: 'desk' });
    expect(from({ host: 'WWE.test:80', origin: 'http://wwe.test:80' })).toMatchObject({ is: 'desk' });
    expect(from({ host: 'localhost:8080', origin: 'http://localhost:8080' })).toMatchObject({ is: 'desk' });
  });
  it('a program with the token', () => {
    expect(from({ authorization: 'Bearer secret' })).toEqual({ is: 'program' });
    const wrong = [{}, ...['Bearer secre', 'Bearer key', 'secret', ''].map((authorization) => ({ authorization }))];
    for (const headers of wrong) {
      expect(from(headers)).toMatchObject({ is: 'refused', why: expect.stringContaining('--control') });
    }
  });
  it('nobody under a name that is not this machine’s, or elsewhere', () => {
    const origin = 'http://localhost:4600';
    for (const host of [
      'evil.example:4600',
      'localhost:1',
      'localhost',
      '',
      'forger.localhost:4600',
      'wwe.test.evil',
    ]) {
      expect(from({ origin, host })).toMatchObject({ is: 'refused' });
    }
    for (const url of ['/other', '//', '//control?token=key', 'http://[', '*', '']) {
      expect(from({ origin }, url)).toMatchObject({ is: 'refused' });
    }
  });
});

describe('a program that drives desktops', () => {
  /** A program whose calls a hub answers with `value`. */
  function createProgram(value: unknown) {
    const said: string[] = [];
    let hear: (text: string) => void = () => undefined;
    const close = vi.fn();
    const line = { send: (text: string) => void said.push(text), listen: (one: typeof hear) => (hear = one), close };
    serveProgram(line, { call: async () => value, ready: async () => undefined });
    return { said, close, say: (text: string) => hear(text) };
  }

  it('is told in words what cannot be written', async () => {
    const odd = Object.defineProperty({}, 'part', {
      enumerable: true,
      get() {
        throw new RangeError('too long');
      },
    });
    const { said, say } = createProgram(odd);
    say(writeCall(7, 'received', []));
    await vi.waitFor(() => expect(said).toHaveLength(1));
    expect(readReply(said[0] ?? '')).toMatchObject({ id: 7, ok: false, error: { message: 'too long' } });
  });
  it('is cut off when it says what no program of ours says', () => {
    const { close, say } = createProgram(null);
    say('{"id":1}');
    expect(close).toHaveBeenCalledOnce();
  });
});
