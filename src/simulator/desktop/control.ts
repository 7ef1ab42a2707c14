/**
 * `window.wweSimulator` on the host page: what a test does as the customer, the agent or the network. Everything goes in
 * and comes out as plain data, so that it works through a browser driver's `evaluate`, and from Node.js (`startSimulator`).
 */
import type { Act } from '../core/acts/act-types.ts';
import type { ReplayControl, ScenarioControl, WweSimulator } from './control-types.ts';
import type { Runtime } from './runtime.ts';

/** The control of a desktop on which no recording is played. */
export const NO_REPLAY: ReplayControl = {
  state: () => null,
  ended: () => Promise.reject(new Error('No recording is played.')),
};

/** What the page itself adds to the runtime. */
export interface PageActs {
  reloadFrames(): void;
  openPopup(url?: string): boolean;
  addFrame(url?: string): void;
  removeFrame(): void;
  forge(frame: number, data: unknown): Promise<void>;
}

/** Makes the control object. */
export function createControl(
  runtime: Runtime,
  page: PageActs,
  scenario: ScenarioControl,
  replay: ReplayControl = NO_REPLAY,
): WweSimulator {
  const { wwe, frames, received } = runtime;
  const act = (name: Act) => (interactionId: string) => wwe.act(name, interactionId);
  return {
    ring: (arrival) => wwe.arrive(arrival),
    dial: (destination, userData) => wwe.dial(destination, userData),
    createEmail: (to, userData) => wwe.createEmail(to, userData),
    act: (name, interactionId, options) => wwe.act(name, interactionId, options),
    happen: (what, interactionId, options) => wwe.happen(what, interactionId, options),
    answer: act('answer'),
    accept: act('accept'),
    reject: act('reject'),
    hold: act('hold'),
    resume: act('resume'),
    release: act('release'),
    consult: (interactionId, options) => wwe.act('consult', interactionId, options),
    done: act('done'),
    partyLeaves: (interactionId) => wwe.partyLeaves(interactionId),
    userData: (interactionId, values) => wwe.happen('attachData', interactionId, { userData: values }),
    deleteUserData: (interactionId, key) => wwe.deleteUserData(interactionId, key),
    made: () => wwe.made(),
    selectInteraction: (interactionId) => wwe.selectInteraction(interactionId),
    selectCase: (caseId) => wwe.selectCase(caseId),
    setAgentState: (operationName, medium) => wwe.setAgentState(operationName, medium),
    campaign: (event, campaign) => wwe.campaign(event, campaign),
    pressToast: (toastId, button) => wwe.pressToast(toastId, button),
    closeDialog: (dialogId) => wwe.closeDialog(dialogId),
    dismissWarning: (interactionId) => wwe.dismissWarning(interactionId),
    refresh(options) {
      wwe.refresh(options);
      if (options?.keepFrames !== true) page.reloadFrames();
    },
    settings(patch) {
      const result = patch === undefined ? null : wwe.configure(patch);
      if (result !== null && !result.ok) throw new TypeError(result.problems.join(' '));
      return wwe.settings();
    },
    received: () => received.all(),
    clearReceived: () => received.clear(),
    waitForMessage: (match, options) => received.wait(match, options),
    postRaw: (frame, data) => frames.post(typeof frame === 'number' ? `frame-${frame}` : frame, data),
    forge: page.forge,
    openPopup: page.openPopup,
    addFrame: page.addFrame,
    removeFrame: page.removeFrame,
    get frames() {
      return frames.list().map(({ key, origin }) => ({ key, origin }));
    },
    state: () => wwe.state(),
    scenario,
    replay,
  };
}
