import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { REQUEST_TIMEOUT_MS } from '../../protocol/messages.ts';
import type { Mark, MessageRow } from '../../session/messages-model.ts';
import { statusOf } from '../../session/rows/status.ts';
import { installTexts, messagesLookup } from '../text/i18n.ts';
import { type Filter, printTest, type Term, textTest } from './filter.ts';
import { rowIs } from './filter-fields.ts';
import { type FilterFacts, judge, judgeWith, opensFor } from './judge.ts';
import { event, filterOf, request, row } from './testdata/rows.ts';
import { MESSAGE_WORDS } from './vocabulary.ts';

installTexts(messagesLookup(english));

const about: FilterFacts = {
  now: 5_000,
  clientNumber: (document) => (document === 'a' ? 1 : null),
  clientNames: (document) => (document === 'a' ? ['CRM Page', 'https://crm.example.com'] : []),
};
const pending = row({ request: request({ answeredAt: null, answeredBy: null }) });

describe('judge', () => {
  it.each<[string, MessageRow, 'yes' | 'no' | 'body']>([
    ['', row(), 'yes'],
    ['SETUSER', row(), 'yes'],
    ['-setuser', row(), 'no'],
    ['nowhere', row(), 'body'],
    ['-nowhere', row(), 'body'],
    ['"crm page"', row(), 'yes'],
    ['crm.example', row(), 'yes'],
    ['crm.example', row({ client: null }), 'body'],
    ['ringing', event(), 'yes'],
    ['12', row(), 'yes'],
    ['7', row(), 'yes'],
    ['/^interaction\\.set/', row(), 'yes'],
    ['/^INTERACTION/', row(), 'body'],
    ['/^crm/i', row(), 'yes'],
    ['service:interaction.*', row(), 'yes'],
    ['service:INTERACTION.setuserdata', row(), 'yes'],
    ['service:interaction', row(), 'no'],
    ['service:*data', row(), 'yes'],
    ['service:interaction', event(), 'no'],
    ['-service:interaction.*', row(), 'no'],
    ['event:interaction', event(), 'yes'],
    ['event:markdone', event(), 'no'],
    ['event:*', row(), 'no'],
    ['-event:*', row(), 'yes'],
    ['type:ring*', event(), 'yes'],
    ['type:ringing', row({ detail: 'RINGING' }), 'no'],
    ['id:12', row(), 'yes'],
    ['id:1', row(), 'no'],
    ['id:*', row({ interactionId: null }), 'no'],
    ['ref:7', row(), 'yes'],
    ['ref:7', row({ request: request({ ref: '#7' }) }), 'yes'],
    ['ref:#7', row(), 'no'],
    ['ref:*', event(), 'no'],
    ['state:HELD', event(), 'body'],
    ['-state:HELD', event(), 'body'],
    ['state:HELD', event({ is: 'string' }), 'no'],
    ['key:ContactId', row(), 'body'],
    ['-key:ContactId', event({ is: 'frame' }), 'yes'],
    ['client:1', row(), 'yes'],
    ['client:2', row(), 'no'],
    ['client:1', row({ client: null }), 'no'],
    ['larger:2k', row(), 'no'],
    ['larger:1999', row(), 'yes'],
    ['smaller:2001', row(), 'yes'],
    ['smaller:2k', row(), 'no'],
    ['slower:400ms', row(), 'yes'],
    ['slower:500ms', row(), 'no'],
    ['faster:501ms', row(), 'yes'],
    ['faster:500ms', row(), 'no'],
    ['slower:3s', pending, 'yes'],
    ['slower:4s', pending, 'no'],
    ['faster:1m', pending, 'no'],
    ['slower:1ms', event(), 'no'],
    ['-faster:1s', event(), 'yes'],
    ['is:ok', row(), 'yes'],
    ['is:failed', row(), 'no'],
    ['is:failed', row({ request: request({ failed: true, error: 'no' }) }), 'yes'],
    ['is:pending', pending, 'yes'],
    ['is:request', row(), 'yes'],
    ['is:event', row(), 'no'],
    ['is:answer', row({ is: 'answer' }), 'yes'],
    ['is:page', row(), 'yes'],
    ['is:page', event(), 'no'],
    ['is:tool', row({ request: request({ by: 'tool' }) }), 'yes'],
    ['is:page', row({ marks: ['by the tool'] }), 'no'],
    ['is:out', row(), 'yes'],
    ['is:in', row(), 'no'],
    ['is:ok service:interaction.*', row(), 'yes'],
    ['nowhere is:failed', row(), 'no'],
    ['is:ok nowhere', row(), 'body'],
    ['nowhere -is:failed', row(), 'body'],
  ])('%s', (text, one, verdict) => {
    expect(judge(filterOf(text), one, about)).toBe(verdict);
  });

  it('finds every mark by its word', () => {
    const marks: readonly Mark[] = [
      'no answer asked',
      'never arrived',
      'threw',
      'answered twice',
      'answered as event',
      'numeric id',
      'id used again',
      'id shared',
      'unmatched',
      'untrusted sender',
      'own echo',
      'without library',
      'no handler',
      'before subscription',
      'handler threw',
      'unknown name',
      'unread',
      'by the tool',
    ];
    for (const mark of marks) {
      const filter = filterOf(`is:"${mark}"`);
      expect(judge(filter, event({ marks: [mark] }), about)).toBe('yes');
      expect(judge(filter, event(), about)).toBe('no');
    }
  });
});

