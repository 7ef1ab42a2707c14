/**
 * Where each act's button stands: in the toolbar of the interaction that is shown, or in one bar on the left. So its name
 * means one thing on the page.
 */
import { ACTS, type Act } from '../core/acts/act-types.ts';
import type { DeskModel, InteractionModel } from '../core/wwe/model.ts';

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

/** What stands in the toolbar's menu, not on a button of its own. */
const SECONDARY: ReadonlySet<Act> = new Set<Act>([
  'startRecording',
  'pauseRecording',
  'resumeRecording',
  'stopRecording',
  'leaveConference',
  'save',
  'cancelRecord',
]);

/** What can be done to an interaction without opening it first. */
const IN_BARS: ReadonlySet<Act> = new Set<Act>([
  'answer',
  'accept',
  'reject',
  'hold',
  'resume',
  'getRecord',
  'release',
  'done',
]);

/** The toolbar's buttons and the entries of its menu; an act is not alone in a menu. */
export function splitActs(acts: readonly Act[]): { readonly buttons: readonly Act[]; readonly more: readonly Act[] } {
  const more = acts.filter((act) => SECONDARY.has(act));
  return more.length < 2 ? { buttons: acts, more: [] } : { buttons: acts.filter((act) => !SECONDARY.has(act)), more };
}

/** The interaction in the middle: the selected one, else the selected case's first. */
export function shownInteraction({ cases, selectedInteraction }: DeskModel): InteractionModel | undefined {
  const one = cases.find(({ selected }) => selected);
  return one?.interactions.find(({ id }) => id === selectedInteraction) ?? one?.interactions[0];
}

/**
 * Interaction id → the acts whose buttons stand with it: all acts of the one that is shown; of the others, an act that
 * can be done in a bar belongs to the newest that allows it.
 */
export function placeActs(desk: DeskModel): ReadonlyMap<string, readonly Act[]> {
  const shown = shownInteraction(desk);
  const taken = new Set(shown?.acts);
  const newest = new Map<Act, InteractionModel>();
  for (const { interactions } of desk.cases) {
    for (const one of interactions) {
      for (const act of one.acts) {
        if (taken.has(act) || !IN_BARS.has(act)) continue;
        const other = newest.get(act);
        if (other === undefined || isNewer(one, other)) newest.set(act, one);
      }
    }
  }
  const places = new Map<string, readonly Act[]>();
  if (shown !== undefined) places.set(shown.id, shown.acts);
  // In the vocabulary's order, which is the order of the buttons.
  for (const act of ACTS) {
    const place = newest.get(act);
    if (place !== undefined) places.set(place.id, [...(places.get(place.id) ?? []), act]);
  }
  return places;
}

function isNewer(one: InteractionModel, other: InteractionModel): boolean {
  return one.ageMs < other.ageMs || (one.ageMs === other.ageMs && Number(one.id) > Number(other.id));
}
