/** Recordings for the simulator: read from a file, and reported when they have been played. */
import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { type ByteSource, openRecording, RecordingRefused } from '../../recording/index.ts';
import { planReplay } from '../core/replay/make-plan.ts';
import type { ReplayPlan } from '../core/replay/plan.ts';
import type { ReplayState, ReportedRequest } from '../core/replay/replay-types.ts';
import { writeTime } from '../core/scenario/times.ts';
import { MOST_CLIENTS } from '../desktop/query.ts';
import { Mistake } from './files.ts';

/**
 * Reads a recording for a replay. What is wrong with it stands in `leftOut`.
 * @throws RecordingRefused for what is none; what the source throws
 */
export async function readReplayPlan(source: ByteSource): Promise<ReplayPlan> {
  const recording = await openRecording(source);
  const plan = await planReplay(recording.header, recording.facts);
  const damage = recording.findings.all.map(({ line, words }) => `Line ${line}: ${words}`);
  const frames = plan.frames > MOST_CLIENTS ? [`The pages of ${plan.frames - MOST_CLIENTS} further frames`] : [];
  return { ...plan, leftOut: [...plan.leftOut, ...frames, ...damage] };
}

/** Reads it from a file. Throws `Mistake`. */
export async function readRecordingFile(file: string): Promise<ReplayPlan> {
  try {
    await access(file);
  } catch {
    throw new Mistake(`There is no file ${file}.`);
  }
  try {
    const plan = await readReplayPlan(createReadStream(file));
    if (plan.frames === 0) throw new Mistake(`${file} has no page that talks with WWE: there is nothing to play.`);
    return plan;
  } catch (error) {
    if (error instanceof RecordingRefused) throw new Mistake(`${file}: ${error.message}`);
    throw error;
  }
}

/** Whether pages asked for just what the recording has. */
export function isFaithful({ missingCount, unmatchedCount }: ReplayState): boolean {
  return missingCount === 0 && unmatchedCount === 0;
}

/** The report of a replay, as lines. */
export function reportOf(state: ReplayState): readonly string[] {
  const { sent, messages, matched, requests, leftOut } = state;
  return [
    `The recording has been played: ${sent} messages sent (the recording has ${messages}), ${matched} of ${requests} requests made again.`,
    ...listOf('missing: the recording has it, and no page asked for it', state.missingCount, state.missing),
    ...listOf(
      'unmatched: a page asked for it, and the recording does not have it',
      state.unmatchedCount,
      state.unmatched,
    ),
    ...leftOut.map((words) => `Not played: ${words}`),
  ];
}

function listOf(what: string, count: number, list: readonly ReportedRequest[]): readonly string[] {
  if (count === 0) return [];
  const lines = list.map(({ atMs, frame, words, isRepeated }) => {
    const more = isRepeated ? ' (more often than in the recording)' : '';
    return `  ${writeTime(atMs)}  page ${frame + 1}  ${words}${more}`;
  });
  const rest = count > list.length ? [`  …and ${count - list.length} more`] : [];
  return [`${count} ${what}`, ...lines, ...rest];
}
