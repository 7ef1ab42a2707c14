/** What each line of a recording may hold (docs/recording.md). Lines come from anywhere, and are parsed. */
import * as v from 'valibot';
import { KINDS } from '../protocol/kind.ts';
import { NOTE_KINDS } from '../protocol/notes.ts';
import { FORMAT, MOST_NAME, MOST_NOTE, MOST_TEXT } from './format.ts';

const text = v.pipe(v.string(), v.maxLength(MOST_TEXT));
const name = v.pipe(v.string(), v.maxLength(MOST_NAME));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const number = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(Number.MAX_SAFE_INTEGER));
const time = v.pipe(v.number(), v.finite());
/** Names of marks, and notes, as long as they are. */
const userText = v.pipe(v.string(), v.maxLength(MOST_NOTE));
/** Null is a time that nobody knew. */
const timeOrNone = v.nullable(time);

const rule = v.object({ key: text, action: v.picklist(['keep', 'mask', 'drop']) });

/** The first line. */
export const headerSchema = v.object({
  what: v.literal('recording'),
  format: v.literal(FORMAT),
  version: number,
  tool: text,
  made: text,
  browser: text,
  origins: v.pipe(v.array(text), v.maxLength(10_000)),
  missing: v.object({ lost: count, dropped: count, notes: count, omitted: count }),
  redacted: v.nullable(v.object({ rules: v.array(rule), replaced: v.record(text, count) })),
  settings: v.record(text, v.nullable(v.union([v.string(), v.number(), v.boolean()]))),
});

/** The last line. */
export const endSchema = v.object({ what: v.literal('end'), facts: count, entries: count });

/** All lines but entries. */
export const documentFactSchemas = {
  document: v.object({
    what: v.literal('document'),
    document: text,
    url: text,
    origin: text,
    title: text,
    path: text,
    target: v.nullable(text),
    timeOrigin: time,
    since: v.optional(time),
  }),
  clock: v.object({ what: v.literal('clock'), document: text, offset: time }),
  lost: v.object({ what: v.literal('lost'), document: text, count }),
  skipped: v.object({ what: v.literal('skipped'), document: text, through: count }),
  seen: v.object({ what: v.literal('seen'), document: text, t: timeOrNone }),
  ended: v.object({ what: v.literal('ended'), document: text, t: timeOrNone }),
  mark: v.object({ what: v.literal('mark'), t: time, name: userText }),
  annotation: v.object({
    what: v.literal('annotation'),
    document: text,
    n: number,
    pinned: v.boolean(),
    note: userText,
  }),
} as const;

const header = {
  what: v.literal('entry'),
  document: text,
  n: number,
  t: time,
};
const rest = {
  name,
  ref: name,
  peer: text,
  origin: text,
  path: text,
  ahead: v.optional(v.pipe(v.number(), v.integer())),
};
const message = { sort: v.picklist(['wire', 'command']), kind: v.picklist(KINDS) };
const note = { sort: v.literal('probe'), kind: v.picklist(NOTE_KINDS) };

/** Entries: `body` is the message in the encoding of `entry/encode.ts`; `text` stands for a body that is no JSON. */
export const entrySchema = v.union([
  v.object({ ...header, ...message, ...rest, body: v.unknown() }),
  v.object({ ...header, ...message, ...rest, text: v.string() }),
  v.object({ ...header, ...note, ...rest, body: v.unknown() }),
  v.object({ ...header, ...note, ...rest, text: v.string() }),
]);
