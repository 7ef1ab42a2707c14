/** The status of a row at a time. The session itself has no clock. */
import type { MessageRow, MessageStatus } from '../messages-model.ts';
import type { SessionRequest } from '../model.ts';
import { outcomeOf } from '../outcome.ts';

/** A page's clock and its bridge's may differ so, in ms. */
const GRAIN_MS = 1;

/**
 * The status of a request as its client sees it (docs/protocol.md#sending, docs/protocol.md#receiving,
 * docs/protocol.md#success-and-failure, docs/protocol.md#subscribe-and-unsubscribe,
 * docs/protocol.md#unusual-embeddings), by what the probe saw where it saw anything; of an answer to nothing,
 * `unmatched`. Null for what has none.
 * @param now ms since the epoch
 */
export function statusOf(row: MessageRow, now: number): MessageStatus | null {
  const { request, marks } = row;
  if (row.is === 'answer') return marks.includes('unmatched') || !request ? 'unmatched' : settled(request);
  if (row.is !== 'request') return null;
  if (marks.includes('threw')) return 'threw';
  if (!request) return null;
  if (marks.includes('never arrived')) return 'never arrived';
  return statusOfRequest(row, request, now);
}

function statusOfRequest(row: MessageRow, request: SessionRequest, now: number): MessageStatus {
  const first = row.runs[0]?.name;
  if (row.marks.includes('client unloaded')) return outcomeOf({ ...request, answeredAt: null }, now);
  const isAnswered = request.answeredAt !== null;
  // An answer that was there before the page was told of a timeout reached somebody else.
  if (first === 'timeout') return (request.answeredAt ?? 0) >= (row.runs[0]?.t ?? 0) - GRAIN_MS ? 'late' : 'timeout';
  if (first === 'success' || first === 'failure') {
    if (isAnswered) return settled(request);
    return first === 'success' ? 'ok' : 'failed';
  }
  // Nobody waits: there is no time after which an answer is late, or missing.
  if (isUnheard(row, request)) return isAnswered ? settled(request) : 'no answer asked';
  // The page takes its own request for a success; a subscribe for an event, which it drops
  // (docs/protocol.md#unusual-embeddings).
  if (row.marks.includes('own echo') && !isAnswered && request.kind === 'request') return 'ok';
  const outcome = outcomeOf(request, now);
  return outcome === 'timeout' && request.client === null ? 'unseen' : outcome;
}

function settled({ failed }: SessionRequest): MessageStatus {
  return failed ? 'failed' : 'ok';
}

/**
 * No callback was given; for `unsubscribe` the client library never gives one
 * (docs/protocol.md#subscribe-and-unsubscribe).
 */
function isUnheard({ marks, call }: MessageRow, { kind, by }: SessionRequest): boolean {
  if (marks.includes('no answer asked')) return true;
  return kind === 'unsubscribe' && by === 'page' && call === null;
}
