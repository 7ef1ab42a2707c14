import { signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import { createHarness } from '../core/testdata/harness.ts';
import { createClock } from './clock.ts';
import { createControl } from './control.ts';
import { createFrameBook } from './frames.ts';
import { createReceived } from './received.ts';
import { controlWithoutPlay } from './scenario.ts';

function createParts() {
  const { wwe } = createHarness();
  const frames = createFrameBook();
  const received = createReceived(() => () => undefined);
  received.add({ at: 1, frame: 'frame-0', origin: 'x', message: { request: 'agent.get' } });
  const clock = createClock({ now: () => 0, setTimeout: () => 0, clearTimeout: () => undefined });
  const scenario = { ...controlWithoutPlay(clock), load: vi.fn(), restart: vi.fn() };
  const page = {
    reloadFrames: vi.fn(),
    openPopup: vi.fn(() => true),
    addFrame: vi.fn(),
    removeFrame: vi.fn(),
    forge: vi.fn(async () => undefined),
  };
  return {
    wwe,
    frames,
    received,
    page,
    control: createControl(
      { wwe, clock, frames, received, model: signal(wwe.state()), hear: () => undefined },
      page,
      scenario,
    ),
  };
}

describe('window.wweSimulator', () => {
  it('rings, and acts by id', () => {
    const { control } = createParts();
    const id = control.ring({ party: 'Robin Sample' });
    expect(control.hold(id)).toBe(false);
    for (const act of ['answer', 'hold', 'resume', 'release', 'done'] as const) expect(control[act](id)).toBe(true);
    expect(control.state().cases).toEqual([]);
  });
  it('changes settings, and throws in words for wrong ones', () => {
    const { control } = createParts();
    expect(control.settings().deliveries).toBe('single');
    expect(control.settings({ deliveries: 'double' }).deliveries).toBe('double');
    expect(() => control.settings({ deliveries: 3 })).toThrow(/Setting deliveries/);
    expect(control.settings().deliveries).toBe('double');
  });
  it('hands out what was received, and can forget it', () => {
    const { control, received } = createParts();
    const before = control.received();
    expect(before).toMatchObject([{ index: 0, frame: 'frame-0', message: { request: 'agent.get' } }]);
    expect(before).toEqual(received.all());
    control.clearReceived();
    expect(control.received()).toEqual([]);
    expect(before).toHaveLength(1);
  });
  it('posts raw data to frames by number or key', () => {
    const { control, frames } = createParts();
    const target = { postMessage: vi.fn() };
    frames.enter('frame-0', target, null);
    expect(control.postRaw(0, 'wweHello')).toBe(true);
    expect(control.postRaw('frame-0', 4)).toBe(true);
    expect(control.postRaw(1, 'x')).toBe(false);
    expect(target.postMessage.mock.calls.map(([data]) => data)).toEqual(['wweHello', 4]);
    expect(control.frames).toEqual([{ key: 'frame-0', origin: null }]);
  });
  it('gives out only what can be serialised', () => {
    const { control } = createParts();
    control.ring();
    expect(structuredClone(control.state())).toEqual(control.state());
    expect(JSON.parse(JSON.stringify(control.settings()))).toEqual(control.settings());
  });
  it('reloads the frames with a refresh, unless they are to be kept', () => {
    const { control, page } = createParts();
    control.refresh({ keepFrames: true });
    expect(page.reloadFrames).not.toHaveBeenCalled();
    control.refresh();
    expect(page.reloadFrames).toHaveBeenCalledOnce();
  });
  it('waits for messages', async () => {
    const { control, received } = createParts();
    expect(await control.waitForMessage({ request: 'agent.get' })).toMatchObject({ index: 0 });
    const next = control.waitForMessage({ request: 'agent.get' }, { after: 0 });
    received.add({ at: 2, frame: 'frame-0', origin: 'x', message: { request: 'agent.get' } });
    expect(await next).toMatchObject({ index: 1, at: 2 });
  });
  it('has routing attach user data, and takes what comes with an act', () => {
    const { control, wwe } = createParts();
    const happen = vi.spyOn(wwe, 'happen');
    const act = vi.spyOn(wwe, 'act');
    const id = control.ring();
    control.userData(id, { Segment: 'Gold' });
    expect(happen).toHaveBeenLastCalledWith('attachData', id, { userData: { Segment: 'Gold' } });
    const options = { target: { destination: '5001', kind: 'AGENT' } };
    control.act('transfer', id, options);
    expect(act).toHaveBeenLastCalledWith('transfer', id, options);
    control.happen('revoke', id);
    expect(happen).toHaveBeenLastCalledWith('revoke', id, undefined);
  });
  it('says so when there is no scenario to play', () => {
    const { control } = createParts();
    expect(() => control.scenario.play()).toThrow('No scenario is loaded');
    expect(control.scenario.state()).toBeNull();
    expect(control.scenario.speed(10)).toBe(10);
    expect(() => control.scenario.speed(0)).toThrow(RangeError);
  });
});
