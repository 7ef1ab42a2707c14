// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ReplayPlan } from '../core/replay/plan.ts';
import { readQuery } from './query.ts';
import { ReplayDesktop } from './replay-desktop.tsx';
import { startReplaySession } from './replay-session.ts';
import { byRole, useRoot } from './testdata/page.ts';

const root = useRoot();
let life = new AbortController();
beforeEach(() => {
  life = new AbortController();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
});

const SERVER = { userAgent: 'WWE Server', protocolVersion: 2 };
const PLAN: ReplayPlan = {
  frames: 1,
  lengthMs: 100,
  isRedacted: false,
  requests: [
    { atMs: 0, frame: 0, page: 0, asked: { is: 'call', service: 'agent.get', parameters: [] }, ref: '0' },
    { atMs: 100, frame: 0, page: 0, asked: { is: 'call', service: 'agent.later', parameters: [7] }, ref: '1' },
  ],
  lanes: [[{ is: 'answer', atMs: 10, page: 0, message: { ...SERVER, referenceId: '0', data: 'Ada' }, to: 0 }]],
  leftOut: ['1 message of a kind that could not be read'],
};

it('answers the page in its frame, shows what is missing and unmatched, and hands the report out at the end', async () => {
  const parts = { win: window, query: readQuery('?clients=0'), served: { page: null, clients: null }, early: [] };
  const session = startReplaySession({ ...parts, replay: { plan: PLAN, speed: 1 }, signal: life.signal });
  const save = vi.fn();
  act(() => render(<ReplayDesktop session={session} pageProblem={signal(null)} save={save} />, root()));
  expect(byRole(root(), 'status').textContent).toBe('waits for the page');
  const posted: unknown[] = [];
  const page = Object.assign(Object.create(window), { postMessage: (message: unknown) => posted.push(message) });
  session.runtime.frames.enter('frame-0', page, 'http://page');
  const say = (request: string, referenceId: string) => {
    const data = { request, referenceId, userAgent: 'WWE Client', protocolVersion: 2 };
    act(() => session.runtime.hear(new MessageEvent('message', { data, origin: 'http://page', source: page })));
  };
  const ended = session.control.replay.ended();
  say('agent.get', '5');
  say('agent.other', '6');
  await act(async () => void (await vi.advanceTimersByTimeAsync(10_000)));
  expect(posted).toEqual([
    { ...SERVER, referenceId: '6', errorMessage: 'The recording has no such request.' },
    { ...SERVER, referenceId: '5', data: 'Ada' },
  ]);
  expect(await ended).toMatchObject({ status: 'ended', matched: 1, missingCount: 1, unmatchedCount: 1 });
  expect(session.control.replay.state()).toMatchObject({ status: 'ended' });
  expect(byRole(root(), 'status').textContent).toBe('ended');
  expect(byRole(root(), 'region', 'Missing').textContent).toContain('agent.later(7)');
  expect(byRole(root(), 'region', 'Unmatched').textContent).toContain('agent.other()');
  expect(byRole(root(), 'region', 'Not played').textContent).toContain('could not be read');
  byRole(root(), 'button', 'Save as scenario').click();
  expect(save).toHaveBeenCalledOnce();
});

it('begins after a while for a page that waits for WWE to speak', async () => {
  const parts = { win: window, query: readQuery('?speed=10'), served: { page: null, clients: 1 }, early: [] };
  const plan: ReplayPlan = { ...PLAN, requests: [], lanes: [[]] };
  const session = startReplaySession({ ...parts, replay: { plan, speed: 'max' }, signal: life.signal });
  await vi.advanceTimersByTimeAsync(4_000);
  expect(session.state.value.status).toBe('waiting');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(session.state.value.status).toBe('playing');
});
