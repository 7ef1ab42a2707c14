/** Requests as the session shows them. */
import type { SessionRequest } from '../../../session/model.ts';

/** A request of the tool's own. @param answeredAt null: WWE has not answered */
export function requestOf(sentAt: number, answeredAt: number | null): SessionRequest {
  return {
    key: 'page r',
    by: 'tool',
    kind: 'request',
    service: 'agent.get',
    parameters: [],
    ref: 'r',
    client: 'page',
    matchedBy: 'command',
    host: null,
    wwe: null,
    sentAt,
    answeredAt,
    answeredBy: answeredAt === null ? null : 'wwe',
    failed: false,
    error: null,
    requestEntry: { document: 'page', n: 1 },
    answerEntry: answeredAt === null ? null : { document: 'page', n: 2 },
  };
}
