/** Which clients WWE answers, and which ask in vain: figures of matched requests, kept up to date one by one. */
import { REQUEST_TIMEOUT_MS } from '../protocol/messages.ts';
import { firstNot } from '../table/first-not.ts';
import type { Exchange } from './exchange.ts';
import { outcomeOf } from './outcome.ts';
import { type RequestRates, sentOf } from './request-rates.ts';
import type { SharedIdCounts } from './shared-id-counts.ts';

/** What became of a client's requests, the tool's own included. Times are ms since the epoch. */
export interface Answering {
  readonly sent: number;
  /** Of these, so many were seen arriving in another window. */
  readonly arrived: number;
  /** Of these, so many were answered by WWE. */
  readonly answered: number;
  /** When WWE answered last; null: never. */
  readonly answeredAt: number | null;
  /** Sent after that, and not answered. */
  readonly unanswered: number;
  /** When the first of those was sent; null: there is none. */
  readonly silentSince: number | null;
  /** So many were sent in the minute before that, its own included; null: there is none. */
  readonly rateBefore: number | null;
}

/** Times with the keys of their requests, in order. */
class Times {
  private readonly list: { readonly t: number; readonly key: string }[] = [];

  get length(): number {
    return this.list.length;
  }

  at(index: number): number | null {
    return this.list.at(index)?.t ?? null;
  }

  /** How many there are up to a time, that time included. */
  countUpTo(t: number): number {
    return firstNot(this.list.length, (place) => (this.list[place]?.t ?? 0) <= t);
  }

  add(t: number, key: string): void {
    this.list.splice(this.countUpTo(t), 0, { t, key });
  }

  remove(t: number, key: string): void {
    for (let index = this.countUpTo(t) - 1; this.list[index]?.t === t; index -= 1) {
      if (this.list[index]?.key !== key) continue;
      this.list.splice(index, 1);
      return;
    }
  }
}

class Client {
  sent = 0;
  arrived = 0;
  readonly answers = new Times();
  readonly unanswered = new Times();

  get figures(): Omit<Answering, 'rateBefore'> {
    const answeredAt = this.answers.at(-1);
    const before = answeredAt === null ? 0 : this.unanswered.countUpTo(answeredAt);
    const silentSince = this.unanswered.length > before ? this.unanswered.at(before) : null;
    return {
      sent: this.sent,
      arrived: this.arrived,
      answered: this.answers.length,
      answeredAt,
      unanswered: this.unanswered.length - before,
      silentSince,
    };
  }
}

/** The figures of all clients. */
export class AnswerCounts {
  private readonly clients = new Map<string, Client>();
  /** Requests that failed, or were answered when their client had given up. */
  private failed = 0;
  /** Requests of clients that wait for an answer. */
  private readonly waiting = new Times();

  /** Null until somebody asks for it. */
  private shared: SharedIdCounts | null = null;

  constructor(private readonly rates: RequestRates) {}

  update(before: readonly Exchange[], after: readonly Exchange[]): void {
    for (const { request } of before) this.count(request, -1);
    for (const { request } of after) this.count(request, 1);
    this.shared?.update(before, after);
  }

  /** The pair of a request was replaced. */
  touch(exchange: Exchange): void {
    this.shared?.touch(exchange);
  }

  /** See `Session.sharedIdsOf`. */
  sharedIdsOf(requests: { exchanges(): readonly Exchange[] }, document: string, make: () => SharedIdCounts): number {
    if (!this.shared) {
      this.shared = make();
      this.shared.update([], requests.exchanges());
    }
    return this.shared.of(document);
  }

  /** How many requests went wrong: refused, answered too late or not at all. @param now ms since the epoch */
  wrong(now: number): number {
    return this.failed + this.waiting.countUpTo(now - REQUEST_TIMEOUT_MS);
  }

  /** Of a document's client; undefined: it was not seen to send anything. */
  of(document: string): Answering | undefined {
    const figures = this.clients.get(document)?.figures;
    if (!figures) return undefined;
    const { silentSince } = figures;
    const rateBefore = silentSince === null ? null : (this.rates.upTo(silentSince).get(document) ?? 0);
    return { ...figures, rateBefore };
  }

  private count(request: Exchange['request'], by: 1 | -1): void {
    const { key, client: document, host, sentAt, answeredAt, answeredBy, kind } = request;
    if (answeredAt !== null) {
      if (outcomeOf(request, answeredAt) !== 'ok') this.failed += by;
    } else if (document !== null && sentAt !== null && kind !== 'unsubscribe') {
      if (by > 0) this.waiting.add(sentAt, key);
      else this.waiting.remove(sentAt, key);
    }
    const sent = sentOf(request);
    if (!sent) return;
    let client = this.clients.get(sent.client);
    if (!client) {
      client = new Client();
      this.clients.set(sent.client, client);
    }
    const change = (times: Times, t: number) => (by > 0 ? times.add(t, key) : times.remove(t, key));
    client.sent += by;
    if (host !== null && host !== document) client.arrived += by;
    if (answeredAt !== null && answeredBy === 'wwe') change(client.answers, answeredAt);
    else change(client.unanswered, sent.t);
    if (client.sent === 0) this.clients.delete(sent.client);
  }
}
