/** Makes the rows of the list of messages. */
import { isKnownEvent } from '../../protocol/events.ts';
import { serviceOf } from '../../protocol/services.ts';
import type { Exchange } from '../exchange.ts';
import type { Mark, MessageRow } from '../messages-model.ts';
import type { EntryRef, SessionRequest } from '../model.ts';
import { namesIn } from '../notes.ts';
import type { Pair } from '../requests-seen.ts';
import { type About, interactionOf, listed } from './about.ts';
import { type HeardMessage, keyOf, NO_REFS, NO_RUNS, type RowSlot, sameRef } from './row-slot.ts';

const NO_MARKS: readonly Mark[] = [];

/** What only the other messages, the documents and the probe can tell of a slot. */
export interface Facts {
  readonly neverArrived: boolean;
  readonly withoutLibrary: boolean;
  readonly clientUnloaded: boolean;
  readonly noHandler: boolean;
  readonly beforeSubscription: boolean;
  /** Whether the sender is believed. */
  readonly isTrusted: boolean;
  /** It was received by a window of WWE, from a client. */
  readonly isOutward: boolean;
  /** Its request was cleared away by the user: that it is not seen says nothing. */
  readonly wasCleared: boolean;
}

/** The row of a slot; the one before where nothing has changed. */
export function showSlot(slot: RowSlot, facts: Facts): MessageRow | null {
  const { exchange, heard, row } = slot;
  const made = exchange ? requestRow(slot, exchange, facts) : heard ? heardRow(slot, heard, facts) : null;
  return made && row && sameRow(row, made) ? row : made;
}

function requestRow(slot: RowSlot, { request, pair }: Exchange, facts: Facts): MessageRow {
  const { asked, arrived, answered, called, more } = pair;
  const { answeredAsEvent, answeredWithNumber } = slot.sameId;
  const entry = slot.ref;
  const isSelf = asked?.peer === 'self' && asked.sort === 'wire';
  return {
    key: keyOf(entry),
    t: slot.t,
    born: slot.document.born,
    direction: asked ? 'out' : 'in',
    is: asked ? 'request' : 'answer',
    name: request.service ?? '',
    ...aboutRequest(request),
    client: request.client,
    request,
    entry,
    answer: asked ? request.answerEntry : null,
    moreAnswers:
      more.length === 0 && !answeredAsEvent && !answeredWithNumber
        ? NO_REFS
        : furtherOf(more, answeredAsEvent, answeredWithNumber),
    call: called ? { document: called.document.id, n: called.n } : null,
    size: (asked?.size ?? 0) + (answered?.size ?? 0),
    seenBy: seenBy(
      arrived !== null || (asked?.sort === 'wire' && !isSelf),
      answered !== null || isSelf || asked?.sort === 'command',
      called !== null,
    ),
    runs: called?.runs ?? NO_RUNS,
    marks: requestMarks(slot, { request, pair }, facts),
  };
}

const FLAGS = [false, true];
/** All there can be: rows share them. */
const SEEN_BY: readonly MessageRow['seenBy'][] = FLAGS.flatMap((host) =>
  FLAGS.flatMap((client) => FLAGS.map((probe) => ({ host, client, probe }))),
);

function seenBy(host: boolean, client: boolean, probe: boolean): MessageRow['seenBy'] {
  return SEEN_BY[Number(host) * 4 + Number(client) * 2 + Number(probe)] ?? { host, client, probe };
}

function furtherOf(more: Pair['more'], ...odd: readonly (EntryRef | null)[]): readonly EntryRef[] {
  return [...more.map(({ document, n }) => ({ document: document.id, n })), ...odd.filter((ref) => ref !== null)];
}

function aboutRequest({ kind, service, parameters }: SessionRequest): About {
  if (kind === 'subscribe') return { detail: listed(namesIn(parameters[0])), interactionId: null };
  const isCall = kind === 'request' && service !== null;
  return { detail: '', interactionId: isCall ? interactionOf(service, parameters) : null };
}

