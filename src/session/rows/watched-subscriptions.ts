/** The subscriptions of all clients with what the probe knows of them (docs/protocol.md#subscribe-and-unsubscribe). */
import type { WatchedDocument } from '../documents.ts';
import { sameContent } from '../equal.ts';
import type { Exchange } from '../exchange.ts';
import type { WatchedSubscription } from '../messages-model.ts';
import { compareDocuments } from '../moments.ts';
import { namesIn } from '../notes.ts';
import type { GivenHandler } from '../requests-seen.ts';
import { isOfFormerLife } from '../subscriptions.ts';
import type { ClientState } from './client-state.ts';

/** A subscription in the making. */
interface Draft {
  readonly client: WatchedDocument;
  readonly exchange: Exchange;
  readonly event: string;
  readonly since: number;
  readonly subscriptionId: unknown;
  readonly caller: number | null;
  readonly given: GivenHandler | null;
  /** Which client it is of is not known: the probe dropped notes. */
  readonly isUnsure: boolean;
  replacedAt: number | null;
  mayBeReplaced: boolean;
}

/**
 * All that WWE has, as far as seen, those that were replaced included. Of a document that is gone nothing is said: what WWE
 * does with its subscriptions is unknown.
 * @param exchanges subscribes and unsubscribes, in the order in which they worked
 */
export function watchedSubscriptions(
  exchanges: readonly Exchange[],
  clientStates: ReadonlyMap<WatchedDocument, ClientState>,
): readonly WatchedSubscription[] {
  let standing: Draft[] = [];
  for (const one of exchanges) {
    const { client } = one.pair;
    if (!client?.live) continue;
    if (one.request.kind === 'unsubscribe') {
      const [id] = one.request.parameters;
      standing = standing.filter(
        (draft) =>
          draft.client !== client ||
          draft.exchange.request.wwe !== one.request.wwe ||
          !sameContent(draft.subscriptionId, id),
      );
    } else for (const draft of draftsOf(one, client)) enter(draft, standing);
  }
  standing.sort((a, b) => compareDocuments(a.client, b.client) || a.since - b.since);
  return standing.map((draft) => show(draft, clientStates.get(draft.client)));
}

function draftsOf(exchange: Exchange, client: WatchedDocument): readonly Draft[] {
  const { request, pair } = exchange;
  const { answered, called, asked } = pair;
  if (!answered || answered.error !== null || request.answeredBy !== 'wwe') return [];
  return namesIn(request.parameters[0]).map((event) => ({
    client,
    exchange,
    event,
    since: answered.t,
    subscriptionId: answered.subscriptionId,
    caller: called?.caller ?? null,
    given: called?.handler ?? null,
    isUnsure: !called && (asked ?? answered).t >= client.unsureFrom,
    replacedAt: null,
    mayBeReplaced: false,
  }));
}

/** The last subscriber of a name wins, within one client; the tool's own subscription has no handler and replaces none. */
function enter(draft: Draft, standing: Draft[]): void {
  if (draft.exchange.request.by === 'page') {
    const before = standing.filter(
      ({ client, event, exchange }) =>
        client === draft.client && event === draft.event && exchange.request.by === 'page',
    );
    const isDoubtful = (one: Draft) => draft.isUnsure || one.isUnsure;
    for (const one of before) if (isDoubtful(one)) one.mayBeReplaced = true;
    const last = before.findLast((one) => !isDoubtful(one) && one.caller === draft.caller);
    if (last) last.replacedAt ??= draft.since;
  }
  standing.push(draft);
}

function show(draft: Draft, clientState: ClientState | undefined): WatchedSubscription {
  const { client, exchange, event, since, subscriptionId, given, replacedAt, mayBeReplaced } = draft;
  const isFormer = isOfFormerLife(exchange.pair);
  const takenBack = given ? clientState?.removedAt.get(given.number) : undefined;
  return {
    document: client.id,
    wwe: exchange.request.wwe,
    event,
    since,
    by: exchange.request.by,
    subscriptionId,
    events: clientState?.names.get(event)?.countSince(since) ?? 0,
    handler: given ? { number: given.number, name: given.name } : null,
    sameTextAs: given?.sameTextAs ?? null,
    replacedAt,
    mayBeReplaced: mayBeReplaced && replacedAt === null,
    isFormer,
    leftAtServer: !isFormer && (replacedAt !== null || (takenBack !== undefined && takenBack >= since)),
  };
}
