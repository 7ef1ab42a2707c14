import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { encode } from '../entry/encode.ts';
import { readPiece } from '../entry/header.ts';
import { NOTES_EVENT } from '../protocol/notes.ts';
import type { Order } from '../transport/link-messages.ts';
import { startBridge } from './bridge.ts';
import { message } from './testdata/hostile.ts';
import { FakeMutations, OWN_URL, setUpWindow } from './testdata/runtime.ts';

const RUNS = { numRuns: process.env.WWE_LONG === '1' ? 10_000 : 150 };
const TIMEOUT_MS = 900_000;

beforeEach(() => vi.stubGlobal('MutationObserver', FakeMutations));
afterEach(() => vi.unstubAllGlobals());

const ORDERS: readonly Order[] = [
  { want: 'clear' },
  { want: 'record', on: false },
  { want: 'record', on: true },
  {
    want: 'send',
    command: {
      ref: 'wwe-devtools-own',
      verb: 'subscribe',
      name: 'agent',
      parameters: encode(1),
      to: null,
      origin: 'https://wwe.example.com',
    },
  },
];

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('post'),
      // Nothing at all is told from what was not to be had only where messages are read at once.
      data: message.map((data) => data ?? 'nothing'),
      from: fc.constantFrom('top', 'top', 'other', 'self', 'nobody'),
      origin: fc.constantFrom('https://wwe.example.com', 'https://other.example', 'null'),
    } as const),
  },
  fc.record({
    does: fc.constantFrom('task', 'time', 'note', 'hello', 'connect', 'leave', 'forget', 'remove'),
  } as const),
  fc.record({ does: fc.constant('order'), order: fc.constantFrom(...ORDERS) } as const),
  fc.record({ does: fc.constant('hide'), persisted: fc.boolean() } as const),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** A bridge that lives through all of it. @returns what its record holds in the end, and what WWE got */
function live(steps: readonly Step[], ownUrl: string) {
  const page = { readyState: 'loading', age: 1 };
  const at = setUpWindow(page, ownUrl);
  const other = at.top.add();
  // Before the client's frame, which moves when it goes.
  at.top.frames.reverse();
  startBridge(at.frame.proxy as Window & typeof globalThis, at.runtime, at.rules.read);
  const probe = Object.assign(new EventTarget(), { start() {}, postMessage() {} });
  at.document.dispatchEvent(Object.assign(new Event(NOTES_EVENT, { cancelable: true }), { ports: [probe] }));
  at.hello();
  const sources = { top: at.top, other, self: at.frame, nobody: null };
  let port = at.connect();
  let ids = 0;
  for (const one of steps) {
    page.age += 1;
    if (one.does === 'post') {
      at.fire('message', {
        source: sources[one.from]?.proxy ?? null,
        origin: one.origin,
        data: structuredClone(one.data),
      });
    } else if (one.does === 'order') {
      ids += 1;
      port.say({ t: 'order', id: `p-${ids}`, order: one.order });
    } else if (one.does === 'hide') {
      at.fire('pagehide', { persisted: one.persisted });
      at.fire('pageshow', { persisted: one.persisted });
    } else if (one.does === 'note') {
      const note = ['unloaded', page.age - 0.5, 0];
      probe.dispatchEvent(new MessageEvent('message', { data: [note] }));
    } else if (one.does === 'connect') port = at.connect();
    else if (one.does === 'leave') port.leave();
    else if (one.does === 'hello') at.hello();
    else if (one.does === 'forget') at.tell({ wwe: 'forget' });
    else if (one.does === 'remove') other.remove();
    else if (one.does === 'task') at.nextTask();
    else at.passTime(250);
  }
  page.age += 1;
  const reader = at.connect();
  reader.taken();
  reader.say({ t: 'pull', after: 0, max: 1e9 });
  const entries = reader.taken().flatMap((said) => (said?.t === 'piece' ? readPiece(said.text).entries : []));
  return { entries, posted: at.top.posted };
}

test(
  'whenever messages are read, the record is what it is where they are read at once',
  () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        expect(live(steps, OWN_URL)).toEqual(live(steps, 'moz-extension://abc/'));
      }),
      RUNS,
    );
  },
  TIMEOUT_MS,
);
