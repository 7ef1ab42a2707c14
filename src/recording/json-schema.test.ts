import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { recordingJsonSchema } from './json-schema.ts';
import { readLine } from './read-line.ts';
import { documentFactSchemas, endSchema, entrySchema, headerSchema } from './schema.ts';
import { anyFacts, HEADER } from './testdata/facts.ts';
import { lineOf } from './write-line.ts';

const FILE = join(import.meta.dirname, '../../docs/schemas/recording-line.schema.json');
const SCHEMA = v.union([headerSchema, endSchema, entrySchema, ...Object.values(documentFactSchemas)]);

describe('the published schema', () => {
  it('is what the code reads now; if not, run npm run schemas', () => {
    expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(recordingJsonSchema());
  });

  it('takes each line that is written', () => {
    expect(v.is(SCHEMA, HEADER)).toBe(true);
    fc.assert(fc.property(anyFacts, (facts) => facts.every((fact) => v.is(SCHEMA, JSON.parse(lineOf(fact))))));
  });

  it('takes a line exactly where it is read', () => {
    const odd = fc.constantFrom<unknown>(
      null,
      0,
      -1,
      1.5,
      1e300,
      '',
      'x'.repeat(201),
      'wire',
      'probe',
      'called',
      true,
      [],
      {},
    );
    const change = fc.tuple(
      fc.constantFrom(
        'what',
        'document',
        'n',
        't',
        'sort',
        'kind',
        'name',
        'ref',
        'peer',
        'path',
        'origin',
        'target',
        'timeOrigin',
        'count',
        'through',
        'offset',
        'title',
        'since',
      ),
      fc.option(odd, { nil: undefined }),
    );
    fc.assert(
      fc.property(anyFacts, fc.nat(), change, (facts, place, [key, value]) => {
        const fact = facts[place % facts.length];
        const line = JSON.parse(fact ? lineOf(fact) : '{}');
        if (value === undefined) delete line[key];
        else line[key] = value;
        const { what } = readLine(JSON.stringify(line), undefined, (place) => JSON.stringify(line).slice(place, -1));
        expect([line, v.is(SCHEMA, line)]).toEqual([line, what !== 'problem']);
      }),
      { numRuns: 2_000 },
    );
  });
});
