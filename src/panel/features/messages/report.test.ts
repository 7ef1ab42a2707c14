// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { posted } from '../../../protocol/notes.ts';
import { numberClients } from '../../shared/clients.ts';
import { startPanel } from '../../shell/start.ts';
import { rowsOf } from '../../stores/message-rows.ts';
import { surroundingsOf } from '../../stores/testdata/commands.ts';
import { CLIENT, FakeTab, SERVER } from '../../stores/testdata/tab.ts';
import { useStage } from '../../testdata/stage.ts';
import { interactionReport, messageReport } from './report.ts';

const stage = useStage();
const JWT = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl';
/** Personal data, and a secret: none of it may stand in a report, wherever it was. */
const PLANTED = [
  ...['Maria', 'Muster', '0170', '5550117', 'maria.muster@example.org', 'Musterstr', 'K-8812345678', 'Zausel'],
  ...['c2lnbmF0dXJl', '49301234567', 'Herrn'],
];
const SIGHT = ['RINGING', 'TALKING'] as const;

const call = (state: string, more: object = {}) => ({
  interactionId: '7',
  interactionUUID: 'a0a84e02-2fcf-43f6-9c83-dbb60a7f6a4b',
  caseId: 'c1',
  state,
  media: 'voice',
  direction: 'IN',
  ani: '+49301234567',
  dnis: '01705550117',
  parties: [{ name: 'Maria Muster' }],
  userData: {
    Customer: 'Maria Muster',
    Mail: 'maria.muster@example.org',
    Session: JWT,
    Address: { Street: 'Musterstr. 5' },
  },
  ...more,
});

/** A panel that saw all of it, with a probe in the client. */
async function start() {
  const tab = new FakeTab();
  const url = 'https://page.example.com/app/Muster?customer=K-8812345678';
  const page = tab.open('page', { title: 'Maria Muster – orders', url });
  const host = tab.open('host', { path: 'top', target: null, title: 'Zausel' });
  const stores = await startPanel(surroundingsOf(tab), stage.signal);
  const from = { peer: 'top/0', origin: 'https://page.example.com' };
  const ask = (t: number, referenceId: string, request: string, parameters: unknown[], answer: object) => {
    const message = { ...CLIENT, request, parameters, referenceId };
    const stack = '    at callMariaMuster (https://page.example.com/Muster.js:12:34)';
    const wants = { wantsSuccess: true, wantsFailure: true, threw: null };
    const about = { sort: 'probe', kind: 'called', name: request, ref: referenceId, peer: '', origin: '' } as const;
    page.add(
      t - 1,
      posted({ note: 'called', at: t - 1, client: 0, call: Number(referenceId), message, stack, ...wants }),
      about,
    );
    host.add(t, message, from);
    page.answer(t + 20, referenceId, answer);
  };
  page.event(1_000, call(SIGHT[0]), 'RINGING');
  page.event(2_000, call(SIGHT[1], { previousState: 'RINGING' }), 'ESTABLISHED');
  ask(2_500, '0', 'interaction.setUserData', ['7', { Customer: 'Zausel', Note: 'Call Herrn Muster 0170 5550117' }], {
    errorMessage: 'Maria Muster is locked',
  });
  page.event(2_600, call('Talking to Maria', { userData: { Customer: 'Zausel' } }), 'Muster_CALLED');
  ask(3_000, '1', 'interaction.blockMarkdone', ['7', 'Ask Maria first'], { data: null });
  ask(3_500, '2', 'orders.Maria Muster', [{ interactionId: '7', of: 'Muster' }], { data: { name: 'Maria' } });
  page.add(4_000, { ...SERVER, event: 'messenger-orders', data: { interactionId: '7', text: 'Zausel' } });
  stores.watching.hello();
  await tab.flow();
  const { session } = stores.watching;
  const rows = rowsOf(session);
  await tab.flow();
  const facts = {
    session,
    clients: numberClients(session.documents()),
    now: 9_000,
    version: '0.2.0',
    browser: 'Browser/1.0',
  };
  const one = session.interactions()[0] ?? expect.fail('no interaction');
  return { session, rows, facts, one };
}