const names = fc.constantFrom(
  '',
  'interaction',
  'interaction.setUserData',
  'voice.dial',
  'RINGING',
  'markdone',
  '12',
  '#7',
);
const anyRow: fc.Arbitrary<MessageRow> = fc
  .record({
    is: fc.constantFrom('request' as const, 'answer' as const, 'event' as const, 'string' as const, 'unknown' as const),
    name: names,
    detail: names,
    interactionId: fc.option(names),
    client: fc.constantFrom('a', 'b', null),
    size: fc.nat(4_000),
    direction: fc.constantFrom('in' as const, 'out' as const),
    marks: fc.subarray(['untrusted sender', 'no handler', 'by the tool'] satisfies Mark[]),
    ref: fc.option(fc.constantFrom('7', '#7', '8')),
    took: fc.option(fc.nat(3_000)),
  })
  .map(({ ref, took, ...more }) =>
    row({ ...more, request: ref === null ? null : request({ ref, answeredAt: took === null ? null : 1_000 + took }) }),
  );
const anyTerm = fc.record({
  negated: fc.boolean(),
  test: fc
    .constantFrom(
      'x',
      'ring',
      '/^in/',
      '/7$/',
      'service:interaction*',
      'event:*',
      'type:R*G',
      'id:1*',
      'ref:7',
      'client:1',
      'larger:2k',
      'smaller:2k',
      'slower:1s',
      'faster:1s',
      'is:untrusted-sender',
      'is:page',
      'state:HELD',
      'key:*',
      'data.a:*',
    )
    .map((text) => filterOf(text).terms[0]?.test ?? textTest('x')),
});

describe('kinds and inversion', () => {
  const kinds = (...ids: string[]) => MESSAGE_WORDS.kinds.filter(({ id }) => ids.includes(id));

  it.each<[string, MessageRow]>([
    ['requests', row()],
    ['requests', row({ is: 'answer' })],
    ['events', event()],
    ['failed', row({ request: request({ failed: true }) })],
    ['failed', event({ marks: ['handler threw'] })],
    ['no-handler', event({ marks: ['no handler'] })],
    ['no-handler', event({ marks: ['before subscription'] })],
    ['tool', row({ request: request({ by: 'tool' }) })],
  ])('%s', (id, one) => {
    expect(judge({ terms: [], kinds: kinds(id) }, one, about)).toBe('yes');
    const others = ['requests', 'events'].filter((other) => other !== id);
    if (others.length === 1) expect(judge({ terms: [], kinds: kinds(...others) }, one, about)).toBe('no');
    expect(judge({ terms: [], kinds: kinds('requests', 'events') }, one, about)).toBe('yes');
  });

  it('becomes failed by the clock alone', () => {
    const filter = { terms: [], kinds: kinds('failed') };
    expect(judge(filter, pending, about)).toBe('no');
    expect(judge(filter, pending, { ...about, now: 1_000 + REQUEST_TIMEOUT_MS + 1 })).toBe('yes');
    expect(opensFor(filter)).toBe(REQUEST_TIMEOUT_MS);
    expect(opensFor({ terms: [], kinds: kinds('events') })).toBe(0);
  });

  it.each<[string, 'yes' | 'no' | 'body']>([
    ['', 'yes'],
    ['service:interaction.*', 'no'],
    ['service:voice.*', 'yes'],
    ['service:interaction.* is:event', 'yes'],
    ['is:event nowhere', 'yes'],
    ['service:interaction.* nowhere', 'body'],
  ])('inverts %s as a whole', (text, verdict) => {
    const filter = { ...filterOf(text), inverted: true };
    expect(judge(filter, row(), about)).toBe(verdict);
    // What is of no kind that was chosen stays out.
    expect(judge({ ...filter, kinds: kinds('events') }, row(), about)).toBe('no');
  });

  it('asks the clocks when it was', () => {
    const at = (text: string) => judge(filterOf(text), row({ t: Date.UTC(2026, 10, 30, 14, 5, 10, 123) }), about);
    expect(at('at:2026-11-30T14:05')).toBe('yes');
    expect(at('at:2026-11-30T14:05:10.12')).toBe('yes');
    expect(at('at:2026-11-30T14:05:11')).toBe('no');
    expect(at('-at:2026-11-30T14:06')).toBe('yes');
    expect(at('after:2026-11-30T14:05')).toBe('yes');
    expect(at('after:2026-11-30T14:06')).toBe('no');
    expect(at('before:2026-11-30T14:06')).toBe('yes');
    expect(at('before:2026-11-30T14:05')).toBe('no');
    // Nobody knows yet from when on it is counted.
    expect(at('after:+00:00')).toBe('no');
  });
});

