import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SessionCase, SessionInteraction } from '../../../session/model.ts';
import { wweOf } from '../../../session/wwe.ts';
import { ChangeLog } from '../../../table/change-log.ts';
import { isSortColumn } from './sort-values.ts';
import { createTableLines, type LineFilter, type LinesInput, type TableLine } from './table-lines.ts';

const WWE = wweOf('top', 'https://wwe.example.com');

function one(id: string, more: Partial<SessionInteraction> = {}, raw: object = {}): SessionInteraction {
  const interaction = { interactionId: id, ...raw };
  return {
    key: id,
    id,
    wwe: WWE,
    raw: interaction,
    interaction,
    previousRaw: null,
    state: 'TALKING',
    transitions: [],
    droppedTransitions: 0,
    firstSeen: 1,
    snapshot: { document: 'page', n: 1 },
    lastSeen: 1,
    lastChanged: 1,
    ended: null,
    block: { status: 'unknown', since: null, by: null, warning: null, history: [] },
    documents: ['d'],
    known: [],
    formerIds: [],
    ...more,
  };
}

/** Cases stand in the order of their first sight. */
let made = 0;
const caseOf = (id: string, ...rows: [string, number][]): SessionCase => ({
  key: id,
  id,
  wwe: WWE,
  selected: null,
  expanded: null,
  first: { key: id, firstSeen: ++made },
  rows: rows.map(([key, depth]) => ({ key, depth })),
});

const ALL = [
  one('10', { firstSeen: 30, lastChanged: 5 }, { media: 'voice', userData: { City: 'Paris' } }),
  one('11', { firstSeen: 40, lastChanged: 99 }, { media: 'voice', userData: { City: 'Rome' } }),
  one('9', { firstSeen: 20, lastChanged: 7 }, { media: 'chat', userData: { City: 'Berlin' } }),
  one('100', { firstSeen: 10, lastChanged: 6 }, { media: 'email', userData: { City: 'Rome' } }),
];
const CASES = [caseOf('A', ['10', 0], ['11', 1]), caseOf('B', ['9', 0]), caseOf('', ['100', 0])];

/** Passes, or with a minus does not, what has the word in it. */
function holding(word: string): LineFilter {
  const isNegated = word.startsWith('-');
  const wanted = word.replace('-', '');
  return { passes: ({ raw }) => JSON.stringify(raw).toLowerCase().includes(wanted) !== isNegated };
}

function lines(more: Partial<LinesInput> = {}): string[] {
  const find = (key: string) => ALL.find((known) => known.key === key);
  return createTableLines()({ cases: CASES, find, filter: null, sorting: null, folded: new Set(), ...more }).map(
    (line) =>
      line.is === 'case'
        ? `${line.id} (${line.count}${line.count === line.total ? '' : ` of ${line.total}`})${line.folded ? ' folded' : ''}`
        : `${'> '.repeat(line.depth)}${line.one.id}`,
  );
}
const UNSORTED = ['case A (2)', '10', '> 11', 'case B (1)', '9', 'case  (1)', '100'];

describe('the lines of the table', () => {
  test('cases in their order, each with its interactions', () => {
    expect(lines()).toEqual(UNSORTED);
  });

  test('what the session does not have is left out, a case without interactions too', () => {
    const find = (key: string) => (key === '10' || key === '9' ? undefined : ALL.find((known) => known.key === key));
    expect(lines({ find })).toEqual(['case A (1)', '> 11', 'case  (1)', '100']);
    expect(lines({ cases: [] })).toEqual([]);
  });

  test.each<[string, boolean, string[]]>([
    ['id', false, ['case B (1)', '9', 'case A (2)', '10', '> 11', 'case  (1)', '100']],
    ['id', true, ['case  (1)', '100', 'case A (2)', '10', '> 11', 'case B (1)', '9']],
    ['medium', false, ['case B (1)', '9', 'case  (1)', '100', 'case A (2)', '10', '> 11']],
    ['changed', false, ['case A (2)', '10', '> 11', 'case  (1)', '100', 'case B (1)', '9']],
    ['state', false, ['case  (1)', '100', 'case B (1)', '9', 'case A (2)', '10', '> 11']],
    // All alike: the order stays.
    ['recording', true, UNSORTED],
    ['no such column', false, UNSORTED],
    ['__proto__', false, UNSORTED],
  ])(
    'sorted by %s, descending %s: cases keep together and go by their first interaction',
    (column, descending, sorted) => {
      expect(lines({ sorting: { column, descending } })).toEqual(sorted);
    },
  );

  test('sorting leaves the session’s own order alone', () => {
    lines({ sorting: { column: 'id', descending: true } });
    expect(CASES.map(({ id }) => id)).toEqual(['A', 'B', '']);
  });

  test('a folded case shows its head only, with its count', () => {
    expect(lines({ folded: new Set(['A', 'gone']) })).toEqual([
      'case A (2) folded',
      'case B (1)',
      '9',
      'case  (1)',
      '100',
    ]);
  });

  test('a filter leaves what it finds, counts it, and opens folded cases', () => {
    expect(lines({ filter: holding('rome'), folded: new Set(['A']) })).toEqual([
      'case A (1 of 2)',
      '> 11',
      'case  (1)',
      '100',
    ]);
    expect(lines({ filter: holding('-rome') })).toEqual(['case A (1 of 2)', '10', 'case B (1)', '9']);
    expect(lines({ filter: holding('nowhere') })).toEqual([]);
  });

  test('with a filter, cases go by the first interaction that is left', () => {
    expect(lines({ filter: holding('rome'), sorting: { column: 'changed', descending: false } })).toEqual([
      'case  (1)',
      '100',
      'case A (1 of 2)',
      '> 11',
    ]);
  });

  test('what the filter has found out since is judged anew, and nothing else', () => {
    const asked: string[] = [];
    const passing = new Set(['9']);
    const filter = {
      passes({ id }: SessionInteraction) {
        asked.push(id);
        return passing.has(id);
      },
    };
    const log = new ChangeLog();
    const make = createTableLines();
    const find = (key: string) => ALL.find((known) => known.key === key);
    const input = { cases: CASES, find, filter, sorting: null, folded: new Set<string>() };
    const changes = { version: 1, changesSince: () => new Set<string>() };
    const at = (version: number) => ({ version, changesSince: (earlier: number) => log.since(earlier) });
    expect(make({ ...input, changes, judged: at(0) }).map(({ id }) => id)).toEqual(['case B', '9']);
    expect(asked).toHaveLength(4);
    asked.length = 0;
    passing.add('11');
    log.note(1, '11');
    expect(make({ ...input, changes, judged: at(1) }).map(({ id }) => id)).toEqual(['case A', '11', 'case B', '9']);
    expect(asked).toEqual(['10', '11']);
  });
});

