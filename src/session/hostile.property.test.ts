import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { encode } from '../entry/encode.ts';
import type { Entry } from '../entry/entry.ts';
import type { Session } from './api.ts';
import type { SessionInput } from './model.ts';
import { createMessages } from './rows/message-rows.ts';
import { statusOf } from './rows/status.ts';
import { attachedSession } from './testdata/attached.ts';
import { createGuessingSession } from './testdata/guessing-session.ts';
import { hostileInfos, hostileQueues, hostileSteps, ODD_VALUES } from './testdata/hostile.ts';
import { expectPossible, rowsOf } from './testdata/possible.ts';
import { CLIENT, call, SERVER, world } from './testdata/world.ts';

const RUNS = { numRuns: process.env.WWE_LONG === '1' ? 10_000 : 80 };
const TIMEOUT_MS = 900_000;

/** All that a panel could ask of a session. */
function modelOf(session: Session): unknown {
  const rows = rowsOf(session);
  return {
    interactions: session.interactions(),
    cases: session.cases(),
    documents: session.documents(),
    requests: session.requests(),
    answers: session.requests().map((one) => session.answerOf(one)),
    subscriptions: session.subscriptions(),
    watched: session.watchedSubscriptions(),
    probes: session.documents().map(({ info }) => session.probeOf(info.document)),
    rows,
    statuses: rows.map((row) => [row.t, 2_500, 1e300, 0].map((now) => statusOf(row, now))),
    unattached: session.unattachedMarkDone(),
    counts: session.counts(),
  };
}

const announced = (): SessionInput[] => hostileInfos().map((info) => ({ what: 'document', info }));

function fed(inputs: readonly SessionInput[], session = attachedSession()): Session {
  session.feed(inputs);
  return session;
}

/** One document's queue after the other's, or mixed as `picks` say. */
function mixed(queues: readonly (readonly SessionInput[])[], picks: readonly number[]): readonly SessionInput[] {
  const left = queues.map((queue) => [...queue]);
  const mix: SessionInput[] = [];
  for (let turn = 0; ; turn += 1) {
    const full = left.filter((queue) => queue.length > 0);
    const next = full[(picks[turn % picks.length] ?? 0) % full.length]?.shift();
    if (!next) return mix;
    mix.push(next);
  }
}

/** What the language itself offers: what a page says must add nothing to it. */
function builtIns(): unknown {
  return [Object, Array, String, Map, Set, Function].map(({ prototype }) => [
    Reflect.ownKeys(prototype).length,
    Object.getPrototypeOf(prototype),
  ]);
}

const picks = fc.array(fc.nat(), { minLength: 1, maxLength: 40 });

it(
  'whatever comes, in whatever order and batches: a possible model, the same each time, and nothing of the language changed',
  () => {
    const before = builtIns();
    fc.assert(
      fc.property(hostileSteps, picks, fc.integer({ min: 1, max: 7 }), fc.boolean(), (steps, order, batch, isLate) => {
        const queues = hostileQueues(steps);
        const straight = fed([...announced(), ...queues.flat()]);
        expectPossible(straight);
        const other = isLate ? createGuessingSession() : attachedSession();
        const mix = mixed(
          queues.map((queue, index) => [...announced().slice(index, index + 1), ...queue]),
          order,
        );
        for (let from = 0; from < mix.length; from += batch) other.feed(mix.slice(from, from + batch));
        other.attach(createMessages);
        expectPossible(other);
        expect(modelOf(other)).toEqual(modelOf(straight));
        expect(builtIns()).toEqual(before);
      }),
      RUNS,
    );
  },
  TIMEOUT_MS,
);

