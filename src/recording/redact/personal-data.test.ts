/** Personal data wherever it can stand in a recording: none of it may be in the file. */
import { describe, expect, it } from 'vitest';
import { encode } from '../../entry/encode.ts';
import type { Fact } from '../../entry/fact.ts';
import { posted } from '../../protocol/notes.ts';
import { entryOf, INFO } from '../testdata/facts.ts';
import { redactedBytes } from '../testdata/redacted.ts';
import { leaksIn } from '../testdata/search.ts';

const SERVER = { userAgent: 'WWE Server', protocolVersion: 2 };
const CLIENT = { userAgent: 'WWE Client', protocolVersion: 2, referenceId: '7' };
const document = INFO.document;
let n = 0;

const entry = (data: unknown, more = {}): Fact => {
  n += 1;
  return { what: 'entry', document, entry: entryOf(n, data, more) };
};
const interaction = (more: object) =>
  entry({
    ...SERVER,
    event: 'interaction',
    data: { eventType: 'RINGING', interaction: { interactionId: '1', caseId: 'c-1', state: 'RINGING', ...more } },
  });
const userData = (data: unknown) => interaction({ userData: data });
const request = (service: string, ...parameters: readonly unknown[]) =>
  entry({ ...CLIENT, request: service, parameters }, { kind: 'request', name: service, ref: '7' });
const answer = (data: unknown) => entry({ ...SERVER, referenceId: '7', data }, { kind: 'success', name: '', ref: '7' });
const refusal = (errorMessage: unknown) =>
  entry({ ...SERVER, referenceId: '7', errorMessage }, { kind: 'failure', name: '', ref: '7' });
const note = (kind: string, more: object) =>
  entry(null, {
    sort: 'probe',
    kind,
    name: '',
    peer: '',
    origin: '',
    body: encode(posted({ note: kind, at: 1, client: 0, ...more })),
  });
const announced = (more: object): Fact => ({ what: 'document', info: { ...INFO, ...more } });
const stack = (line: string) => `Error: x\n    at run (https://page.example.com/app.js:1:2)\n${line}`;
const called = { call: 1, wantsSuccess: true, wantsFailure: true, threw: null, brief: null, message: CLIENT };

