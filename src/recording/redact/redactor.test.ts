import { describe, expect, it } from 'vitest';
import { decode } from '../../entry/decode.ts';
import { encode } from '../../entry/encode.ts';
import type { Fact } from '../../entry/fact.ts';
import { posted } from '../../protocol/notes.ts';
import { MASK } from '../../protocol/tokens.ts';
import type { KeyRule } from '../format.ts';
import { entryOf, factsOf, HEADER, INFO } from '../testdata/facts.ts';
import { redactAll, redactWith } from '../testdata/redacted.ts';
import { Pseudonyms } from './pseudonyms.ts';
import { Redactor } from './redactor.ts';
import { Secrets } from './secrets.ts';

const SERVER = { userAgent: 'WWE Server', protocolVersion: 2 };
const CALL = {
  interactionId: '12',
  parentInteractionId: 3,
  caseId: 'b2b3c4d5-0000-4000-8000-000000000012',
  interactionUUID: '00047aFB1R8K006X',
  callUuid: '01HV3Q7N8K2M',
  state: 'TALKING',
  previousState: 'SOMETHING_NEW',
  media: 'voice',
  direction: 'IN',
  callType: 'INBOUND',
  recordingState: 'STOPPED',
  isConsultation: false,
  isMainCaseInteraction: true,
  ani: '+4930123456',
  dnis: '5001',
  parties: [{ name: '+4930123456' }],
  userData: {
    Phone: '+4930123456',
    Segment: 'Gold',
    Age: 47,
    isVip: true,
    none: null,
    'Customer Name': 'Ada Lovelace',
  },
};
const event = (interaction: object) => ({
  ...SERVER,
  event: 'interaction',
  data: { eventType: 'ESTABLISHED', interaction },
});

/** Messages after redaction. */
function messages(given: readonly unknown[], rules: readonly KeyRule[] = []): readonly unknown[] {
  return redactAll(factsOf(given), { rules }).flatMap((fact) =>
    fact.what === 'entry' ? [decode(fact.entry.body)] : [],
  );
}
const userData = (data: unknown, rules?: readonly KeyRule[]) => messages([{ userData: data }], rules)[0];

describe('what stays', () => {
  it('is all of the protocol: ids, states, types, names, keys, booleans', () => {
    expect(messages([event(CALL)])).toEqual([
      event({
        ...CALL,
        ani: 'phone-1',
        dnis: 'phone-2',
        parties: [{ name: 'phone-1' }],
        userData: {
          Phone: 'phone-1',
          Segment: 'value-1',
          Age: 11,
          isVip: true,
          none: null,
          'Customer Name': 'value-2',
        },
      }),
    ]);
  });

  it('is all of requests and answers but data', () => {
    const given = [
      {
        userAgent: 'WWE Client',
        protocolVersion: 2,
        request: 'interaction.getByInteractionId',
        parameters: ['12'],
        referenceId: '7',
      },
      {
        userAgent: 'WWE Client',
        protocolVersion: 2,
        request: 'interaction.deleteUserData',
        parameters: ['12', 'Segment'],
        referenceId: '8',
        frameId: 2,
      },
      {
        userAgent: 'WWE Client',
        protocolVersion: 2,
        event: 'subscribe',
        data: ['interaction', 'markdone'],
        referenceId: '9',
      },
      { ...SERVER, referenceId: '9', subscriptionId: 4711 },
      { userAgent: 'WWE Client', protocolVersion: 2, event: 'unsubscribe', data: 4711, referenceId: '10' },
      { ...SERVER, referenceId: '10', data: ['agent.get', 'voice.*'] },
      { ...SERVER, referenceId: '11', errorMessage: 'Request timeout' },
    ];
    expect(messages(given)).toEqual(given);
  });

  it('is what notes of the probe say of the page’s code', () => {
    const stack =
      'TypeError: it failed\n    at async run (https://page.example.com/assets/app.js:1:2)\n    at https://page.example.com/crm-x9/detail.js?v=17:30:4';
    const note = {
      at: 5,
      client: 0,
      call: 3,
      wantsSuccess: true,
      wantsFailure: false,
      threw: 'DataCloneError: no',
      brief: ['agent.get', '7'],
      message: null,
      stack,
    };
    const facts: Fact[] = [
      ...factsOf([]),
      {
        what: 'entry',
        document: INFO.document,
        entry: entryOf(1, posted({ note: 'called', ...note }), { sort: 'probe', kind: 'called' }),
      },
    ];
    const after =
      'TypeError: error-1\n    at async run (https://page.example.com/assets/app.js:1:2)\n    at https://page.example.com/path-1/file-1.js?v=value-1:30:4';
    const [, entry] = redactAll(facts);
    expect(entry?.what === 'entry' && decode(entry.entry.body)).toEqual(
      posted({ note: 'called', ...note, stack: after, threw: 'DataCloneError: error-2' }),
    );
  });

  it('is the type of each value, how many there are, and about how long they are', () => {
    const given = {
      list: ['x', 'y', 'x'],
      map: new Map<unknown, unknown>([
        ['a', 1n],
        [2.5, new Date(0)],
      ]),
      set: new Set([-7, 123_456]),
      odd: [undefined, Number.NaN, -0],
      empty: '',
      long: 'x'.repeat(7_000),
    };
    const after = userData(given);
    expect(after).toEqual({
      userData: {
        list: ['value-1', 'value-2', 'value-1'],
        map: new Map<unknown, unknown>([
          ['value-3', 2n],
          [3.5, new Date(Date.UTC(2000, 0, 2))],
        ]),
        set: new Set([-4, 100_001]),
        odd: [undefined, Number.NaN, expect.any(Number)],
        empty: '',
        long: expect.stringMatching(/^value-4 \.{4992}$/),
      },
    });
  });

  it('is the way to an object that was met before', () => {
    const one = { 'Ada 0176 1234567': 'x' };
    expect(userData({ a: { one }, b: one, c: new Map() })).toEqual({
      userData: {
        a: { one: { 'key-1': 'value-1' } },
        b: expect.objectContaining({ path: '/userData/a/one' }),
        c: new Map(),
      },
    });
  });
});

