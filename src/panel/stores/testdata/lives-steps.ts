/** What happens around a WWE that is loaded anew, at random. */
import fc from 'fast-check';

/**
 * Where WWE is, and who talks to it: WWE is the tab; WWE is in a frame of another page; the page around WWE is a client; WWE
 * opened the tab.
 */
const place = fc.constantFrom('top', 'framed', 'around', 'opener');
const pick = fc.nat({ max: 11 });
const isWatched = fc.nat({ max: 3 }).map((n) => n > 0);

const arrive = fc.record({ does: fc.constant('arrive' as const), hasUuid: isWatched, hasCase: isWatched, to: pick });
const end = fc.record({ does: fc.constant('end' as const), which: pick, isTold: fc.boolean(), to: pick });
const tell = fc.record({ does: fc.constant('tell' as const), which: pick, to: pick });
const ask = fc.record({ does: fc.constant('ask' as const), by: pick });
const answer = fc.record({ does: fc.constant('answer' as const) });
const frameId = fc.record({ does: fc.constant('frame id' as const), to: pick, isNew: fc.boolean() });
/** WWE's page is loaded anew: some contacts stay, and have ids in another order. */
const reload = fc.record({ does: fc.constant('reload' as const), isWatched, clients: fc.nat({ max: 2 }), order: pick });
const reloadClient = fc.record({ does: fc.constant('reload client' as const), which: pick });
const pull = fc.record({ does: fc.constant('pull' as const), which: pick });
const learnEnd = fc.record({ does: fc.constant('learn end' as const), which: pick });
const draw = fc.record({ does: fc.constant('draw' as const) });
const choose = fc.record({ does: fc.constant('choose client' as const), which: fc.option(pick) });
const action = fc.constantFrom(
  'write',
  'write',
  'end',
  'block',
  'look',
  'case',
  'load',
  'resend',
  'compose',
  'subscribe',
  'unsubscribe',
);
const press = fc.record({ does: fc.constant('press' as const), what: action, which: pick });
const pressing = (what: 'subscribe' | 'unsubscribe') =>
  fc.record({ does: fc.constant('press' as const), what: fc.constant(what), which: pick });
const execute = fc.record({ does: fc.constant('execute' as const) });
const clear = fc.record({ does: fc.constant('clear' as const) });

const says = fc.oneof({ weight: 2, arbitrary: arrive }, tell, { weight: 2, arbitrary: ask }, end, frameId);
const single = fc.oneof(
  clear,
  { weight: 5, arbitrary: says },
  { weight: 2, arbitrary: answer },
  { weight: 2, arbitrary: reload },
  reloadClient,
  { weight: 3, arbitrary: pull },
  learnEnd,
  { weight: 2, arbitrary: draw },
  choose,
  { weight: 3, arbitrary: press },
  { weight: 2, arbitrary: execute },
);

/** One thing that happens. */
export type LifeStep = typeof single extends fc.Arbitrary<infer T> ? T : never;

/** A client asks, WWE answers, the user sees it. */
const listed = fc.tuple(arrive, ask, answer, pull, pull, draw).map((steps): readonly LifeStep[] => steps);
/** The user presses, and before the bridge executes something else happens, or not. */
const pressed = fc
  .tuple(draw, press, fc.option(single), execute, answer, pull, draw, fc.option(single), execute)
  .map((steps): readonly LifeStep[] => steps.filter((one) => one !== null));
/** A client hears of somebody; the user subscribes, and WWE answers; it is loaded anew, or not; the user ends what he was shown. */
const subscribed = fc
  .tuple(
    listed,
    fc.tuple(pressing('subscribe'), execute, answer, answer, pull, pull, draw),
    fc.option(reload),
    fc.option(fc.tuple(pressing('unsubscribe'), execute)),
  )
  .map((steps): readonly LifeStep[] => steps.flat().filter((one) => one !== null));
/** WWE is loaded anew, and a client asks it what is there. */
const renewed = fc
  .tuple(reload, ask, answer, fc.option(pull), fc.option(pull), fc.option(learnEnd))
  .map((steps): readonly LifeStep[] => steps.filter((one) => one !== null));

/** The user presses where WWE was loaded anew. */
const pressedAfter = fc.tuple(renewed, listed, pressed).map((steps): readonly LifeStep[] => steps.flat());

/** Where WWE is, and what happens. */
export const lives = fc.record({
  place,
  isWatched,
  steps: fc
    .array(
      fc.oneof(
        { weight: 2, arbitrary: listed },
        { weight: 3, arbitrary: pressed },
        renewed,
        pressedAfter,
        subscribed,
        single.map((one) => [one]),
      ),
      { minLength: 3, maxLength: 18, size: 'max' },
    )
    .map((all) => all.flat()),
});
