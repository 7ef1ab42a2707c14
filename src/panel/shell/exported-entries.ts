/** Which entries of the session a file is to have: what was chosen in the dialog, as a question to each entry. */
import { decodeNote } from '../../entry/note.ts';
import type { MessageRow } from '../../session/messages-model.ts';
import type { EntryRef, SessionInteraction } from '../../session/model.ts';
import { filteringOf } from '../features/interactions/filtering.ts';
import { meantBy } from '../features/messages/row-actions.ts';
import { useShown } from '../features/messages/useShown.ts';
import { type IsChosen, paced } from '../features/recordings/export-file.ts';
import type { Choice, ChooseWork, TypedSpan } from '../features/recordings/export-store.ts';
import { readTime, wasThen } from '../filter/moments.ts';
import type { ExportScope } from '../stores/choices.ts';
import { makeRowsInSteps, rowOf, rowsOf } from '../stores/message-rows.ts';
import type { PanelStores } from '../stores/panel.ts';

/** What was chosen. The first time, the session's rows have to be made, which takes seconds if there are 150,000. */
export async function chosenEntries(
  stores: PanelStores,
  scope: ExportScope,
  span: TypedSpan,
  { signal, pauses, onProgress }: ChooseWork,
): Promise<Choice> {
  if (scope.is === 'all') return null;
  if (scope.is === 'span') return inSpan(stores, span);
  const { session } = stores.watching;
  for await (const share of paced(makeRowsInSteps(session), signal, pauses)) onProgress?.(share);
  const keys = new Set<string>();
  for await (const row of paced(rowsIn(stores, scope), signal, pauses)) if (row) keys.add(row.key);
  return ofRows(stores, keys);
}

/** The rows of a scope; null where one was looked at that is not of it. */
function rowsIn(stores: PanelStores, scope: ExportScope): Iterable<MessageRow | null> {
  if (scope.is === 'messages') return rowsByKey(stores, scope.keys);
  if (scope.is === 'interactions') return rowsOfInteractions(stores, new Set(scope.keys));
  if (stores.view.peek() === 'messages') return shownRows(stores);
  return rowsOfInteractions(stores, new Set([...shownInteractions(stores)].map(({ key }) => key)));
}

/** The interactions that the table shows, if it shows them by the client, the WWE and the filter that are chosen. */
export function* shownInteractions(stores: PanelStores): Generator<SessionInteraction> {
  const filter = filteringOf(stores).filter.peek();
  const [client, wwe] = [stores.client.peek(), stores.wwe.peek()];
  for (const one of stores.watching.session.interactions()) {
    if (client !== null && !one.documents.includes(client)) continue;
    if (wwe !== null && one.wwe.key !== wwe) continue;
    if (!filter || filter.passes(one)) yield one;
  }
}

function rowsByKey({ watching }: PanelStores, keys: readonly string[]): readonly MessageRow[] {
  const list = rowsOf(watching.session);
  return keys.flatMap((key) => list.get(key) ?? []);
}

function* shownRows(stores: PanelStores): Generator<MessageRow | null> {
  const rows = useShown(stores).rows.peek();
  yield* Array.from({ length: rows.length }, (_, index) => rows.at(index) ?? null);
}

/** All messages that some interactions were learnt from, or that are about them. */
function* rowsOfInteractions(stores: PanelStores, keys: ReadonlySet<string>): Generator<MessageRow | null> {
  const { session } = stores.watching;
  const chosen = [...keys].flatMap((key) => session.interaction(key) ?? []);
  /** What an id meant is asked only of those that could mean one of these: a session can have 200,000 rows. */
  const ids = new Set(chosen.flatMap(({ id, formerIds, known }) => [id, ...formerIds, ...known.map((one) => one.id)]));
  for (const row of [...rowsOf(session).table.rows]) {
    if (row.interactionId === null || !ids.has(row.interactionId)) continue;
    const key = meantBy(row, stores);
    yield key !== null && keys.has(key) ? row : null;
  }
  for (const { snapshot, transitions, block } of chosen) {
    const refs = [snapshot, ...transitions.map(entryOf), ...block.history.map(entryOf)];
    for (const ref of refs) yield rowOf(session, ref) ?? null;
  }
}

const entryOf = ({ entry }: { readonly entry: EntryRef }) => entry;

/**
 * All that was seen of some messages. Subscriptions, and what the probe says of clients and handlers, are always among it:
 * without them a message would be explained wrongly.
 */
function ofRows({ watching }: PanelStores, keys: ReadonlySet<string>): IsChosen {
  const { session } = watching;
  /** By document: numbers of the probe's calls that were chosen. */
  const calls = new Map<string, Set<unknown>>();
  /** By document and name: whether its last event was chosen. */
  const events = new Map<string, boolean>();
  return (entry, document) => {
    const { n, sort, kind, name, body } = entry;
    if (sort === 'probe' && kind !== 'called') {
      if (kind === 'settled') return calls.get(document)?.has(decodeNote(body)?.call) ?? false;
      return kind !== 'handled' || (events.get(`${document} ${String(decodeNote(body)?.event)}`) ?? false);
    }
    const row = rowOf(session, { document, n });
    const isSubscribing = row?.is === 'request' && (row.name === 'subscribe' || row.name === 'unsubscribe');
    const isChosen = row !== undefined && (isSubscribing || keys.has(row.key));
    if (kind === 'event') events.set(`${document} ${name}`, isChosen);
    if (kind === 'called' && isChosen) {
      const known = calls.get(document) ?? new Set();
      calls.set(document, known.add(decodeNote(body)?.call));
    }
    return isChosen;
  };
}

function inSpan({ watching, times }: PanelStores, { from, to }: TypedSpan): Choice {
  const reading = times.reading();
  const tests = [
    from.trim() === '' ? [] : readTime('after', from, reading),
    to.trim() === '' ? [] : readTime('before', to, reading),
  ].flat();
  for (const test of tests) if (test.by === 'problem') return test.message;
  const clocks = new Map(watching.session.documents().map(({ info, clock }) => [info.document, clock]));
  return ({ t }, document) => {
    const at = t + (clocks.get(document) ?? 0);
    return tests.every((test) => test.by === 'time' && wasThen(test, at, at));
  };
}
