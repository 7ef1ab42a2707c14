import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LIBRARY } from '../../scenarios/library.ts';
import { ACTS, HAPPENINGS } from '../acts/act-types.ts';
import { scenarioJsonSchema } from './json-schema.ts';
import { DEEDS } from './step-schema.ts';
import { whyInvalid } from './testdata/tiny-validator.ts';

const FILE = join(import.meta.dirname, '../../../../docs/schemas/scenario.schema.json');
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const schema = plain(scenarioJsonSchema());

describe('the published schema of scenarios', () => {
  it('is what the code reads now; if not, run npm run schemas', () => {
    expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(schema);
  });
  it.each(Object.entries(LIBRARY))('takes %s', (_, scenario) => {
    expect(whyInvalid(schema, plain(scenario))).toBeNull();
  });
  it('refuses what the simulator refuses', () => {
    const base = { title: 'T', about: '', steps: [] };
    const wrong = [
      { ...base, setings: {} },
      { title: 'T', about: '' },
      { ...base, steps: [{ do: 'anwser', on: 'call' }] },
      { ...base, steps: [{ do: 'answer' }] },
      { ...base, steps: [{ do: 'say', text: 'x', at: 'soon' }] },
      { ...base, steps: [{ do: 'arrive', state: 'TALKNG' }] },
      { ...base, settings: { deliverys: 'double' } },
      { ...base, settings: { deliveries: 'triple' } },
      { ...base, clients: 1.5 },
    ];
    for (const scenario of wrong) expect(whyInvalid(schema, scenario), JSON.stringify(scenario)).not.toBeNull();
    expect(whyInvalid(schema, base)).toBeNull();
  });
  it('knows each act and happening', () => {
    const text = JSON.stringify(schema);
    for (const deed of [...ACTS, ...HAPPENINGS, ...DEEDS]) expect(text).toContain(`"${deed}"`);
  });
  it('describes what an editor completes', () => {
    const text = JSON.stringify(schema);
    expect(text).not.toContain('"is":');
    expect(text).toContain('Since the start of the scenario.');
  });
});
