/** Who is subscribed to what (docs/protocol.md#subscribe-and-unsubscribe), from matched requests. */
import { sameContent } from './equal.ts';
import type { Exchange } from './exchange.ts';
import type { SessionRequest, Subscription } from './model.ts';
import { namesIn } from './notes.ts';
import type { Pair } from './requests-seen.ts';

/** The subscribe and unsubscribe requests of the session, and the subscriptions that they leave. */
export class Subscriptions {
  private readonly settled = new Map<string, Exchange>();
  private list: readonly Subscription[] | null = [];
  /** How many are of a life of WWE that is over, as of `list`. */
  private former = 0;

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

  /** All that stand in WWE's present life, as far as it is known, by time. */
  all(): readonly Subscription[] {
    let former = 0;
    for (const { pair } of this.settled.values()) if (isOfFormerLife(pair)) former += 1;
    if (former !== this.former) this.list = null;
    this.former = former;
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
      } else if (answered && answered.error === null && request.answeredBy === 'wwe' && !isOfFormerLife(pair)) {
        const { subscriptionId, t: since } = answered;
        for (const event of namesIn(request.parameters[0])) {
          standing.push({ document: client.id, wwe: request.wwe, event, since, by: request.by, subscriptionId });
        }
      }
    }
    return standing;
  }
}

/**
 * Whether WWE was loaded anew since it confirmed a subscription. That is over then, and its id may be another's: of the page
 * that comes next.
 */
export function isOfFormerLife({ asked, arrived, answered }: Pair): boolean {
  const host = (arrived ?? (asked?.sort === 'wire' ? asked : null))?.document;
  return host?.live === false || (answered?.document.trust.isOfFormerLife(answered) ?? false);
}

/** A subscription stands from its answer on; an unsubscribe works when it is sent. */
function stepTime(request: SessionRequest): number {
  return (request.kind === 'subscribe' ? request.answeredAt : request.sentAt) ?? Number.POSITIVE_INFINITY;
}
