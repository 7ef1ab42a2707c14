/** What comes from a bridge lives in a page's process: it is parsed before anything is done with it. */
import * as v from 'valibot';
import type { Announcement, Backlog, FromBridge, OrphanMessage, Reach, Relayed } from './link-messages.ts';

const text = v.pipe(v.string(), v.maxLength(100_000));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const time = v.pipe(v.number(), v.finite());

const clock = v.object({ at: time, wall: time });

const info = v.object({
  document: text,
  url: text,
  origin: text,
  title: text,
  path: text,
  target: v.nullable(text),
  timeOrigin: time,
  since: v.optional(time),
});

const announcement = v.object({ wwe: v.literal('announce'), info, seen: v.boolean(), clock: v.optional(clock) });

const done = v.variant('was', [
  v.object({ was: v.literal('executed') }),
  v.object({ was: v.literal('cleared'), last: count }),
  v.object({
    was: v.literal('refused'),
    why: v.picklist([
      'no window',
      'not verified',
      'origin unknown',
      'other origin',
      'recording off',
      'writing off',
      'cannot be sent',
    ]),
    detail: text,
  }),
]);

const fromBridge = v.variant('t', [
  v.object({
    t: v.literal('hello'),
    info,
    last: count,
    recording: v.boolean(),
    kept: count,
    clock: v.optional(clock),
  }),
  v.object({ t: v.literal('piece'), after: count, first: count, last: count, text: v.string() }),
  v.object({ t: v.literal('done'), id: text, done, clock: v.optional(clock) }),
  v.object({ t: v.literal('bye'), at: time, last: count, kept: count }),
]);

const backlog = v.object({
  wwe: v.literal('backlog'),
  document: text,
  isKept: v.boolean(),
  messages: v.array(fromBridge),
});

/** An announcement, or null if the message is none. */
export function parseAnnouncement(message: unknown): Announcement | null {
  const parsed = v.safeParse(announcement, message);
  return parsed.success ? parsed.output : null;
}

/** A bridge's message, or null if it is none. */
export function parseFromBridge(message: unknown): FromBridge | null {
  const parsed = v.safeParse(fromBridge, message);
  return parsed.success ? parsed.output : null;
}

/** What a window said to whoever was cut off from it, or null if the message is no such thing. */
export function parseBacklog(message: unknown): Backlog | null {
  const parsed = v.safeParse(backlog, message);
  return parsed.success ? parsed.output : null;
}

const relayed = v.object({ wwe: v.literal('relayed'), tab: count, frame: count, message: v.unknown() });
const orphan = v.object({ wwe: v.literal('orphan'), origin: v.optional(text), url: text, message: v.unknown() });
const reach = v.object({ reached: v.boolean() });

/** What the relay passes on, or null if the message is no such thing. */
export function parseRelayed(message: unknown): Relayed | null {
  const parsed = v.safeParse(relayed, message);
  return parsed.success ? parsed.output : null;
}

/** What the relay passes on of a bridge that is in no tab any more, or null if the message is no such thing. */
export function parseOrphan(message: unknown): OrphanMessage | null {
  const parsed = v.safeParse(orphan, message);
  return parsed.success ? parsed.output : null;
}

/** The relay's answer to a greeting, or null if it gave none. */
export function parseReach(message: unknown): Reach | null {
  const parsed = v.safeParse(reach, message);
  return parsed.success ? parsed.output : null;
}
