/** A WWE without a browser: requests, a clock and a seed in; messages out; a readable model for a desktop. */

import type { Act, ActOptions, Arrival, Happening } from '../acts/act-types.ts';
import { createActs } from '../acts/acts.ts';
import { tellUserData } from '../acts/user-data.ts';
import { createAdmission } from '../admission/admission.ts';
import { createFrameIds } from '../admission/frame-ids.ts';
import { createLoss } from '../admission/loss.ts';
import { createServices } from '../services/all.ts';
import { type CampaignEvent, createCampaigns } from '../services/campaigns.ts';
import { systemEvent } from '../services/frame-state.ts';
import { createRecords } from '../services/records.ts';
import { DEFAULT_SETTINGS, type Settings } from '../settings/settings.ts';
import { applySettings, type SettingsResult } from '../settings/settings-patch.ts';
import { createShell } from '../shell/shell.ts';
import { createAgentDesk } from '../state/agent.ts';
import { createEventSubscriptions, type ServerSubscription } from '../state/event-subscriptions.ts';
import { createInteractionList } from '../state/interaction-list.ts';
import type { LiveInteraction } from '../state/live-interaction.ts';
import { createMarkDone } from '../state/markdone.ts';
import { createRandom } from '../state/random.ts';
import { type DeskModel, readDesk } from './model.ts';
import { createRequestHandler } from './request-handler.ts';

export type { CampaignEvent } from '../services/campaigns.ts';

/** What a WWE needs from outside. */
export interface WweOptions {
  /** Default: `DEFAULT_SETTINGS`. */
  readonly settings?: Settings;
  /** A clock in ms; only differences count. */
  readonly now: () => number;
  /** Same seed, same requests and acts: same messages. */
  readonly seed: number;
  /** Sends a message to a frame, by the key under which it came in. */
  readonly post: (frame: string, message: unknown) => void;
  /** Runs `work` after so many ms of WWE's time (never before it returned); returns what cancels it. */
  readonly later: (ms: number, work: () => void) => () => void;
  /** The same for the way between pages and WWE, which no speed changes. Default: `later`. */
  readonly laterOnWire?: (ms: number, work: () => void) => () => void;
  /** ms since the epoch at which `now` was 0; for the dates in tokens. Default 0. */
  readonly epoch?: number;
  /** Whether the agent sees a frame. Default: all of them. */
  readonly visible?: (frame: string) => boolean;
  /** Told after every change of the model. */
  readonly changed?: () => void;
}

/** A running WWE. */
export interface Wwe {
  /** A message came from a frame. Anything that is not a client's message is ignored. */
  receive(frame: string, origin: string, data: unknown): void;
  /**
   * A client frame has loaded: its page's load event came. Announces the frame id if the settings say so
   * (docs/protocol.md#frame-id); a page before it is over, with its quarantine and, if the settings say so, its
   * subscriptions.
   */
  frameLoaded(frame: string): void;
  /** A frame is gone for good: forgets its subscriptions. */
  frameGone(frame: string): void;
  /** Somebody calls, chats or writes; returns the interaction's id. Throws RangeError, in words, if that cannot be. */
  arrive(arrival?: Arrival): string;
  /** The agent calls somebody; returns the interaction's id. */
  dial(destination: string, userData?: Readonly<Record<string, unknown>>): string;
  /** The agent writes an e-mail; returns the interaction's id. */
  createEmail(to: string, userData?: Readonly<Record<string, unknown>>): string;
  /** The agent acts; false if that is not possible now, or there is no such interaction. */
  act(act: Act, interactionId: string, options?: ActOptions): boolean;
  /** The other side acts, or something befalls the interaction; false as for `act`. */
  happen(what: Happening, interactionId: string, options?: ActOptions): boolean;
  /** Id of what the last arrival, call or act made: a consultation, a call to a record. Null if it made nothing. */
  made(): string | null;
  /** The agent deletes a key of the case data; false if it is not there. */
  deleteUserData(interactionId: string, key: string): boolean;
  /** The other side hangs up or leaves; false if not possible. */
  partyLeaves(interactionId: string): boolean;
  /** The UUID of an interaction, which a refresh does not change; null if there is none with this id. */
  uuidOf(interactionId: string): string | null;
  selectCase(caseId: string): boolean;
  /** Selects an interaction and its case. */
  selectInteraction(interactionId: string): boolean;
  /** For one medium, or for all; false if there is no such state or medium. */
  setAgentState(operationName: string, medium?: string): boolean;
  /** A campaign is loaded, started or unloaded; false if there is none of that name. */
  campaign(event: CampaignEvent, campaign: string): boolean;
  /** The agent presses a toast's button (null: closes it). */
  pressToast(toastId: string, button: string | null): void;
  closeDialog(dialogId: string): void;
  dismissWarning(interactionId: string): void;
  /**
   * WWE is reloaded: interaction ids by `idsAfterRefresh`, the same UUIDs (docs/protocol.md#simulator-interaction-ids);
   * blocks are gone. Subscriptions too, as the client pages reload with it, unless `keepFrames`: then each interaction
   * is told of anew as ADDED.
   */
  refresh(options?: { readonly keepFrames?: boolean }): void;
  state(): DeskModel;
  settings(): Settings;
  /** Lays a patch over the settings; refuses it whole if anything in it is wrong. */
  configure(patch: unknown): SettingsResult;
  subscriptions(): readonly ServerSubscription[];
}

