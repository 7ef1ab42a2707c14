import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDocumentClock } from './clock.ts';

const RUNS = { numRuns: process.env.WWE_LONG === '1' ? 20_000 : 1_000 } as const;
const HOUR = 3_600_000;

/** A computer: its monotonic time, and the wall clock, which jumps. */
class Computer {
  /** ms since it was switched on, without its sleep. */
  passed = 0;
  /** What the wall clock shows beyond that, ms since the epoch. */
  beyond = 1_700_000_000_000;

  get wall(): number {
    return Math.floor(this.passed + this.beyond);
  }
}

/** A document: its clock was put right by the wall clock as it began, and never since. */
class Document {
  private readonly beyond: number;

  constructor(private readonly computer: Computer) {
    this.beyond = computer.beyond;
  }

  get at(): number {
    return this.computer.passed + this.beyond;
  }

  get sample() {
    return { at: this.at, wall: this.computer.wall };
  }

  /** What its times need to be those of another document. */
  offsetTo(other: Document): number {
    return other.beyond - this.beyond;
  }
}

test('a document that began before the computer slept for an hour is an hour behind, to the millisecond', () => {
  const computer = new Computer();
  const before = new Document(computer);
  computer.passed += 60_000;
  computer.beyond += HOUR;
  const panel = new Document(computer);
  const clock = createDocumentClock();
  const asked = panel.at;
  // Its page is busy.
  computer.passed += 4_000;
  const { sample } = before;
  computer.passed += 300;
  expect([clock.isKnown, clock.hear(sample, asked, panel.sample), clock.isKnown]).toEqual([false, true, true]);
  expect(Math.abs(clock.offset - HOUR)).toBeLessThanOrEqual(1);
  // Another jump changes nothing: no document's clock follows it.
  computer.beyond -= 2 * HOUR;
  const known = clock.offset;
  expect(clock.hear(before.sample, panel.at, panel.sample)).toBe(false);
  expect(clock.offset).toBe(known);
});

test('clocks that agree but for the grain are one: nothing is put right by a millisecond', () => {
  const clock = createDocumentClock();
  expect(clock.hear({ at: 10_000.4, wall: 10_007 }, 9_990, { at: 10_002, wall: 10_001 })).toBe(false);
  expect([clock.offset, clock.isKnown]).toEqual([0, true]);
  const other = createDocumentClock();
  other.hear({ at: 10_000, wall: 10_000 + HOUR + 7 }, 9_990 + HOUR, { at: 10_002 + HOUR, wall: 10_002 + HOUR }, [
    5,
    HOUR,
  ]);
  expect(other.offset).toBe(HOUR);
});

test('whatever the wall clock does, the offset is within the way there and back; where it stood still then, it is exact', () => {
  const span = fc.integer({ min: 0, max: 5_000 });
  const jump = fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    fc.integer({ min: -10, max: 10 }),
    fc.integer({ min: -3_000, max: 3_000 }),
    fc.integer({ min: -30 * HOUR, max: 30 * HOUR }),
  );
  const trip = fc.record({ before: jump, there: span, meanwhile: jump, back: span, onTheWay: jump });
  fc.assert(
    fc.property(jump, fc.array(trip, { minLength: 1, maxLength: 6 }), fc.boolean(), (sleep, trips, isPanelFirst) => {
      const computer = new Computer();
      const first = new Document(computer);
      computer.passed += 1_000;
      computer.beyond += sleep;
      const second = new Document(computer);
      const [page, panel] = isPanelFirst ? [second, first] : [first, second];
      const clock = createDocumentClock();
      const right = page.offsetTo(panel);
      let shortest = Number.POSITIVE_INFINITY;
      let isExact: boolean | null = null;
      for (const { before, there, meanwhile, back, onTheWay } of trips) {
        computer.beyond += before;
        const asked = panel.at;
        computer.passed += there;
        computer.beyond += meanwhile;
        const { sample } = page;
        computer.passed += back;
        computer.beyond += onTheWay;
        const isFirst = isExact === null;
        isExact ??= onTheWay === 0;
        const known = clock.offset;
        const isOther = clock.hear(sample, asked, panel.sample);
        expect(isOther).toBe(clock.offset !== known);
        shortest = Math.min(shortest, there + back);
        // Both ends of what is possible, and what clocks that are taken for the same may be apart.
        expect(Math.abs(clock.offset - right)).toBeLessThanOrEqual(shortest + 25);
        if (isExact) expect(Math.abs(clock.offset - right)).toBeLessThanOrEqual(21);
        // It was right: nothing can make it change.
        if (isExact && !isFirst) expect(isOther).toBe(false);
      }
    }),
    RUNS,
  );
});
