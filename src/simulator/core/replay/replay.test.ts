import { describe, expect, it } from 'vitest';
import { encode, type Fact, MASK } from '../../../recording/index.ts';
import { createVirtualClock } from '../virtual/virtual-clock.ts';
import { planReplay } from './make-plan.ts';
import type { ReplayPlan } from './plan.ts';
import { createReplay, PATIENCE_MS } from './replay.ts';
import type { ReplaySpeed } from './replay-types.ts';

const CLIENT = { userAgent: 'WWE Client', protocolVersion: 2 };
const SERVER = { userAgent: 'WWE Server', protocolVersion: 2 };
const document = (id: string, path: string, timeOrigin = 0, more = {}): Fact => {
  const target = path === 'top' ? null : 'top';
  return {
    what: 'document',
    info: { document: id, url: '', origin: `https://${id}`, title: id, path, target, timeOrigin, ...more },
  };
};
let n = 0;
const entry = (id: string, t: number, kind: 'request' | 'success' | 'event', peer: string, message: object): Fact => {
  const ref = 'referenceId' in message ? String(message.referenceId) : '';
  const path = id === 'wwe' ? 'top' : 'top/0';
  const head = { n: ++n, t, sort: 'wire', kind, name: '', ref, peer, origin: '', path } as const;
  return { what: 'entry', document: id, entry: { ...head, body: encode(message) } };
};
const asks = (t: number, referenceId: string, request: string, ...parameters: unknown[]): Fact =>
  entry('wwe', t, 'request', 'top/0', { ...CLIENT, request, parameters, referenceId });
const answers = (t: number, referenceId: string, data: unknown): Fact =>
  entry('page', t, 'success', 'top', { ...SERVER, referenceId, data });
const tells = (t: number, data: unknown): Fact =>
  entry('page', t, 'event', 'top', { ...SERVER, event: 'interaction', data });
const planOf = (facts: readonly Fact[], redacted = false): Promise<ReplayPlan> =>
  planReplay({ redacted: redacted ? { rules: [], replaced: {} } : null }, [
    document('wwe', 'top'),
    document('page', 'top/0'),
    ...facts,
  ]);

/** A page in virtual time. */
function start(plan: ReplayPlan, speed: ReplaySpeed = 1) {
  const clock = createVirtualClock();
  const got: [atMs: number, message: unknown][] = [];
  const replay = createReplay(plan, speed, {
    now: clock.now,
    later: clock.later,
    post: (_frame, message) => void got.push([clock.now(), message]),
    forge: (_frame, message) => void got.push([clock.now(), message]),
    reload: () => void got.push([clock.now(), 'reload']),
  });
  const ask = (referenceId: string, request: string, ...parameters: unknown[]): void =>
    replay.receive(0, { ...CLIENT, request, parameters, referenceId });
  return { clock, got, replay, ask };
}
const answer = (referenceId: string, data: unknown) => ({ ...SERVER, referenceId, data });
const event = (data: unknown) => ({ ...SERVER, event: 'interaction', data });