it(
  'keeps within its limits, and counts what it took and dropped',
  () => {
    const limits = {
      entries: 6,
      characters: 20_000,
      requests: 3,
      interactions: 2,
      transitions: 2,
      blockSteps: 2,
      held: 3,
    };
    fc.assert(
      fc.property(hostileSteps, picks, (steps, order) => {
        const queues = hostileQueues(steps);
        const inputs = [...announced(), ...mixed(queues, order)];
        const all = fed(inputs).counts();
        const session = attachedSession(limits);
        for (const input of inputs) {
          session.feed([input]);
          const counts = session.counts();
          expect(counts.entries).toBeLessThanOrEqual(limits.entries);
          expect(session.requests().length).toBeLessThanOrEqual(limits.requests);
          expect(session.interactions().length).toBeLessThanOrEqual(limits.interactions);
        }
        const counts = session.counts();
        expect(counts.entries + counts.dropped).toBe(all.entries);
        expect([all.dropped, counts.lost, counts.untrusted]).toEqual([0, all.lost, all.untrusted]);
        expect(counts.messages).toBeLessThanOrEqual(counts.entries);
        for (const figure of Object.values(counts)) expect(Number.isInteger(figure) && figure >= 0).toBe(true);
        for (const one of session.interactions()) {
          expect(one.transitions.length).toBeLessThanOrEqual(limits.transitions);
          expect(one.block.history.length).toBeLessThanOrEqual(limits.blockSteps);
        }
        modelOf(session);
        session.forget((id) => id !== 'a');
        modelOf(session);
        session.clear();
        expectPossible(session);
      }),
      RUNS,
    );
  },
  TIMEOUT_MS,
);

it(
  'draws nothing from what untrusted senders say, however it is spoilt',
  () => {
    const isStrange = ({ sort, kind, peer }: Entry) =>
      sort === 'wire' && (kind === 'event' || kind === 'frame') && peer !== 'top' && peer !== '';
    fc.assert(
      fc.property(hostileSteps, picks, (steps, order) => {
        // In a window without a target nobody is untrusted.
        const own = steps.filter(({ document }) => document !== 0);
        const drawn = (queues: readonly (readonly SessionInput[])[]) => {
          const session = fed([...announced(), ...mixed(queues, order)]);
          return [session.interactions(), session.cases(), session.requests(), session.unattachedMarkDone()];
        };
        expect(drawn(hostileQueues(own))).toEqual(drawn(hostileQueues(own, isStrange)));
      }),
      RUNS,
    );
  },
  TIMEOUT_MS,
);

it.each(ODD_VALUES.map((value, index) => [index, value] as const))(
  'odd value %i in each place of each message',
  (_, value) => {
    const { host, a } = world();
    const places: readonly object[] = [
      { ...SERVER, event: 'interaction', data: value },
      { ...SERVER, event: 'interaction', data: { eventType: 'ADDED', interaction: value } },
      { ...SERVER, event: 'interaction', data: { eventType: value, interaction: call(1, 'TALKING', '') } },
      { ...SERVER, event: 'markdone', data: value },
      { ...SERVER, referenceId: '0', data: value },
      { ...SERVER, referenceId: '0', data: [value] },
      { ...SERVER, referenceId: '0', errorMessage: value },
      { ...SERVER, referenceId: '0', subscriptionId: value },
      ...[
        'interactionId',
        'caseId',
        'state',
        'userData',
        'parties',
        'interactionUUID',
        'parentInteractionId',
        'media',
      ].map((key) => ({
        ...SERVER,
        event: 'interaction',
        data: { interaction: { ...call(1, 'TALKING', ''), [key]: value } },
      })),
    ];
    host.request(1_500, a, '0', 'interaction.setUserData', [value, value]);
    host.add(1_501, { ...CLIENT, event: 'subscribe', data: value, referenceId: '0' }, { peer: 'top/0' });
    a.called(1_499, 1, '0', 'x', { message: { ...CLIENT, request: 'x', parameters: value, referenceId: '0' } });
    for (const [index, one] of places.entries()) a.add(2_000 + index, one, { ref: '0' });
    const session = fed([...host.inputs(), ...a.inputs()]);
    expectPossible(session);
    modelOf(session);
  },
);

/** A text of a megabyte, each another. */
const megabyte = (n: number) => `${n} `.padEnd(1_000_000, 'x');

it('a hundred and fifty thousand requests of one id in one batch are counted, not a crash', () => {
  const { host, a } = world();
  const body = encode({ ...CLIENT, request: 'x', referenceId: '0' });
  const entries: Entry[] = Array.from({ length: 150_000 }, (_, index) => ({
    ...{ n: index + 1, t: 2_000 + index, sort: 'wire', kind: 'request', name: 'x', ref: '0', body },
    ...{ peer: 'unknown', origin: a.info.origin, path: 'top' },
  }));
  const announcement = { what: 'document', info: host.info } as const;
  const session = fed([announcement, { what: 'entries', document: 'host', entries }], createGuessingSession());
  expect(session.requests().length + session.counts().droppedRequests).toBe(150_000);
});