/** Each: what it is, the values that must go, and where they stand. */
const PLANTED: readonly (readonly [string, readonly string[], readonly Fact[]])[] = [
  ['a first name in user data', ['Annegret'], [userData({ FirstName: 'Annegret' })]],
  ['a last name in user data', ['Breitenbach'], [userData({ LastName: 'Breitenbach' })]],
  ['a name in other letters', ['Ольга Петрова', '山田太郎です'], [userData({ a: 'Ольга Петрова', b: '山田太郎です' })]],
  ['a number as a number in user data', ['4917612345678'], [userData({ Phone: 4917612345678 })]],
  ['an account as a BigInt', ['90071992547409931234'], [userData({ Account: 90071992547409931234n })]],
  ['a birthday as a Date', [String(Date.UTC(1961, 3, 12))], [userData({ Born: new Date(Date.UTC(1961, 3, 12)) })]],
  ['a birthday as a text', ['1961-04-13'], [userData({ Born: '1961-04-13' })]],
  [
    'a nested object in user data',
    ['Carstensen-Nord'],
    [userData({ a: { b: { c: ['x', { d: 'Carstensen-Nord' }] } } })],
  ],
  ['a Map in user data', ['Dorothea', 'Eichberg'], [userData(new Map([['Dorothea', { last: 'Eichberg' }]]))]],
  ['a Map of Maps', ['Friedlinde'], [userData({ m: new Map([['k', new Map([[{ o: 1 }, 'Friedlinde']])]]) })]],
  ['a Set', ['Gundelinde'], [userData({ s: new Set(['Gundelinde']) })]],
  ['bytes', ['Hildegunde'], [userData({ file: new TextEncoder().encode('Hildegunde') })]],
  ['an ArrayBuffer', ['Irmengard!'], [userData({ file: new TextEncoder().encode('Irmengard!').buffer })]],
  ['an Error in a message', ['Jockelstein'], [userData({ e: new TypeError('no customer Jockelstein') })]],
  ['a regular expression', ['Klingenthal'], [userData({ r: /^Klingenthal$/i })]],
  ['a boxed text', ['Lindwurmer'], [userData({ s: Object('Lindwurmer') })]],
  [
    'JSON in a text',
    ['Mechthild', 'm@thild.example'],
    [userData({ j: JSON.stringify({ name: 'Mechthild', deep: [{ mail: 'm@thild.example' }] }) })],
  ],
  [
    'JSON in JSON in a text',
    ['Notburga'],
    [userData({ j: JSON.stringify({ j: JSON.stringify({ name: 'Notburga' }) }) })],
  ],
  [
    'an object that stands twice',
    ['Oderbruch'],
    [
      (() => {
        const o = { name: 'Oderbruch' };
        return userData({ a: o, b: o, 'Oderbruch 7': o, c: new Map([[o, o]]) });
      })(),
    ],
  ],
  ['a key with an address', ['pia@quelle.example'], [userData({ 'pia@quelle.example': true })]],
  ['a key with a number', ['0176-555-4433'], [userData({ '0176-555-4433': 1, 'call 0176-555-4433': 2 })]],
  [
    'a key that is somebody’s name elsewhere',
    ['Rosa von Thurn'],
    [userData({ 'Rosa von Thurn': 1, name: 'Rosa von Thurn' })],
  ],
  ['user data of a request', ['Siegelinde'], [request('interaction.setUserData', '1', { Name: 'Siegelinde' })]],
  ['user data of a dial', ['+43 1 5876543', 'Tusnelda'], [request('voice.dial', '+43 1 5876543', { who: 'Tusnelda' })]],
  [
    'parameters of a service that nobody knows',
    ['Ulrikehof', '0043987654321'],
    [request('crm.find', 'Ulrikehof', { q: '0043987654321' })],
  ],
  ['ani and dnis', ['+4930123456', '+4940998877'], [interaction({ ani: '+4930123456', dnis: '+4940998877' })]],
  ['the name of a party', ['Volkhard Wenck'], [interaction({ parties: [{ name: 'Volkhard Wenck' }] })]],
  ['a property that nobody knows', ['Xanten-Allee'], [interaction({ address: { street: 'Xanten-Allee 5' } })]],
  ['a number where a state should be', ['+49 89 1112223'], [interaction({ state: '+49 89 1112223' })]],
  ['a name where a state should be', ['Yvette Zander'], [interaction({ state: 'Yvette Zander' })]],
  ['a number as an id', ['4917098765432'], [interaction({ interactionId: '4917098765432', caseId: 4917098765432 })]],
  ['an address as an id', ['anna@berg.example'], [interaction({ caseId: 'anna@berg.example' })]],
  [
    'a name in an id, which is a value elsewhere',
    ['Burgstaller'],
    [interaction({ caseId: 'case-Burgstaller-7', userData: { n: 'Burgstaller' } })],
  ],
  [
    'a number in an id, written otherwise elsewhere',
    ['0699 1234567'],
    [interaction({ caseId: 'c06991234567x', ani: '0699 1234567' })],
  ],
  [
    'an answer',
    ['Cordula', 'Dengler', 'cdengler'],
    [answer({ firstname: 'Cordula', lastname: 'Dengler', username: 'cdengler', employeeId: 'E12' })],
  ],
  ['an answer that is a text', ['Ernestine Falk'], [answer('Ernestine Falk')]],
  [
    'records of a campaign',
    ['Gerlinde', '06641112223'],
    [request('outbound.updateRecordFields', '1', { NAME: 'Gerlinde', PHONE: '06641112223' })],
  ],
  ['the text of an error', ['Hannelore'], [refusal('Customer Hannelore is blocked')]],
  ['an error that is an object', ['Isolde Jung'], [refusal({ code: 5, reason: 'Isolde Jung' })]],
  ['an error with JSON', ['Kunigunde'], [refusal('{"message":"Kunigunde"}')]],
  ['a warning', ['Leopoldine'], [request('interaction.blockMarkdone', '1', 'Call Leopoldine first')]],
  [
    'a toast',
    ['Marlene', 'Nordhoff', '12345.67'],
    [request('system.popupToast', { title: 'Marlene', message: 'Nordhoff', keyValues: { balance: 12345.67 } })],
  ],
  [
    'a dialog',
    ['Otterbach', 'Pirmin'],
    [request('system.openDialog', 'https://page.example.com/d?who=Otterbach', { label: 'Pirmin' })],
  ],
  [
    'what pages say to each other',
    ['Quirinus', 'AT611904300234573201'],
    [entry({ ...SERVER, event: 'messenger:crm', data: { state: 'Quirinus', iban: 'AT611904300234573201' } })],
  ],
  [
    'a channel',
    ['richard@stein.example', 'Sieglinde Tropp'],
    [
      entry(
        { ...SERVER, event: 'messenger:richard@stein.example', data: 0 },
        { name: 'messenger:richard@stein.example' },
      ),
      entry({ ...SERVER, event: 'messenger:Sieglinde Tropp', data: 0 }, { name: 'messenger:Sieglinde Tropp' }),
    ],
  ],
  ['a message that is a text', ['Ursulinenhof'], [entry('wwe toast Ursulinenhof', { kind: 'string', name: '' })]],
  [
    'a message of no known form',
    ['Valerian'],
    [entry({ ...SERVER, who: ['Valerian'] }, { kind: 'unknown', name: '' })],
  ],
  ['a message that is no JSON', ['Waltraud'], [entry(0, { body: '{"who":"Waltraud"' })]],
  [
    'a text that was too long',
    ['Xaverius'],
    [entry(0, { body: '{"$$":"oversize","n":9999999,"v":"{\\"name\\":\\"Xaverius\\""}' })],
  ],
  [
    'marks that nobody knows',
    ['Yolanthe', 'Zacharias'],
    [
      entry(0, { body: '{"$$":"Yolanthe","v":"Zacharias","n":"Yolanthe"}' }),
      entry(0, { body: '{"$$":"other","v":"Zacharias Y"}' }),
      entry(0, {
        body: '{"a":[{"$$":"ref","v":"/Yolanthe Z/0"},{"$$":"RegExp","v":["x","Zacharias"]},{"$$":"Date","v":"Yolanthe"},{"$$":"bytes","t":"Zacharias?","n":1,"v":"Wm9sYW50aGU="}]}',
      }),
    ],
  ],
  [
    'escaped letters',
    ['Adalbertine'],
    [entry(0, { body: '{"data":{"who":"\\u0041dalbertine","\\u0061\\u0062":"\\u0041\\u0064\\u0061lbertine"}}' })],
  ],
  [
    'the address of a document: query',
    ['Benedikta', 'ben@edikta.example'],
    [announced({ url: 'https://page.example.com/x?name=Benedikta&m=ben%40edikta.example' })],
  ],
  [
    'the address of a document: path and fragment',
    ['Chlodwig', 'Dietlinde'],
    [announced({ url: 'https://page.example.com/customers/Chlodwig%20X/edit#/Dietlinde' })],
  ],
  [
    'the address of a document: login',
    ['edeltraut', 'geheim99'],
    [announced({ url: 'https://edeltraut:geheim99@page.example.com/' })],
  ],
  [
    'the address of a file',
    ['friedhelm', 'Rechnung Gisela'],
    [announced({ url: 'file:///C:/Users/friedhelm/Rechnung%20Gisela.pdf', origin: 'null' })],
  ],
  ['the title of a document', ['Hadumoth'], [announced({ title: 'Customer Hadumoth – CRM' })]],
  [
    'an address of data',
    ['Ingeborg'],
    [announced({ url: 'data:text/html,<b>Ingeborg</b>' }), userData({ u: 'data:text/plain;base64,SW5nZWJvcmc=' })],
  ],
  [
    'addresses to call and to write to',
    ['+436601112222', 'kai@lund.example'],
    [userData({ a: 'tel:+436601112222', b: 'mailto:kai@lund.example?subject=hi' })],
  ],
  ['a host that is somebody’s', ['ludovika'], [userData({ site: 'https://ludovika.example/blog' })]],
  ['the name of a file', ['Melchior', 'Nepomuk'], [userData({ f: 'Melchior.pdf', g: 'C:\\Users\\Nepomuk\\x.doc' })]],
  [
    'a stack: message',
    ['Ottokar'],
    [
      note('called', {
        ...called,
        stack: 'Error: no Ottokar\n  and Ottokar\n    at f (https://page.example.com/a.js:1:2)',
      }),
    ],
  ],
  [
    'a stack: address',
    ['Philomena', 'Quendolin'],
    [
      note('called', {
        ...called,
        stack: stack('    at f (https://page.example.com/u/Philomena/a.js?q=Quendolin:1:2)'),
      }),
    ],
  ],
  [
    'a stack: names and files',
    ['Roswitha Sand', 'theobald'],
    [
      note('subscribed', {
        handler: 1,
        events: ['interaction'],
        name: 'Roswitha Sand',
        sameTextAs: null,
        stack: stack(
          '    at Roswitha Sand (file:///home/theobald/a.js:1:2)\nRoswitha Sand@https://page.example.com/theobald.js:1:2\n    at /home/theobald/b.js:3:4',
        ),
      }),
    ],
  ],
  [
    'what a handler threw',
    ['Ubaldine'],
    [note('handled', { handler: 1, event: 'interaction', took: 1, threw: 'TypeError: Ubaldine is undefined' })],
  ],
  [
    'what a callback threw',
    ['Veronika W'],
    [note('settled', { call: 1, by: 'success', took: 1, threw: 'Veronika W' })],
  ],
  [
    'the message of a call',
    ['Wolfhild'],
    [
      note('called', {
        ...called,
        stack: '',
        message: { ...CLIENT, request: 'email.create', parameters: ['Wolfhild'] },
      }),
    ],
  ],
  [
    'a brief call',
    ['Xenophon Y'],
    [note('called', { ...called, stack: '', message: null, brief: ['Xenophon Y', 'Xenophon Y'] })],
  ],
  [
    'a failure of a bridge',
    ['Zenobia'],
    [note('failed', { text: 'Error: cannot clone Zenobia\n    at x (chrome-extension://abc/bridge.js:1:2)' })],
  ],
  [
    'a note of no known form',
    ['Adelgunde'],
    [entry(0, { sort: 'probe', kind: 'called', body: '["else",1,0,"Adelgunde"]' })],
  ],
  [
    'headers of entries',
    ['Balthasar C', 'balthasar@c.example', '01729876543'],
    [
      entry(
        { ...SERVER },
        {
          name: 'Balthasar C',
          ref: 'balthasar@c.example',
          peer: 'Balthasar C',
          path: '01729876543',
          origin: 'https://Balthasar C/',
        },
      ),
    ],
  ],
  [
    'reference ids',
    ['Dagobert-Duck-1', '17612121212'],
    [
      userData({ a: 'Dagobert-Duck-1' }),
      entry({ ...CLIENT, request: 'agent.get', referenceId: 'Dagobert-Duck-1' }, { ref: 'Dagobert-Duck-1' }),
      entry({ ...CLIENT, referenceId: 17612121212 }, { ref: '#017612121212' }),
    ],
  ],
  [
    'what the user wrote into the log',
    ['Dagobert calls back', 'ask Quackmore Zwickel'],
    [
      userData({ a: 1 }),
      { what: 'annotation', document: INFO.document, n: 1, pinned: false, note: 'ask Quackmore Zwickel' },
      { what: 'mark', t: 5_000, name: 'Dagobert calls back' },
    ],
  ],
  ['a card', ['4111 1111 1111 1111'], [userData({ c: '4111 1111 1111 1111' })]],
  [
    'a token in user data',
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJFIn0.c2lnbmF0dXJl'],
    [
      userData({ t: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJFIn0.c2lnbmF0dXJl' }),
      answer({ jwtToken: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJFIn0.c2lnbmF0dXJl' }),
    ],
  ],
  [
    'a password, and a token that is a number',
    ['hunter2hunter2', '555666777888'],
    [userData({ password: 'hunter2hunter2', nested: { accessToken: { v: 555666777888 } } })],
  ],
];

const ALL = PLANTED.flatMap(([, , facts]) => facts);
const VALUES = PLANTED.flatMap(([, values]) => values);
const FACTS: readonly Fact[] = [{ what: 'document', info: INFO }, ...ALL];

describe('personal data', () => {
  it('is planted in more than 50 ways, and is found if nothing is redacted', async () => {
    expect(PLANTED.length).toBeGreaterThanOrEqual(50);
    const found = leaksIn(await redactedBytes(FACTS, { isFull: false }), VALUES);
    // Tokens always go.
    const tokens = PLANTED.slice(-2).flatMap(([, values]) => values);
    expect(VALUES.filter((value) => !found.includes(value))).toEqual(tokens);
  });

  it('is in no file', async () => {
    expect(leaksIn(await redactedBytes(FACTS), VALUES)).toEqual([]);
  });

  it.each(PLANTED)('is in no file of its own: %s', async (_, values, facts) => {
    const bytes = await redactedBytes([{ what: 'document', info: INFO }, ...facts]);
    expect([leaksIn(bytes, values), String(bytes)]).toEqual([[], String(bytes)]);
  });

  it('is also gone from what a rule keeps, where it is part of a text', async () => {
    const facts = [
      userData({
        note: 'Annegret Beispiel (annegret@b.example, 0176 22334455, Annegret-Beispiel) called',
        name: 'Annegret Beispiel',
      }),
    ];
    const options = { rules: [{ key: 'note', action: 'keep' }] } as const;
    const bytes = await redactedBytes(facts, options);
    expect(leaksIn(bytes, ['Annegret Beispiel', 'annegret@b.example', '0176 22334455'])).toEqual([]);
    expect(String(bytes)).toMatch(/"note":"value-1 \(email-1, phone-1, value-1\) called"/);
  });
});
