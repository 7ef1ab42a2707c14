import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { character } from '../testdata/character.ts';
import { installTexts, messagesLookup } from '../text/i18n.ts';
import { candidatesAt } from './candidates.ts';
import { dataTest, type Filter, nameTest, printFilter, printTest, type Test, textTest } from './filter.ts';
import { MESSAGE_IS_WORDS as ALL_IS_WORDS, type NameField } from './filter-fields.ts';
import { LONGEST, MOST_TERMS, parseFilter } from './parse.ts';
import { filterOf } from './testdata/rows.ts';
import { INTERACTION_WORDS, MESSAGE_WORDS } from './vocabulary.ts';

installTexts(messagesLookup(english));

/** What is asked, without the machinery of a pattern. */
function plain({ terms }: Filter) {
  return terms.map(({ negated, test }) => {
    const shown = test.by === 'pattern' ? { by: test.by, source: test.source, flags: test.flags } : test;
    return { negated, test: shown };
  });
}

describe('parseFilter', () => {
  it.each<[string, Test, boolean]>([
    ['Held', textTest('Held'), false],
    ['-held', textTest('held'), true],
    ['"two words"', textTest('two words'), false],
    ['-"a \\"b\\" \\\\"', textTest('a "b" \\'), true],
    ['messenger:chat', textTest('messenger:chat'), false],
    ['https://page.example.com/', textTest('https://page.example.com/'), false],
    ['10:30', textTest('10:30'), false],
    ['state:HELD', nameTest('state', 'HELD'), false],
    ['EVENT:markdone', nameTest('event', 'markdone'), false],
    ['-service:interaction.*', nameTest('service', 'interaction.*'), true],
    ['type:RINGING', nameTest('type', 'RINGING'), false],
    ['id:12', nameTest('id', '12'), false],
    ['ref:#7', nameTest('ref', '#7'), false],
    ['key:"Contact Id"', nameTest('key', 'Contact Id'), false],
    ['data.City:Par*', dataTest('City', 'Par*'), false],
    ['-DATA."Home: City.name":"New York"', dataTest('Home: City.name', 'New York'), true],
    ['data."Home: \\"City\\"":"New York"', dataTest('Home: "City"', 'New York'), false],
    ['data.Deep.City:*', dataTest('Deep.City', '*'), false],
    ['data.City', textTest('data.City'), false],
    ['previousState:HELD', nameTest('previous', 'HELD'), false],
    ['caseId:A', nameTest('case', 'A'), false],
    ['is:failed', { by: 'is', word: 'failed' }, false],
    ['is:"Answered twice"', { by: 'is', word: 'answered-twice' }, false],
    ['is:no_handler', { by: 'is', word: 'no-handler' }, false],
    ['client:1', { by: 'client', number: 1 }, false],
    ['larger:10k', { by: 'amount', field: 'larger', text: '10k', limit: 10_000 }, false],
    ['smaller:1.5MB', { by: 'amount', field: 'smaller', text: '1.5mb', limit: 1_500_000 }, false],
    ['slower:2s', { by: 'amount', field: 'slower', text: '2s', limit: 2_000 }, false],
    ['faster:300ms', { by: 'amount', field: 'faster', text: '300ms', limit: 300 }, false],
    ['slower:1m', { by: 'amount', field: 'slower', text: '1m', limit: 60_000 }, false],
  ])('reads %s', (text, test, negated) => {
    expect(filterOf(` ${text}\t`).terms).toEqual([{ negated, test }]);
  });

  it('reads regular expressions, spaces and slashes in brackets included', () => {
    expect(plain(filterOf('-/held [/] x\\/y/i'))).toEqual([
      { negated: true, test: { by: 'pattern', source: 'held [/] x\\/y', flags: 'i' } },
    ]);
  });

  it('takes all terms, in their order', () => {
    expect(printFilter(filterOf('  is:failed   -service:voice.*  "a b" x /y/ '))).toBe(
      'is:failed -service:voice.* "a b" x /y/',
    );
    expect(filterOf(' ').terms).toEqual([]);
  });

  it('has a word for every status and every mark', () => {
    expect(ALL_IS_WORDS).toEqual(
      expect.arrayContaining(['no-answer-asked', 'never-arrived', 'before-subscription', 'by-the-tool']),
    );
    for (const word of ALL_IS_WORDS)
      expect(filterOf(`is:${word}`).terms).toEqual([{ negated: false, test: { by: 'is', word } }]);
  });

  it.each([
    ['x stat:HELD', 'stat', 'state', 'Messages has no field stat. Is state meant?'],
    ['nothinglikeit:1', 'nothinglikeit', null, 'Messages has no field nothinglikeit. To search'],
    ['who:Ada', 'who', null, 'who: is a field of Interactions. Messages has none of that name.'],
    ['data:Paris', 'data:Paris', null, 'for example data.City:Paris'],
    ['data.', 'data.', null, 'for example data.City:Paris'],
    ['data."a b".c:x', 'data."a b".c:x', null, 'for example data.City:Paris'],
    ['data."a b:x', '"a b:x', null, 'quotation mark is not closed'],
    ['data.City:', 'data.City:', null, 'data: needs a value'],
    ['-is:faild', 'faild', 'failed', 'There is no is:faild. Is is:failed meant?'],
    ['is:zzzzzzzz', 'zzzzzzzz', null, 'Type is: to see all words'],
    ['state:', 'state:', null, 'state: needs a value, for example state:HELD'],
    ['key:""', 'key:""', null, 'key: needs a value'],
    ['larger:much', 'much', null, 'much is no size'],
    ['larger:10x', '10x', null, '10x has an unknown unit'],
    ['slower:2', '2', '2s', '2 needs a unit'],
    ['slower:-2s', '-2s', null, '-2s is no time'],
    ['after:noon', 'noon', null, 'noon is no time. Write it as the column of times does: 14:05'],
    ['at:2:05pm', '2:05pm', '14:05', '2:05pm is no time'],
    ['at:12:05am', '12:05am', '00:05', '12:05am is no time'],
    ['at:14.05', '14.05', '14:05', '14.05 is no time'],
    ['at:14', '14', '14:00', '14 is no time'],
    ['before:25:00', '25:00', null, 'There is no hour of 25:00'],
    ['before:14:60', '14:60', null, 'There is no minute of 14:60'],
    ['-at:14:05:61', '14:05:61', null, 'There is no second of 14:05:61'],
    ['at:2026-02-30', '2026-02-30', null, 'There is no day 2026-02-30'],
    ['at:2026-11-30 14:05', '2026-11-30 14:05', '2026-11-30T14:05', 'there is a T'],
    ['at:', 'at:', null, 'at: needs a value, for example at:14:05'],
    ['client:first', 'first', null, 'needs the number of a client, not first'],
    ['a "open end', '"open end', null, 'quotation mark is not closed'],
    ['key:"open', '"open', null, 'quotation mark is not closed'],
    ['"a"b', '"a"b', null, 'space is missing'],
    ['""', '""', null, 'nothing between'],
    ['a - b', '-', null, 'minus negates'],
    ['/top/0', '0', null, 'only the letters'],
    ['/held', '/held', '"/held"', 'ends with /'],
    ['//', '//', null, 'nothing between the slashes'],
    ['a /x(y/i', '(y', null, '( is not closed'],
    ['/a(?=b)/', '(?=', null, 'cannot look ahead'],
  ])('explains %s at its place', (text, part, instead, message) => {
    const parsed = parseFilter(text);
    if (parsed.ok) throw new Error('was understood');
    expect(text.slice(parsed.from, parsed.to)).toBe(part);
    expect(parsed.instead).toBe(instead);
    expect(parsed.message).toContain(message);
    if (instead === null) return;
    expect(parseFilter(text.slice(0, parsed.from) + instead + text.slice(parsed.to)).ok).toBe(true);
  });

  it.each([
    ['type:RINGING', 'type', 'calltype', 'type: is a field of Messages. In Interactions, is calltype: meant?'],
    ['service:voice.*', 'service', null, 'service: is a field of Messages. Interactions has none of that name.'],
    ['slower:2s', 'slower', null, 'slower: is a field of Messages. Interactions has none of that name.'],
    ['sate:HELD', 'sate', 'state', 'Interactions has no field sate. Is state meant?'],
    ['is:failed', 'failed', null, 'There is no is:failed. Type is: to see all words.'],
    ['is:bloked', 'bloked', 'blocked', 'There is no is:bloked. Is is:blocked meant?'],
    ['is:', 'is:', null, 'is: needs a value, for example is:blocked'],
    ['a "open end', '"open end', null, 'quotation mark is not closed'],
    ['/a(?=b)/', '(?=', null, 'cannot look ahead'],
  ])('in Interactions, explains %s at its place', (text, part, instead, message) => {
    const parsed = parseFilter(text, INTERACTION_WORDS);
    if (parsed.ok) throw new Error('was understood');
    expect([text.slice(parsed.from, parsed.to), parsed.instead]).toEqual([part, instead]);
    expect(parsed.message).toContain(message);
  });

  it('has a field for each that it offers, in each view', () => {
    const fitting = (field: string, isWord = '') =>
      ({
        is: isWord,
        client: '1',
        larger: '1k',
        smaller: '1k',
        slower: '1s',
        faster: '1s',
        after: '1:00',
        before: '1:00',
        at: '1:00',
      })[field] ?? 'x';
    for (const words of [MESSAGE_WORDS, INTERACTION_WORDS])
      for (const field of words.fields)
        expect(
          parseFilter(`${field === 'data' ? 'data.x' : field}:${fitting(field, words.isWords[0])}`, words),
          `${words.view} ${field}`,
        ).toMatchObject({ ok: true });
  });

  it('never throws, and names a place within the text', () => {
    const text = fc.oneof(
      fc.string({ unit: character }),
      fc.string({
        unit: fc.constantFrom('"', '/', '-', ':', ' ', '\\', 'is', 'state', 'larger', '1', 'k', '*', '(', '[', 'a'),
      }),
    );
    fc.assert(
      fc.property(text, (input) => {
        const parsed = parseFilter(input);
        if (parsed.ok) return;
        expect(parsed.message.length).toBeGreaterThan(10);
        expect(parsed.from).toBeGreaterThanOrEqual(0);
        expect(parsed.to).toBeGreaterThan(parsed.from);
        expect(parsed.to).toBeLessThanOrEqual(input.length);
      }),
      { numRuns: 3_000 },
    );
  });

  it('takes no more than can be asked of every row', () => {
    const words = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`).join(' ');
    expect(filterOf(words(MOST_TERMS)).terms).toHaveLength(MOST_TERMS);
    expect(parseFilter(words(MOST_TERMS + 1))).toMatchObject({ ok: false, from: words(MOST_TERMS).length + 1 });
    expect(parseFilter('x'.repeat(LONGEST)).ok).toBe(true);
    expect(parseFilter('x '.repeat(2_000_000))).toMatchObject({ ok: false, from: LONGEST, to: 4_000_000 });
    const known = { values: { key: ['a'] }, clients: [] };
    expect(candidatesAt(`${'key:'.repeat(2_000)}`, 8_000, known)).toEqual([]);
  });

  it.each([
    ['after:14:04', 'wall', ['2026-11-30T13:04:00.000Z']],
    ['before:23:00', 'wall', ['2026-11-30T22:00:00.000Z']],
    ['at:23:00', 'wall', ['2026-11-29T22:00:00.000Z']],
    ['at:"2026-10-25 02:30"', 'wall', ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']],
    ['after:+01:30', 'panel', ['1970-01-01T00:01:31.000Z']],
  ])('reads the moment of %s', (text, clock, wanted) => {
    const times = { zone: 'Europe/Berlin', now: Date.UTC(2026, 10, 30, 13, 5), origin: () => 1_000 };
    const parsed = parseFilter(text, MESSAGE_WORDS, times);
    const test = parsed.ok ? parsed.filter.terms[0]?.test : undefined;
    if (test?.by !== 'time') throw new Error('was not understood');
    expect(test.clock).toBe(clock);
    expect(test.spans.map(({ from }) => new Date(from).toISOString())).toEqual(wanted);
    expect(printTest(test)).toBe(text);
  });

  it('says that clocks never showed a time', () => {
    const times = { zone: 'Europe/Berlin', now: Date.UTC(2026, 10, 30), origin: () => null };
    const parsed = parseFilter('at:2026-03-29T02:30', MESSAGE_WORDS, times);
    expect(parsed).toMatchObject({ ok: false, from: 3, instead: null });
    expect(parsed.ok || parsed.message).toBe(
      'There was no 2026-03-29T02:30 in Europe/Berlin: the clocks were put ahead over it.',
    );
  });

  it('reads what it prints as the same filter', () => {
    const text = fc.string({
      unit: fc.oneof(fc.constantFrom(...'"\\/-: *', 'is:', '\n', 'ς'), character),
      minLength: 1,
    });
    const field = fc.constantFrom<NameField>('service', 'event', 'type', 'id', 'ref', 'state', 'key');
    const test = fc.oneof(
      text.map(textTest),
      fc.tuple(text, text).map(([path, glob]) => dataTest(path, glob)),
      fc.tuple(field, text).map(([name, glob]) => nameTest(name, glob)),
      fc.constantFrom(...ALL_IS_WORDS).map((word): Test => ({ by: 'is', word })),
      fc.nat().map((number): Test => ({ by: 'client', number: number % 1_000_000 })),
      fc
        .constantFrom('larger:10k', 'slower:1.5s', '/a b["/]/im', '/\\//')
        .map((one) => filterOf(one).terms[0]?.test ?? textTest('x')),
    );
    fc.assert(
      fc.property(fc.array(fc.record({ negated: fc.boolean(), test })), (terms) => {
        const printed = printFilter({ terms });
        expect(plain(filterOf(printed))).toEqual(plain({ terms }));
        expect(printFilter(filterOf(printed))).toBe(printed);
      }),
      { numRuns: 1_000 },
    );
  });
});
