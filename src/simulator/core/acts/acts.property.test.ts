/**
 * Whatever is done in whatever order: what the events tell is what docs/protocol.md#state-transitions lists, read here
 * once more by hand.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { it } from 'vitest';
import { isInteractionState } from '../../../protocol/states.ts';
import type { Kind } from '../state/live-interaction.ts';
import { createHarness, type Harness, readKey } from '../testdata/harness.ts';
import { ACTS, type Act, type Arrival, HAPPENINGS, type Happening } from './act-types.ts';
import { isListed } from './testdata/listed.ts';

const RUNS = { numRuns: process.env.WWE_LONG === '1' ? 20_000 : 300, verbose: 1 } as const;
const TIMEOUT_MS = 900_000;

type Deed =
  | { readonly is: 'arrive'; readonly arrival: Arrival }
  | { readonly is: 'act'; readonly act: Act; readonly on: number }
  /** One of the acts that are possible. */
  | { readonly is: 'possible'; readonly pick: number; readonly on: number }
  | { readonly is: 'happen'; readonly what: Happening; readonly on: number }
  | { readonly is: 'pass'; readonly ms: number }
  | { readonly is: 'refresh' }
  | { readonly is: 'settings'; readonly patch: object };

const bool = fc.boolean();
const someSettings = fc.record(
  {
    chatStates: fc.constantFrom('full', 'acceptedOnly'),
    chatJoin: fc.constantFrom('joins', 'fails'),
    userDataState: fc.constantFrom('kept', 'updated'),
    afterOpenMedia: fc.constantFrom('gone', 'idle'),
    afterSave: fc.constantFrom('stays', 'gone'),
    afterConsultation: fc.constantFrom('idle', 'gone'),
    transferOutcome: fc.constantFrom('completed', 'error', 'back'),
    markDoneOnRelease: bool,
    selectOnAnswer: bool,
    stepMs: fc.constantFrom(0, 300),
    farEndAnswersMs: fc.constantFrom(0, 1000),
  },
  { requiredKeys: [] },
);
const entries: fc.Arbitrary<Arrival> = fc.oneof(
  fc.record({}),
  fc.record({ state: fc.constantFrom('RINGING', 'DIALING', 'TALKING', 'HELD', 'UNKNOWN') }),
  fc.record({ medium: fc.constant('chat'), state: fc.constantFrom('INVITED', 'INVITED_CONFERENCE') }),
  fc.record({
    medium: fc.constantFrom('email', 'workitem', 'instagram'),
    state: fc.constantFrom('INVITED', 'CREATED', 'PULLED', 'INVITED_CONFERENCE'),
  }),
  fc.record({
    medium: fc.constant('email'),
    direction: fc.constant('OUT'),
    state: fc.constantFrom('CREATED', 'PULLED'),
  }),
  fc.record({ medium: fc.constant('outboundpreview'), state: fc.constantFrom('PREVIEW', 'INVITED') }),
);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ is: fc.constant('arrive'), arrival: entries }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('act'), act: fc.constantFrom(...ACTS), on: fc.nat(9) }) },
  { weight: 6, arbitrary: fc.record({ is: fc.constant('possible'), pick: fc.nat(30), on: fc.nat(9) }) },
  {
    weight: 3,
    arbitrary: fc.record({ is: fc.constant('happen'), what: fc.constantFrom(...HAPPENINGS), on: fc.nat(9) }),
  },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('pass'), ms: fc.constantFrom(1, 300, 1000) }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('settings'), patch: someSettings }) },
  { weight: 1, arbitrary: fc.constant<Deed>({ is: 'refresh' }) },
);

