import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, SETTINGS } from './settings.ts';
import { applySettings } from './settings-patch.ts';

/** What is said of a patch. */
function said(patch: unknown): string {
  const result = applySettings(DEFAULT_SETTINGS, patch);
  return result.ok ? 'fine' : result.problems.join(' ');
}

describe('settings that a person wrote', () => {
  it.each([
    ['latencyms', 'latencyMs'],
    ['latencMs', 'latencyMs'],
    ['deliverys', 'deliveries'],
    ['acceptedOrigin', 'acceptedOrigins'],
    ['rateLimti', 'rateLimit'],
    ['latency', 'latencyMs'],
    ['quarantine', 'quarantineMs'],
  ])('suggests for %s', (wrong, right) => {
    expect(said({ [wrong]: 1 })).toBe(`There is no setting "${wrong}"; did you mean "${right}"?`);
  });
  it.each(['x', 'name', 'event', 'toString', '__proto__', 'a'.repeat(100_000)])(
    'suggests nothing for %.20s',
    (name) => {
      expect(said(JSON.parse(`{${JSON.stringify(name)}: 1}`))).not.toContain('did you mean');
    },
  );
  it.each([
    [{ deliveries: 'triple' }, 'Setting deliveries must be single or double, not "triple".'],
    [{ latencyMs: '40' }, 'Setting latencyMs must be a number from 0 to 2147483647, not "40".'],
    [{ rateLimit: 1.5 }, 'Setting rateLimit must be a whole number from 0 to 1000000, not 1.5.'],
    [{ mediaProperty: null }, 'Setting mediaProperty must be true or false, not null.'],
    [{ silentServices: 'agent.get' }, 'Setting silentServices must be a list of texts, not "agent.get".'],
    [
      { lateAnswers: { 'agent.get': -1 } },
      'Setting lateAnswers.agent.get must be a whole number from 0 to 2147483647, not -1.',
    ],
    [{ nextAnswers: [{ service: '*', times: 1 }] }, 'Setting nextAnswers.0.errorMessage: is missing.'],
    [{ campaigns: [4] }, 'Setting campaigns.0 must be an object with name, mode, not 4.'],
    [{ options: { A: { b: 1 } } }, 'Setting options.A.b must be a text, not 1.'],
    [
      { acceptedOrigins: 'x' },
      'Setting acceptedOrigins: "x" at character 1 is not an origin: write https://page.example, or *.',
    ],
    [['latencyMs'], 'The settings must be an object such as {"deliveries":"double"}.'],
  ])('explains %j', (patch, words) => {
    expect(said(patch)).toBe(words);
  });
  it('names the event types that there are', () => {
    expect(said({ eventTypes: { hold: 'X' } })).toMatch(
      /^Setting eventTypes\.hold: there is no such field: .*\bheld\b/,
    );
  });
  it('says all that is wrong, and changes nothing then', () => {
    expect(said({ latencyMs: -1, deliveries: 'double', nonsense: 1 })).toMatch(
      /latencyMs.* nonsense|latencyMs.*nonsense/,
    );
  });
  it('takes its own defaults back, and a $schema for the editor', () => {
    expect(applySettings(DEFAULT_SETTINGS, { $schema: 'x', ...JSON.parse(JSON.stringify(DEFAULT_SETTINGS)) })).toEqual({
      ok: true,
      settings: DEFAULT_SETTINGS,
    });
  });
  it.each(Object.entries(SETTINGS))('%s takes its default and refuses what no setting is', (name, { initial }) => {
    expect(said({ [name]: initial })).toBe('fine');
    if (name !== 'frameAnnounce') expect(said({ [name]: () => 1 })).toContain(`Setting ${name}`);
  });
  it.each(Object.entries(SETTINGS))('%s takes each of its choices', (name, { control }) => {
    for (const value of control.is === 'choice' ? Object.keys(control.options) : [])
      expect(said({ [name]: value })).toBe('fine');
    if (control.is === 'json' && !control.hint.includes(' or ') && control.hint.startsWith('{')) {
      expect(said({ [name]: JSON.parse(control.hint) })).toBe('fine');
    }
  });
});