test('a report of an interaction tells what happened, and nothing of a person', async () => {
  const { one, facts } = await start();
  const report = interactionReport(one, facts);
  for (const text of PLANTED) expect(report).not.toContain(text);
  expect(report).toMatch(/^# WWE interaction 7 voice$/m);
  expect(report).toContain('> Redacted: personal data is replaced');
  expect(report).toContain('- Tool: WWE DevTools 0.2.0');
  expect(report).toContain('- Browser: Browser/1.0');
  expect(report).toContain('- WWE: https://wwe.example.com');
  expect(report).toMatch(/^\| RINGING \| 1\.000 s \| 1 \|$/m);
  expect(report).toMatch(/^\| 1970-01-01 \S+ \S+ \| \+ 0\.0 ms \| Event RINGING \|/m);
  expect(report).toMatch(
    /^\|.*\| \+ 1\.500 s \| Request interaction\.setUserData by the page \| Customer .* → .*\| failed 20\.0 ms .*\|$/m,
  );
  // One value has one pseudonym, wherever it stands.
  const [, before, after] = /setUserData by the page \| Customer "([^"]+)" → "([^"]+)"/.exec(report) ?? [];
  expect(before).toBeTruthy();
  expect(report).toContain(`userData.Customer "${before}" → "${after}"`);
  expect(report).toContain('interaction.blockMarkdone');
  expect(report).toContain('## What went wrong, and what is remarkable');
});

test('a report of any message tells nothing of a person', async () => {
  const { rows, facts } = await start();
  expect(rows.length).toBeGreaterThan(6);
  for (let index = 0; index < rows.length; index += 1) {
    const report = messageReport(rows.at(index) ?? expect.fail(), facts);
    for (const text of PLANTED) expect(report).not.toContain(text);
    expect(report).toContain('> Redacted');
  }
});

test('marks and notes are in it, and nothing of a person that somebody wrote into them', async () => {
  const { one, rows, facts } = await start();
  const all = Array.from({ length: rows.length }, (_, index) => rows.at(index) ?? expect.fail());
  const row = all.find(({ name }) => name === 'interaction.setUserData') ?? expect.fail();
  const annotations = {
    marks: signal([{ is: 'mark', by: 'user', key: 'mark 1', t: 2_400, name: 'Maria Muster waits' } as const]),
    isPinned: () => true,
    noteOf: (of: object) => (of === row ? 'Slow here: call 0170 5550117, Zausel' : ''),
  };
  const report = interactionReport(one, { ...facts, annotations });
  for (const text of PLANTED) expect(report).not.toContain(text);
  expect(report).toMatch(/\| \+ 1\.400 s \| Mark: \S+ waits \|/);
  expect(report).toMatch(/pinned; note: Slow here: call .*, /);
  const own = messageReport(row, { ...facts, annotations });
  for (const text of PLANTED) expect(own).not.toContain(text);
  expect(own).toContain('- Note: pinned, note: Slow here');
});

test('a report of a message has its times, its content and its answer', async () => {
  const { rows, facts } = await start();
  const all = Array.from({ length: rows.length }, (_, index) => rows.at(index) ?? expect.fail());
  const row = all.find(({ name }) => name === 'interaction.setUserData') ?? expect.fail();
  const report = messageReport(row, facts);
  expect(report).toMatch(/^# WWE message interaction\.setUserData: failed$/m);
  expect(report).toContain('- Interaction: 7');
  expect(report).toMatch(/^\|.*\| \+ 21\.0 ms \| Answer reached the client's window \|/m);
  expect(report).toContain('"request": "interaction.setUserData"');
  expect(report.match(/^```json$/gm)).toHaveLength(2);
});
