import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Fact } from '../../entry/fact.ts';
import type { KeyRule } from '../format.ts';
import { entryOf, INFO } from '../testdata/facts.ts';
import { redactWith } from '../testdata/redacted.ts';
import { PrintTable } from './prints.ts';
import { Redactor } from './redactor.ts';

const RUNS = { numRuns: process.env.WWE_LONG === '1' ? 20_000 : 500 };

const text = fc.oneof(
  fc.constantFrom('interaction.setUserData', 'voice', 'TALKING', 'messenger:x', 'Ada', 'Ada Lovelace', '+4930123456'),
  fc.constantFrom('case-7', 'b2b3c4d5-0000-4000-8000-000000000012', 'https://a.example/Ada?q=Ada%20Lovelace', '7'),
  fc.constantFrom(
    '{"name":"Ada Lovelace","n":4711}',
    'a "quoted" \\ text\n',
    'ÄÖÜ Жук 漢字 😀',
    'value-1',
    'x'.repeat(300),
  ),
  fc.string({ maxLength: 12 }),
);
const number = fc.oneof(fc.constantFrom(0, -0, 7, 4711, 4930123456, 1.5, -2e30), fc.integer(), fc.double());
const key = fc.oneof(
  fc.constantFrom('interactionId', 'state', 'media', 'data', 'event', 'request', 'parameters', 'userData', 'caseId'),
  fc.constantFrom('token', 'message', '', '__proto__', 'Ada Lovelace', 'Customer Name', 'ä', 'a"b', 'drop', 'keep'),
);
const { value: object } = fc.letrec<{ value: Record<string, unknown>; inner: unknown }>((tie) => ({
  inner: fc.oneof({ maxDepth: 5 }, text, number, fc.boolean(), fc.constant(null), fc.array(tie('inner')), tie('value')),
  value: fc.dictionary(key, tie('inner'), { maxKeys: 6 }),
}));
const rules: fc.Arbitrary<readonly KeyRule[]> = fc.constantFrom<(readonly KeyRule[])[]>(
  [],
  [{ key: 'drop', action: 'drop' }],
  [{ key: 'keep', action: 'keep' }],
  [
    { key: 'data', action: 'mask' },
    { key: '*name', action: 'drop' },
  ],
);

/** What becomes of the bodies, and what is told of it. @param before stands before each body */
function redacted(bodies: readonly string[], given: readonly KeyRule[], before: string) {
  const redactor = new Redactor({ rules: given });
  const facts = bodies.map(
    (body, index): Fact => ({
      what: 'entry',
      document: INFO.document,
      entry: entryOf(index + 1, 0, { body: before + body }),
    }),
  );
  const after = redactWith(redactor, facts).map((fact) => (fact.what === 'entry' ? JSON.parse(fact.entry.body) : null));
  return { after, summary: redactor.summary() };
}

it('does with a body as it is written what is done with its values', () => {
  fc.assert(
    fc.property(fc.array(object, { minLength: 1, maxLength: 5 }), rules, (objects, given) => {
      const bodies = objects.map((one) => JSON.stringify(one));
      // A body with a blank before it is parsed.
      expect(redacted(bodies, given, '')).toEqual(redacted(bodies, given, ' '));
    }),
    RUNS,
  );
});

it.each([
  '{"event":"interaction","data":{"state":"Quirinus"},"event":"messenger:x"}',
  '{"event":"messenger:x","event":"interaction","data":{"state":"TALKING"}}',
  '{"request":"no.such","request":"interaction.setUserData","parameters":["7",{"Ada":"Quirinus"}]}',
  '{"userData":{"a":"Ada Lovelace"},"userData":{"a":"Quirinus","a":4711}}',
])('takes the last of members with one name, as whoever reads the file does: %s', (body) => {
  const [written, parsed] = [redacted([body], [], ''), redacted([body], [], ' ')];
  // What was looked at before the second one was met may have another pseudonym.
  const unnamed = ({ after }: typeof written) => JSON.stringify(after).replaceAll(/[a-z]+-\d+/g, 'value-0');
  expect(unnamed(written)).toBe(unnamed(parsed));
  const counts = ({ summary }: typeof written) => summary.samples.map(({ path, count }) => [path, count]);
  expect(counts(written)).toEqual(counts(parsed));
});

it('counts a body once, though it is parsed after some of it was read as it is written', () => {
  const body = '{"userData":{"a":"Ada Lovelace","b":"Quirinus","\\u0063":"Grace Hopper"}}';
  expect(redacted([body, body], [], '').summary).toEqual(redacted([body, body], [], ' ').summary);
});

it.each([
  '{"a":1,}',
  '{"a":1 }',
  '{"a":01}',
  '{"a":1.}',
  '{"a":tru}',
  '{"a":"b}',
  '{"a":"b\u0001"}',
  '{"a":"\\u00zz"}',
  '{"a":"\\',
  '{a:1}',
  '{"a"1}',
  '{"a":[1}',
  '{"a":[,1]}',
  '{"a":1}}',
  '{"a":1',
  '{',
  '{"a":-}',
  '{"a":1e}',
  '{"a":}',
])('takes nothing for JSON that is none: %j', (body) => {
  expect(redacted([body], [], '')).toEqual(redacted([body], [], ' '));
});

it('learns anew what it has forgotten, of more keys and values than it remembers', () => {
  const bodies = Array.from({ length: 3_000 }, (_, n) =>
    JSON.stringify({ userData: { [`k${n}`]: `Ada ${n % 2_500}`, n } }),
  );
  expect(redacted(bodies, [], '')).toEqual(redacted(bodies, [], ' '));
});

it('finds in a table what was put into it, and nothing else', () => {
  const table = new PrintTable();
  for (let n = 1; n <= 5_000; n += 1) table.setText(`value ${n}`, n);
  table.setText('value 7', 70);
  const found = Array.from({ length: 6_000 }, (_, n) => table.getText(`value ${n}`));
  expect(found).toEqual(Array.from({ length: 6_000 }, (_, n) => (n === 7 ? 70 : n <= 5_000 ? n : 0)));
  expect(table.size).toBe(5_000);
});
