import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sameValue } from '../../values/json/equal.ts';
import { type Slot, sameSlot } from '../../values/json/slot.ts';
import { chooseType, commitCell, openValue, typeText } from './cell.ts';
import {
  createEdits,
  discard,
  type Edits,
  keepMine,
  remove,
  rename,
  seenSlot,
  set,
  takeTheirs,
  undo,
} from './edits.ts';
import { plan } from './plan.ts';
import { markAnswered, markSent, markTimedOut, observe, statusOf, vanish } from './sightings.ts';

const KEYS = ['a', 'b', '__proto__', 'c'];
const key = fc.constantFrom(...KEYS);
const value = fc.oneof(
  fc.constantFrom('', 'x', '10'),
  fc.integer({ min: 0, max: 2 }),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
);
const data = fc
  .array(fc.tuple(key, value), { maxLength: 4 })
  .map((pairs): Record<string, unknown> => Object.fromEntries(pairs));

/** What the user wants of each key, kept apart from the state under test. */
type Typed = Map<string, Slot>;
interface World {
  edits: Edits;
  readonly typed: Typed;
  readonly refs: string[];
}
type Act = (world: World) => void;

const own = (key: string, act: (edits: Edits) => Edits, wish: Slot) => (world: World) => {
  world.edits = act(world.edits);
  world.typed.set(key, wish);
};
const freely = (act: (edits: Edits) => Edits) => (world: World) => {
  world.edits = act(world.edits);
  // The user gave something up: the state itself says what is still wanted.
  world.typed.clear();
  for (const edit of world.edits.byKey.values()) world.typed.set(edit.key, edit.wish);
};

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(key, value).map(([k, v]) => own(k, (edits) => set(edits, k, v), { present: true, value: v })),
  key.map((k) => freely((edits) => remove(edits, k))),
  fc.tuple(key, key).map(([k, name]) => freely((edits) => rename(edits, k, name))),
  fc.constantFrom(undo, discard).map(freely),
  key.map((k) => freely((edits) => keepMine(edits, k))),
  key.map((k) => freely((edits) => takeTheirs(edits, k))),
  fc
    .tuple(key, fc.string({ maxLength: 3 }))
    .map(([k, text]) => freely((edits) => commitCell(typeText(openValue(edits, k), text)))),
  fc
    .tuple(key, fc.constantFrom('text' as const, 'number' as const, 'json' as const))
    .map(([k, type]) => freely((edits) => chooseType(edits, k, type))),
  data.map(
    (seen): Act =>
      (world) => {
        world.edits = observe(world.edits, seen, 5);
      },
  ),
  fc.constant<Act>((world) => {
    world.edits = vanish(world.edits);
  }),
  fc.constant<Act>((world) => {
    for (const request of plan(world.edits, '1')) {
      const ref = `r${world.refs.length}`;
      world.refs.push(ref);
      world.edits = markSent(world.edits, request.keys, ref, 4);
    }
  }),
  fc.tuple(fc.nat({ max: 5 }), fc.constantFrom('ok', 'no', 'late')).map(
    ([back, outcome]): Act =>
      (world) => {
        const ref = world.refs.at(-1 - back) ?? 'none';
        if (outcome === 'late') world.edits = markTimedOut(world.edits, ref);
        else world.edits = markAnswered(world.edits, ref, outcome === 'ok' ? null : 'refused');
      },
  ),
);

it('never throws, never loses what was typed, never calls clean what was seen otherwise', () => {
  fc.assert(
    fc.property(data, fc.array(act, { maxLength: 40 }), (first, acts) => {
      const world: World = { edits: createEdits(first, 1), typed: new Map(), refs: [] };
      for (const next of acts) {
        next(world);
        for (const [k, wish] of world.typed) {
          const edit = world.edits.byKey.get(k);
          if (edit) expect(edit.wish).toEqual(wish);
          else {
            expect(statusOf(world.edits, k).is).toBe('clean');
            expect(sameSlot(seenSlot(world.edits, k), wish)).toBe(true);
            world.typed.delete(k);
          }
        }
        const planned = plan(world.edits, '1').flatMap((request) => request.keys);
        expect(new Set(planned).size).toBe(planned.length);
      }
    }),
    { numRuns: 1_000 },
  );
});

it('ends clean when every request is answered with success and what was asked for is seen', () => {
  const changes = fc.array(fc.tuple(key, fc.option(value, { nil: 'gone' as const })), { minLength: 1 });
  fc.assert(
    fc.property(data, changes, (first, wanted) => {
      let edits = createEdits(first, 1);
      for (const [k, v] of wanted) edits = v === 'gone' ? remove(edits, k) : set(edits, k, v);
      const seen = new Map(Object.entries(first));
      for (const [n, request] of plan(edits, '1').entries()) {
        edits = markSent(edits, request.keys, String(n), 2);
        const [, content] = request.parameters;
        if (request.service === 'interaction.setUserData')
          for (const [k, v] of Object.entries(Object(content))) seen.set(k, v);
        else seen.delete(String(content));
        edits = markAnswered(edits, String(n), null);
      }
      edits = observe(edits, Object.fromEntries(seen), 3);
      expect(edits.byKey.size).toBe(0);
      expect(sameValue(new Map(edits.seen), seen)).toBe(true);
    }),
  );
});
