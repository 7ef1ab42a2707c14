/** What comes from a bridge lives in a page's process: it is parsed before anything is done with it. */
import * as v from 'valibot';
import type { Announcement, FromBridge } from './messages.ts';

const text = v.pipe(v.string(), v.maxLength(100_000));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const time = v.pipe(v.number(), v.finite());

const info = v.object({
  document: text,
  url: text,
  origin: text,
  title: text,
  path: text,
  target: v.nullable(text),
  timeOrigin: time,
});

const announcement = v.object({ wwe: v.literal('announce'), info, seen: v.boolean() });

const fromBridge = v.variant('t', [
  v.object({ t: v.literal('hello'), info, last: count }),
  v.object({ t: v.literal('more') }),
  v.object({ t: v.literal('piece'), after: count, first: count, last: count, text: v.string() }),
  v.object({ t: v.literal('cleared'), last: count }),
  v.object({
    t: v.literal('refused'),
    ref: text,
    why: v.picklist(['no window', 'not verified', 'origin unknown', 'recording off', 'cannot be sent']),
    detail: text,
  }),
  v.object({ t: v.literal('bye'), at: time }),
]);

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
