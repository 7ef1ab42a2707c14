import { describe, expect, it } from 'vitest';
import { WatchedDocument } from './documents.ts';
import { matchCalls } from './match-calls.ts';
import type { Asked, Called } from './requests-seen.ts';
import { world } from './testdata/world.ts';

const { host, a } = world();
const [wwe, page] = [new WatchedDocument(host.info, 10), new WatchedDocument(a.info, 10)];
const ABOUT = { peer: 'top/0', origin: 'https://page.example.com', size: 1, kind: 'request' } as const;

const wire = (t: number, service = 'agent.get', parameters: readonly unknown[] = []): Asked => ({
  ...{ ...ABOUT, t, n: t, document: wwe, sort: 'wire', service, parameters },
});
const called = (t: number, service = 'agent.get', parameters: readonly unknown[] = []): Called => ({
  ...{ ...ABOUT, t, n: t, document: page, sort: 'probe', service, parameters },
  ...{ call: t, caller: 0, wantsSuccess: true, names: [], runs: [], handler: null, isBrief: false },
});

/** Pairs of times. */
const joined = (wires: readonly Asked[], calls: readonly Called[]) =>
  [...matchCalls(wires, calls)].map(([one, call]) => [one.t, call.t]);

describe('joinCalls', () => {
  it('one of each, if the service agrees and the time is possible', () => {
    expect(joined([wire(2_000)], [called(1_990)])).toEqual([[2_000, 1_990]]);
    expect(joined([wire(2_000)], [called(2_900)])).toEqual([[2_000, 2_900]]);
    expect(joined([wire(2_000)], [called(3_100)])).toEqual([]);
    expect(joined([wire(40_000)], [called(2_000)])).toEqual([]);
    expect(joined([wire(2_000)], [called(1_990, 'agent.getState')])).toEqual([]);
  });
  it('as many of each, in order', () => {
    expect(joined([wire(2_000), wire(2_001)], [called(1_990), called(1_991)])).toEqual([
      [2_000, 1_990],
      [2_001, 1_991],
    ]);
  });
  it('calls that were told briefly: by their service, in order, whatever the requests carry', () => {
    const brief = (t: number, service: string): Called => ({ ...called(t, service), isBrief: true });
    expect(joined([wire(2_000, 'x', [1]), wire(2_001, 'x', [2])], [brief(1_990, 'x'), brief(1_991, 'x')])).toEqual([
      [2_000, 1_990],
      [2_001, 1_991],
    ]);
    expect(
      joined([wire(2_000, 'x', [1]), wire(2_001, 'y', [2])], [brief(1_991, 'y'), called(1_990, 'x', [1])]),
    ).toEqual([
      [2_000, 1_990],
      [2_001, 1_991],
    ]);
    expect(joined([wire(2_000, 'x', [1])], [brief(1_990, 'y')])).toEqual([]);
  });
  it('what they say tells them apart', () => {
    expect(joined([wire(2_000, 'x', [1]), wire(2_001, 'x', [2])], [called(1_990, 'x', [2])])).toEqual([[2_001, 1_990]]);
    expect(joined([wire(2_000, 'x', [1n])], [called(1_980, 'y'), called(1_990, 'x', [1n])])).toEqual([[2_000, 1_990]]);
  });
  it('time tells where the numbers do not', () => {
    expect(joined([wire(2_000), wire(90_000)], [called(1_990), called(50_000), called(89_990)])).toEqual([
      [2_000, 1_990],
      [90_000, 89_990],
    ]);
  });
  it('smaller gaps tell apart what a page sends by hand soon after its library did', () => {
    expect(joined([wire(754), wire(1_049)], [called(746)])).toEqual([[754, 746]]);
    expect(joined([wire(10_300), wire(10_010)].reverse(), [called(10_295)])).toEqual([[10_300, 10_295]]);
  });
  it('what is ambiguous is not guessed', () => {
    expect(joined([wire(2_000)], [called(1_990), called(1_995)])).toEqual([]);
    expect(joined([wire(2_000), wire(2_005)], [called(1_990)])).toEqual([]);
  });
  it('what is left over is joined where only one fits', () => {
    expect(joined([wire(2_000), wire(15_000)], [called(1_990), called(9_000), called(100_000)])).toEqual([
      [2_000, 1_990],
      [15_000, 9_000],
    ]);
  });
});
