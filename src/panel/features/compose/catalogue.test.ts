import { describe, expect, test } from 'vitest';
import { SERVICE_NAMES } from '../../../protocol/services.ts';
import { isAllowed, readAllowed } from './allowed.ts';
import { choicesFor, riskOf } from './catalogue.ts';

const namesOf = (search: string, allowed: ReadonlySet<string> | null = null) =>
  choicesFor(search, allowed).map(({ namespace, allowed: is, choices }) => [
    namespace,
    is,
    choices.map(({ service }) => service),
  ]);

describe('the form of getAllowedServices is undocumented: several are read', () => {
  const expected = ['agent.get', 'agent.setState', 'system.getAllowedServices'];
  test.each<[string, unknown, readonly string[] | null]>([
    ['names', expected, expected],
    ['objects with a name', expected.map((name) => ({ name })), expected],
    ['lists by namespace', { agent: ['get', 'setState'], system: ['getAllowedServices'] }, expected],
    ['a record of booleans', { 'agent.get': true, 'agent.setState': false }, ['agent.get']],
    ['a text', 'agent.get', null],
    ['nothing', null, null],
    ['an empty list', [], null],
    ['nonsense', [1, null, { name: 5 }, ''], null],
  ])('%s', (_, data, names) => {
    const read = readAllowed(data);
    expect(read && [...read]).toEqual(names);
  });

  test('wildcards cover what they say, but for auth.getJwtToken (docs/protocol.md#allowed-origins)', () => {
    const all = new Set(['*']);
    expect([isAllowed(all, 'voice.dial'), isAllowed(all, 'auth.getJwtToken')]).toEqual([true, false]);
    const agent = new Set(['agent.*', 'auth.getJwtToken']);
    expect(['agent.get', 'media.setState', 'auth.getJwtToken'].map((name) => isAllowed(agent, name))).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe('what can be chosen', () => {
  test('everything, once, by namespace', () => {
    const all = choicesFor('', null).flatMap(({ choices }) => choices.map(({ service }) => service));
    expect(all.toSorted()).toEqual(SERVICE_NAMES.toSorted());
  });

  test('every word must be in the name', () => {
    expect(namesOf('user DATA delete')).toEqual([['interaction', null, ['interaction.deleteUserData']]]);
  });

  test('what WWE allows comes first, names that nobody knows included', () => {
    expect(namesOf('state', new Set(['media.setState', 'media.someState']))).toEqual([
      ['media', true, ['media.setState', 'media.someState']],
      ['agent', false, ['agent.getState', 'agent.getStateList', 'agent.setState']],
    ]);
  });

  test('a name that nobody knows can be chosen as it is, after those that are known', () => {
    expect(namesOf('voice.pauseRecording')).toEqual([['', null, ['voice.pauseRecording']]]);
    expect(namesOf('voice.hol')).toEqual([
      ['voice', null, ['voice.hold']],
      ['', null, ['voice.hol']],
    ]);
    expect(namesOf('hold')).toEqual([['voice', null, ['voice.hold']]]);
    expect(namesOf('two words')).toEqual([]);
  });
});

test('acts that touch real contacts ask first, and so does what nobody knows', () => {
  expect(['interaction.markdone', 'voice.dial', 'interaction.setUserData', 'agent.get', 'no.such'].map(riskOf)).toEqual(
    ['ends', 'changes', null, null, 'unknown'],
  );
});
