import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SessionInput } from './model.ts';
import { attachedSession } from './testdata/attached.ts';
import { rowsOf } from './testdata/possible.ts';
import { CLIENT, Record, WWE } from './testdata/world.ts';

const HOUR = 3_600_000;
const RUNS = { numRuns: process.env.WWE_LONG === '1' ? 5_000 : 100 } as const;

/** What happened, by one clock: WWE's window, a page in it, and the page that was loaded into the same frame later. */
interface Told {
  /** How far WWE's window, and the first page, are behind the second page. */
  readonly behind: number;
  readonly isProbed: boolean;
  /** The second page's requests: after which time, and how long WWE takes. */
  readonly requests: readonly { readonly after: number; readonly way: number; readonly takes: number }[];
}

function story({ behind, isProbed, requests }: Told): readonly Record[] {
  const host = new Record('host', 'top', { timeOrigin: 1_000 - behind });
  const before = new Record('before', 'top/0', { timeOrigin: 2_000 - behind });
  const page = new Record('page', 'top/0', { timeOrigin: 40_000 });
  const happens: { readonly t: number; readonly run: () => unknown }[] = [];
  const ask = (who: Record, t: number, number: number, way: number, takes: number, by: number) => {
    const ref = String(number);
    const message = { ...CLIENT, request: 'agent.get', parameters: [number], referenceId: ref };
    if (isProbed) happens.push({ t, run: () => who.called(t - by, number, ref, 'agent.get', { message }) });
    happens.push({ t: t + way, run: () => host.request(t + way - behind, who, ref, 'agent.get', [number]) });
    const answered = t + way + takes;
    happens.push({ t: answered, run: () => who.answer(answered - by, ref, { data: number }) });
  };
  for (const one of [before, page]) if (isProbed) one.probed(one.info.timeOrigin + 100);
  ask(before, 3_000, 0, 2, 20, behind);
  ask(before, 9_000, 1, 2, 20, behind);
  let t = 40_200;
  requests.forEach(({ after, way, takes }, number) => {
    t += after;
    ask(page, t, number, way, takes, 0);
  });
  for (const { run } of happens.sort((a, b) => a.t - b.t)) run();
  return [host, before, page];
}

function sessionOf(records: readonly Record[], more: readonly SessionInput[] = []) {
  const session = attachedSession();
  session.feed([...records.flatMap((one) => one.inputs()), ...more]);
  return session;
}

const ended = (behind: number): SessionInput => ({ what: 'ended', document: 'before', t: 39_000 - behind });

test.each([
  [HOUR, true],
  [HOUR, false],
  [-30 * HOUR, true],
  [700_000, false],
])(
  'a page that was loaded after a jump of %d ms, probed: %s: each request is one row with its own answer',
  (behind, isProbed) => {
    const requests = [
      { after: 0, way: 1, takes: 10 },
      { after: 300, way: 4, takes: 2_000 },
      { after: 100, way: 3, takes: 10 },
    ];
    const session = sessionOf(story({ behind, isProbed, requests }), [ended(behind)]);
    const rows = rowsOf(session).filter((row) => row.is === 'request');
    expect(rows.map(({ client, request }) => [client, request?.ref, request?.matchedBy, request?.answeredBy])).toEqual([
      ['before', '0', 'path', 'wwe'],
      ['before', '1', 'path', 'wwe'],
      ['page', '0', 'path', 'wwe'],
      ['page', '1', 'path', 'wwe'],
      ['page', '2', 'path', 'wwe'],
    ]);
    for (const { request, answer } of rows) {
      const { parameters, sentAt, answeredAt } = request ?? expect.fail('no request');
      expect(JSON.parse(session.entry(answer ?? expect.fail('no answer'))?.body ?? '')).toMatchObject({
        data: parameters[0],
      });
      // What cannot be known better than the way there takes, is no worse.
      expect((answeredAt ?? 0) - (sentAt ?? 0)).toBeGreaterThanOrEqual(0);
      expect((answeredAt ?? 0) - (sentAt ?? 0)).toBeLessThan(2_100);
    }
  },
);

test('whatever the jump, and whatever is fed first, each request is joined with its own answer', () => {
  const jump = fc.oneof(fc.integer({ min: 700_000, max: 90 * HOUR }), fc.integer({ min: -90 * HOUR, max: -700_000 }));
  const request = fc.record({
    after: fc.integer({ min: 0, max: 5_000 }),
    way: fc.integer({ min: 0, max: 30 }),
    takes: fc.integer({ min: 0, max: 900 }),
  });
  fc.assert(
    fc.property(
      jump,
      fc.boolean(),
      fc.array(request, { minLength: 1, maxLength: 6 }),
      fc.constantFrom([0, 1, 2], [2, 1, 0], [1, 2, 0]),
      (behind, isProbed, requests, order) => {
        const records = story({ behind, isProbed, requests });
        const session = attachedSession();
        for (const index of order) session.feed(records[index]?.inputs() ?? []);
        session.feed([ended(behind)]);
        const joined = session.requests().filter(({ client }) => client === 'page');
        joined.sort((a, b) => Number(a.ref) - Number(b.ref));
        expect(joined.map(({ ref, answeredBy, host }) => [ref, answeredBy, host])).toEqual(
          requests.map((_, number) => [String(number), 'wwe', 'host']),
        );
        for (const { parameters, answerEntry } of joined) {
          const body = session.entry(answerEntry ?? expect.fail('no answer'))?.body ?? '';
          expect(JSON.parse(body)).toMatchObject({ data: parameters[0] });
        }
        expect(session.requests()).toHaveLength(requests.length + 2);
      },
    ),
    RUNS,
  );
});

test('where the link tells the clocks nothing is guessed, and what nobody posted is no evidence', () => {
  const host = new Record('host', 'top');
  const page = new Record('page', 'top/0', { timeOrigin: 900_000 });
  const outsider = new Record('untrusted sender', 'top/5', { timeOrigin: 1_000_000 });
  host.request(4_000, page, '0', 'agent.get');
  host.add(5_000, { ...CLIENT, request: 'agent.get', referenceId: '7' }, { peer: 'top/5', origin: WWE });
  page.answer(900_100, '0');
  outsider.answer(1_000_100, '7');
  const records = [host, page, outsider];
  const told = records.map(({ info }): SessionInput => ({ what: 'clock', document: info.document, offset: 0 }));
  expect(
    sessionOf(records, told)
      .requests()
      .map(({ client, matchedBy }) => [client, matchedBy]),
  ).toEqual([
    [null, null],
    [null, null],
    ['page', 'answer'],
    ['untrusted sender', 'answer'],
  ]);
  // Of another origin than the document in that frame.
  expect(
    sessionOf(records)
      .requests()
      .map(({ client, matchedBy }) => [client, matchedBy]),
  ).toEqual([
    ['page', 'path'],
    [null, null],
    ['untrusted sender', 'answer'],
  ]);
});
