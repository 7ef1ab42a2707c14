import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FromBridge } from './link-messages.ts';
import { createOutbox } from './outbox.ts';
import { pullRecord, type StreamEvents } from './record-client.ts';
import { COMMAND } from './testdata/command.ts';
import { hello, info, setUp } from './testdata/tab.ts';

describe('messages of any shape', () => {
  const text = fc.oneof(fc.string(), fc.constant('hello'), fc.constant('piece'));
  const shaped = fc.record(
    {
      t: fc.oneof(fc.constantFrom('hello', 'piece', 'done', 'bye', 'constructor'), fc.anything()),
      info: fc.oneof(fc.constant(info('d')), fc.anything()),
      last: fc.oneof(fc.nat(), fc.anything()),
      recording: fc.oneof(fc.boolean(), fc.anything()),
      after: fc.oneof(fc.nat(), fc.anything()),
      first: fc.oneof(fc.nat(), fc.anything()),
      text: fc.oneof(text, fc.anything()),
      id: fc.oneof(fc.constantFrom('x-1', 'x-2'), fc.anything()),
      done: fc.oneof(
        fc.record(
          {
            was: fc.oneof(fc.constantFrom('executed', 'cleared', 'refused'), fc.anything()),
            last: fc.oneof(fc.nat(), fc.anything()),
            why: fc.oneof(fc.constant('no window'), fc.anything()),
            detail: fc.oneof(text, fc.anything()),
          },
          { requiredKeys: [] },
        ),
        fc.anything(),
      ),
      at: fc.oneof(fc.double(), fc.anything()),
    },
    { requiredKeys: [] },
  );

  const valid = fc.record({
    t: fc.constant('piece'),
    after: fc.nat(20),
    first: fc.nat(20),
    last: fc.nat(20),
    text: fc.constant(''),
  });

  test('never throw, and move the cursor only forward, by whole numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(shaped, valid, fc.anything())), (messages) => {
        let hear: (message: unknown) => void = () => {};
        const cursors = [5];
        const events: StreamEvents = {
          onWord() {},
          onHello: ({ document }, recording) =>
            expect([typeof document, typeof recording]).toEqual(['string', 'boolean']),
          wantsPast: () => true,
          onEntries: (entries) => expect(entries.length).toBeGreaterThan(0),
          onLost: (count) => expect(count).toBeGreaterThan(0),
          onSkipped: (through) => expect(through).toBeTypeOf('number'),
          onRefused: (ref, _why, detail) => expect([typeof ref, typeof detail]).toEqual(['string', 'string']),
          onClock: (sample, asked) => expect([sample.at, sample.wall, asked].every(Number.isFinite)).toBe(true),
          onCurrent: (at) => expect(at).toBeTypeOf('number'),
          onEnd: (at) => expect(at).toBeTypeOf('number'),
        };
        const channel = {
          post() {},
          onMessage(listener: typeof hear) {
            hear = listener;
          },
          onClose() {},
          close() {},
        };
        const orders = createOutbox('x', () => 1);
        const start = { after: 5, opened: 0, moved: (after: number) => void cursors.push(after), orders };
        const stream = pullRecord(channel, start, events);
        stream.clear();
        stream.send(COMMAND);
        for (const message of messages) hear(message);
        expect(cursors.every(Number.isSafeInteger)).toBe(true);
        expect(cursors).toEqual([...cursors].sort((a, b) => a - b));
      }),
    );
  });

  test('a tab fed with them lives on', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(shaped, fc.jsonValue())), (messages) => {
        const { announce, states } = setUp();
        const bridge = announce('d');
        for (const message of messages) bridge.say(message as FromBridge);
        const again = announce('e');
        again.say(hello('e'));
        expect(states()).toContain('e live');
      }),
    );
  });
});
