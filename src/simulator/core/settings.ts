/**
 * The simulator's settings: every choice that the reference leaves open has a name here (scapi.md §11 row 16), so that no
 * test and no user takes a guess for a fact. "Unknown n" is the row of scapi.md §10.
 */
/** Names of `eventType` that no source tells (unknown 1). */
export interface EventTypeNames {
  readonly dialing: string;
  readonly held: string;
  readonly retrieved: string;
  readonly revoked: string;
  readonly userData: string;
}

/** All settings; `DEFAULT_SETTINGS` has the defaults. Live: a change acts on the next message. */
export interface Settings {
  /** Unknown 5. `data` of the answer of a method without result. Default: the key is absent. */
  readonly voidAnswer: 'absent' | 'null' | 'true' | 'emptyObject';
  /** Unknown 4, §2. Whether an answer repeats the request's name in `request`. Default: no. */
  readonly answerRepeatsRequest: boolean;
  /** §11. Whether the events of an act that a request causes go out before or after its answer. Default: after. */
  readonly answerOrder: 'answerFirst' | 'eventsFirst';
  /** Unknown 7. Type of `subscriptionId`. Default: number. */
  readonly subscriptionId: 'number' | 'string';
  /** Unknown 7. How often a frame with two subscriptions of one name gets an event (§11 row 5). Default: once. */
  readonly deliveries: 'single' | 'double';
  /** Unknown 7. Whether an unsubscribe is answered. Default: yes. */
  readonly unsubscribeAnswer: 'answer' | 'silence';
  /** §3. Subscribing to a name that nobody knows. Default: accepted, nothing ever comes. */
  readonly unknownEventName: 'accept' | 'error';
  /** Unknown 6. `off`, or the `frameId` that is announced when a client frame has loaded. Default: off (§11 row 6). */
  readonly frameAnnounce: unknown;
  /** Unknown 16. `service-client-api.block-markdone-timeout`, ms, over 0. Default: 5 minutes. */
  readonly blockTimeoutMs: number;
  /** Unknown 3. What starts the timeout: blockMarkdone, or the agent's pressing Done. Default: the block. */
  readonly blockStart: 'block' | 'done';
  /**
   * Unknown 3. What the end of the timeout does: `done` lifts the block and lets a held-back Done go through; `lift`
   * lifts the block and forgets a held-back Done; `stays` does nothing. Default: done.
   */
  readonly blockEnd: 'done' | 'lift' | 'stays';
  /** Unknown 3. A second blockMarkdone of an interaction replaces warning and timer, changes nothing, or fails. */
  readonly secondBlock: 'replaces' | 'ignored' | 'fails';
  /** Unknown 3. Whether another client frame may lift a block. Default: yes. */
  readonly unblockByOthers: 'allowed' | 'error';
  /** Unknown 3. unblockMarkdone where nothing is blocked. Default: succeeds. */
  readonly unblockWithoutBlock: 'ok' | 'error';
  /** §7 step 8. Whether lifting the block lets a held-back Done go through. Default: yes. */
  readonly unblockCompletesDone: boolean;
  /** Unknown 3. `interaction.markdone` on a blocked interaction: fails, is answered once done, or marks done at once. */
  readonly scapiMarkdoneOnBlocked: 'fail' | 'wait' | 'pass';
  /** Unknown 3. Whether `markdone` events also come for interactions that are not blocked. Default: no. */
  readonly markdoneEventAlways: boolean;
  /** §7. `interaction.markdone` on an interaction that is still live. Default: fails. */
  readonly markdoneWhileLive: 'error' | 'pass';
  /** Unknown 9. Voice-only properties on other media. Default: absent. */
  readonly voiceOnlyElsewhere: 'absent' | 'null' | 'undefined';
  /** Unknown 10. `previousState` of a new interaction; the text `absent` leaves the key out. Default: UNKNOWN. */
  readonly firstPreviousState: string | null;
  /** Unknown 10. `parentInteractionId` where there is no parent. Default: absent. */
  readonly parentOfNone: 'absent' | 'null' | 'empty';
  /** Unknown 11. Whether interactions carry `media`. Default: yes. */
  readonly mediaProperty: boolean;
  /** Unknown 17. Whether a change of user data makes USER_DATA_UPDATED the state of open media. Default: no. */
  readonly userDataState: 'kept' | 'updated';
  /** Unknown 17. Chat after Accept: all of §6.3's states, or ACCEPTED only. Default: all. */
  readonly chatStates: 'full' | 'acceptedOnly';
  /** §3.1. Ids of a case change: as in the seed's run (both fold events name the case left), or one each. Default: seed. */
  readonly caseEventIds: 'seed' | 'each';
  /** §3.1. Whether answering or accepting selects the case. Default: yes. */
  readonly selectOnAnswer: boolean;
  /** Unknown 1. */
  readonly eventTypes: EventTypeNames;
  /** §8. `user-data.write-allowed`: a comma list of keys, or `*`. */
  readonly writeAllowed: string;
  /** Unknown 4. A write of other keys: fails whole, those keys are dropped in silence, or no answer. Default: error. */
  readonly writeDenied: 'error' | 'drop' | 'silence';
  /** §8. `user-data.read-allowed`: a comma list of keys, or `*`. The others are missing without a sign. */
  readonly readAllowed: string;
  /** §11 row 13: writing to an IDLE call fails; the form is unknown. Default: an error answer. */
  readonly idleWrite: 'error' | 'silence';
  /** Unknown 4. A service that acts on an interaction or case that does not exist. Default: fails. */
  readonly missingInteraction: 'error' | 'ok';
  /** §8.1. `accepted-web-content-origins` without brackets: a comma list of origins, or `*`. Default `*` (WWE's is empty). */
  readonly acceptedOrigins: string;
  /** Unknown 4. Requests of other origins. Default: silence. */
  readonly originDenied: 'silence' | 'error';
  /** Unknown 4. Services that this simulator does not know. Default: an error answer. */
  readonly unknownService: 'error' | 'silence';
  /** §8.1. Form of getAllowedServices: full names. Services to leave out of it. */
  readonly hiddenServices: readonly string[];
  /** ms between a request's arrival and its being carried out. */
  readonly latencyMs: number;
  /** Services that are ignored: not carried out, not answered (§11 row 15). `*` is all; `subscribe` counts as one. */
  readonly silentServices: readonly string[];
  /** Services whose answer alone comes later, by so many ms; over 10 000 is too late for the client library. */
  readonly lateAnswers: Readonly<Record<string, number>>;
  /** Services that fail with this text, without being carried out. */
  readonly errorTexts: Readonly<Record<string, string>>;
  /**
   * The next `times` requests of `service` (`*`: any) fail with `errorMessage` as given; null counts as a failure
   * (§1.4). A text, null or whatever else a test wants.
   */
  readonly nextAnswers: readonly NextAnswer[];
  /** ms until the far end of an outbound or consultation call answers; 0: never. */
  readonly farEndAnswersMs: number;
  /** ms between the steps of a chat's joining. */
  readonly stepMs: number;
}

