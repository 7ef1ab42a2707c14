/** What became of a request at a time. The session itself has no clock. */
import { REQUEST_TIMEOUT_MS } from '../protocol/messages.ts';
import type { RequestOutcome, SessionRequest } from './model.ts';

/**
 * The outcome as the client sees it: after 10 s without answer it gives up, and drops an answer that comes later
 * (docs/protocol.md#sending). A later answer is `late`, whatever it said: `request.failed` and `request.error` tell.
 * @param now ms since the epoch
 */
export function outcomeOf(request: SessionRequest, now: number): RequestOutcome {
  const { sentAt, answeredAt } = request;
  if (answeredAt !== null) {
    if (sentAt !== null && answeredAt - sentAt > REQUEST_TIMEOUT_MS) return 'late';
    return request.failed ? 'failed' : 'ok';
  }
  return sentAt !== null && now - sentAt >= REQUEST_TIMEOUT_MS ? 'timeout' : 'pending';
}
