/** Where each act's button stands: in one interaction bar at most, so that its name means one thing on the page. */
import type { Act } from '../core/acts/kinds.ts';
import type { DeskModel } from '../core/model.ts';

/** The names on the buttons. */
export const ACT_NAMES: Readonly<Record<Act, string>> = {
  answer: 'Answer',
  accept: 'Accept',
  reject: 'Reject',
  hold: 'Hold',
  resume: 'Resume',
  consult: 'Consult',
  transfer: 'Transfer',
  conference: 'Conference',
  completeTransfer: 'Complete transfer',
  completeConference: 'Complete conference',
  startRecording: 'Record',
  pauseRecording: 'Pause recording',
  resumeRecording: 'Resume recording',
  stopRecording: 'Stop recording',
  joinAgain: 'Join again',
  leaveConference: 'Leave',
  recover: 'Try again',
  send: 'Send',
  save: 'Save',
  cancel: 'Cancel',
  getRecord: 'Get record',
  callRecord: 'Call',
  rejectRecord: 'Reject record',
  cancelRecord: 'Cancel record',
  release: 'Release',
  done: 'Done',
};

/**
 * Interaction id → the acts whose buttons stand in its bar. An act belongs to the selected interaction if it can be
 * done there, else to the newest one that allows it.
 */
export function placeActs(desk: DeskModel): ReadonlyMap<string, readonly Act[]> {
  const all = desk.cases.flatMap((one) => one.interactions);
  const newestFirst = all.toSorted((a, b) => a.ageMs - b.ageMs || Number(b.id) - Number(a.id));
  const selected = all.find(({ id }) => id === desk.selectedInteraction);
  const order = selected === undefined ? newestFirst : [selected, ...newestFirst];
  const places = new Map<string, Act[]>();
  const placed = new Set<Act>();
  for (const { id, acts } of order) {
    for (const act of acts) {
      if (placed.has(act)) continue;
      placed.add(act);
      places.set(id, [...(places.get(id) ?? []), act]);
    }
  }
  return places;
}