/** Starts a WWE with no interactions. */
export function createWwe(options: WweOptions): Wwe {
  let settings = options.settings ?? DEFAULT_SETTINGS;
  const current = (): Settings => settings;
  const changed = options.changed ?? (() => undefined);
  const later = (ms: number, work: () => void): (() => void) =>
    options.later(ms, () => {
      work();
      changed();
    });
  const random = createRandom(options.seed);
  const laterOnWire = (ms: number, work: () => void): (() => void) =>
    (options.laterOnWire ?? options.later)(ms, () => {
      work();
      changed();
    });
  const lost = createLoss(options.seed, current);
  const post = (frame: string, message: unknown): void => {
    if (!lost()) options.post(frame, message);
  };
  const frameIds = createFrameIds(current, post);
  const admission = createAdmission({ now: options.now, settings: current, perhapsBegan: frameIds.began, laterOnWire });
  const events = createEventSubscriptions(current, post, admission.hears);
  const interactions = createInteractionList({ now: options.now, random, settings: current, events });
  const markDone = createMarkDone({ interactions, events, settings: current, later });
  const acts = createActs({ interactions, markDone, random, settings: current, later });
  const agent = createAgentDesk(events, current);
  const shell = createShell({ settings: current, later, postText: post });
  // Sources of their own: neither records nor tokens change the ids of interactions.
  const records = createRecords(createRandom(options.seed + 1));
  const campaigns = createCampaigns({ interactions, events, acts, records, settings: current, later });
  const createEmail = (to: string, userData: Readonly<Record<string, unknown>>): LiveInteraction =>
    acts.arrive({ medium: 'email', direction: 'OUT', party: to, userData });
  const services = createServices({
    interactions,
    events,
    acts,
    markDone,
    agent,
    shell,
    records,
    campaigns,
    settings: current,
    createEmail,
    allowed: admission.allowed,
    originOf: admission.originOf,
    visible: options.visible ?? (() => true),
    random: createRandom(options.seed + 2),
    date: () => (options.epoch ?? 0) + options.now(),
  });
  const answering = createRequestHandler({
    events,
    admission,
    frameIds,
    services,
    settings: current,
    laterOnWire,
    post,
    lost,
  });

  const withLive = (interactionId: string, work: (live: LiveInteraction) => boolean): boolean => {
    const live = interactions.find(interactionId);
    const worked = live !== null && work(live);
    if (worked) changed();
    return worked;
  };
  const after = <T>(result: T): T => {
    changed();
    return result;
  };

  return {
    receive(frame, origin, data) {
      answering.receive(frame, origin, data);
      changed();
    },
    frameLoaded: (frame) => after(answering.loaded(frame)),
    frameGone: (frame) => after(answering.gone(frame)),
    arrive: (arrival = {}) => after(acts.arrive(arrival).id),
    dial: (destination, userData = {}) => after(acts.dial(destination, userData).id),
    createEmail: (to, userData = {}) => after(createEmail(to, userData).id),
    act: (act, interactionId, options) => withLive(interactionId, (live) => acts.perform(act, live, options)),
    happen: (what, interactionId, options) => withLive(interactionId, (live) => acts.happen(what, live, options)),
    made: () => acts.made()?.id ?? null,
    deleteUserData: (interactionId, key) =>
      withLive(interactionId, (live) => {
        if (!live.userData.delete(key)) return false;
        tellUserData({ interactions, settings: current }, live, 'updated');
        return true;
      }),
    partyLeaves: (interactionId) => withLive(interactionId, (live) => acts.partyLeaves(live)),
    uuidOf: (interactionId) => interactions.find(interactionId)?.uuid ?? null,
    selectCase: (caseId) => after(interactions.selectCase(caseId)),
    selectInteraction: (interactionId) =>
      withLive(interactionId, (live) => {
        interactions.selectInteraction(live);
        return true;
      }),
    setAgentState: (operationName, medium) => after(agent.set(operationName, medium)),
    campaign: (event, campaign) => after(campaigns.happen(event, campaign)),
    pressToast: (toastId, button) => after(shell.press(toastId, button)),
    closeDialog: (dialogId) => void after(shell.closeDialog(dialogId)),
    dismissWarning: (interactionId) => after(markDone.dismiss(interactionId)),
    refresh({ keepFrames = false } = {}) {
      markDone.reset();
      admission.reset();
      shell.reset();
      campaigns.stopPush();
      interactions.renumber();
      if (keepFrames) for (const live of interactions.all()) interactions.tell(live, 'ADDED');
      else events.forget();
      changed();
    },
    state: () => readDesk({ interactions, acts, markDone, agent, shell, events, admission, now: options.now }),
    settings: current,
    configure(patch) {
      const result = applySettings(settings, patch);
      const { frameState } = settings;
      if (result.ok) settings = result.settings;
      if (settings.frameState !== frameState) events.emit('system', systemEvent(settings));
      return after(result);
    },
    subscriptions: () => events.list(),
  };
}