function requestMarks({ sameId }: RowSlot, { request, pair }: Exchange, facts: Facts): readonly Mark[] {
  const { asked, called, more } = pair;
  const marks: Mark[] = [];
  if (called?.wantsSuccess === false) marks.push('no answer asked');
  if (facts.neverArrived) marks.push('never arrived');
  if (more.length > 0) marks.push('answered twice');
  if (sameId.answeredAsEvent) marks.push('answered as event');
  if (sameId.answeredWithNumber || (!asked && request.ref.startsWith('#'))) marks.push('numeric id');
  if (sameId.isIdReused) marks.push('id used again');
  if (sameId.isShared) marks.push('id shared');
  if (!asked && !facts.wasCleared) marks.push('unmatched');
  if (request.answeredBy === 'untrusted sender') marks.push('untrusted sender');
  if (asked?.sort === 'wire' && asked.peer === 'self') marks.push('own echo');
  if (facts.withoutLibrary) marks.push('without library');
  if (facts.clientUnloaded) marks.push('client unloaded');
  if (called?.runs.some(({ threw }) => threw !== null)) marks.push('handler threw');
  if (isUnknownName(request)) marks.push('unknown name');
  if (request.by === 'tool') marks.push('by the tool');
  return marks.length === 0 ? NO_MARKS : marks;
}

function isUnknownName({ kind, service, parameters }: SessionRequest): boolean {
  if (kind === 'request') return !!service && serviceOf(service) === null;
  return kind === 'subscribe' && namesIn(parameters[0]).some((name) => !isKnownEvent(name));
}

function heardRow(slot: RowSlot, heard: HeardMessage, facts: Facts): MessageRow {
  const { is, name, detail, interactionId, size, kind } = heard;
  const isCall = kind === 'called';
  const isOut = isCall || facts.isOutward;
  const entry = slot.ref;
  return {
    key: keyOf(entry),
    t: slot.t,
    born: slot.document.born,
    direction: isOut ? 'out' : 'in',
    is,
    name,
    detail,
    interactionId,
    client: isOut && !isCall ? null : slot.document.id,
    request: null,
    entry,
    answer: null,
    moreAnswers: NO_REFS,
    call: isCall ? entry : null,
    size,
    seenBy: seenBy(facts.isOutward, !isOut, isCall || slot.runs.length > 0),
    runs: slot.runs,
    marks: heardMarks(slot, heard, facts, isOut),
  };
}

function heardMarks({ sameId, runs }: RowSlot, heard: HeardMessage, facts: Facts, isOut: boolean): readonly Mark[] {
  const marks: Mark[] = [];
  if (heard.threw !== null) marks.push('threw');
  if (sameId.isAnswer) marks.push('answered as event');
  if (!isOut && !facts.isTrusted) marks.push('untrusted sender');
  if (facts.noHandler) marks.push('no handler');
  if (facts.beforeSubscription) marks.push('before subscription');
  if (runs.some(({ threw }) => threw !== null)) marks.push('handler threw');
  if (heard.is === 'event' ? !isKnownEvent(heard.name) : heard.is === 'request' && isNoService(heard))
    marks.push('unknown name');
  if (heard.kind === 'unread') marks.push('unread');
  return marks.length === 0 ? NO_MARKS : marks;
}

function isNoService({ name }: HeardMessage): boolean {
  return name !== '' && name !== 'subscribe' && name !== 'unsubscribe' && serviceOf(name) === null;
}

/** Whether two rows of one place say the same. */
function sameRow(a: MessageRow, b: MessageRow): boolean {
  return (
    a.t === b.t &&
    a.born === b.born &&
    a.direction === b.direction &&
    a.is === b.is &&
    a.name === b.name &&
    a.detail === b.detail &&
    a.interactionId === b.interactionId &&
    a.client === b.client &&
    a.request === b.request &&
    a.size === b.size &&
    a.runs === b.runs &&
    sameRef(a.answer, b.answer) &&
    sameRef(a.call, b.call) &&
    a.seenBy === b.seenBy &&
    a.moreAnswers.length === b.moreAnswers.length &&
    a.moreAnswers.every((ref, index) => sameRef(ref, b.moreAnswers[index] ?? null)) &&
    a.marks.length === b.marks.length &&
    a.marks.every((mark, index) => mark === b.marks[index])
  );
}
