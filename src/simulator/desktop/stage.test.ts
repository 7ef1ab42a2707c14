import { describe, expect, it, vi } from 'vitest';
import { createHarness } from '../core/testdata/harness.ts';
import { createFrameBook } from './frames.ts';
import { createStage, type StageParts } from './stage.ts';

function createParts(more: Partial<StageParts> = {}) {
  const frames = createFrameBook();
  const target = { postMessage: vi.fn() };
  frames.enter('frame-0', target, 'http://127.0.0.1:1');
  const clients = {
    reloadFrame: vi.fn((frame: number) => frame === 0),
    reloadFrames: vi.fn(),
    forge: vi.fn(async () => {}),
  };
  const failed = vi.fn();
  const { wwe } = createHarness();
  return { target, clients, failed, stage: createStage({ wwe, frames, clients, ownPage: true, failed, ...more }) };
}

describe('the stage of a scenario', () => {
  it('has the simulator’s own page call services, and leaves any other page alone', () => {
    const { stage, target } = createParts();
    expect(stage.page(0, 'agent.get', [1])).toBe(true);
    expect(target.postMessage).toHaveBeenCalledExactlyOnceWith(
      { wweSimulatorPage: { call: 'agent.get', parameters: [1] } },
      'http://127.0.0.1:1',
    );
    expect(stage.page(1, 'agent.get', [])).toBe(false);
    const other = createParts({ ownPage: false });
    expect(other.stage.page(0, 'agent.get', [])).toBe(false);
    expect(other.target.postMessage).not.toHaveBeenCalled();
  });
  it('posts, reloads and forges where there is such a frame', () => {
    const { stage, target, clients } = createParts();
    expect([stage.post(0, 'wweHello'), stage.post(7, 'x')]).toEqual([true, false]);
    expect(target.postMessage).toHaveBeenCalledExactlyOnceWith('wweHello', 'http://127.0.0.1:1');
    expect([stage.reloadPage(0), stage.reloadPage(1)]).toEqual([true, false]);
    expect([stage.forge(0, 'x'), stage.forge(1, 'x')]).toEqual([true, false]);
    expect(clients.forge).toHaveBeenCalledExactlyOnceWith(0, 'x');
    stage.reloadFrames();
    expect(clients.reloadFrames).toHaveBeenCalledOnce();
  });
  it('says when a message could not be forged', async () => {
    const { stage, clients, failed } = createParts();
    clients.forge.mockRejectedValue(new RangeError('There is no client frame 0.'));
    stage.forge(0, 'x');
    await vi.waitFor(() => expect(failed).toHaveBeenCalledWith(expect.stringContaining('no client frame 0')));
  });
});
