/**
 * Draws what the windows of a tab may have recorded: WWE, two clients, the first client's frame after a reload, a second
 * WWE that the first client may choose (proved only by what both saw), and untrusted that post what looks like WWE's.
 */
import fc from 'fast-check';
import { encode } from '../../entry/encode.ts';
import type { Entry } from '../../entry/entry.ts';
import { posted } from '../../protocol/notes.ts';
import { CLIENT, call, Record, SERVER } from './world.ts';

const STATES = ['RINGING', 'TALKING', 'HELD', 'IDLE', 'UNKNOWN', 'odd'];
const TYPES = ['ADDED', 'RINGING', 'ESTABLISHED', 'RELEASED', 'REMOVED', 'MARK_DONE', 'SOMETHING'];
const SERVICES = [
  'interaction.getInteractions',
  'interaction.getByInteractionId',
  'interaction.blockMarkdone',
  'interaction.unblockMarkdone',
  'interaction.markdone',
  'agent.get',
];

const interaction = fc
  .record({
    id: fc.integer({ min: 1, max: 3 }),
    state: fc.constantFrom(...STATES, undefined),
    previous: fc.constantFrom(...STATES, undefined),
    uuid: fc.constantFrom('one', 'two', undefined, ''),
    caseId: fc.constantFrom('A', 'B', undefined),
    parent: fc.constantFrom('1', '2', '3', undefined),
    selected: fc.constantFrom(true, false, undefined),
    value: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ id, state, previous, uuid, caseId, parent, selected, value }) => ({
    ...call(id, '', ''),
    state,
    previousState: previous,
    interactionUUID: uuid === undefined || uuid === '' ? uuid : `${uuid}-${id}`,
    caseId,
    parentInteractionId: parent,
    isCaseSelected: selected,
    userData: { value },
  }));

