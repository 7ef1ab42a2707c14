/** What a message of a story changed: read when its line is drawn, out of the entries. */
import { contentIn } from '../../../entry/note.ts';
import { isRecord } from '../../../protocol/kind.ts';
import { interactionsIn, isPlainRecord, readInteractionEvent } from '../../../protocol/read.ts';
import type { Session } from '../../../session/api.ts';
import type { MessageRow } from '../../../session/messages-model.ts';
import type { EntryRef } from '../../../session/model.ts';
import { changedPaths } from '../../values/json/diff.ts';
import { ABSENT, type Slot, sameSlot } from '../../values/json/slot.ts';
import { requestOf } from './content.ts';
import type { StoryLine } from './story.ts';

/** One value that is another than before. */
export interface Change {
  /** The keys on the way to it: from the interaction, or from its user data where a request writes there. */
  readonly path: readonly string[];
  /** Null: nobody saw what it was before. */
  readonly from: Slot | null;
  readonly to: Slot;
}

/** More changes of one message than this are not told one by one. */
const MOST = 100;

/** What the changes of a line are read from. */
export type Entries = Pick<Session, 'entry'>;

/**
 * What a message changed: of an event, what differs from what was seen before; of a request that writes user data, what it
 * asked for, whatever became of it. Null: it is neither, or its entry was dropped, or nothing was seen before.
 * @param ids of the interaction
 */
export function changesOf(
  { row, before }: Extract<StoryLine, { is: 'message' }>,
  ids: ReadonlySet<string>,
  entries: Entries,
): readonly Change[] | null {
  const was = before && rawIn(entries, before, ids);
  if (row.is === 'event') {
    const raw = row.name === 'interaction' ? rawIn(entries, row.entry, ids) : null;
    return raw && was ? changesBetween(was, raw) : null;
  }
  return row.is === 'request' ? writtenBy(row, was, entries) : null;
}

/** An interaction as an entry showed it; null: it does not, or is gone. */
export function rawIn(
  entries: Entries,
  ref: EntryRef,
  ids: ReadonlySet<string>,
): Readonly<Record<string, unknown>> | null {
  const entry = entries.entry(ref);
  const message = entry && contentIn(entry);
  if (!isRecord(message)) return null;
  const isOwn = (id: string) => ids.has(id);
  if (entry?.kind !== 'event')
    return interactionsIn(message.data).find(({ interaction }) => isOwn(interaction.interactionId))?.raw ?? null;
  const event = readInteractionEvent(message.data);
  return event?.form === 'interaction' && isOwn(event.read.interaction.interactionId) ? event.read.raw : null;
}

function changesBetween(before: unknown, after: unknown): readonly Change[] {
  // The last that were looked at are the first of the object.
  return [...changedPaths(before, after)]
    .reverse()
    .slice(0, MOST)
    .map((pointer) => {
      const path = stepsOf(pointer);
      return { path, from: slotAt(before, path), to: slotAt(after, path) };
    })
    .filter((change) => !isTold(change, before));
}

/** That the state before is the one that it had says nothing new. */
function isTold({ path, to }: Change, before: unknown): boolean {
  return path.length === 1 && path[0] === 'previousState' && sameSlot(to, slotAt(before, ['state']));
}

/** What a request writes into user data; null where it writes none. */
function writtenBy(
  row: MessageRow,
  was: Readonly<Record<string, unknown>> | null,
  entries: Entries,
): readonly Change[] | null {
  const { service, parameters } = requestOf(entries, row) ?? {};
  const known = was && isPlainRecord(was.userData) ? was.userData : null;
  const change = (key: string, to: Slot): Change => ({
    path: [key],
    from: known && slotAt(known, [key]),
    to,
  });
  const [, given] = parameters ?? [];
  if (service === 'interaction.setUserData' && isPlainRecord(given))
    return Object.entries(given)
      .slice(0, MOST)
      .map(([key, value]) => change(key, { present: true, value }));
  if (service === 'interaction.deleteUserData' && typeof given === 'string') return [change(given, ABSENT)];
  return null;
}

/** The steps of a JSON pointer. */
function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What stands at a path of plain objects and lists. */
function slotAt(value: unknown, path: readonly string[]): Slot {
  let at: unknown = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return ABSENT;
    at = Reflect.get(at, step);
  }
  return { present: true, value: at };
}
