/** A bridge in a client frame of WWE's window, and what its tests say and expect. */
import { expect } from 'vitest';
import { readPiece } from '../../entry/header.ts';
import type { Done, Order } from '../../transport/link-messages.ts';
import { startBridge } from '../bridge.ts';
import { type FakePort, setUpWindow } from './runtime.ts';

export const WWE = 'https://wwe.example.com';
/** So long, in ms, a message waits for the page where no panel is. */
const LEISURE = 250;
export const SERVER = { userAgent: 'WWE Server', protocolVersion: 2 };
export const EVENT = { ...SERVER, event: 'interaction', data: null };

/** A bridge in a client frame of WWE's window. @param before what is done in its document before */
export function setUp(page?: Parameters<typeof setUpWindow>[0], before: (document: EventTarget) => void = () => {}) {
  const around = setUpWindow(page);
  before(around.document);
  startBridge(around.frame.proxy as Window & typeof globalThis, around.runtime, around.rules.read);
  /** A message comes, and is read. */
  const hear = (data: unknown, source = around.top.proxy, origin = WWE) => {
    around.fire('message', { source, origin, data });
    around.nextTask();
    around.passTime(LEISURE);
  };
  expect(around.announcements()).toEqual([]);
  // A panel has to hear of the document before it can connect.
  around.hello();
  expect(around.announcements()).toHaveLength(1);
  return { ...around, hear };
}

/** What its announcement says of the document. */
export const info = {
  document: expect.stringMatching(/^1000\.0-[0-9a-z]+$/),
  url: 'https://page.example.com/a',
  origin: 'https://page.example.com',
  title: 'Page',
  path: 'top/0',
  target: 'top',
  timeOrigin: 1_000,
};

/** A panel's order, and what the bridge answers to it. */
export const order = (wanted: Order, id = 'p-1') => ({ t: 'order', id, order: wanted });
export const done = (what: Done, id = 'p-1') => ({ t: 'done', id, done: what });

/** Numbers of the entries in the pieces among messages. */
export function numbers(messages: ReturnType<FakePort['taken']>): number[] {
  return messages.flatMap((message) =>
    message?.t === 'piece' ? readPiece(message.text).entries.map((entry) => entry.n) : [],
  );
}
