import { describe, expect, it } from 'vitest';
import { createHarness, type Harness } from './testdata/harness.ts';

/** A call that is over, with mark-done blocked by frame `a`. */
function blockedCall(patch: object): { harness: Harness; id: string } {
  const harness = createHarness({ blockTimeoutMs: 1000, ...patch });
  harness.subscribe(['interaction', 'markdone']);
  const id = harness.wwe.arrive();
  harness.wwe.act('answer', id);
  harness.wwe.act('release', id);
  const answer = harness.answer(harness.request('interaction.blockMarkdone', [id, 'Save first']));
  expect(answer).not.toHaveProperty('errorMessage');
  return { harness, id };
}
const isThere = ({ wwe }: Harness): boolean => wwe.state().cases.length > 0;

describe('docs/protocol.md#simulator-mark-done-blocks: blocking mark-done (docs/protocol.md#blocking-mark-done)', () => {
  it('holds Done back, sends the markdone event, shows the warning; the unblock lets Done through', () => {
    const { harness, id } = blockedCall({});
    const { wwe, request, events, story } = harness;
    expect(events('markdone')).toEqual([]);
    wwe.act('done', id);
    expect(events('markdone').map(({ data }) => data)).toEqual([{ interactionId: id }]);
    expect(wwe.state().warnings).toMatchObject([{ interactionId: id, message: 'Save first' }]);
    expect(isThere(harness)).toBe(true);
    request('interaction.unblockMarkdone', [id]);
    expect(story().slice(-2)).toEqual(['MARK_DONE IDLE', 'REMOVED IDLE']);
    expect(wwe.state().warnings).toEqual([]);
    expect(isThere(harness)).toBe(false);
  });
  it('an unblock before Done only lifts; unblockCompletesDone off: Done must be pressed again', () => {
    const first = blockedCall({});
    first.harness.request('interaction.unblockMarkdone', [first.id]);
    expect(isThere(first.harness)).toBe(true);
    expect(first.harness.wwe.state().cases[0]?.interactions[0]?.blocked).toBeNull();
    const { harness, id } = blockedCall({ unblockCompletesDone: false });
    harness.wwe.act('done', id);
    harness.request('interaction.unblockMarkdone', [id]);
    expect(isThere(harness)).toBe(true);
    harness.wwe.act('done', id);
    expect(isThere(harness)).toBe(false);
  });
  it.each([
    ['block', 400, 600],
    ['done', 400, 1000],
  ] as const)('blockStart %s: the timeout runs from there, in milliseconds', (blockStart, before, left) => {
    const { harness, id } = blockedCall({ blockStart });
    harness.pass(before);
    harness.wwe.act('done', id);
    harness.pass(left - 1);
    expect(isThere(harness)).toBe(true);
    harness.pass(1);
    expect(isThere(harness)).toBe(false);
  });
  it.each([
    ['done', false, null],
    ['lift', true, null],
    ['stays', true, 'Save first'],
  ] as const)('blockEnd %s', (blockEnd, there, blocked) => {
    const { harness, id } = blockedCall({ blockEnd });
    harness.wwe.act('done', id);
    harness.pass(5000);
    expect(isThere(harness)).toBe(there);
    expect(harness.wwe.state().cases[0]?.interactions[0]?.blocked ?? null).toBe(blocked);
  });
  it('blockEnd done without a Done in waiting only lifts the block', () => {
    const { harness } = blockedCall({});
    harness.pass(1000);
    expect(harness.wwe.state().cases[0]?.interactions[0]?.blocked).toBeNull();
  });
  it.each([
    ['fail', true, true],
    ['pass', false, false],
  ] as const)('scapiMarkdoneOnBlocked %s', (scapiMarkdoneOnBlocked, there, failed) => {
    const { harness, id } = blockedCall({ scapiMarkdoneOnBlocked });
    const answer = harness.answer(harness.request('interaction.markdone', [id]));
    expect(answer && 'errorMessage' in answer).toBe(failed);
    expect(isThere(harness)).toBe(there);
  });
  it('scapiMarkdoneOnBlocked wait: the answer comes when it is done', () => {
    const { harness, id } = blockedCall({ scapiMarkdoneOnBlocked: 'wait' });
    const ref = harness.request('interaction.markdone', [id]);
    expect(harness.answer(ref)).toBeUndefined();
    expect(harness.events('markdone')).toHaveLength(1);
    harness.request('interaction.unblockMarkdone', [id], 'b');
    expect(harness.answer(ref)).toBeDefined();
    expect(isThere(harness)).toBe(false);
  });
  it('secondBlock: replaces warning and timer, changes nothing, or fails', () => {
    const replaced = blockedCall({});
    replaced.harness.pass(600);
    replaced.harness.request('interaction.blockMarkdone', [replaced.id, 'Another']);
    replaced.harness.pass(600);
    expect(replaced.harness.wwe.state().cases[0]?.interactions[0]?.blocked).toBe('Another');
    const ignored = blockedCall({ secondBlock: 'ignored' });
    ignored.harness.request('interaction.blockMarkdone', [ignored.id, 'Another']);
    expect(ignored.harness.wwe.state().cases[0]?.interactions[0]?.blocked).toBe('Save first');
    const { harness, id } = blockedCall({ secondBlock: 'fails' });
    expect(harness.answer(harness.request('interaction.blockMarkdone', [id, 'x']))).toHaveProperty('errorMessage');
  });
  it('unblockByOthers and unblockWithoutBlock', () => {
    const { harness, id } = blockedCall({ unblockByOthers: 'error', unblockWithoutBlock: 'error' });
    const { request, answer } = harness;
    expect(answer(request('interaction.unblockMarkdone', [id], 'b'), 'b')).toHaveProperty('errorMessage');
    expect(answer(request('interaction.unblockMarkdone', [id]))).not.toHaveProperty('errorMessage');
    expect(answer(request('interaction.unblockMarkdone', [id]))).toHaveProperty('errorMessage');
  });
  it('sends markdone only to frames that subscribed to it', () => {
    const { harness, id } = blockedCall({});
    harness.subscribe('interaction', 'b');
    harness.wwe.act('done', id);
    expect(harness.events('markdone', 'b')).toEqual([]);
  });
  it('marks an unblocked interaction done by request, with or without an event (markdoneEventAlways)', () => {
    for (const [markdoneEventAlways, count] of [
      [false, 0],
      [true, 1],
    ] as const) {
      const { harness, id } = blockedCall({ markdoneEventAlways });
      harness.request('interaction.unblockMarkdone', [id]);
      expect(harness.answer(harness.request('interaction.markdone', [id]))).not.toHaveProperty('errorMessage');
      expect(harness.events('markdone')).toHaveLength(count);
      expect(isThere(harness)).toBe(false);
    }
  });
  it.each([
    ['id', ['interactionId']],
    ['interaction', ['interaction', 'interactionId']],
    ['withEventType', ['eventType', 'interactionId']],
    ['warning', ['interactionId', 'warningMessage']],
  ] as const)('markdoneEvent %s (docs/protocol.md#unknown-event-payloads)', (markdoneEvent, keys) => {
    const { harness, id } = blockedCall({ markdoneEvent });
    harness.wwe.act('done', id);
    const payload = Object(harness.events('markdone')[0]?.data);
    expect(Object.keys(payload).sort()).toEqual(keys);
    expect(payload.interactionId).toBe(id);
    if (markdoneEvent === 'warning') expect(payload.warningMessage).toBe('Save first');
  });
});
