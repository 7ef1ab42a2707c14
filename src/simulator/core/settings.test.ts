import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SETTINGS } from './settings.ts';
import { readKey } from './testdata/harness.ts';

const SIMULATOR = join(import.meta.dirname, '..');

/** What stands in the simulator's own sources, apart from where settings are defined. */
function sources(): string {
  return readdirSync(SIMULATOR, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
    .filter((path) => !/^core[\\/](settings[\\/.]|harness\.ts)/.test(path) && !/^scenarios[\\/]/.test(path))
    .map((path) => readFileSync(join(SIMULATOR, path), 'utf8'))
    .join('\n');
}

const ALL = sources();

/** The open questions of docs/protocol.md#open-questions that show on the wire, and the settings that answer them. */
const UNKNOWNS: Readonly<Record<string, readonly string[]>> = {
  'unknown-event-types': ['eventTypes', 'interactionKey'],
  'unknown-event-payloads': ['markdoneEvent', 'mediaEvent', 'systemEvent', 'agentEvent'],
  'unknown-mark-done-blocks': [
    'blockStart',
    'blockEnd',
    'secondBlock',
    'unblockByOthers',
    'unblockWithoutBlock',
    'scapiMarkdoneOnBlocked',
    'markdoneEventAlways',
  ],
  'unknown-error-answers': [
    'errorForm',
    'answerRepeatsRequest',
    'originDenied',
    'serviceDenied',
    'unknownService',
    'writeDenied',
    'missingInteraction',
  ],
  'unknown-answers-without-result': ['voidAnswer', 'noneAnswer'],
  'unknown-frame-id': ['frameAnnounce', 'frameAnnounceWhen'],
  'unknown-subscriptions': ['subscriptionId', 'unsubscribeAnswer', 'deliveries'],
  'unknown-rate-limits': [
    'rateScope',
    'rateCounts',
    'quarantineReach',
    'quarantineEvents',
    'quarantineProlonged',
    'quarantineStart',
  ],
  'unknown-voice-only-properties': ['voiceOnlyElsewhere'],
  'unknown-initial-values': ['firstPreviousState', 'parentOfNone'],
  'unknown-media-property': ['mediaProperty', 'previewMedia'],
  'unknown-target-key': ['targetKey'],
  'unknown-answer-forms': [
    'allowedServicesForm',
    'sectionForm',
    'campaigns',
    'campaignForm',
    'mediaNameKey',
    'hiddenServices',
  ],
  'unknown-wwe-strings': ['toastButtonText'],
  'unknown-following-tabs': ['frameState', 'followersGet'],
  'unknown-block-timeout': ['blockTimeoutMs'],
  'unknown-state-order': ['chatStates', 'userDataState'],
};

describe('docs/protocol.md#simulator-settings: every choice is a setting', () => {
  it.each(Object.keys(SETTINGS))('%s does something', (name) => {
    expect(new RegExp(`\\b${name}\\b`).test(ALL)).toBe(true);
  });
  it.each(Object.entries(UNKNOWNS))('the open question %s can be chosen', (question, names) => {
    for (const name of names) {
      expect(String(readKey(readKey(SETTINGS, name), 'source')).split(', '), name).toContain(`#${question}`);
    }
  });
  it('every open question is there, but for the one about browsers', () => {
    const protocol = readFileSync(join(SIMULATOR, '../../docs/protocol.md'), 'utf8');
    const asked = [...protocol.matchAll(/^\| <a id="(unknown-[a-z-]+)">/gm)].map(([, id]) => id);
    expect([...Object.keys(UNKNOWNS), 'unknown-firefox-support'].sort()).toEqual(asked.sort());
  });
  it('no setting says that it answers an unknown that there is not', () => {
    for (const [name, { source }] of Object.entries(SETTINGS)) {
      for (const [, id = ''] of source.matchAll(/#(unknown-[a-z-]+)/g)) expect(UNKNOWNS[id], name).toBeDefined();
    }
  });
  it.each(Object.entries(SETTINGS))('%s explains itself', (_, { words, source, control }) => {
    expect(words).toMatch(/^[\p{L}*`\d].*\.$/u);
    expect(source).toMatch(/^(ours|#[a-z-]+(, #[a-z-]+)*)$/);
    if (control.is === 'choice') expect(Object.keys(control.options).length).toBeGreaterThan(1);
  });
});
