/** What documents saw of requests and answers, and how they belong together. */
import type { WindowPath } from '../entry/entry.ts';
import type { WatchedDocument } from './documents.ts';
import type { HandlerRun } from './messages-model.ts';
import type { SessionRequest } from './model.ts';
import type { Moment } from './moments.ts';

/** A request as one document saw it: arriving (`wire`), sent by the tool (`command`), or called by the page (`probe`). */
export interface Asked extends Moment {
  readonly sort: 'wire' | 'command' | 'probe';
  readonly kind: 'request' | 'subscribe' | 'unsubscribe';
  readonly service: string;
  readonly parameters: readonly unknown[];
  readonly peer: WindowPath;
  readonly origin: string;
  /** Characters of the encoded message. */
  readonly size: number;
}

/** A handler that the page gave to `subscribe`. */
export interface GivenHandler {
  readonly number: number;
  readonly name: string;
  readonly sameTextAs: number | null;
}

/** A call of the page's client that returned, as the probe saw it. Of a brief one only service and id are known. */
export interface Called extends Asked {
  readonly sort: 'probe';
  readonly isBrief: boolean;
  /** Numbers of the call and of the client object within the document. */
  readonly call: number;
  readonly caller: number;
  readonly wantsSuccess: boolean;
  /** The names of a subscribe. */
  readonly names: readonly string[];
  /** The callbacks that ran, by time. */
  runs: readonly HandlerRun[];
  /** The handler that was given, where it is a subscribe. */
  handler: GivenHandler | null;
}

/** An answer as its client saw it. `error` is null for a success. */
export interface Answered extends Moment {
  readonly error: string | null;
  /** Ids of the interactions in a list; null when `data` is no list of interactions. */
  readonly listed: ReadonlySet<string> | null;
  /** `data` is or holds interactions: the state they show was learnt from this answer. */
  readonly holds: boolean;
  /** `data` is null or absent. */
  readonly none: boolean;
  readonly subscriptionId: unknown;
  /** Characters of the encoded message. */
  readonly size: number;
  readonly peer: WindowPath;
  readonly origin: string;
  /** The client's own path at that time. */
  readonly path: WindowPath;
}

/** A request, its client as far as known, and its answer. At least one of `asked` and `answered` is there. */
export interface Pair {
  readonly asked: Asked | null;
  /** The same request seen arriving, where `asked` is the tool's command. */
  readonly arrived: Asked | null;
  client: WatchedDocument | null;
  matchedBy: SessionRequest['matchedBy'];
  answered: Answered | null;
  /** The page's call of it; `asked` itself where nobody saw it arrive. */
  called: Called | null;
  /** Further answers, by time. Each has a pair of its own as well, which says so by `isAgain`. */
  readonly more: Answered[];
  readonly isDuplicateAnswer: boolean;
}

/** Whether what the probe saw of two pairs, where they arrived, and their further answers, are the same. */
export function sameExtras(a: Pair, b: Pair): boolean {
  return (
    a.called === b.called &&
    a.arrived === b.arrived &&
    a.isDuplicateAnswer === b.isDuplicateAnswer &&
    a.more.length === b.more.length &&
    a.more.every((answer, index) => answer === b.more[index])
  );
}
