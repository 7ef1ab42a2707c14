// @ts-check
/** Makes recordings: scenarios in virtual time, an hour of WWE in some milliseconds. */
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { scenarioOf } from './scenarios.mjs';

/** When the first recording begins; each of the others begins an hour after the one before. */
const BEGINNING = Date.parse('2026-01-05T08:00:00Z');
const HOUR = 3_600_000;

/**
 * @param {object} parts
 * @param {Pick<typeof import('wwe-devtools/simulator'), 'LIBRARY' | 'recordScenario'>} parts.simulator
 * @param {Pick<typeof import('wwe-devtools/recording'), 'createHeader' | 'writeRecording'>} parts.recording
 * @param {string} parts.folder where they go
 * @param {number} parts.count
 * @returns {Promise<number>} how many entries they have
 */
export async function makeRecordings({ simulator, recording, folder, count }) {
  await mkdir(folder, { recursive: true });
  let entries = 0;
  for (let n = 0; n < count; n += 1) {
    const { name, scenario } = scenarioOf(n, simulator.LIBRARY);
    const epoch = BEGINNING + n * HOUR;
    const { facts } = simulator.recordScenario(scenario, { seed: n + 1, epoch });
    entries += facts.filter(({ what }) => what === 'entry').length;
    const made = new Date(epoch).toISOString();
    const header = recording.createHeader({ tool: 'many-recordings', made, settings: { scenario: name, seed: n + 1 } });
    const file = join(folder, `${String(n).padStart(4, '0')}-${name}.ndjson.gz`);
    await pipeline(Readable.from(recording.writeRecording(header, facts, { gzip: true })), createWriteStream(file));
  }
  return entries;
}