/** The language once more, as simply as it can be said. @param body texts of the payload, here the same for every test */
function naive({ negated, test }: Term, one: MessageRow, body: boolean): boolean {
  const glob = (name: string, pattern: string) =>
    name !== '' && new RegExp(`^${pattern.replaceAll(/[.#]/g, '\\$&').replaceAll('*', '.*')}$`, 'is').test(name);
  const all = [
    one.name,
    one.detail,
    one.interactionId ?? '',
    one.request?.ref ?? '',
    one.client === 'a' ? 'CRM Page' : '',
    one.client === 'a' ? 'https://crm.example.com' : '',
  ];
  const took = one.request?.answeredAt ? one.request.answeredAt - 1_000 : null;
  const holds = (): boolean => {
    switch (test.by) {
      case 'text':
        return body || all.some((name) => name.toLowerCase().includes(test.text.toLowerCase()));
      case 'pattern':
        return body || all.some((name) => name !== '' && new RegExp(test.source, test.flags).test(name));
      case 'is':
        return rowIs(one, test.word, statusOf(one, about.now));
      case 'client':
        return one.client === 'a' && test.number === 1;
      case 'amount':
        if (test.field === 'larger') return one.size > test.limit;
        if (test.field === 'smaller') return one.size < test.limit;
        if (!one.request) return false;
        if (took === null) {
          const status = statusOf(one, about.now);
          return (
            test.field === 'slower' && (status === 'pending' || status === 'timeout') && about.now - 1_000 > test.limit
          );
        }
        return test.field === 'slower' ? took > test.limit : took < test.limit;
      case 'time':
        return test.spans.some(({ from, to }) => one.t >= from && (test.field === 'after' || one.t < to));
      case 'data':
        return body && one.is !== 'string';
      case 'name':
        if (test.field === 'state' || test.field === 'key') return body && one.is !== 'string';
        if (test.field === 'service') return (one.is === 'request' || one.is === 'answer') && glob(one.name, test.glob);
        if (test.field === 'event') return one.is === 'event' && glob(one.name, test.glob);
        if (test.field === 'type') return one.is === 'event' && glob(one.detail, test.glob);
        if (test.field === 'id') return glob(one.interactionId ?? '', test.glob);
        return (
          one.request !== null &&
          (glob(one.request.ref, test.glob) || glob(one.request.ref.replace('#', ''), test.glob))
        );
    }
  };
  return holds() !== negated;
}

it('agrees with a naive reading, and leaves to the payload only what it must', () => {
  fc.assert(
    fc.property(fc.array(anyTerm, { maxLength: 4 }), anyRow, fc.boolean(), (terms, one, body) => {
      const filter: Filter = { terms };
      const expected = terms.every((term) => naive(term, one, body));
      expect(
        judgeWith(filter, one, about, () => body),
        terms.map(({ test }) => printTest(test)).join(' '),
      ).toBe(expected ? 'yes' : 'no');
      const verdict = judge(filter, one, about);
      const depends = terms.every((t) => naive(t, one, true) || naive(t, one, false));
      if (verdict === 'body')
        expect(depends && terms.some((t) => naive(t, one, true) !== naive(t, one, false))).toBe(true);
      else expect(verdict).toBe(expected ? 'yes' : 'no');
    }),
    { numRuns: 3_000 },
  );
});