it('what is a megabyte long is held within the limit, in whatever place it stands, and what goes is counted', () => {
  const { host, a } = world();
  for (let n = 0; n < 12; n += 1) {
    const t = 2_000 + n * 100;
    const long = megabyte(n);
    a.event(t, 'ADDED', call(n, 'TALKING', '', { userData: { long } }));
    a.event(t, 'ADDED', call(long, 'TALKING', ''));
    a.event(t, 'ADDED', call(`u${n}`, 'TALKING', '', { interactionUUID: long, parentInteractionId: long }));
    a.caseEvent(t, 'CASE_SELECTED', long);
    a.add(t, { ...SERVER, event: 'markdone', data: { interactionId: long, other: `${long}y` } });
    host.request(t, a, `${n}`, 'interaction.setUserData', ['1', { long }]);
    a.answer(t + 1, `${n}`, { errorMessage: long });
    host.request(t, a, `p${n}`, long);
    host.subscribe(t, a, `s${n}`, [long]);
    a.answer(t + 1, `s${n}`, { subscriptionId: long });
    a.called(t, n, 'same', 'x', { message: { ...CLIENT, request: 'x', parameters: [long], referenceId: 'same' } });
  }
  const limit = 4_000_000;
  const session = attachedSession({ characters: limit });
  const inputs = [...host.inputs(), ...a.inputs()];
  const expectHeld = () => {
    // What is found again in an entry is the entry's.
    const shown = session.interactions().map(({ raw, key, id }) => [raw, key, id]);
    expect(JSON.stringify(shown).length).toBeLessThan(3 * limit);
    const requests = session.requests().map(({ parameters, service, error }) => [parameters, service, error]);
    expect(JSON.stringify(requests).length).toBeLessThan(limit + 1_000_000);
  };
  for (const input of inputs) {
    if (input.what !== 'entries') session.feed([input]);
    else {
      for (let from = 0; from < input.entries.length; from += 15) {
        session.feed([{ ...input, entries: input.entries.slice(from, from + 15) }]);
        expectHeld();
      }
    }
  }
  expectPossible(session);
  const { interactions, droppedInteractions, droppedRequests } = session.counts();
  expect(interactions + droppedInteractions).toBe(36);
  expect(session.requests().length + droppedRequests).toBeGreaterThanOrEqual(48);
  expect(session.cases().filter(({ selected }) => selected === true)).toEqual([]);
  modelOf(session);
});

it.each([
  ['that JSON cannot write, and that has no text', { toString: 0, valueOf: 0, n: 1n }],
  ['a big integer', 7n],
  ['null', null],
])('an error message is shown, whatever it is: %s', (_, errorMessage) => {
  const { host, a } = world();
  host.request(1_500, a, '0', 'agent.get');
  a.answer(2_000, '0', { errorMessage });
  const [request] = fed([...host.inputs(), ...a.inputs()]).requests();
  expect(request).toMatchObject({ failed: true, error: errorMessage === null ? '' : encode(errorMessage) });
});

it('large requests of one id, called and seen arriving, are not compared whole with all others each time another comes', () => {
  const { host, a } = world();
  const size = 100_000;
  const count = 60;
  for (let n = 0; n < count; n += 1) {
    const message = { ...CLIENT, request: 'x', parameters: ['y'.repeat(size)], referenceId: '0' };
    a.called(2_000 + n, n, '0', 'x', { message });
    host.add(2_000 + n, message, { peer: 'top/0', origin: a.info.origin });
  }
  const session = fed([...host.inputs(), ...a.inputs()].filter(({ what }) => what === 'document'));
  const { stringify } = JSON;
  let written = 0;
  const spy = vi.spyOn(JSON, 'stringify').mockImplementation((value: unknown) => {
    const text = stringify(value);
    written += text?.length ?? 0;
    return text;
  });
  for (let n = 0; n < count; n += 1) {
    for (const { info, entries } of [a, host])
      session.feed([{ what: 'entries', document: info.document, entries: entries.slice(n, n + 1) }]);
  }
  spy.mockRestore();
  expect(session.requests()).toHaveLength(count);
  expect(written).toBeLessThan(4 * count * size);
});
