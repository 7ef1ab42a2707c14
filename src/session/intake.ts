/** Reads entries' bodies, those that the model needs, and hands on what they say. */
import { encode } from '../entry/encode.ts';
import type { Entry } from '../entry/entry.ts';
import { decodeWhole } from '../entry/whole.ts';
import { isFromServer, isRecord, type MessageRecord } from '../protocol/kind.ts';
import { interactionsIn, type ReadInteraction, readInteractionEvent } from '../protocol/read.ts';
import { callOf } from './calls.ts';
import type { CaseFacts } from './cases.ts';
import type { DocumentSender, WatchedDocument } from './documents.ts';
import type { EntryStore } from './entry-store.ts';
import { idsIn } from './ids-in-payload.ts';
import type { InteractionIndex } from './interaction-index.ts';
import { stepsFor } from './limits.ts';
import type { MarkDoneBlocks } from './mark-done-blocks.ts';
import { droppedIn, isMessage, isNote } from './notes.ts';
import type { RequestCorrelation } from './request-correlation.ts';
import type { Rows } from './rows.ts';
import type { PendingMessage } from './sender.ts';

/** Where an entry's content goes. */
export interface Parts {
  readonly interactionIndex: InteractionIndex;
  readonly requests: RequestCorrelation;
  readonly blocks: MarkDoneBlocks;
  readonly facts: CaseFacts;
  readonly store: EntryStore;
  readonly rows: Rows;
  /** Steps kept for each observation, while there are few (`stepsFor`). */
  readonly steps: number;
}

/** Takes an accepted entry in. @param t ms since the epoch */
export function takeIn(document: WatchedDocument, entry: Entry, t: number, parts: Parts): void {
  if (isNote(entry)) {
    if (entry.kind === 'dropped') document.dropNotes(droppedIn(entry.body), t, entry.n);
    const call = callOf(document, entry, t);
    // What the page asks may block mark-done: that does not wait for the rows.
    if (call) parts.requests.ask(entry.ref, call);
    parts.rows.note(document, entry, t, call);
    return;
  }
  if (!isMessage(entry)) return;
  const { kind } = entry;
  if (kind === 'request' || kind === 'subscribe' || kind === 'unsubscribe') {
    takeRequest(document, entry, t, kind, parts.requests);
    return;
  }
  const isAnswer = kind === 'success' || kind === 'failure';
  // Decoded once, for all that read it.
  const isRead = isAnswer || kind === 'frame' || (kind === 'event' && (parts.rows.isCreated || isSaying(entry)));
  const message = isRead ? messageOf(entry) : NOTHING;
  if (entry.sort === 'wire' && isFromServer(kind)) {
    const sender = document.trust.receive(entry, t, isSaying(entry));
    // The page's client checks no sender (docs/protocol.md#receiving): whose answer it is does not matter for that.
    const answered = isAnswer ? takeAnswer(document, entry, t, parts.requests, message) : null;
    if (sender) takeWord(sender, entry, t, message, parts, answered);
  }
  if (!isAnswer) parts.rows.receive(document, entry, t, message);
}

const NOTHING: MessageRecord = {};

/** Takes in what was held back from a window that is proven now, as far as the entries are still there. */
function admit(sender: DocumentSender, parts: Parts): void {
  for (const { n, t } of sender.pending) {
    const entry = parts.store.get({ document: sender.document.id, n });
    if (!entry) continue;
    const message = messageOf(entry);
    const found = entry.kind === 'success' ? interactionsIn(message.data) : null;
    takeWord(sender, entry, t, message, parts, found);
  }
}

/** Takes back what came from a window that is not proven any more. */
function retract(sender: DocumentSender, { interactionIndex, facts, blocks }: Parts): void {
  interactionIndex.retract(sender);
  facts.retract(sender);
  blocks.retract(sender);
}

/**
 * Weighs the proofs of all.
 * @returns whether anybody was proven to be WWE, or is not any more, or is known by another name
 */
export function applyTrustChanges(documents: readonly WatchedDocument[], parts: Parts): boolean {
  const verdicts = documents.flatMap((document) => document.trust.takeChange() ?? []);
  for (const { gained, lost } of verdicts) {
    for (const sender of lost) retract(sender, parts);
    for (const sender of gained) admit(sender, parts);
  }
  return verdicts.length > 0;
}

/** Whether the model would use a server-kind message, beside what it is to its request. */
function isSaying({ kind, name }: Entry): boolean {
  // A frame id may tell that another life of WWE has begun.
  return (
    kind === 'success' || kind === 'frame' || (kind === 'event' && (name === 'interaction' || name === 'markdone'))
  );
}

