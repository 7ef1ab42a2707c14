/**
 * How many requests each client sent in a minute: WWE's limits are by the minute
 * (docs/protocol.md#rate-limit-and-quarantine). Whom WWE counts together is not known.
 */
import { firstNot } from '../table/first-not.ts';
import { DerivedTable, type TableRow, type TableView } from '../table/table.ts';
import type { SessionRequest } from './model.ts';

/** ms. */
const MINUTE = 60_000;

/** A request that a client is known to have sent, and for which it may wait. */
export interface SentRequest extends TableRow {
  /** The client's document. */
  readonly client: string;
  /** ms since the epoch. */
  readonly t: number;
}

/** What a client sent; undefined where nobody knows who sent it, or when. */
export function sentOf({ key, client, sentAt, kind, answeredBy }: SessionRequest): SentRequest | undefined {
  if (client === null || sentAt === null || kind === 'unknown') return undefined;
  // Whether WWE answers an unsubscribe is not known, and no client asks for it
  // (docs/protocol.md#subscribe-and-unsubscribe).
  if (kind === 'unsubscribe' && answeredBy === null) return undefined;
  return { key, client, t: sentAt };
}

/** The requests that clients sent, by time. */
export class RequestRates {
  private readonly sent: DerivedTable<SessionRequest, SentRequest>;

  constructor(requests: TableView<SessionRequest>) {
    this.sent = new DerivedTable(requests, (a, b) => a.t - b.t || (a.key < b.key ? -1 : Number(a.key > b.key)));
  }

  /** How many each client sent in the minute up to a time, by client; without those that sent none. @param t ms since the epoch */
  upTo(t: number): ReadonlyMap<string, number> {
    this.sent.follow(sentOf);
    const { rows } = this.sent;
    const before = (time: number) => firstNot(rows.length, (place) => (rows[place]?.t ?? 0) <= time);
    const counts = new Map<string, number>();
    for (const { client } of rows.slice(before(t - MINUTE), before(t)))
      counts.set(client, (counts.get(client) ?? 0) + 1);
    return counts;
  }
}
