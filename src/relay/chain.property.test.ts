/**
 * The whole link, model-checked: bridges with their records, the transports of both browsers with Firefox's relay, and panels,
 * whatever happens to them. No entry is lost that the record still held, none comes twice, order is kept, what is lost is
 * counted exactly, orders are executed once and in their order, and whoever is there is live again once all came to rest.
 */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, test, vi } from 'vitest';
import { Clock } from './testdata/clock.ts';
import { happenings } from './testdata/commands.ts';
import { holdsAtRest, holdsInTheEnd } from './testdata/laws.ts';
import { Model } from './testdata/model.ts';
import { World } from './testdata/world.ts';

const RUNS = { numRuns: process.env.WWE_LONG === '1' ? 10_000 : 75 } as const;
/** ms; the long run takes its time. */
const PATIENCE = { timeout: 3_600_000 };

let clock = new Clock();
beforeEach(() => {
  vi.stubGlobal('setTimeout', (run: () => void, delay: number) => clock.later(run, delay));
  // the keep-alive of the relay has no end: nothing would ever come to rest.
  vi.stubGlobal('setInterval', () => 0);
  // Not a spy: it keeps every call, and there are millions.
  vi.stubGlobal('Date', Object.assign(Object.create(Date), { now: () => clock.now }));
  vi.stubGlobal('performance', { timeOrigin: 0, now: () => clock.now });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** WWE's protocol is spoken everywhere, and all panels are connected. */
async function begin(model: Model, world: World): Promise<void> {
  for (const one of model.documents) one.isSpoken = true;
  for (const page of world.browser.pages) page.add();
  await world.comeToRest();
}

/** All comes to rest, and is live; what comes then arrives, and once all panels are closed nothing is left over. */
async function end(model: Model, world: World): Promise<void> {
  const settled = world.browser.clock.now;
  await world.comeToRest();
  holdsAtRest(model, world, settled);
  for (const page of world.browser.frames.values()) page.add();
  for (const one of model.documents) if (one.state === 'shown') one.isSpoken = true;
  await world.comeToRest();
  holdsAtRest(model, world, settled);
  for (const who of world.panels.keys()) world.close(who, true);
  model.open.fill(false);
  // Their farewell is heard: nobody waits for them.
  await world.deliver();
  holdsInTheEnd(model, world);
  await world.comeToRest();
  holdsInTheEnd(model, world);
}

describe('the link, whatever happens', () => {
  test.each([
    { kind: 'chromium', panels: 1 },
    { kind: 'chromium', panels: 2 },
    { kind: 'firefox', panels: 1 },
    { kind: 'firefox', panels: 2 },
  ] as const)('$kind, $panels panel(s)', PATIENCE, async ({ kind, panels }) => {
    await fc.assert(
      fc.asyncProperty(
        happenings(kind, panels),
        fc.constantFrom(3, 1_000),
        fc.boolean(),
        async (commands, most, isReady) => {
          const made: { model: Model; world: World }[] = [];
          await fc.asyncModelRun(async () => {
            const world = new World(kind, most, panels);
            clock = world.browser.clock;
            for (const who of world.panels.keys()) world.open(who);
            const model = new Model(kind, panels);
            if (isReady) await begin(model, world);
            made.push({ model, world });
            return { model, real: world };
          }, commands);
          for (const { model, world } of made) await end(model, world);
        },
      ),
      RUNS,
    );
  });
});
