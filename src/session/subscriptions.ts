/** Who is subscribed to what (docs/protocol.md#subscribe-and-unsubscribe), from matched requests. */
import { sameContent } from './equal.ts';
import type { Exchange } from './exchange.ts';
import type { SessionRequest, Subscription } from './model.ts';
import { namesIn } from './notes.ts';

/** The subscribe and unsubscribe requests of the session, and the subscriptions that they leave. */
export class Subscriptions {
  private readonly settled = new Map<string, Exchange>();
  private list: readonly Subscription[] | null = [];

  update(before: readonly Exchange[], after: readonly Exchange[]): void {
    for (const { request } of before) if (this.settled.delete(request.key)) this.list = null;
    for (const one of after) {
      if (one.request.kind !== 'subscribe' && one.request.kind !== 'unsubscribe') continue;
      this.settled.set(one.request.key, one);
      this.list = null;
    }
  }

  /**
   * A document ended: what the server does with its subscriptions is unknown
   * (docs/protocol.md#subscribe-and-unsubscribe), but nobody hears them.
   */
  invalidate(): void {
    this.list = null;
  }

  /** All that stand, by time. */
  all(): readonly Subscription[] {
    this.list ??= this.derive();
    return this.list;
  }

  /** All subscribes and unsubscribes, in the order in which they worked. */
  steps(): readonly Exchange[] {
    return [...this.settled.values()].sort(
      (a, b) => stepTime(a.request) - stepTime(b.request) || (a.request.key < b.request.key ? -1 : 1),
    );
  }

  private derive(): readonly Subscription[] {
    let standing: Subscription[] = [];
    for (const { request, pair } of this.steps()) {
      const { client, answered } = pair;
      if (!client?.live) continue;
      if (request.kind === 'unsubscribe') {
        const [id] = request.parameters;
        standing = standing.filter(
          (one) => one.document !== client.id || one.wwe !== request.wwe || !sameContent(one.subscriptionId, id),
        );
      } else if (answered && answered.error === null && request.answeredBy === 'wwe') {
        const { subscriptionId, t: since } = answered;
        for (const event of namesIn(request.parameters[0])) {
          standing.push({ document: client.id, wwe: request.wwe, event, since, by: request.by, subscriptionId });
        }
      }
    }
    return standing;
  }
}

/** A subscription stands from its answer on; an unsubscribe works when it is sent. */
function stepTime(request: SessionRequest): number {
  return (request.kind === 'subscribe' ? request.answeredAt : request.sentAt) ?? Number.POSITIVE_INFINITY;
}
