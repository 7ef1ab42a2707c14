/** Reading payloads defensively: nothing a page or WWE sends makes these throw, and nothing is guessed into being. */
import { type CaseEventType, isCaseEventType } from './case-events.ts';
import type { Interaction, Party } from './interaction.ts';
import { isRecord, type MessageRecord } from './kind.ts';

/** An interaction as read: `interaction` has only properties of the documented types, `raw` is what came. */
export interface ReadInteraction {
  readonly interaction: Interaction;
  readonly raw: MessageRecord;
}

/**
 * The two forms of an `interaction` event (docs/protocol.md#interaction-events). `eventType` is empty where none was
 * sent.
 */
export type ReadInteractionEvent =
  | { readonly form: 'case'; readonly eventType: CaseEventType; readonly selectedCaseId: string }
  | { readonly form: 'interaction'; readonly eventType: string; readonly read: ReadInteraction };

/** An own property; what stands on a prototype is not part of a message. */
function own(record: MessageRecord, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Ids are compared as strings (docs/protocol.md#trap-opaque-ids). `null` for what is no id. */
export function readId(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

/** An id as WWE gave it: what came as a number goes back as a number. @param raw the Interaction @param id as read from it */
export function wireId(raw: MessageRecord, id: string): string | number {
  const given = own(raw, 'interactionId');
  return typeof given === 'number' && readId(given) === id ? given : id;
}

function readParties(value: unknown): readonly Party[] | null {
  if (!Array.isArray(value)) return null;
  return value.map((party) => {
    const name = isRecord(party) ? own(party, 'name') : undefined;
    return typeof name === 'string' ? { name } : {};
  });
}

const TEXTS = [
  'caseId',
  'state',
  'previousState',
  'callUuid',
  'direction',
  'callType',
  'ani',
  'dnis',
  'recordingState',
  'interactionUUID',
  'media',
] as const satisfies readonly (keyof Interaction)[];
const FLAGS = [
  'isConsultation',
  'isMainCaseInteraction',
  'isCaseSelected',
  'isCaseExpanded',
] as const satisfies readonly (keyof Interaction)[];

type Draft = { interactionId: string; parentInteractionId?: string; userData?: MessageRecord } & {
  parties?: readonly Party[];
} & { [Key in (typeof TEXTS)[number]]?: string } & { [Key in (typeof FLAGS)[number]]?: boolean };

/** A record made by a literal or by JSON: not a Map, a Date or a stand-in for something that was not carried. */
export function isPlainRecord(value: unknown): value is MessageRecord {
  if (!isRecord(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * Reads one Interaction. `null` when the value is not an object with an `interactionId` that is a non-empty text or a
 * finite number. A property of another type than the documented one, null or undefined is left out of `interaction`.
 */
export function readInteraction(value: unknown): ReadInteraction | null {
  if (!isRecord(value)) return null;
  const interactionId = readId(own(value, 'interactionId'));
  if (interactionId === null) return null;
  const interaction: Draft = { interactionId };
  const parent = readId(own(value, 'parentInteractionId'));
  if (parent !== null) interaction.parentInteractionId = parent;
  const userData = own(value, 'userData');
  if (isPlainRecord(userData)) interaction.userData = userData;
  const parties = readParties(own(value, 'parties'));
  if (parties !== null) interaction.parties = parties;
  for (const key of TEXTS) {
    const text = own(value, key);
    if (typeof text === 'string') interaction[key] = text;
  }
  for (const key of FLAGS) {
    const flag = own(value, key);
    if (typeof flag === 'boolean') interaction[key] = flag;
  }
  return { interaction, raw: value };
}

/**
 * The interactions that an answer's `data` holds: one Interaction, or those of an array that read as one
 * (docs/protocol.md#interaction-services: `getInteractions`, `getByInteractionId`). An element that does not is left
 * out: the others are no worse for it.
 */
export function interactionsIn(answerData: unknown): readonly ReadInteraction[] {
  if (!Array.isArray(answerData)) {
    const one = readInteraction(answerData);
    return one === null ? [] : [one];
  }
  // A list may have holes.
  return Array.from<unknown>(answerData).flatMap((element) => readInteraction(element) ?? []);
}

/**
 * Reads the `data` of an `interaction` event; `null` when it is neither of the two known forms. The key `interaction`
 * is inferred (docs/protocol.md#interaction-events), so the Interaction may also be `data` itself, or its only
 * object-valued property.
 */
export function readInteractionEvent(data: unknown): ReadInteractionEvent | null {
  if (!isRecord(data)) return null;
  const type = own(data, 'eventType');
  const eventType = typeof type === 'string' ? type : '';
  if (isCaseEventType(eventType)) {
    const selectedCaseId = own(data, 'selectedCaseId');
    if (typeof selectedCaseId === 'string') return { form: 'case', eventType, selectedCaseId };
  }
  const read = readInteraction(own(data, 'interaction')) ?? readInteraction(data) ?? readOnlyObject(data);
  return read === null ? null : { form: 'interaction', eventType, read };
}

function readOnlyObject(data: MessageRecord): ReadInteraction | null {
  const objects = Object.keys(data)
    .map((key) => data[key])
    .filter((value) => typeof value === 'object' && value !== null);
  return objects.length === 1 ? readInteraction(objects[0]) : null;
}
