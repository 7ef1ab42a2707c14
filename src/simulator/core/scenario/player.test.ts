import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../settings/settings.ts';
import { runScenario } from '../virtual/run-scenario.ts';
import { createVirtualClock, type VirtualClock } from '../virtual/virtual-clock.ts';
import { createWwe, type Wwe } from '../wwe/wwe.ts';
import { createPlayer, type Player } from './player.ts';
import type { Scenario, Step } from './scenario-types.ts';
import type { Stage } from './stage.ts';
import { timelineOf } from './timeline.ts';

interface Played {
  readonly player: Player;
  readonly wwe: Wwe;
  readonly clock: VirtualClock;
  /** What the stage was told, in order. */
  readonly told: unknown[][];
  readonly statuses: () => readonly string[];
  readonly whys: () => readonly (string | undefined)[];
  readonly states: () => readonly string[];
  subscribe(): void;
}

/** A frame to which nothing can be posted. */
const UNCLONEABLE = 9;

function createPlayed(steps: readonly Step[], more: Partial<Scenario> = {}): Played {
  const clock = createVirtualClock();
  const wwe = createWwe({
    settings: DEFAULT_SETTINGS,
    seed: 1,
    now: clock.now,
    later: clock.later,
    post: () => undefined,
  });
  const told: unknown[][] = [];
  const tell =
    (what: string) =>
    (frame: number, ...rest: readonly unknown[]): boolean => {
      if (frame === UNCLONEABLE) throw new DOMException('could not be cloned', 'DataCloneError');
      told.push([what, frame, ...rest]);
      return frame === 0;
    };
  const stage: Stage = {
    wwe,
    page: tell('page'),
    reloadPage: tell('reloadPage'),
    reloadFrames: () => void told.push(['reloadFrames']),
    post: tell('post'),
    forge: tell('forge'),
  };
  const player = createPlayer({ scenario: { title: 'T', about: 'A', start: 'atOnce', steps, ...more }, stage, clock });
  return {
    player,
    wwe,
    clock,
    told,
    statuses: () => player.state().steps.map(({ status }) => status),
    whys: () => player.state().steps.map(({ why }) => why),
    states: () => wwe.state().cases.flatMap(({ interactions }) => interactions.map(({ state }) => state)),
    subscribe: () =>
      wwe.receive('frame-0', 'https://client.example', {
        event: 'subscribe',
        data: ['interaction'],
        referenceId: '0',
        userAgent: 'WWE Client',
        protocolVersion: 2,
      }),
  };
}

const CALL: Step = { do: 'arrive', as: 'call' };
const THREE: readonly Step[] = [
  CALL,
  { after: '2s', do: 'answer', on: 'call' },
  { after: '3s', do: 'release', on: 'call' },
];

describe('a timeline', () => {
  it('writes repetitions out, in the order of time, and counts after from the last time', () => {
    const steps: readonly Step[] = [
      { at: '1s', every: '1s', times: 3, do: 'arrive', as: 'c{n}', userData: { 'Key{n}': ['{n}'] } },
      { at: '2s', do: 'say', text: 'between {n}' },
      { at: '2s', every: '2s', times: 2, do: 'answer', on: 'c{n}' },
      { after: '1s', do: 'say', text: 'last' },
    ];
    expect(timelineOf({ steps }).map(({ atMs, index }) => [atMs, index])).toEqual([
      [1000, 0],
      [2000, 0],
      [2000, 1],
      [2000, 2],
      [3000, 0],
      [4000, 2],
      [5000, 3],
    ]);
    expect(timelineOf({ steps })[1]?.deed).toMatchObject({ as: 'c2', userData: { Key2: ['2'] } });
    expect(timelineOf({ steps })[2]?.deed).toMatchObject({ text: 'between {n}' });
  });
  it('refuses more steps than there may be', () => {
    expect(() => timelineOf({ steps: [{ do: 'refresh', every: 1, times: 1e9 }] })).toThrow(RangeError);
  });
});

