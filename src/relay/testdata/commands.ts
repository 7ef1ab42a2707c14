/** The commands of the model: what can happen to the link, each on the model and on the real thing. */
import fc from 'fast-check';
import { holdsAlways, holdsAtRest } from './laws.ts';
import { FRAMES, type Frame, type Kind, type Model } from './model.ts';
import { promises, type Way, type World } from './world.ts';

/** One thing that happens. */
class Happening implements fc.AsyncCommand<Model, World> {
  constructor(
    private readonly words: string,
    private readonly can: (model: Readonly<Model>) => boolean,
    private readonly happens: (model: Model, world: World) => void | Promise<void>,
  ) {}

  check(model: Readonly<Model>): boolean {
    return this.can(model);
  }

  async run(model: Model, world: World): Promise<void> {
    await this.happens(model, world);
    await promises();
    holdsAlways(model, world);
  }

  toString(): string {
    return this.words;
  }
}

const always = () => true;
const isOpen = (who: number) => (model: Readonly<Model>) => model.open[who] === true;
const isShown = (frame: Frame) => (model: Readonly<Model>) => model.shown(frame) !== undefined;

const who = (panels: number) => fc.nat({ max: panels - 1 });
const frame = fc.constantFrom(...FRAMES);

const deliver = fc
  .record({
    way: fc.constantFrom<Way>('anywhere', 'anywhere', 'to panels', 'to the relay', 'to pages'),
    picks: fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 6 }),
  })
  .map(
    ({ way, picks }) =>
      new Happening(`deliver ${way} [${picks}]`, always, async (_, world) => {
        for (const pick of picks) await world.step(way, pick);
      }),
  );

const deliverAll = fc.constant(
  new Happening('deliver 40', always, async (_, world) => {
    for (let i = 0; i < 40; i += 1) await world.step('anywhere', 0);
  }),
);

const add = fc.record({ frame, count: fc.integer({ min: 1, max: 5 }) }).map(
  ({ frame, count }) =>
    new Happening(`add ${count} in ${frame}`, isShown(frame), (model, { browser }) => {
      const shown = model.shown(frame);
      if (shown) shown.isSpoken = true;
      for (let i = 0; i < count; i += 1) browser.frames.get(frame)?.add();
    }),
);

const load = fc.record({ frame, isKept: fc.boolean() }).map(
  ({ frame, isKept }) =>
    new Happening(`load ${frame}${isKept ? ', keep the old' : ''}`, always, (model, world) => {
      model.load(frame, isKept);
      world.load(frame, isKept);
    }),
);

const remove = fc.record({ frame, how: fc.constantFrom('remove', 'crash', 'end the process of') }).map(
  ({ frame, how }) =>
    new Happening(`${how} ${frame}`, isShown(frame), (model, world) => {
      model.leave(frame, false);
      if (how === 'remove') world.remove(frame);
      else world.crash(frame, how === 'crash');
    }),
);

const back = frame.map(
  (frame) =>
    new Happening(
      `back ${frame}`,
      (model) => model.kept(frame) !== undefined,
      (model, world) => {
        model.back(frame);
        world.back(frame);
      },
    ),
);

const stop = fc.record({ isAbrupt: fc.boolean(), isTold: fc.boolean(), isMute: fc.boolean() }).map(
  (how) =>
    new Happening(
      `stop${how.isAbrupt ? ' abruptly' : ''}${how.isTold ? ', told' : ''}${how.isMute ? ', mute' : ''}`,
      ({ kind }) => kind === 'firefox',
      (_, world) => world.stop(how),
    ),
);

const time = fc
  .constantFrom(1, 60, 300, 2_100, 5_000, 11_000)
  .map((ms) => new Happening(`${ms} ms pass`, always, (_, world) => world.pass(ms)));

const slow = fc
  .constantFrom<'the relay' | 'the panel' | Frame>('the relay', 'the panel', 'the panel', 'the panel', ...FRAMES)
  .map((who) => new Happening(`${who} is slow`, always, (_, world) => world.slow(who)));
const awake = fc.constant(new Happening('nobody is slow', always, (_, { browser }) => browser.transports.slow.clear()));

const settle = fc.constant(
  new Happening('come to rest', always, async (model, world) => {
    const settled = world.browser.clock.now;
    await world.comeToRest();
    holdsAtRest(model, world, settled);
  }),
);

const cut = (panels: number) =>
  fc.record({ who: who(panels), pick: fc.nat({ max: 2 }), isDeaf: fc.boolean() }).map(
    ({ who, pick, isDeaf }) =>
      new Happening(
        `cut a port of panel ${who}${isDeaf ? ', the bridge deaf' : ''}`,
        (model) => model.kind === 'chromium' && isOpen(who)(model),
        (model, world) => {
          world.cut(who, pick, isDeaf);
          if (isDeaf) for (const one of model.documents) one.isDeaf = true;
        },
      ),
  );

/** What a panel's user does. */
type Doing = 'send' | 'record' | 'no record' | 'clear' | 'hello' | 'catch up';
const using = (panels: number, what: readonly Doing[]) =>
  fc
    .record({
      does: fc.constantFrom(...what),
      who: who(panels),
      frame,
    })
    .map(
      ({ does, who, frame }) =>
        new Happening(`panel ${who}: ${does}${does === 'send' ? ` to ${frame}` : ''}`, isOpen(who), (_, world) => {
          const panel = world.panels[who];
          if (does === 'send') world.send(who, frame);
          else if (does === 'clear') panel?.clear();
          else if (does === 'hello') panel?.hello();
          else if (does === 'catch up') panel?.catchUp();
          else panel?.record(does === 'record');
        }),
    );

const openOrClose = (panels: number) =>
  fc.record({ who: who(panels), isKilled: fc.boolean() }).map(
    ({ who, isKilled }) =>
      new Happening(`panel ${who} is ${isKilled ? 'killed' : 'closed'}, or opened`, always, (model, world) => {
        if (model.open[who]) world.close(who, !isKilled);
        else world.open(who);
        model.open[who] = !model.open[who];
      }),
  );

/** What can happen in a browser with so many panels: everything, or more of what belongs together. */
export function happenings(kind: Kind, panels: number) {
  const use = (...does: readonly Doing[]) => using(panels, does);
  const carry = [deliver, deliver, deliver, deliverAll];
  const cuts = kind === 'firefox' ? stop : cut(panels);
  const themes = [
    [...carry, deliver, add, add, use('send', 'record', 'no record', 'clear', 'hello', 'catch up'), cuts]
      .concat([load, remove, back, time])
      .concat([slow, awake, settle, openOrClose(panels)]),
    [...carry, add, add, cuts, time, use('hello', 'catch up')],
    [...carry, add, cuts, time, use('send'), use('send', 'hello')],
    [...carry, add, cuts, slow, awake, use('record', 'no record', 'clear', 'send', 'catch up')],
    [...carry, add, add, cuts, load, remove, back],
    [...carry, deliverAll, add, add, load, remove, back, slow, use('clear')],
    [...carry, add, cuts, time, openOrClose(panels), openOrClose(panels), use('record', 'no record')],
  ];
  return fc.oneof(...themes.map((one) => fc.commands(one, { maxCommands: 40, size: 'max' })));
}