const client = fc.integer({ min: 0, max: 2 });
/** Who posts an answer or an event: the target mostly, else the second WWE, itself under a wrong origin, or an untrusted sender. */
const from = fc.constantFrom<Speaker[]>(
  'target',
  'target',
  'target',
  'second',
  'second',
  'second moved',
  'untrusted sender',
  'self',
);
const ref = fc.constantFrom('0', '1', '2', 'wwe-devtools-x1');
const after = fc.integer({ min: 0, max: 4_000 });
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('call' as const),
      client: fc.constant(0),
      after,
      state: fc.constantFrom('TALKING', 'HELD', 'IDLE'),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('event' as const),
      client,
      after,
      from,
      type: fc.constantFrom(...TYPES),
      interaction,
    }),
  },
  fc.record({
    do: fc.constant('case' as const),
    client,
    after,
    from,
    type: fc.constantFrom('CASE_SELECTED', 'CASE_EXPANDED', 'CASE_COLLAPSED'),
    id: fc.constantFrom('A', 'B', 'C'),
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('ask' as const),
      client: fc.integer({ min: -1, max: 2 }),
      after,
      second: fc.boolean(),
      ref,
      service: fc.constantFrom(...SERVICES),
      id: fc.constantFrom('1', '2', '9'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      client,
      after,
      from,
      ref,
      data: fc.oneof(fc.constant(null), interaction, fc.array(interaction, { maxLength: 3 })),
      failed: fc.boolean(),
    }),
  },
  fc.record({ do: fc.constant('subscribe' as const), client, after, ref, second: fc.boolean() }),
  fc.record({ do: fc.constant('unsubscribe' as const), client, after, ref }),
  fc.record({ do: fc.constant('markdone' as const), client, after, from, id: fc.constantFrom('1', '2', '9') }),
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('proof' as const),
      client: fc.integer({ min: -1, max: 2 }),
      after,
      ref,
      service: fc.constantFrom(...SERVICES),
      data: fc.oneof(fc.constant(null), fc.array(interaction, { maxLength: 2 })),
    }),
  },
  fc.record({
    do: fc.constant('command' as const),
    client,
    after,
    from: fc.constantFrom<Speaker[]>('target', 'second'),
    service: fc.constantFrom(...SERVICES),
    id: fc.constantFrom('1', '2'),
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('calls' as const),
      client: fc.integer({ min: 0, max: 2 }),
      caller: fc.integer({ min: 0, max: 1 }),
      after,
      ref,
      service: fc.constantFrom(...SERVICES, 'subscribe'),
      arrives: fc.constantFrom(true, true, false),
      threw: fc.constantFrom(null, null, null, 'DataCloneError'),
      isBrief: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('note' as const),
      client,
      after,
      number: fc.integer({ min: 0, max: 3 }),
      kind: fc.constantFrom(
        'client',
        'settled',
        'subscribed',
        'unsubscribed',
        'handled',
        'unloaded',
        'dropped',
        'nonsense',
      ),
      problem: fc.constantFrom(null, null, 'frozen'),
      threw: fc.constantFrom(null, 'Error: no'),
    }),
  },
  fc.record({
    do: fc.constant('odd' as const),
    client,
    after,
    from,
    ref,
    what: fc.constantFrom('event with id', 'number', 'frame', 'string', 'unknown'),
  }),
  fc.record({ do: fc.constant('junk' as const), client, after, data: fc.anything() }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const SECOND = 'https://second.example.com';
type Speaker = 'target' | 'second' | 'second moved' | 'untrusted sender' | 'self';
const SPEAKERS: Readonly<globalThis.Record<Speaker, Partial<Entry>>> = {
  target: {},
  second: { peer: 'top/0/0', origin: SECOND },
  'second moved': { peer: 'top/0/0', origin: 'https://other.example.com' },
  'untrusted sender': { peer: 'top/9', origin: 'https://forged.example.com' },
  self: { peer: 'self', origin: 'https://page.example.com' },
};

/** What is no event or answer as they should be. */
const ODD = {
  'event with id': (referenceId: string) => ({ ...SERVER, event: 'interaction', referenceId }),
  number: (referenceId: string) => ({ ...SERVER, referenceId: Number(referenceId) || 7 }),
  frame: () => ({ ...SERVER, frameId: 1 }),
  string: () => 'wwe-something',
  unknown: () => ({ ...SERVER }),
} as const satisfies globalThis.Record<string, (referenceId: string) => unknown>;

/** What the windows recorded: the host, two clients, and the first client's frame after a reload. */
function record(steps: readonly Step[], skew: readonly number[]): readonly Record[] {
  const host = new Record('host', 'top');
  const second = new Record('second', 'top/0/0', { timeOrigin: 1_003, origin: SECOND });
  const clients = [
    new Record('a', 'top/0', { timeOrigin: 1_001 }),
    new Record('b', 'top/1', { timeOrigin: 1_002 }),
    new Record('c', 'top/0', { timeOrigin: 30_000 }),
  ];
  let t = 1_010;
  for (const one of steps) {
    t += one.after;
    const who = clients[one.client] ?? null;
    const at = t + (skew[one.client] ?? 0);
    if (one.do === 'ask') (one.second ? second : host).request(t, who, one.ref, one.service, [one.id, 'why']);
    // Also of the top window, which has no target.
    if (one.do === 'proof') {
      second.request(t, who ?? host, one.ref, one.service, ['1']);
      (who ?? host).answer(at + 1, one.ref, { data: one.data }, SPEAKERS.second);
    }
    if (!who) continue;
    // What WWE tells all its clients, each at its own time.
    if (one.do === 'call') {
      const data = { ...call(1, one.state, ''), interactionUUID: 'shared' };
      for (const [index, each] of clients.entries()) each.event(t + (skew[index] ?? 0), 'X', data);
    }
    if (one.do === 'event') who.event(at, one.type, one.interaction, SPEAKERS[one.from]);
    if (one.do === 'case') who.caseEvent(at, one.type, one.id, SPEAKERS[one.from]);
    if (one.do === 'answer')
      who.answer(
        at,
        one.ref,
        one.failed ? { errorMessage: 'no' } : { data: one.data, subscriptionId: 5 },
        SPEAKERS[one.from],
      );
    if (one.do === 'subscribe') (one.second ? second : host).subscribe(t, who, one.ref, ['interaction', 'markdone']);
    if (one.do === 'unsubscribe') {
      host.add(
        t,
        { ...CLIENT, event: 'unsubscribe', data: 5, referenceId: one.ref },
        { peer: who.info.path, origin: who.info.origin },
      );
    }
    if (one.do === 'markdone')
      who.add(at, { ...SERVER, event: 'markdone', data: { interactionId: one.id } }, SPEAKERS[one.from]);
    if (one.do === 'command') {
      who.command(at, 'wwe-devtools-x1', one.service, [one.id], SPEAKERS[one.from]);
      (one.from === 'second' ? second : host).request(t, who, 'wwe-devtools-x1', one.service, [one.id]);
    }
    if (one.do === 'calls') {
      const { ref: referenceId, service, caller, threw } = one;
      const names = { ...CLIENT, event: 'subscribe', data: ['interaction'], referenceId };
      const message = service === 'subscribe' ? names : { ...CLIENT, request: service, parameters: ['1'], referenceId };
      const isBrief = one.isBrief && service !== 'subscribe' && threw === null;
      const told = isBrief ? { message: null, brief: [service, referenceId] as const } : { message };
      who.called(at, who.entries.length, referenceId, service, { client: caller, threw, ...told });
      if (one.arrives && threw === null) host.add(t + 1, message, { peer: who.info.path, origin: who.info.origin });
    }
    if (one.do === 'note') {
      const { number, kind, problem, threw } = one;
      const about = {
        handler: number,
        call: number,
        event: 'interaction',
        events: ['interaction'],
        name: 'on',
        count: number,
        by: 'success',
      };
      const note = { note: kind, at: at - 1, client: 0, took: 1, sameTextAs: null, problem, threw, ...about };
      const body = encode(posted(note));
      who.note(at - 1, { note: 'unloaded', client: 0 }, { kind: kind === 'nonsense' ? 'called' : kind, body });
    }
    if (one.do === 'odd') {
      const message = ODD[one.what](one.ref);
      who.add(at, message, SPEAKERS[one.from]);
    }
    if (one.do === 'junk') who.add(at, one.data, { kind: 'event', name: 'interaction' });
  }
  return [host, second, ...clients];
}

export const recorded = fc
  .tuple(
    fc.array(step, { maxLength: 40 }),
    fc.array(fc.integer({ min: -300, max: 6_000 }), { minLength: 3, maxLength: 3 }),
  )
  .map(([steps, skew]) => record(steps, skew));