describe('addresses', () => {
  const origins = { 'https://page.example.com': 'stays', 'https://other.example.com': 'is replaced' } as const;

  it.each(Object.entries(origins))('the host of %s %s', (origin, what) => {
    const url = `${origin}/assets/index.html`;
    const [document] = redactAll([{ what: 'document', info: { ...INFO, url } }]);
    const host = what === 'stays' ? origin : 'https://host-1';
    expect(document).toMatchObject({ info: { url: `${host}/assets/index.html`, origin: INFO.origin } });
  });
});

describe('pseudonyms', () => {
  it('are the same for the same value, wherever it stands', () => {
    const url = 'https://page.example.com/?phone=%2B4930123456&q=Ada+Lovelace';
    const facts: Fact[] = [
      { what: 'document', info: { ...INFO, url, title: 'Ada Lovelace' } },
      ...factsOf([event(CALL)]).slice(1),
    ];
    const [document, entry] = redactAll(facts);
    expect(document).toMatchObject({
      info: { url: 'https://page.example.com/?phone=phone-1&q=value-1', title: 'value-1' },
    });
    expect(entry?.what === 'entry' && decode(entry.entry.body)).toMatchObject({
      data: { interaction: { ani: 'phone-1', userData: { Phone: 'phone-1', 'Customer Name': 'value-1' } } },
    });
  });

  it('are never what stands in the file itself', () => {
    expect(userData({ a: 'value-2', b: 'value-1', c: 'x', d: 100_001, e: 200_000 })).toEqual({
      userData: { a: 'value-3', b: 'value-4', c: 'value-5', d: 100_002, e: 100_003 },
    });
  });

  it('stand inside JSON that is a text', () => {
    expect(userData({ a: '{"k":"x","l":[1,"y"]}', b: 'y' })).toEqual({
      userData: { a: '{"k":"value-1","l":[2,"value-2"]}', b: 'value-2' },
    });
  });

  it('are the same in an entry’s header and in its message', () => {
    const more = { ref: 'Ada Lovelace', name: 'Ada Lovelace' };
    const entry = entryOf(1, { ...SERVER, event: 'Ada Lovelace', referenceId: 'Ada Lovelace' }, more);
    const [after] = redactAll([{ what: 'entry', document: INFO.document, entry }]);
    expect(after).toMatchObject({ entry: { name: 'name-1', ref: 'name-1' } });
    expect(after?.what === 'entry' && decode(after.entry.body)).toMatchObject({
      event: 'name-1',
      referenceId: 'name-1',
    });
  });
});

