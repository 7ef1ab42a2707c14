/** Reading settings that a person or a test wrote: the schema, and laying a patch over what stands. */
import * as v from 'valibot';
import type { Settings } from './settings.ts';

const ms = v.pipe(v.number(), v.minValue(0), v.maxValue(2_147_483_647));
const names = v.array(v.string());

const SettingsSchema: v.GenericSchema<unknown, Settings> = v.strictObject({
  voidAnswer: v.picklist(['absent', 'null', 'true', 'emptyObject']),
  answerRepeatsRequest: v.boolean(),
  answerOrder: v.picklist(['answerFirst', 'eventsFirst']),
  subscriptionId: v.picklist(['number', 'string']),
  deliveries: v.picklist(['single', 'double']),
  unsubscribeAnswer: v.picklist(['answer', 'silence']),
  unknownEventName: v.picklist(['accept', 'error']),
  frameAnnounce: v.unknown(),
  blockTimeoutMs: v.pipe(ms, v.integer(), v.minValue(1)),
  blockStart: v.picklist(['block', 'done']),
  blockEnd: v.picklist(['done', 'lift', 'stays']),
  secondBlock: v.picklist(['replaces', 'ignored', 'fails']),
  unblockByOthers: v.picklist(['allowed', 'error']),
  unblockWithoutBlock: v.picklist(['ok', 'error']),
  unblockCompletesDone: v.boolean(),
  scapiMarkdoneOnBlocked: v.picklist(['fail', 'wait', 'pass']),
  markdoneEventAlways: v.boolean(),
  markdoneWhileLive: v.picklist(['error', 'pass']),
  voiceOnlyElsewhere: v.picklist(['absent', 'null', 'undefined']),
  firstPreviousState: v.nullable(v.string()),
  parentOfNone: v.picklist(['absent', 'null', 'empty']),
  mediaProperty: v.boolean(),
  userDataState: v.picklist(['kept', 'updated']),
  chatStates: v.picklist(['full', 'acceptedOnly']),
  caseEventIds: v.picklist(['seed', 'each']),
  selectOnAnswer: v.boolean(),
  eventTypes: v.strictObject({
    dialing: v.string(),
    held: v.string(),
    retrieved: v.string(),
    revoked: v.string(),
    userData: v.string(),
  }),
  writeAllowed: v.string(),
  writeDenied: v.picklist(['error', 'drop', 'silence']),
  readAllowed: v.string(),
  idleWrite: v.picklist(['error', 'silence']),
  missingInteraction: v.picklist(['error', 'ok']),
  acceptedOrigins: v.string(),
  originDenied: v.picklist(['silence', 'error']),
  unknownService: v.picklist(['error', 'silence']),
  hiddenServices: names,
  latencyMs: ms,
  silentServices: names,
  lateAnswers: v.record(v.string(), ms),
  errorTexts: v.record(v.string(), v.string()),
  nextAnswers: v.array(
    v.strictObject({ service: v.string(), errorMessage: v.unknown(), times: v.pipe(v.number(), v.minValue(0)) }),
  ),
  farEndAnswersMs: ms,
  stepMs: ms,
});

/** Either the new settings, or what is wrong with the patch, in words. */
export type SettingsResult =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Lays a patch (an object with some of the settings, from a URL or a test) over `base`. A name or value that does not
 * exist refuses the whole patch. `eventTypes` is merged key by key.
 */
export function applySettings(base: Settings, patch: unknown): SettingsResult {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
    return { ok: false, problems: ['The settings must be an object such as {"deliveries":"double"}.'] };
  }
  const eventTypes = 'eventTypes' in patch ? patch.eventTypes : {};
  const nested = typeof eventTypes === 'object' && eventTypes !== null ? eventTypes : {};
  const merged = { ...base, ...patch, eventTypes: { ...base.eventTypes, ...nested } };
  const result = v.safeParse(SettingsSchema, merged);
  if (result.success) {
    // The same list stays the same object: how much of it is used up is counted by its members.
    const nextAnswers = 'nextAnswers' in patch ? result.output.nextAnswers : base.nextAnswers;
    return { ok: true, settings: { ...result.output, nextAnswers } };
  }
  const problems = result.issues.map((issue) => `Setting ${v.getDotPath(issue) ?? ''}: ${issue.message}`);
  return { ok: false, problems };
}