/** @param answered the interactions in an answer; null for what is none */
function takeWord(
  sender: DocumentSender,
  entry: Entry,
  t: number,
  message: MessageRecord,
  parts: Parts,
  answered: readonly ReadInteraction[] | null,
): void {
  for (const read of answered ?? []) see(sender, entry, t, read, null, parts, answered?.length);
  if (entry.kind === 'frame' && sender.frameIdTold(encode(message.frameId), { n: entry.n, t })) {
    parts.interactionIndex.invalidateDocument(sender.document);
  }
  if (entry.kind !== 'event') return;
  if (entry.name === 'interaction') takeInteractionEvent(sender, entry, t, message, parts);
  if (entry.name !== 'markdone') return;
  const { document } = sender;
  parts.blocks.addEvent({ t, n: entry.n, document, sender, ids: idsIn(message.data), print: printOf(entry.body) });
}

/** A short text that is equal for equal ones, and hardly ever for others: to keep the texts themselves would take memory. */
function printOf(text: string): string {
  let sum = 0;
  for (let index = 0; index < text.length; index += 1) sum = (Math.imul(sum, 31) + text.charCodeAt(index)) | 0;
  return `${text.length} ${sum}`;
}

/** A message's body, which may be anything. */
export function messageOf(entry: Entry): MessageRecord {
  const message = decodeWhole(entry.body);
  return isRecord(message) ? message : {};
}

/** Takes a request in. @param t ms since the epoch */
export function takeRequest(
  document: WatchedDocument,
  entry: Entry,
  t: number,
  kind: 'request' | 'subscribe' | 'unsubscribe',
  requests: RequestCorrelation,
): void {
  const message = messageOf(entry);
  const list: readonly unknown[] = Array.isArray(message.parameters) ? message.parameters : [];
  const { n, sort, peer, origin, body } = entry;
  requests.ask(entry.ref, {
    t,
    n,
    document,
    sort,
    size: body.length,
    kind,
    service: kind !== 'request' ? kind : typeof message.request === 'string' ? message.request : entry.name,
    parameters: kind === 'request' ? list : [message.data],
    peer,
    origin,
  });
}

/** Takes an answer in. @param t ms since the epoch @returns the interactions that it holds */
export function takeAnswer(
  document: WatchedDocument,
  entry: Entry,
  t: number,
  requests: RequestCorrelation,
  message = messageOf(entry),
): readonly ReadInteraction[] {
  const { n, peer, origin, path, body } = entry;
  const data = message.data;
  const failed = entry.kind === 'failure';
  const found = failed ? [] : interactionsIn(data);
  const isList = Array.isArray(data) && found.length === data.length;
  requests.answer(entry.ref, {
    t,
    n,
    document,
    error: failed ? errorText(message.errorMessage) : null,
    listed: isList && !failed ? new Set(found.map((read) => read.interaction.interactionId)) : null,
    holds: found.length > 0,
    none: data === null || data === undefined,
    subscriptionId: message.subscriptionId,
    size: body.length,
    peer,
    origin,
    path,
  });
  return found;
}

/**
 * WWE's own text; what is no text is written as its record has it. Null is a failure without a reason
 * (docs/protocol.md#success-and-failure).
 */
function errorText(error: unknown): string {
  if (error === null) return '';
  return typeof error === 'string' ? error : encode(error);
}

function takeInteractionEvent(
  sender: DocumentSender,
  entry: Entry,
  t: number,
  message: MessageRecord,
  parts: Parts,
): void {
  const event = readInteractionEvent(message.data);
  if (!event) return;
  if (event.form === 'interaction') {
    see(sender, entry, t, event.read, event.eventType, parts);
    return;
  }
  const { facts } = parts;
  const moment: PendingMessage = { t, n: entry.n };
  if (event.eventType === 'CASE_SELECTED') facts.note('selected', event.selectedCaseId, true, sender, moment);
  else facts.note('expanded', event.selectedCaseId, event.eventType === 'CASE_EXPANDED', sender, moment);
}

/** @param eventType null for an answer @param shown how many interactions the message shows */
function see(
  sender: DocumentSender,
  { n, peer, body }: Entry,
  t: number,
  read: ReadInteraction,
  eventType: string | null,
  { interactionIndex, facts, steps }: Parts,
  shown = 1,
): void {
  const source =
    eventType === null ? ({ by: 'answer', service: null } as const) : ({ by: 'event', eventType } as const);
  const snapshot = { t, n, read, body, size: body.length / shown, source, peer };
  interactionIndex.see(sender, snapshot, stepsFor(steps, interactionIndex.all.size));
  const { caseId, isCaseSelected, isCaseExpanded } = read.interaction;
  if (!caseId) return;
  const moment: PendingMessage = { t, n };
  if (isCaseSelected !== undefined) facts.note('selected', caseId, isCaseSelected, sender, moment);
  if (isCaseExpanded !== undefined) facts.note('expanded', caseId, isCaseExpanded, sender, moment);
}
