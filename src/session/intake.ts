/** Reads entries' bodies, those that the model needs, and hands on what they say. */
import { decode } from '../entry/decode.ts';
import type { Entry } from '../entry/entry.ts';
import { isRecord, type MessageRecord } from '../scapi/kind.ts';
import { interactionsIn, type ReadInteraction, readInteractionEvent } from '../scapi/read.ts';
import type { Blocks } from './blocks.ts';
import type { CaseFacts } from './cases.ts';
import type { WatchedDocument } from './documents.ts';
import type { Groups } from './groups.ts';
import type { RequestBooks } from './requests.ts';
import { idsIn } from './tracks.ts';

/** Where an entry's content goes. */
export interface Parts {
  readonly groups: Groups;
  readonly books: RequestBooks;
  readonly blocks: Blocks;
  readonly facts: CaseFacts;
  /** Steps kept for each track. */
  readonly steps: number;
}

/** Takes an accepted entry in. Other kinds than these say nothing to the model. @param t ms since the epoch */
export function takeIn(document: WatchedDocument, entry: Entry, t: number, parts: Parts): void {
  const { kind } = entry;
  if (kind === 'request' || kind === 'subscribe' || kind === 'unsubscribe')
    takeRequest(document, entry, t, kind, parts);
  else if (entry.sort !== 'wire') return;
  else if (kind === 'success' || kind === 'failure') takeAnswer(document, entry, t, parts);
  else if (kind === 'event' && entry.name === 'interaction') takeInteractionEvent(document, entry, t, parts);
  else if (kind === 'event' && entry.name === 'markdone') {
    parts.blocks.addEvent({ t, n: entry.n, document, ids: idsIn(messageOf(entry).data) });
  }
}

function messageOf(entry: Entry): MessageRecord {
  const message = decode(entry.body);
  return isRecord(message) ? message : {};
}

function takeRequest(
  document: WatchedDocument,
  entry: Entry,
  t: number,
  kind: 'request' | 'subscribe' | 'unsubscribe',
  { books }: Parts,
): void {
  const message = messageOf(entry);
  const list: readonly unknown[] = Array.isArray(message.parameters) ? message.parameters : [];
  const { n, sort, peer, origin } = entry;
  books.ask(entry.ref, {
    t,
    n,
    document,
    sort,
    kind,
    service: kind !== 'request' ? kind : typeof message.request === 'string' ? message.request : entry.name,
    parameters: kind === 'request' ? list : [message.data],
    peer,
    origin,
  });
}

function takeAnswer(document: WatchedDocument, entry: Entry, t: number, parts: Parts): void {
  const message = messageOf(entry);
  const { n, peer, origin } = entry;
  const data = message.data;
  const failed = entry.kind === 'failure';
  const found = failed ? [] : interactionsIn(data);
  for (const read of found) see(document, entry, t, read, null, parts);
  const isList = Array.isArray(data) && found.length === data.length;
  parts.books.answer(entry.ref, {
    t,
    n,
    document,
    error: failed ? errorText(message.errorMessage) : null,
    listed: isList && !failed ? new Set(found.map((read) => read.interaction.interactionId)) : null,
    holds: found.length > 0,
    none: data === null || data === undefined,
    subscriptionId: message.subscriptionId,
    peer,
    origin,
  });
}

/** WWE's own text; what is no text is written as JSON, as far as it can be (scapi.md §1.4: null counts too). */
function errorText(error: unknown): string {
  if (typeof error === 'string') return error;
  try {
    return JSON.stringify(error) ?? String(error);
  } catch {
    return String(error);
  }
}

function takeInteractionEvent(document: WatchedDocument, entry: Entry, t: number, parts: Parts): void {
  const event = readInteractionEvent(messageOf(entry).data);
  if (!event) return;
  if (event.form === 'interaction') {
    see(document, entry, t, event.read, event.eventType, parts);
    return;
  }
  const moment = { t, n: entry.n, document };
  if (event.eventType === 'CASE_SELECTED') parts.facts.note('selected', event.selectedCaseId, true, moment);
  else parts.facts.note('expanded', event.selectedCaseId, event.eventType === 'CASE_EXPANDED', moment);
}

/** @param eventType null for an answer */
function see(
  document: WatchedDocument,
  { n, peer }: Entry,
  t: number,
  read: ReadInteraction,
  eventType: string | null,
  { groups, facts, steps }: Parts,
): void {
  const source =
    eventType === null ? ({ by: 'answer', service: null } as const) : ({ by: 'event', eventType } as const);
  groups.see(document, { t, n, read, source, peer }, steps);
  const { caseId, isCaseSelected, isCaseExpanded } = read.interaction;
  if (!caseId) return;
  const moment = { t, n, document };
  if (isCaseSelected !== undefined) facts.note('selected', caseId, isCaseSelected, moment);
  if (isCaseExpanded !== undefined) facts.note('expanded', caseId, isCaseExpanded, moment);
}
