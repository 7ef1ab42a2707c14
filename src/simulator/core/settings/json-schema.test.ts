import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, SETTING_GROUPS, SETTINGS } from '../settings.ts';
import { readKey } from '../testdata/harness.ts';
import { settingsJsonSchema } from './json-schema.ts';

const FILE = join(import.meta.dirname, '../../../../docs/schemas/simulator-settings.schema.json');
const property = (name: string): unknown => readKey(readKey(settingsJsonSchema(), 'properties'), name);

describe('the published schema of settings', () => {
  it('is what the settings are now; if not, run npm run schemas', () => {
    expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(JSON.parse(JSON.stringify(settingsJsonSchema())));
  });
  it.each(Object.entries(SETTINGS))('tells of %s: words, source, form, default', (name, setting) => {
    const { initial, words, source, control } = setting;
    expect(property(name)).toMatchObject({ default: initial });
    const description = readKey(property(name), 'description');
    expect(description).toContain(words);
    for (const place of source.split(', ')) expect(description).toContain(place);
    const form = control.is === 'choice' ? 'enum' : name === 'firstPreviousState' ? 'anyOf' : 'type';
    // Any value may be a frame id.
    expect(readKey(property(name), form) !== undefined).toBe(name !== 'frameAnnounce');
    if (control.is === 'choice') expect(readKey(property(name), 'enum')).toEqual(Object.keys(control.options));
  });
  it('names each setting once, in one group', () => {
    const names = SETTING_GROUPS.flatMap(({ settings }) => Object.keys(settings));
    expect(names.toSorted()).toEqual(Object.keys(DEFAULT_SETTINGS).toSorted());
  });
});