describe('rules', () => {
  const given = {
    Segment: 'Gold',
    segmentColour: 'yellow',
    PhoneHome: '0171 2345678',
    deep: { Note: ['a', 1] },
    caseId: 'c-1',
  };

  it.each<[readonly KeyRule[], object]>([
    [[{ key: 'segment', action: 'keep' }], { Segment: 'Gold', segmentColour: 'value-1' }],
    [[{ key: 'SEGMENT*', action: 'keep' }], { Segment: 'Gold', segmentColour: 'yellow' }],
    [[{ key: '*home', action: 'drop' }], { PhoneHome: undefined }],
    [[{ key: 'deep', action: 'keep' }], { deep: { Note: ['a', 1] } }],
    [
      [
        { key: 'note', action: 'mask' },
        { key: 'deep', action: 'keep' },
      ],
      { deep: { Note: ['value-3', 2] } },
    ],
    [[{ key: 'd*e*p', action: 'drop' }], { deep: undefined }],
    [[{ key: '*', action: 'drop' }], {}],
  ])('by key: %o', (rules, expected) => {
    const [after] = messages(
      [{ userData: given }],
      rules.map((rule) => rule),
    );
    const data = Object(after).userData;
    if (rules[0]?.key === '*') expect(after).toEqual({});
    else for (const [key, value] of Object.entries(expected)) expect([key, data[key]]).toEqual([key, value]);
  });

  it('mask what would stay, in headers too, so that it still fits together', () => {
    const entry = entryOf(1, { ...SERVER, referenceId: '7', caseId: 'c-1' }, { ref: '7' });
    const rules = [{ key: '*id', action: 'mask' }] as const;
    const [after] = redactAll([{ what: 'entry', document: INFO.document, entry }], { rules });
    expect(after).toMatchObject({ entry: { ref: 'id-1' } });
    expect(after?.what === 'entry' && decode(after.entry.body)).toMatchObject({ referenceId: 'id-1', caseId: 'id-2' });
  });

  it('do not keep tokens', () => {
    expect(userData({ token: 'abc', t: 'Bearer abcdefghijklmnop' }, [{ key: '*', action: 'keep' }])).toEqual({
      userData: { token: MASK, t: `Bearer ${MASK}` },
    });
  });
});

describe('the summary', () => {
  it('tells what will leave: how many values of which kind, and some of them, before and after', () => {
    const redactor = new Redactor({ rules: [{ key: 'Segment', action: 'keep' }] });
    redactWith(redactor, factsOf([event(CALL), event({ ...CALL, ani: '0800 123456' }), { token: 'abc' }]));
    expect(redactor.summary()).toMatchObject({
      replaced: { number: 1, phone: 3, title: 1, value: 1 },
      tokens: 1,
      samples: expect.arrayContaining([
        { path: 'data/interaction/ani', before: '+4930123456', after: 'phone-1', count: 2 },
        { path: 'title', before: 'Page', after: 'title-1', count: 1 },
      ]),
    });
    expect(redactor.header(HEADER).redacted).toEqual({
      rules: [{ key: 'Segment', action: 'keep' }],
      replaced: { number: 1, phone: 3, title: 1, value: 1 },
    });
  });
});

it('leaves all as it is but tokens where that is wanted', () => {
  const facts = factsOf([
    event(CALL),
    { a: new Map([['x', 1n]]), token: 'abc', b: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJFIn0.c2ln' },
  ]);
  const after = redactAll(facts, { isFull: false });
  expect(after.slice(0, 2)).toEqual(facts.slice(0, 2));
  const body = encode({ a: new Map([['x', 1n]]), token: MASK, b: `eyJ${MASK}` });
  expect(after[2]).toMatchObject({ entry: { body } });
});

it('digits of any length get others of the same length, each its own', () => {
  const pseudonyms = new Pseudonyms(new Secrets(false));
  const given = [1, 2, 15, 17, 21, 40, 308, 309, 400, 9_000].flatMap((length) => {
    const most = `1${'0'.repeat(length - 1)}`;
    return [most, `-${most}`, `2${most.slice(1)}`];
  });
  for (const digits of given) pseudonyms.addNumber(digits);
  const made = given.map((digits) => pseudonyms.digits(digits));
  expect(made.map(({ length }) => length)).toEqual(given.map(({ length }) => length));
  expect(new Set([...made, ...given]).size).toBe(2 * given.length);
});