/** A failure to come. */
export interface NextAnswer {
  readonly service: string;
  readonly errorMessage: unknown;
  readonly times: number;
}

/** The defaults, each of them a choice of ours wherever the reference knows no better. */
export const DEFAULT_SETTINGS: Settings = {
  voidAnswer: 'absent',
  answerRepeatsRequest: false,
  answerOrder: 'answerFirst',
  subscriptionId: 'number',
  deliveries: 'single',
  unsubscribeAnswer: 'answer',
  unknownEventName: 'accept',
  frameAnnounce: 'off',
  blockTimeoutMs: 300_000,
  blockStart: 'block',
  blockEnd: 'done',
  secondBlock: 'replaces',
  unblockByOthers: 'allowed',
  unblockWithoutBlock: 'ok',
  unblockCompletesDone: true,
  scapiMarkdoneOnBlocked: 'fail',
  markdoneEventAlways: false,
  markdoneWhileLive: 'error',
  voiceOnlyElsewhere: 'absent',
  firstPreviousState: 'UNKNOWN',
  parentOfNone: 'absent',
  mediaProperty: true,
  userDataState: 'kept',
  chatStates: 'full',
  caseEventIds: 'seed',
  selectOnAnswer: true,
  eventTypes: {
    dialing: 'DIALING',
    held: 'HELD',
    retrieved: 'RETRIEVED',
    revoked: 'REVOKED',
    userData: 'USER_DATA_UPDATED',
  },
  writeAllowed: '*',
  writeDenied: 'error',
  readAllowed: '*',
  idleWrite: 'error',
  missingInteraction: 'error',
  acceptedOrigins: '*',
  originDenied: 'silence',
  unknownService: 'error',
  hiddenServices: [],
  latencyMs: 0,
  silentServices: [],
  lateAnswers: {},
  errorTexts: {},
  nextAnswers: [],
  farEndAnswersMs: 2000,
  stepMs: 300,
};

/** Whether a comma list such as `a, b` or `*` names `word`. Blanks around the commas are allowed (scapi.md §8.1). */
export function listNames(list: string, word: string): boolean {
  return list.split(',').some((part) => part.trim() === '*' || part.trim() === word);
}
