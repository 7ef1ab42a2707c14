/** What a scenario is: actors, settings, and what happens when. The format of the JSON files too. */
import type { CallType, Direction } from '../../../protocol/interaction.ts';
import type { InteractionState } from '../../../protocol/states.ts';
import type { Act, Happening, Target } from '../acts/act-types.ts';
import type { Settings } from '../settings/settings.ts';

/** A time: ms as a number, or a text: `1:20` (min:s), `1:02:03`, `2.5s`, `300ms`, `5min`, `1h`. */
export type Time = number | string;

/** Somebody who calls, chats or writes. All of them are invented. */
export interface Actor {
  readonly name: string;
  readonly phone?: string;
  readonly email?: string;
  /** Attached to whatever comes from this actor. */
  readonly userData?: Readonly<Record<string, unknown>>;
}

/** When a step is due, and whether. Neither `at` nor `after`: at once after the step before. */
export interface Timing {
  /** Since the scenario's start; not before the step before (the first time of that one, if it is repeated). */
  readonly at?: Time;
  /** Since the step before was due (the last time, if it is repeated). */
  readonly after?: Time;
  /** With `times`: so often, this far apart. `{n}` in texts of the step is its number, from 1. */
  readonly every?: Time;
  readonly times?: number;
}

/** What a step does. `as` names the interaction that it makes, `on` names one made before. */
export type Deed =
  | {
      readonly do: 'arrive';
      readonly as?: string;
      /** Name of an actor. */
      readonly from?: string;
      readonly medium?: string;
      readonly direction?: Direction;
      readonly callType?: CallType;
      readonly state?: InteractionState;
      readonly userData?: Readonly<Record<string, unknown>>;
      /** `as` of an interaction whose case it joins. */
      readonly inCaseOf?: string;
    }
  | {
      readonly do: 'dial';
      readonly as?: string;
      readonly number: string;
      readonly userData?: Readonly<Record<string, unknown>>;
    }
  | {
      /** The agent acts, or something happens to the interaction. */
      readonly do: Act | Happening;
      readonly on: string;
      /** Only if it is in this state, such as a call that still rings; otherwise the step is skipped. */
      readonly onlyIn?: InteractionState;
      /** For consult and callRecord: names the interaction that comes of it. */
      readonly as?: string;
      readonly target?: Target;
      readonly party?: string;
      readonly userData?: Readonly<Record<string, unknown>>;
    }
  | { readonly do: 'selectCase'; readonly on: string }
  | { readonly do: 'agentState'; readonly state: string; readonly medium?: string }
  | {
      readonly do: 'campaign';
      readonly event: 'CampaignLoaded' | 'CampaignStarted' | 'CampaignUnloaded';
      readonly campaign: string;
    }
  | { readonly do: 'refresh'; readonly keepFrames?: boolean }
  | { readonly do: 'settings'; readonly settings: Partial<Settings> }
  /**
   * The simulator's own page calls a service; any other page is left alone. In the parameters `$call` is the id of
   * `as: call` and `$call.case` its case; a text that begins with a dollar sign is written with two.
   */
  | { readonly do: 'page'; readonly call: string; readonly parameters?: readonly unknown[]; readonly frame?: number }
  | { readonly do: 'reloadPage'; readonly frame?: number }
  /** WWE's window posts this, whatever it is. */
  | { readonly do: 'post'; readonly message: unknown; readonly frame?: number }
  /** Another window posts this. */
  | { readonly do: 'forge'; readonly message: unknown; readonly frame?: number }
  /** Tells whoever watches what is going on. */
  | { readonly do: 'say'; readonly text: string };

/** One step. */
export type Step = Timing & Deed;

/** A scenario. */
export interface Scenario {
  readonly title: string;
  /** A sentence or two: what it shows. */
  readonly about: string;
  /** Default 1. */
  readonly seed?: number;
  /** Default `whenSubscribed`: as soon as a client page has subscribed to `interaction`, at most 3 s later. */
  readonly start?: 'whenSubscribed' | 'atOnce';
  /** Client frames. Default 1. */
  readonly clients?: number;
  /** Query of the simulator's own page, such as {"behaviour": "noisy"}. */
  readonly demoPage?: Readonly<Record<string, string>>;
  readonly settings?: Partial<Settings>;
  readonly actors?: Readonly<Record<string, Actor>>;
  readonly steps: readonly Step[];
}
