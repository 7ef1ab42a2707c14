import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CaseIndex } from './case-index.ts';
import { CaseFacts } from './cases.ts';
import { type DocumentSender, WatchedDocument } from './documents.ts';
import type { SessionInteraction } from './model.ts';
import { Sender } from './sender.ts';
import { casesOf } from './testdata/cases-of.ts';
import { Record, WWE } from './testdata/world.ts';
import { wweOf } from './wwe.ts';

const SECOND = 'https://second.example.com';

function sender(id: string, origin = WWE): DocumentSender {
  return new Sender(new WatchedDocument(new Record(id, 'top/0').info, 10), null, origin);
}

interface Fields {
  readonly caseId: string | undefined;
  readonly firstSeen: number;
  readonly isMain: boolean;
  readonly parent: string | undefined;
  readonly isIn: boolean;
  readonly isSecond: boolean;
}

function makeOne(id: string, { caseId, firstSeen, isMain, parent, isIn, isSecond }: Fields): SessionInteraction {
  const interaction = {
    interactionId: id,
    isMainCaseInteraction: isMain,
    ...(caseId === undefined ? {} : { caseId }),
    ...(parent === undefined ? {} : { parentInteractionId: parent }),
  };
  return {
    key: `key ${id}`,
    id,
    wwe: wweOf('top', isSecond ? SECOND : WWE),
    raw: interaction,
    interaction,
    previousRaw: null,
    state: null,
    transitions: [],
    droppedTransitions: 0,
    firstSeen,
    snapshot: { document: 'page', n: 1 },
    lastSeen: firstSeen,
    lastChanged: firstSeen,
    ended: null,
    block: { status: 'unknown', since: null, by: null, warning: null, history: [] },
    documents: [isIn ? 'in' : 'out'],
    known: [],
    formerIds: [],
  };
}

const id = fc.constantFrom('1', '2', '3', '4', '5', '6');
const caseId = fc.constantFrom('A', 'B', 'C', undefined);
const step = fc.oneof(
  fc.record({
    does: fc.constant('show' as const),
    id,
    fields: fc.record({
      caseId,
      firstSeen: fc.nat(5),
      isMain: fc.boolean(),
      parent: fc.option(id, { nil: undefined }),
      isIn: fc.boolean(),
      isSecond: fc.boolean(),
    }),
  }),
  fc.record({ does: fc.constant('drop' as const), id }),
  fc.record({ does: fc.constant('rename' as const), id, to: id }),
  fc.record({
    does: fc.constant('note' as const),
    what: fc.constantFrom('selected' as const, 'expanded' as const),
    caseId: fc.constantFrom('A', 'B', 'C'),
    value: fc.boolean(),
    by: fc.nat(3),
  }),
  fc.record({ does: fc.constant('retract' as const), by: fc.nat(3) }),
  fc.record({ does: fc.constant('look' as const) }),
);

test.each(['all', 'in'])('cases of %s, kept up to date, are those that would be made of all at once', (which) => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const known = new Map<string, SessionInteraction>();
      const facts = new CaseFacts();
      const senders = [sender('a'), sender('b'), sender('a', SECOND), sender('c', SECOND)];
      /** Which interaction an id means; nobody unless said. */
      const meant = new Map<string, string>();
      const parentOf = ({ interaction }: SessionInteraction) =>
        meant.get(interaction.parentInteractionId ?? '') ?? null;
      const isIn = ({ documents }: SessionInteraction) => which === 'all' || documents.includes('in');
      const book = new CaseIndex(facts, parentOf, isIn);
      facts.onChange = (one) => book.invalidateCase(one);
      for (const [n, one] of steps.entries()) {
        if (one.does === 'show') {
          const shown = makeOne(one.id, one.fields);
          book.update(known.get(shown.key) ?? null, shown);
          known.set(shown.key, shown);
        } else if (one.does === 'drop') {
          const gone = known.get(`key ${one.id}`);
          if (gone) book.update(gone, null);
          known.delete(`key ${one.id}`);
        } else if (one.does === 'rename') {
          meant.set(one.id, `key ${one.to}`);
          book.invalidateId(one.id);
        } else if (one.does === 'look') {
          const all = [...known.values()].filter(isIn);
          all.sort((a, b) => a.firstSeen - b.firstSeen || (a.key < b.key ? -1 : 1));
          const cases = book.cases();
          expect(cases).toEqual(casesOf(all, facts, parentOf));
          expect(book.cases()).toBe(cases);
        } else {
          const by = senders[one.by] ?? sender('none');
          if (one.does === 'retract') facts.retract(by);
          else facts.note(one.what, one.caseId, one.value, by, { t: n, n: n + 1 });
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('an interaction that changes costs its own case, and nothing where its place is the same', () => {
  let asked = 0;
  const parentOf = () => {
    asked += 1;
    return null;
  };
  const book = new CaseIndex(new CaseFacts(), parentOf, () => true);
  const fields = { caseId: undefined, isMain: true, parent: undefined, isIn: true, isSecond: false };
  const all = Array.from({ length: 100 }, (_, n) => makeOne(`${n}`, { ...fields, caseId: `${n}`, firstSeen: n }));
  for (const one of all) book.update(null, one);
  const before = book.cases();
  expect([before.length, asked]).toEqual([100, 100]);
  const [first = makeOne('0', { ...fields, firstSeen: 0 }), second] = all;
  book.update(first, { ...first, state: 'HELD', lastSeen: 200 });
  expect([book.cases() === before, asked]).toEqual([true, 100]);
  book.update(second ?? null, { ...first, ...second, firstSeen: 300 });
  expect(book.cases().map(({ id }) => id)).toEqual([...before.map(({ id }) => id).filter((id) => id !== '1'), '1']);
  expect(asked).toBe(101);
});