test('only columns that exist can be sorted by', () => {
  expect(['who', 'block', 'nonsense', 'toString', undefined].map(isSortColumn)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

describe('lines that remember', () => {
  const id = fc.constantFrom('1', '2', '3', '4', '5', '6', '7');
  const change = fc.record({
    /** Interactions by their cases. */
    cases: fc.option(
      fc.uniqueArray(fc.record({ id: fc.constantFrom('A', 'B', 'C', 'D'), rows: fc.uniqueArray(id) }), {
        selector: (one) => one.id,
      }),
      { nil: undefined },
    ),
    touched: fc.array(fc.record({ id, lastChanged: fc.nat(5) })),
    filter: fc.constantFrom(undefined, undefined, null, holding('1'), holding('-2')),
    sorting: fc.constantFrom(
      undefined,
      undefined,
      null,
      { column: 'changed', descending: false },
      { column: 'changed', descending: true },
      { column: 'id', descending: true },
    ),
    folded: fc.option(fc.uniqueArray(fc.constantFrom('A', 'B')), { nil: undefined }),
  });

  test('are those that would be made anew, whatever changed', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), fc.boolean(), (changes, isTold) => {
        const known = new Map<string, SessionInteraction>();
        const remembering = createTableLines();
        let input: LinesInput = {
          cases: [],
          find: (key) => known.get(key),
          filter: null,
          sorting: null,
          folded: new Set(),
        };
        let version = 0;
        const log = new ChangeLog();
        for (const { cases, touched, filter, sorting, folded } of changes) {
          version += 1;
          for (const { id: key } of touched) log.note(version, key);
          for (const { id: key, lastChanged } of touched) known.set(key, one(key, { lastChanged }));
          const taken = new Set<string>();
          // An interaction is in one case.
          const free = (key: string) => !taken.has(key) && taken.add(key).size > 0;
          const made = cases?.map((each) =>
            caseOf(each.id, ...each.rows.filter(free).map((row): [string, number] => [row, 0])),
          );
          input = {
            ...input,
            ...(made ? { cases: made } : {}),
            ...(filter === undefined ? {} : { filter }),
            ...(sorting === undefined ? {} : { sorting }),
            ...(folded ? { folded: new Set(folded) } : {}),
            ...(isTold ? { changes: { version, changesSince: (earlier) => log.since(earlier) } } : {}),
          };
          expect(remembering(input)).toEqual(createTableLines()(input));
        }
      }),
    );
  });

  test('what is as it was is the same, and not judged again', () => {
    const all = new Map(ALL.map((each) => [each.key, each]));
    const input = { cases: CASES, find: (key: string) => all.get(key), filter: null, folded: new Set<string>() };
    let sorted = 0;
    const watched = (each: SessionInteraction): SessionInteraction =>
      Object.defineProperty({ ...each }, 'lastChanged', {
        get() {
          sorted += 1;
          return each.lastChanged;
        },
      });
    for (const [key, each] of all) all.set(key, watched(each));
    const sorting = { column: 'changed', descending: false };
    const make = createTableLines();
    const before = make({ ...input, sorting });
    expect(make({ ...input, sorting })).toBe(before);
    expect(sorted).toBe(CASES.length);
    const nine = all.get('9');
    if (nine) all.set('9', watched(nine));
    sorted = 0;
    const after = make({ ...input, sorting });
    const same = (line: TableLine) => before.includes(line);
    expect(after.filter((line) => !same(line)).map((line) => line.id)).toEqual(['case B', '9']);
    // Once to be sorted, and once where it is copied.
    expect(sorted).toBeLessThanOrEqual(2);
  });
});
