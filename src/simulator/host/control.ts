/**
 * `window.wweSimulator` on the host page: what a test does as the customer, the agent or the network. Everything goes in
 * and comes out as plain data, so that it works through a browser driver's `evaluate`.
 */
import type { Act, Arrival } from '../core/acts/kinds.ts';
import type { DeskModel } from '../core/model.ts';
import type { Settings } from '../core/settings.ts';
import type { Received, Runtime } from './runtime.ts';

/** The control object. */
export interface WweSimulator {
  /** Somebody calls (or, by `medium`, chats or writes); returns the interaction's id. */
  ring(arrival?: Arrival): string;
  /** The agent calls somebody; returns the interaction's id. */
  dial(destination: string): string;
  /** The agent does `act` (answer, accept, reject, hold, resume, release, consult, done). False: not possible now. */
  act(act: Act, interactionId: string): boolean;
  answer(interactionId: string): boolean;
  accept(interactionId: string): boolean;
  reject(interactionId: string): boolean;
  hold(interactionId: string): boolean;
  resume(interactionId: string): boolean;
  release(interactionId: string): boolean;
  consult(interactionId: string): boolean;
  /** The agent presses Done. */
  done(interactionId: string): boolean;
  /** The other side hangs up or leaves. */
  partyLeaves(interactionId: string): boolean;
  /** The agent opens a case. */
  selectCase(caseId: string): boolean;
  /** The agent's state, by operationName: Ready, NotReady, AfterCallWork. */
  setAgentState(operationName: string): boolean;
  /** WWE is reloaded: new interaction ids. The client frames are reloaded with it, unless `keepFrames`. */
  refresh(options?: { readonly keepFrames?: boolean }): void;
  /** Changes settings by name, at once; without a patch only reads. Throws TypeError, in words, for a wrong patch. */
  settings(patch?: unknown): Settings;
  /** Every message that WWE's window received, oldest first, raw. */
  received(): readonly Received[];
  clearReceived(): void;
  /** WWE's window posts any data to the nth client frame (from 0), or to a key of `frames`. False: no such frame. */
  postRaw(frame: number | string, data: unknown): boolean;
  /** A window that is not WWE posts any data to the nth client frame (from 0). Resolves when it was told to. */
  forge(frame: number, data: unknown): Promise<void>;
  /** Opens the client page in a pop-up, whose opener is WWE; false if the browser refused. */
  openPopup(url?: string): boolean;
  /** Adds one more client frame; removes the last one. */
  addFrame(url?: string): void;
  removeFrame(): void;
  /** The windows that WWE knows. */
  readonly frames: readonly { readonly key: string; readonly origin: string | null }[];
  state(): DeskModel;
}

/** What the page itself adds to the runtime. */
export interface PageActs {
  reloadFrames(): void;
  openPopup(url?: string): boolean;
  addFrame(url?: string): void;
  removeFrame(): void;
  forge(frame: number, data: unknown): Promise<void>;
}

/** Makes the control object. */
export function createControl({ wwe, frames, received }: Runtime, page: PageActs): WweSimulator {
  const act = (name: Act) => (interactionId: string) => wwe.act(name, interactionId);
  return {
    ring: (arrival) => wwe.arrive(arrival),
    dial: (destination) => wwe.dial(destination),
    act: (name, interactionId) => wwe.act(name, interactionId),
    answer: act('answer'),
    accept: act('accept'),
    reject: act('reject'),
    hold: act('hold'),
    resume: act('resume'),
    release: act('release'),
    consult: act('consult'),
    done: act('done'),
    partyLeaves: (interactionId) => wwe.partyLeaves(interactionId),
    selectCase: (caseId) => wwe.selectCase(caseId),
    setAgentState: (operationName) => wwe.setAgentState(operationName),
    refresh(options) {
      wwe.refresh(options);
      if (options?.keepFrames !== true) page.reloadFrames();
    },
    settings(patch) {
      const result = patch === undefined ? null : wwe.configure(patch);
      if (result !== null && !result.ok) throw new TypeError(result.problems.join(' '));
      return wwe.settings();
    },
    received: () => [...received],
    clearReceived: () => void received.splice(0),
    postRaw: (frame, data) => frames.post(typeof frame === 'number' ? `frame-${frame}` : frame, data),
    forge: page.forge,
    openPopup: page.openPopup,
    addFrame: page.addFrame,
    removeFrame: page.removeFrame,
    get frames() {
      return frames.list().map(({ key, origin }) => ({ key, origin }));
    },
    state: () => wwe.state(),
  };
}
