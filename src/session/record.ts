/** The public record of a request, made of what was joined. */
import { TOOL_REF } from '../entry/entry.ts';
import { answererOf, askedOf, isOfAnother } from './asked.ts';
import type { SessionRequest } from './model.ts';
import type { Pair } from './requests-seen.ts';

const NONE: readonly unknown[] = [];

/** A key without its number: the client's document (or, while it is unknown, the receiving one) and the reference id. */
export function baseOf({ client, asked }: Pair, ref: string): string {
  return `${client?.id ?? `? ${asked?.document.id ?? ''}`} ${ref}`;
}

/** The record of a pair. Who answered is as of the gates' last verdict. */
export function makeRequest(key: string, ref: string, pair: Pair): SessionRequest {
  const { asked, arrived, client, matchedBy, answered } = pair;
  const answeredBy = answeredByOf(pair);
  const to = askedOf(pair) ?? (answered && answeredBy === 'wwe' ? answererOf(answered) : null);
  return {
    key,
    by: asked?.sort === 'command' || ref.startsWith(TOOL_REF) ? 'tool' : 'page',
    kind: asked?.kind ?? 'unknown',
    service: asked?.service ?? null,
    parameters: asked?.parameters ?? NONE,
    ref,
    client: client?.id ?? null,
    matchedBy,
    host: (arrived ?? (asked?.sort === 'wire' ? asked : null))?.document.id ?? null,
    sentAt: asked?.t ?? null,
    answeredAt: answered?.t ?? null,
    answeredBy,
    wwe: to?.key ?? null,
    failed: answered !== null && answered.error !== null,
    error: answered?.error ?? null,
    requestEntry: asked ? { document: asked.document.id, n: asked.n } : null,
    answerEntry: answered ? { document: answered.document.id, n: answered.n } : null,
  };
}

function answeredByOf(pair: Pair): SessionRequest['answeredBy'] {
  const { answered } = pair;
  if (answered === null) return null;
  return answered.document.trust.trusts(answered) && !isOfAnother(pair) ? 'wwe' : 'untrusted sender';
}

/** Whether two records of one key say the same. */
export function sameRequest(a: SessionRequest, b: SessionRequest): boolean {
  return (
    a.client === b.client &&
    a.matchedBy === b.matchedBy &&
    a.host === b.host &&
    a.answeredBy === b.answeredBy &&
    a.wwe === b.wwe &&
    a.parameters === b.parameters &&
    sameEntry(a.requestEntry, b.requestEntry) &&
    sameEntry(a.answerEntry, b.answerEntry)
  );
}

function sameEntry(a: SessionRequest['requestEntry'], b: SessionRequest['requestEntry']): boolean {
  return a === b || (a !== null && b !== null && a.document === b.document && a.n === b.n);
}
