import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readKey } from './harness.ts';
import { SETTINGS } from './settings.ts';

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

/**
 * The rows of scapi.md §10 that show on the wire, and the settings that answer them. Row 18 is about browsers.
 */
const UNKNOWNS: Readonly<Record<number, readonly string[]>> = {
  1: ['eventTypes', 'interactionKey'],
  2: ['markdoneEvent', 'mediaEvent', 'systemEvent', 'agentEvent'],
  3: [
    'blockStart',
    'blockEnd',
    'secondBlock',
    'unblockByOthers',
    'unblockWithoutBlock',
    'scapiMarkdoneOnBlocked',
    'markdoneEventAlways',
  ],
  4: [
    'errorForm',
    'answerRepeatsRequest',
    'originDenied',
    'serviceDenied',
    'unknownService',
    'writeDenied',
    'missingInteraction',
  ],
  5: ['voidAnswer', 'noneAnswer'],
  6: ['frameAnnounce', 'frameAnnounceWhen'],
  7: ['subscriptionId', 'unsubscribeAnswer', 'deliveries'],
  8: ['rateScope', 'rateCounts', 'quarantineReach', 'quarantineEvents', 'quarantineProlonged', 'quarantineStart'],
  9: ['voiceOnlyElsewhere'],
  10: ['firstPreviousState', 'parentOfNone'],
  11: ['mediaProperty', 'previewMedia'],
  12: ['targetKey'],
  13: ['allowedServicesForm', 'sectionForm', 'campaigns', 'campaignForm', 'mediaNameKey', 'hiddenServices'],
  14: ['toastButtonText'],
  15: ['frameState', 'followersGet'],
  16: ['blockTimeoutMs'],
  17: ['chatStates', 'userDataState'],
};

describe('scapi.md §11 row 16: every choice is a setting', () => {
  it.each(Object.keys(SETTINGS))('%s does something', (name) => {
    expect(new RegExp(`\\b${name}\\b`).test(ALL)).toBe(true);
  });
  it.each(Object.entries(UNKNOWNS))('unknown %s of scapi.md §10 can be chosen', (row, names) => {
    for (const name of names) expect(readKey(readKey(SETTINGS, name), 'source'), name).toMatch(`unknown ${row}`);
  });
  it('no setting says that it answers an unknown that there is not', () => {
    for (const [name, { source }] of Object.entries(SETTINGS)) {
      for (const [, row] of source.matchAll(/unknown (\d+)/g)) expect(UNKNOWNS[Number(row)], name).toBeDefined();
    }
  });
  it.each(Object.entries(SETTINGS))('%s explains itself', (_, { words, source, control }) => {
    expect(words).toMatch(/^[\p{L}*`\d].*\.$/u);
    expect(source).toMatch(/^(ours|(unknown \d+|§\d+(\.\d+)?)(.*))$/);
    if (control.is === 'choice') expect(Object.keys(control.options).length).toBeGreaterThan(1);
  });
});
