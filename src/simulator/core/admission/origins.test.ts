import { describe, expect, it } from 'vitest';
import { createHarness } from '../testdata/harness.ts';
import { parseOrigins } from './origins.ts';

/** Whether a service is open to an origin under a list. */
function open(list: string, service: string, origin = 'https://page.example', patch: object = {}): boolean {
  const { wwe, posted } = createHarness({ acceptedOrigins: list, unknownService: 'error', ...patch });
  wwe.receive('a', origin, { request: service, referenceId: '0', userAgent: 'WWE Client', protocolVersion: 2 });
  return posted.length > 0;
}

describe('reading the list of origins', () => {
  it('takes blanks anywhere, and commas in brackets do not split', () => {
    expect(parseOrigins('  https://a.example/ ( agent.* ,voice.dial ) ,http://B.example:8080,  * (*)  ')).toEqual({
      ok: true,
      entries: [
        { origin: 'https://a.example', services: ['agent.*', 'voice.dial'] },
        { origin: 'http://b.example:8080', services: null },
        { origin: '*', services: ['*'] },
      ],
    });
  });
  it('takes an empty text as a list of nobody', () => {
    expect(parseOrigins('  ')).toEqual({ ok: true, entries: [] });
  });
  it.each([
    ['https://a.example (agent.*', 'the bracket opened at character 19 is never closed'],
    ['*, page.example', '"page.example" at character 4 is not an origin: write https://page.example, or *'],
    ['null', '"null" at character 1 is not an origin: write https://page.example, or *'],
    [
      'https://a.example/path',
      '"https://a.example/path" at character 1 is not an origin: write https://page.example, or *',
    ],
    ['*,,*', 'an origin is missing at character 3'],
    ['*,', 'an origin is missing at character 3'],
    ['(agent.get)', 'an origin is missing at character 1'],
    ['* ()', 'a service is missing in the brackets at character 4'],
    ['* (agent.get,)', 'a service is missing in the brackets at character 14'],
    ['* (agent get)', '"agent get" at character 4 is not a service: write agent.get, agent.* or *'],
    ['* (*.get)', '"*.get" at character 4 is not a service: write agent.get, agent.* or *'],
    ['* (agent.get) voice.dial', 'a comma is missing before "voice.dial" at character 15'],
    ['* (agent.get (voice.dial))', 'a second bracket opens at character 14 before the first is closed'],
    ['*)', 'the bracket closed at character 2 was never opened'],
  ])('explains %s', (text, problem) => {
    expect(parseOrigins(text)).toEqual({ ok: false, problem });
    expect(createHarness().wwe.configure({ acceptedOrigins: text })).toEqual({
      ok: false,
      problems: [`Setting acceptedOrigins: ${problem}.`],
    });
  });
});

describe('docs/protocol.md#allowed-origins: who may do what', () => {
  it.each([
    ['https://page.example', 'https://page.example', true],
    ['HTTPS://Page.Example/', 'https://page.example', true],
    ['https://page.example:443', 'https://page.example', true],
    ['https://page.example:8443', 'https://page.example', false],
    ['https://page.example', 'https://page.example:8443', false],
    ['https://page.example', 'http://page.example', false],
    ['https://page.example', 'https://sub.page.example', false],
    ['https://page.example', 'null', false],
    ['*', 'null', true],
    ['', 'https://page.example', false],
  ])('list "%s", origin %s: %s', (list, origin, accepted) => {
    expect(open(list, 'agent.get', origin)).toBe(accepted);
  });
  it('opens what the brackets name', () => {
    const list = 'https://page.example (agent.*, voice.dial)';
    expect(open(list, 'agent.getState')).toBe(true);
    expect(open(list, 'voice.dial')).toBe(true);
    expect(open(list, 'voice.hold')).toBe(false);
    expect(open(list, 'agentx.get')).toBe(false);
  });
  it.each([
    ['* (*)', 'denied', false],
    ['* (auth.*)', 'allowed', false],
    ['* (*, auth.getJwtToken)', 'denied', true],
    ['*', 'denied', false],
    ['*', 'allowed', true],
  ])('auth.getJwtToken under "%s", without brackets %s: %s', (list, jwtWithoutBrackets, accepted) => {
    expect(open(list, 'auth.getJwtToken', 'https://page.example', { jwtWithoutBrackets })).toBe(accepted);
  });
  it('lets an origin’s own entries count alone, or with those of *', () => {
    const list = 'https://page.example (agent.*), * (media.*), https://page.example (voice.dial)';
    expect(open(list, 'agent.get')).toBe(true);
    expect(open(list, 'voice.dial')).toBe(true);
    expect(open(list, 'media.getMediaList')).toBe(false);
    expect(open(list, 'media.getMediaList', 'https://page.example', { originAndStar: 'both' })).toBe(true);
  });
  it.each(['silence', 'error'] as const)('says no by %s', (form) => {
    const { request, answer, wwe } = createHarness({ acceptedOrigins: '* (agent.*)', serviceDenied: form });
    const expected = form === 'silence' ? undefined : expect.stringContaining('not allowed: voice.dial');
    expect(answer(request('voice.dial', ['1', null]))?.errorMessage).toEqual(expected);
    expect(wwe.state().cases).toEqual([]);
    wwe.configure({ acceptedOrigins: 'https://other.example', originDenied: form });
    expect(answer(request('agent.get'))?.errorMessage !== undefined).toBe(form === 'error');
  });
  it('filters subscriptions by the namespace of the event, unless they are free', () => {
    const { wwe, subscribe, unsubscribe, answer } = createHarness({
      acceptedOrigins: '* (interaction.getInteractions, messenger.*)',
    });
    expect(answer(subscribe(['interaction', 'markdone', 'messenger:mine']))).toHaveProperty('subscriptionId');
    expect(answer(subscribe('agent'))).toBeUndefined();
    expect(answer(subscribe(['interaction', 'agent']))).toBeUndefined();
    expect(answer(unsubscribe(1))).toBeDefined();
    wwe.configure({ subscribeFilter: 'free' });
    expect(answer(subscribe('agent'))).toHaveProperty('subscriptionId');
  });
});