describe('a player', () => {
  it('carries each step out at its time, and tells where it stands', () => {
    const { player, clock, states, statuses } = createPlayed([...THREE, { do: 'say', text: 'over' }]);
    expect(player.state()).toMatchObject({
      title: 'T',
      about: 'A',
      status: 'waiting',
      lengthMs: 5000,
      nextStep: 0,
      says: null,
    });
    player.play();
    expect(states()).toEqual([]);
    clock.pass(0);
    expect(states()).toEqual(['RINGING']);
    clock.pass(1999);
    expect(player.state()).toMatchObject({ status: 'playing', atMs: 1999, nextStep: 1 });
    expect(statuses()).toEqual(['done', 'next', 'to come', 'to come']);
    clock.pass(1);
    expect(states()).toEqual(['TALKING']);
    clock.pass(3000);
    expect(player.state()).toMatchObject({ status: 'ended', atMs: 5000, nextStep: null, says: 'over' });
    clock.pass(1000);
    expect(player.state().atMs).toBe(5000);
  });
  it('waits until a page has subscribed, at most 3 s', () => {
    const waits = { start: 'whenSubscribed' } as const;
    const [soon, never] = [createPlayed(THREE, waits), createPlayed(THREE, waits)];
    soon.player.play();
    soon.clock.pass(1000);
    expect(soon.player.state().status).toBe('waiting');
    soon.subscribe();
    soon.clock.pass(100);
    expect(soon.player.state()).toMatchObject({ status: 'playing', nextStep: 1 });
    never.player.play();
    never.clock.pass(2999);
    expect(never.player.state().status).toBe('waiting');
    never.clock.pass(1);
    expect(never.player.state().status).toBe('playing');
  });
  it('stands still in a pause, and goes on where it stood', () => {
    const { player, clock, states } = createPlayed(THREE);
    player.play();
    clock.pass(1500);
    player.pause();
    clock.pass(60_000);
    expect(player.state()).toMatchObject({ status: 'paused', atMs: 1500 });
    expect(states()).toEqual(['RINGING']);
    player.play();
    clock.pass(499);
    expect(states()).toEqual(['RINGING']);
    clock.pass(1);
    expect(states()).toEqual(['TALKING']);
  });
  it('steps: jumps to the next time and does one step', () => {
    const { player, clock, states, statuses } = createPlayed([...THREE, { do: 'done', on: 'call' }]);
    player.step();
    expect(states()).toEqual(['RINGING']);
    player.step();
    expect(clock.now()).toBe(2000);
    expect(player.state()).toMatchObject({ status: 'paused', atMs: 2000 });
    player.step();
    expect(states()).toEqual(['IDLE']);
    expect(statuses()).toEqual(['done', 'done', 'done', 'next']);
    player.step();
    expect(player.state().status).toBe('ended');
    player.step();
    expect(clock.now()).toBe(5000);
  });
  it('skips with the reason what is not possible any more, and goes on', () => {
    const { player, wwe, clock, whys, states } = createPlayed([
      CALL,
      { after: '1s', do: 'answer', on: 'call' },
      { do: 'partyLeaves', on: 'call', onlyIn: 'RINGING' },
      { do: 'arrive', as: 'wrong', medium: 'voice', state: 'SENT' },
      { do: 'answer', on: 'wrong' },
      { do: 'agentState', state: 'Asleep' },
      { do: 'page', call: 'agent.get', frame: 3 },
      { do: 'post', message: 1, frame: 3 },
      { do: 'campaign', event: 'CampaignLoaded', campaign: 'None' },
      { do: 'release', on: 'call' },
      { do: 'done', on: 'call' },
      { do: 'hold', on: 'call' },
      { do: 'selectCase', on: 'call' },
    ]);
    player.play();
    clock.pass(10);
    const id = wwe.state().cases[0]?.interactions[0]?.id ?? '';
    wwe.act('answer', id);
    clock.pass(5000);
    expect(whys()).toEqual([
      undefined,
      '"answer" is not possible: "call" is TALKING.',
      '"call" is TALKING, not RINGING.',
      expect.stringContaining('SENT'),
      'There is no "wrong": the step that makes it was skipped.',
      'There is no agent state "Asleep" to be set.',
      'Client frame 3 is not there, or does not show the simulator’s own page.',
      'There is no client frame 3.',
      'CampaignLoaded is not possible for "None" now.',
      undefined,
      undefined,
      '"call" is not on the desktop any more.',
      '"call" is not on the desktop any more.',
    ]);
    expect(states()).toEqual([]);
  });
  it('tells what a step throws, and goes on', () => {
    const { player, clock, whys } = createPlayed([{ do: 'post', message: 1, frame: UNCLONEABLE }, CALL]);
    player.play();
    clock.pass(10);
    expect(whys()).toEqual(['could not be cloned', undefined]);
    expect(player.state().status).toBe('ended');
  });
  it('knows an interaction by its name after a reload of WWE, by hand or by a step', () => {
    const { player, wwe, clock, told, states } = createPlayed([
      CALL,
      { do: 'answer', on: 'call' },
      { do: 'consult', on: 'call', as: 'advice' },
      { do: 'refresh' },
      {
        after: '3s',
        do: 'page',
        call: 'interaction.getByInteractionId',
        parameters: ['$call', { of: '$advice.case' }, '$$call'],
      },
      { do: 'release', on: 'advice' },
    ]);
    player.play();
    clock.pass(1000);
    expect(told).toEqual([['reloadFrames']]);
    wwe.refresh();
    clock.pass(3000);
    const [call] = wwe.state().cases.flatMap(({ interactions }) => interactions);
    expect(told[1]).toEqual(['page', 0, 'interaction.getByInteractionId', [call?.id, { of: call?.caseId }, '$call']]);
    expect(states()).toEqual(['HELD', 'IDLE']);
  });
  it('lays the scenario’s settings over WWE’s, and refuses in words those that do not exist', () => {
    expect(createPlayed([], { settings: { rateLimit: 7 } }).wwe.settings().rateLimit).toBe(7);
    expect(() => createPlayed([], { settings: { rateLimit: -7 } })).toThrow(TypeError);
    expect(createPlayed([]).player.state()).toMatchObject({ status: 'ended', nextStep: null, lengthMs: 0 });
  });
  it('plays nothing more once it is stopped', () => {
    const { player, clock, states } = createPlayed(THREE);
    player.play();
    clock.pass(10);
    player.stop();
    clock.pass(10_000);
    player.play();
    player.step();
    expect(states()).toEqual(['RINGING']);
    expect(player.state()).toMatchObject({ status: 'ended', atMs: 10 });
  });
});

describe('runScenario', () => {
  it('hears scripted requests, each time the same', () => {
    const scenario: Scenario = { title: 'T', about: '', steps: THREE };
    const run = () =>
      runScenario(scenario, {
        frames: 2,
        requests: [
          { at: '1s', request: 'interaction.getInteractions' },
          { at: '1s', frame: 1, request: 'agent.get' },
        ],
      });
    const result = run();
    expect(run()).toEqual(result);
    const answers = result.messages.filter(
      ({ atMs, message }) => atMs === 1000 && JSON.stringify(message).includes('referenceId'),
    );
    expect(answers.map(({ frame }) => frame)).toEqual([0, 1]);
    expect(result.lastedMs).toBe(6000);
  });
  it('bears 20 000 arrivals', () => {
    const steps: readonly Step[] = [
      { every: 10, times: 10_000, do: 'arrive', as: 'c{n}', medium: 'chat' },
      { at: 5000, every: 10, times: 10_000, do: 'revoke', on: 'c{n}' },
    ];
    const { skipped, desktop } = runScenario({ title: 'T', about: '', steps }, { subscribe: [] });
    expect(skipped).toEqual([]);
    expect(desktop.cases).toEqual([]);
  });
});