/** Does it; what the model calls possible must be what can be done. */
function carryOut({ wwe, pass }: Harness, one: Deed): void {
  const all = wwe.state().cases.flatMap(({ interactions }) => interactions);
  const on = 'on' in one ? all[one.on % Math.max(all.length, 1)] : undefined;
  if (one.is === 'arrive') wwe.arrive(one.arrival);
  if (one.is === 'pass') pass(one.ms);
  if (one.is === 'settings') assert.equal(wwe.configure(one.patch).ok, true);
  if (one.is === 'refresh') wwe.refresh({ keepFrames: true });
  if (on === undefined) return;
  if (one.is === 'act') assert.equal(wwe.act(one.act, on.id), on.acts.includes(one.act), one.act);
  if (one.is === 'happen') assert.equal(wwe.happen(one.what, on.id), on.happenings.includes(one.what), one.what);
  const possible = one.is === 'possible' ? on.acts[one.pick % Math.max(on.acts.length, 1)] : undefined;
  if (possible !== undefined) assert.equal(wwe.act(possible, on.id), true, possible);
}

/** What the events said of an interaction last. */
interface Seen {
  readonly kind: Kind;
  readonly state: string;
  readonly previousState: unknown;
  /** Without the states of user data, after which the one before goes on (docs/protocol.md#open-media-transitions). */
  readonly standing: string;
}

/** Reads one event; fails if it is not what may follow. */
function follow(seen: Map<unknown, Seen | 'gone'>, kinds: ReadonlyMap<unknown, Kind>, data: unknown): void {
  const interaction = readKey(data, 'interaction');
  if (interaction === undefined) return;
  const [uuid, state, previousState] = ['interactionUUID', 'state', 'previousState'].map((key) =>
    readKey(interaction, key),
  );
  if (!isInteractionState(state)) throw new TypeError(`no state of the 30: ${String(state)}`);
  const before = seen.get(uuid);
  assert.notEqual(before, 'gone', 'told of after REMOVED');
  if (before === 'gone') return;
  const kind = before?.kind ?? kinds.get(uuid);
  if (kind === undefined) throw new TypeError('an interaction that never was on the interactions');
  const check = (from: string, to: string): void => {
    const how = `${kind}: ${from} → ${to}`;
    assert.equal(isListed(kind, from, to) ? 'listed' : how, 'listed');
  };
  const ofUserData = state === 'USER_DATA_ATTACHED' || state === 'USER_DATA_UPDATED';
  if (before === undefined) {
    check('new', state);
    assert.equal(previousState, 'UNKNOWN');
  } else if (readKey(data, 'eventType') === 'ADDED') {
    // WWE was reloaded: nothing changed but the ids, which may be the same by chance.
    assert.deepEqual([state, previousState], [before.state, 'UNKNOWN']);
  } else if (before.state !== state || before.previousState !== previousState) {
    assert.equal(previousState, before.state);
    check(before.standing, state);
  }
  const standing = ofUserData ? (before?.standing ?? state) : state;
  seen.set(uuid, { kind, state, previousState, standing });
  if (readKey(data, 'eventType') !== 'REMOVED') return;
  check(standing, 'gone');
  seen.set(uuid, 'gone');
}

it(
  'never throws, keeps its word on what is possible, and tells of listed transitions only',
  () => {
    fc.assert(
      fc.property(someSettings, fc.array(deed, { minLength: 20, maxLength: 80 }), (patch, deeds) => {
        const harness = createHarness(patch);
        harness.subscribe('interaction');
        const kinds = new Map<unknown, Kind>();
        for (const one of deeds) {
          carryOut(harness, one);
          for (const { interactions } of harness.wwe.state().cases)
            for (const { uuid, kind } of interactions) kinds.set(uuid, kind);
        }
        harness.pass(10_000);
        const seen = new Map<unknown, Seen | 'gone'>();
        for (const { data } of harness.events('interaction')) follow(seen, kinds, data);
        // The list of interactions is as the events left it.
        const told = [...seen].flatMap(([uuid, last]) => (last === 'gone' ? [] : [[uuid, last.state]]));
        const there = harness.wwe.state().cases.flatMap(({ interactions }) => interactions);
        assert.deepEqual(
          new Map(told.map(([uuid, state]) => [uuid, state])),
          new Map(there.map(({ uuid, state }) => [uuid, state])),
        );
      }),
      RUNS,
    );
  },
  TIMEOUT_MS,
);
