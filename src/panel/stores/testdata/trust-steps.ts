/** What happens in a tab, at random: what its windows do, what the panel takes in, what the user does. */
import fc from 'fast-check';

const ORIGINS = ['https://wwe.example.com', 'https://evil.example.com', 'https://crm.example.com'] as const;

/** An origin of a page: few, so that two windows are of one now and then. */
export const origin = fc.constantFrom(...ORIGINS);
const pick = fc.nat({ max: 11 });
const isWatched = fc.nat({ max: 5 }).map((n) => n > 0);
/** Of an interaction: few of each, so that those of several windows are alike. */
const ids = {
  id: fc.constantFrom('1', '2'),
  uuid: fc.constantFrom('U', 'V', undefined),
  caseId: fc.constantFrom('C', undefined),
};
const heardBy = fc.constantFrom('frame', 'frame', 'frame', 'parent', 'anybody');
const ref = fc.constantFrom('0', '1');
const where = { who: pick, at: pick };

const add = fc.record({ does: fc.constant('add' as const), ...where, origin, isWatched });
const remove = fc.record({ does: fc.constant('remove' as const), who: pick });
const move = fc.record({ does: fc.constant('move' as const), ...where });
const load = fc.record({ does: fc.constant('load' as const), who: pick, origin, isWatched });
const loadAnew = fc.record({ does: fc.constant('load anew' as const), who: pick, isWatched });
const tell = fc.record({ does: fc.constant('tell' as const), who: pick, to: pick, heardBy, ...ids });
const frameId = fc.record({ does: fc.constant('frame id' as const), who: pick, to: pick, heardBy });
const askAndAnswer = fc.record({ does: fc.constant('ask and answer' as const), who: pick, to: pick, ref, ...ids });
const answer = fc.record({ does: fc.constant('answer' as const), who: pick, ...ids });
const forge = fc.record({ does: fc.constant('forge' as const), who: pick, to: pick, ref: pick, ...ids });
const pull = fc.record({ does: fc.constant('pull' as const), who: pick });
const draw = fc.record({ does: fc.constant('draw' as const) });
const picks = fc.record({
  does: fc.constant('pick' as const),
  what: fc.constantFrom('wwe', 'client', 'all'),
  which: pick,
});
const on = fc.constantFrom('row', 'row', 'row', 'load', 'call', 'subscribe');
const press = fc.record({ does: fc.constant('press' as const), on, which: pick });
const execute = fc.record({ does: fc.constant('execute' as const) });
const leave = fc.record({ does: fc.constant('leave' as const), who: pick });
const clear = fc.record({ does: fc.constant('clear' as const) });

const turn = fc.record({ does: fc.constant('turn' as const), which: pick, origin });

const hazard = fc.oneof(add, remove, move, load, loadAnew, frameId, forge, picks, { weight: 3, arbitrary: turn });
const says = fc.oneof({ weight: 3, arbitrary: tell }, { weight: 2, arbitrary: askAndAnswer }, answer, forge);
const single = fc.oneof(hazard, says, pull, draw, press, execute, leave, clear);

/** One thing that happens. */
export type Step = typeof single extends fc.Arbitrary<infer T> ? T : never;

/** Something is said, the user sees it and presses, and before the bridge executes something else happens, or not. */
const round = fc
  .tuple(says, fc.option(says), draw, fc.option(picks), press, fc.option(hazard), execute, fc.option(answer))
  .map((steps) => steps.filter((one) => one !== null));

/** A tree of frames, and what happens in it. */
export const happenings: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    fc.array(add, { minLength: 2, maxLength: 7 }),
    fc.array(
      fc.oneof(
        { weight: 2, arbitrary: round },
        single.map((one) => [one]),
      ),
      { minLength: 3, maxLength: 20, size: 'max' },
    ),
  )
  .map(([frames, rounds]) => [...frames, ...rounds.flat()]);
