/** What can be done to a desktop from outside, as types: for the browser's console, and for Node.js. */
import type { Act, ActOptions, Arrival, Happening } from '../core/acts/act-types.ts';
import type { ReplayState } from '../core/replay/replay-types.ts';
import type { PlayerState } from '../core/scenario/player.ts';
import type { CampaignEvent } from '../core/services/campaigns.ts';
import type { Settings } from '../core/settings/settings.ts';
import type { DeskModel } from '../core/wwe/model.ts';
import type { MessageMatch, Received, WaitOptions } from './received.ts';

/** The control object. */
export interface WweSimulator {
  /** Somebody calls (or, by `medium`, chats or writes); returns the interaction's id. */
  ring(arrival?: Arrival): string;
  /** The agent calls somebody; returns the interaction's id. */
  dial(destination: string, userData?: Readonly<Record<string, unknown>>): string;
  /** The agent begins an e-mail; returns the interaction's id. */
  createEmail(to: string, userData?: Readonly<Record<string, unknown>>): string;
  /** The agent does `act`, one of `ACTS` in core/acts/act-types.ts. False: not possible now. */
  act(act: Act, interactionId: string, options?: ActOptions): boolean;
  /** The customer, routing or a fault does one of `HAPPENINGS`. False: not possible now. */
  happen(what: Happening, interactionId: string, options?: ActOptions): boolean;
  answer(interactionId: string): boolean;
  accept(interactionId: string): boolean;
  reject(interactionId: string): boolean;
  hold(interactionId: string): boolean;
  resume(interactionId: string): boolean;
  release(interactionId: string): boolean;
  consult(interactionId: string, options?: ActOptions): boolean;
  /** The agent presses Done. */
  done(interactionId: string): boolean;
  /** The other side hangs up or leaves. */
  partyLeaves(interactionId: string): boolean;
  /** Routing attaches these values to the interaction's user data. */
  userData(interactionId: string, values: Readonly<Record<string, unknown>>): boolean;
  /** The agent deletes a key of it; false if there is none. */
  deleteUserData(interactionId: string, key: string): boolean;
  /** Id of the interaction that the last act or arrival made, such as a consultation; null if it made none. */
  made(): string | null;
  /** The agent opens a case. */
  selectCase(caseId: string): boolean;
  /** The agent opens an interaction, and its case. */
  selectInteraction(interactionId: string): boolean;
  /** The agent's state, by operationName (Ready, NotReady, AfterCallWork…), for all media or for one. */
  setAgentState(operationName: string, medium?: string): boolean;
  /** A campaign is loaded, started or unloaded; false if there is none of that name. */
  campaign(event: CampaignEvent, campaign: string): boolean;
  /** The agent presses a toast's button, or closes the toast (null). */
  pressToast(toastId: string, button: string | null): void;
  closeDialog(dialogId: string): void;
  /** The agent closes the warning that mark-done is blocked. */
  dismissWarning(interactionId: string): void;
  /** WWE is reloaded: new interaction ids. The client frames are reloaded with it, unless `keepFrames`. */
  refresh(options?: { readonly keepFrames?: boolean }): void;
  /** Changes settings by name, at once; without a patch only reads. Throws TypeError, in words, for a wrong patch. */
  settings(patch?: unknown): Settings;
  /** Every message that WWE's window received, oldest first, raw. */
  received(): readonly Received[];
  clearReceived(): void;
  /**
   * The first message that WWE's window received and that matches, at once if it was received before. To wait for the
   * next one, give the last one's `index` as `after`. Rejects, in words, after `timeoutMs` (default 10 000).
   */
  waitForMessage(match?: MessageMatch, options?: WaitOptions): Promise<Received>;
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
  /** The scenario that is played, if any. */
  readonly scenario: ScenarioControl;
  /** The recording that is played in place of WWE, if any. */
  readonly replay: ReplayControl;
}

/** What can be asked of a recording that is played. */
export interface ReplayControl {
  /** Where it stands; null: none is played. */
  state(): ReplayState | null;
  /** Resolves when it has ended. Rejects, in words, if none is played. */
  ended(): Promise<ReplayState>;
}

/** Where the play stands, and how fast WWE's time runs. */
export interface Playback extends PlayerState {
  readonly speed: number;
}

/** What can be done to the scenario. All but `speed`, `load` and `state` throw, in words, where none is loaded. */
export interface ScenarioControl {
  /** Begins, or goes on after a pause. */
  play(): void;
  /** Lets the scenario and all of WWE's time stand still; what is done by hand still works. */
  pause(): void;
  /** Pauses, jumps to the time of the next step and carries it out. */
  step(): void;
  /** Starts WWE anew with the same scenario; the client pages are loaded anew. */
  restart(): void;
  /** How fast WWE's time runs; with a number, from now on. Throws RangeError for a speed that it cannot have. */
  speed(times?: number): number;
  /**
   * Starts WWE anew with a scenario: a name of the library, a scenario as an object, or null for none. The settings are
   * again those that the desktop began with. Throws TypeError, with all that is wrong, for what is no scenario.
   */
  load(scenario: unknown): void;
  /** Null: none is loaded. */
  state(): Playback | null;
}
