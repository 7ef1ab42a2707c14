import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createHeader, writeRecording } from '../../recording/index.ts';
import type { ReplayState } from '../core/replay/replay-types.ts';
import { recordScenario } from '../core/virtual/record.ts';
import { LIBRARY } from '../scenarios/library.ts';
import { isFaithful, readRecordingFile, reportOf } from './recording.ts';

const folder = mkdtempSync(join(tmpdir(), 'replay-'));
afterAll(() => rmSync(folder, { recursive: true }));

const STATE: ReplayState = {
  status: 'ended',
  atMs: 5000,
  lengthMs: 5000,
  sent: 7,
  messages: 8,
  matched: 2,
  requests: 3,
  missing: [{ atMs: 61_500, frame: 0, words: 'agent.get()', isRepeated: false }],
  missingCount: 1,
  unmatched: [{ atMs: 10, frame: 1, words: 'media.getMediaList()', isRepeated: true }],
  unmatchedCount: 3,
  leftOut: ['Line 4: The line is not UTF-8.'],
};

it('reports what was missing, what did not match, and what was not played', () => {
  expect(reportOf(STATE)).toEqual([
    'The recording has been played: 7 messages sent (the recording has 8), 2 of 3 requests made again.',
    '1 missing: the recording has it, and no page asked for it',
    '  1:01.5  page 1  agent.get()',
    '3 unmatched: a page asked for it, and the recording does not have it',
    '  0:00.01  page 2  media.getMediaList() (more often than in the recording)',
    '  …and 2 more',
    'Not played: Line 4: The line is not UTF-8.',
  ]);
  expect(isFaithful(STATE)).toBe(false);
  expect(isFaithful({ ...STATE, missingCount: 0, unmatchedCount: 0 })).toBe(true);
});

it('reads a file that is damaged, and tells the line; and says what is wrong with one that cannot be played', async () => {
  const file = join(folder, 'a.ndjson');
  const chunks: Uint8Array[] = [];
  const { facts } = recordScenario(LIBRARY.quarantine);
  for await (const chunk of writeRecording(createHeader({}), facts)) chunks.push(chunk);
  const lines = Buffer.concat(chunks).toString().split('\n');
  writeFileSync(file, lines.with(5, '{"what":').join('\n'));
  const plan = await readRecordingFile(file);
  expect(plan.frames).toBe(1);
  expect(plan.leftOut).toContainEqual(expect.stringMatching(/^Line 6: /));
  await expect(readRecordingFile(join(folder, 'none.ndjson'))).rejects.toThrow('There is no file');
  writeFileSync(file, 'Something else');
  await expect(readRecordingFile(file)).rejects.toThrow('no recording of wwe-devtools');
  writeFileSync(file, `${lines[0]}\n`);
  await expect(readRecordingFile(file)).rejects.toThrow('there is nothing to play');
});