describe('a replay', () => {
  it('answers what is asked, under the id that the page gives, after as long a time; events come at their times', async () => {
    const { clock, got, ask, replay } = start(
      await planOf([asks(100, '0', 'agent.get'), answers(140, '0', 'Ada'), tells(1_100, 'rings')]),
    );
    clock.pass(500);
    expect(replay.state().status).toBe('waiting');
    ask('9', 'agent.get');
    clock.pass(2_000);
    expect(got).toEqual([
      [540, answer('9', 'Ada')],
      [1_500, event('rings')],
    ]);
    clock.pass(PATIENCE_MS);
    expect(replay.state()).toMatchObject({ status: 'ended', matched: 1, missingCount: 0, unmatchedCount: 0, sent: 2 });
  });

  it('is as many times as fast as is wanted', async () => {
    const { clock, got, ask } = start(
      await planOf([asks(0, '0', 'agent.get'), answers(40, '0', 'Ada'), tells(1_000, 'rings')]),
      10,
    );
    ask('0', 'agent.get');
    clock.pass(200);
    expect(got.map(([at]) => at)).toEqual([4, 100]);
  });

  it('tells what no page asked for, and goes on after a while', async () => {
    const facts = [
      asks(0, '0', 'agent.get'),
      answers(1, '0', 'Ada'),
      asks(100, '1', 'media.getMediaList'),
      tells(200, 'rings'),
    ];
    const { clock, got, ask, replay } = start(await planOf(facts));
    ask('0', 'agent.get');
    clock.pass(10_000);
    expect(got).toEqual([
      [1, answer('0', 'Ada')],
      [100 + PATIENCE_MS, event('rings')],
    ]);
    expect(replay.state()).toMatchObject({ missingCount: 1, missing: [{ atMs: 100, words: 'media.getMediaList()' }] });
  });

  it('answers late what comes late, and it is not missing then', async () => {
    const facts = [
      asks(0, '0', 'agent.get'),
      asks(10, '1', 'voice.hold', '4'),
      answers(20, '1', null),
      tells(30, 'held'),
    ];
    const { clock, got, ask, replay } = start(await planOf(facts));
    ask('0', 'agent.get');
    clock.pass(10_000);
    ask('5', 'voice.hold', '4');
    expect(got).toEqual([
      [10 + PATIENCE_MS, event('held')],
      [10_000, answer('5', null)],
    ]);
    expect(replay.state()).toMatchObject({ missingCount: 0, matched: 2 });
  });

  it('refuses what the recording does not have, and tells it; what is asked once more gets the same answer', async () => {
    const facts = [asks(0, '0', 'agent.get'), answers(1, '0', 'Ada'), tells(100, 'rings')];
    const { clock, got, ask, replay } = start(await planOf(facts));
    ask('0', 'agent.get');
    clock.pass(10);
    ask('1', 'agent.get');
    ask('2', 'interaction.setUserData', '7', { Note: 'new' });
    expect(got.slice(1).map(([, message]) => message)).toEqual([
      answer('1', 'Ada'),
      { ...SERVER, referenceId: '2', errorMessage: 'The recording has no such request.' },
    ]);
    expect(replay.state().unmatched).toEqual([
      { atMs: 10, frame: 0, words: 'agent.get()', isRepeated: true },
      { atMs: 10, frame: 0, words: 'interaction.setUserData("7", {"Note":"new"})', isRepeated: false },
    ]);
  });

  it('tells requests of one service apart by their parameters, in whatever order a page asks', async () => {
    const get = 'interaction.getByInteractionId';
    const facts = [asks(0, '0', get, '1'), answers(1, '0', 'one'), asks(2, '1', get, '2'), answers(3, '1', 'two')];
    const { clock, got, ask } = start(await planOf(facts));
    ask('0', get, '2');
    ask('1', get, '1');
    clock.pass(100);
    expect(got.map(([, message]) => message)).toEqual([answer('1', 'one'), answer('0', 'two')]);
  });

  it('answers at once what is asked earlier than in the recording, and what is asked because of that', async () => {
    const facts = [
      asks(0, '0', 'first'),
      answers(1, '0', 1),
      asks(2, '1', 'second'),
      answers(3, '1', 2),
      tells(9, 'rings'),
    ];
    const { clock, got, ask, replay } = start(await planOf(facts));
    ask('0', 'second');
    clock.pass(5);
    ask('1', 'first');
    clock.pass(5_000);
    expect(got).toEqual([
      [1, answer('0', 2)],
      [6, answer('1', 1)],
      [9, event('rings')],
    ]);
    expect(replay.state()).toMatchObject({ status: 'ended', sent: 3 });
  });

  it('takes any text for a pseudonym and for a token, and prefers what is the same', async () => {
    const set = 'interaction.setUserData';
    const facts = [
      asks(0, '0', set, '7', { Note: 'value-1', Amount: 51 }),
      answers(1, '0', 'first'),
      asks(2, '1', set, '7', { Note: 'IDLE', Amount: 10 }),
      answers(3, '1', 'second'),
      asks(4, '2', 'auth.check', MASK),
      answers(5, '2', 'third'),
    ];
    const { clock, got, ask, replay } = start(await planOf(facts, true));
    ask('0', set, '7', { Note: 'IDLE', Amount: 10 });
    ask('1', set, '7', { Note: 'Please call back', Amount: 99 });
    ask('2', 'auth.check', 'a real token');
    ask('3', set, '8', { Note: 'Please call back', Amount: 99 });
    clock.pass(100);
    expect(got.slice(0, 1).map(([, message]) => message)).toEqual([
      { ...SERVER, referenceId: '3', errorMessage: 'The recording has no such request.' },
    ]);
    expect(got.slice(1).map(([, message]) => message)).toEqual([
      answer('1', 'first'),
      answer('0', 'second'),
      answer('2', 'third'),
    ]);
    expect(replay.state().unmatchedCount).toBe(1);
  });

  it('loads the page anew where the recording has another document, and answers that one too', async () => {
    const facts: Fact[] = [
      asks(0, '0', 'agent.get'),
      answers(1, '0', 'Ada'),
      { what: 'ended', document: 'page', t: 500 },
      document('later', 'top/0', 600),
      asks(610, '0', 'agent.get'),
      entry('later', 620, 'success', 'top', answer('0', 'Bob')),
    ];
    const { clock, got, ask } = start(await planOf(facts));
    ask('0', 'agent.get');
    clock.pass(700);
    ask('0', 'agent.get');
    clock.pass(100);
    expect(got).toEqual([
      [1, answer('0', 'Ada')],
      [500, 'reload'],
      [710, answer('0', 'Bob')],
    ]);
  });
});

describe('the plan of a replay', () => {
  it('leaves out what the tool asked for, and answers to what was asked before the recording began', async () => {
    const plan = await planReplay(null, [
      document('wwe', 'top'),
      document('page', 'top/0', 0, { since: 50 }),
      asks(60, 'wwe-devtools-x1', 'agent.get'),
      answers(70, 'wwe-devtools-x1', 'Ada'),
      answers(80, '4', 'old'),
      tells(90, 'rings'),
    ]);
    expect(plan.lanes.flat().map((step) => step.is)).toEqual(['message']);
    expect(plan.requests).toEqual([]);
    expect(plan.leftOut).toEqual([
      '1 message of the tool itself, and answers to them',
      '1 message that answer what was asked for before the recording began',
    ]);
  });

  it('takes from the probe what a page asked for, where WWE’s window was not watched', async () => {
    const message = { ...CLIENT, request: 'agent.get', referenceId: '0' };
    const note = ['called', 5, 0, '', message, 0, true, true, null, null];
    const called: Fact = {
      what: 'entry',
      document: 'page',
      entry: { ...NOTHING, n: 1, t: 5, sort: 'probe', kind: 'called', body: encode(note) },
    };
    const plan = await planReplay(null, [document('page', 'top/0'), called, answers(9, '0', 'Ada')]);
    expect(plan.requests).toMatchObject([{ asked: { service: 'agent.get' }, ref: '0' }]);
    expect(plan.lanes).toMatchObject([[{ is: 'answer', to: 0, atMs: 4 }]]);
  });
});

const NOTHING = { name: '', ref: '', peer: '', origin: '', path: 'top/0' };
