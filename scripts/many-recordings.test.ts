/** The example of many recordings (examples/many-recordings), with a few. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRecordings } from '../examples/many-recordings/make.mjs';
import { scenarioOf } from '../examples/many-recordings/scenarios.mjs';
import { COLUMNS, QUESTIONS } from '../examples/many-recordings/sql/questions.mjs';
import * as recording from '../src/recording/index.ts';
import { recordScenario } from '../src/simulator/core/virtual/record.ts';
import { LIBRARY } from '../src/simulator/scenarios/library.ts';

/** Each scenario once. */
const COUNT = Object.keys(LIBRARY).length + 1;
const HAS_DUCKDB = existsSync('examples/many-recordings/sql/node_modules/@duckdb/node-api');
const folder = mkdtempSync(join(tmpdir(), 'many-'));
let entries = 0;
beforeAll(async () => {
  entries = await makeRecordings({ simulator: { LIBRARY, recordScenario }, recording, folder, count: COUNT });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the recordings of the example', () => {
  it('are of scenarios that are played with every step', () => {
    for (let n = 0; n < COUNT; n += 1) {
      expect(recordScenario(scenarioOf(n, LIBRARY).scenario, { seed: n + 1 }).skipped).toEqual([]);
    }
    expect(entries).toBeGreaterThan(5_000);
  });

  it('have the columns that the questions read', () => {
    const { facts } = recordScenario(LIBRARY.quarantine);
    const entry = facts.find((fact) => fact.what === 'entry');
    const fields = entry?.what === 'entry' ? Object.keys(entry.entry) : [];
    expect(Object.keys(COLUMNS)).toEqual(expect.arrayContaining([...fields, 'what', 'document']));
    expect(Object.keys(QUESTIONS)).toHaveLength(4);
  });

  // DuckDB is a package of the example alone, of 70 MB: `node examples/many-recordings/start.mjs` installs it.
  it.skipIf(!HAS_DUCKDB)('answer the four questions', async () => {
    const { ask } = await import('../examples/many-recordings/sql/ask.mjs');
    const [refused, held, blocks, threw] = (await ask(folder)).map(({ rows }) => rows);
    const keys = refused?.map(({ key, refused: count, writes }) => [key, count === writes, count === '0']);
    expect(keys).toEqual(
      expect.arrayContaining([
        ['Note', true, false],
        ['Segment', false, true],
      ]),
    );
    expect(held).toMatchObject([{ medium: 'voice' }]);
    // Two of its three blocks; the page lifts the third.
    expect(blocks).toContainEqual({ scenario: 'mark-done-blocked-too-long', never_lifted: '2' });
    expect(threw).toMatchObject([{ event: 'interaction', recordings: '1' }]);
  });
});
