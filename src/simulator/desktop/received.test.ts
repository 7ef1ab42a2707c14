import { describe, expect, it } from 'vitest';
import { createReceived, type Received } from './received.ts';

function createParts() {
  const timers: { readonly ms: number; readonly work: () => void; cancelled: boolean }[] = [];
  const record = createReceived((ms, work) => {
    const timer = { ms, work, cancelled: false };
    timers.push(timer);
    return () => {
      timer.cancelled = true;
    };
  });
  const add = (message: unknown, frame = 'frame-0'): void => record.add({ at: 1, frame, origin: 'x', message });
  return { record, add, timers };
}

describe('what WWE’s window received', () => {
  it('finds what is there, by service, event and frame', async () => {
    const { record, add } = createParts();
    add({ request: 'agent.get' });
    add({ event: 'subscribe' }, 'frame-1');
    add('a text');
    add({ request: 'agent.get' }, 'frame-1');
    const index = async (...given: Parameters<typeof record.wait>) => (await record.wait(...given)).index;
    expect(await index({ request: 'agent.get' })).toBe(0);
    expect(await index({ event: 'subscribe' })).toBe(1);
    expect(await index({ request: 'agent.get' }, { after: 0 })).toBe(3);
    expect(await index({ request: 'agent.get', frame: 'frame-1' })).toBe(3);
    expect(await index({}, { after: 1 })).toBe(2);
  });
  it('waits for what is not there yet, and gives up in words', async () => {
    const { record, add, timers } = createParts();
    const wanted = record.wait({ request: 'voice.dial' });
    const never = record.wait({ request: 'voice.hold' }, { timeoutMs: 500 });
    add({ request: 'agent.get' });
    add({ request: 'voice.dial' });
    expect(await wanted).toMatchObject({ index: 1, message: { request: 'voice.dial' } });
    expect(timers.map(({ ms, cancelled }) => [ms, cancelled])).toEqual([
      [10_000, true],
      [500, false],
    ]);
    timers[1]?.work();
    await expect(never).rejects.toThrow(
      'No message with request "voice.hold" came within 500 ms. The last that came: agent.get, voice.dial.',
    );
  });
  it('keeps numbers when older messages are forgotten', () => {
    const { record, add } = createParts();
    for (let n = 0; n < 60_000; n++) add(n);
    const all: readonly Received[] = record.all();
    expect(all).toHaveLength(50_000);
    expect(all.at(-1)).toMatchObject({ index: 59_999, message: 59_999 });
    record.clear();
    add('next');
    expect(record.all()).toMatchObject([{ index: 60_000 }]);
  });
});
