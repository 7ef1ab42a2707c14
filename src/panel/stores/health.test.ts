import { beforeAll, describe, expect, test } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import type { SessionDocument, Subscription } from '../../session/model.ts';
import { createSession } from '../../session/session.ts';
import { wweOf } from '../../session/wwe.ts';
import type { DocumentConnection } from '../../transport/document-connections.ts';
import { installTexts, messagesLookup } from '../text/i18n.ts';
import { examine } from './examine.ts';
import { type Health, isSubscribed, liveClients, summary, unreachable, withoutSubscription } from './health.ts';

beforeAll(() => installTexts(messagesLookup(english)));

const INFO = { document: 'd', url: '', origin: 'o', title: '', path: 'top/0', target: 'top', timeOrigin: 1 };

/** A document as the session shows a new one, with what a test changes. */
function document(more: Partial<SessionDocument>): SessionDocument {
  const session = createSession();
  session.feed([{ what: 'document', info: INFO }]);
  const [made] = session.documents();
  if (!made) throw new Error('The document was announced.');
  return { ...made, ...more };
}
const connection = (more: Partial<DocumentConnection> = {}): DocumentConnection => ({
  info: INFO,
  state: 'live',
  present: true,
  isIncomplete: false,
  ...more,
});
const subscribed = (event: string): Subscription => ({
  document: 'd',
  wwe: null,
  event,
  since: 1,
  by: 'page',
  subscriptionId: 1,
});

const WWE = { ...wweOf('top', 'https://wwe.example.com'), to: null };
const CLIENT = document({ isClient: true, wweOrigin: WWE.origin, wwes: [WWE], believed: [WWE] });
const EVIL = { ...wweOf('top/1', 'https://evil.example.com'), to: null };
const OTHER = document({ isClient: true, wwes: [EVIL], believed: [EVIL] });
const HOST = document({ isHost: true });
const WELL: Health = {
  reach: { reached: true },
  recording: true,
  connections: [connection(), connection({ state: 'watching' })],
  documents: [HOST, CLIENT],
  subscriptions: [subscribed('interaction')],
  hears: false,
  silences: [],
  unwatched: [],
};
const NOTHING: Health = {
  reach: { reached: true },
  recording: true,
  connections: [],
  documents: [],
  subscriptions: [],
  hears: false,
  silences: [],
  unwatched: [],
};

/** The report as marks and words. */
const words = (health: Health) => examine(health).map(({ is, what }) => `${is}: ${what}`);

describe('the doctor', () => {
  test('all is well: every connection, in the order of a message’s journey, and nothing to do', () => {
    expect(words(WELL)).toEqual([
      'ok: This extension watches 2 frames of the tab.',
      'ok: 1 client talks with WWE.',
      `ok: ${english.hop_host.message}`,
      'ok: WWE speaks from https://wwe.example.com.',
      `ok: ${english.hop_subscribed.message}`,
    ]);
    expect(examine(WELL).every(({ fix }) => fix === null)).toBe(true);
  });

  test('nothing seen yet: waiting, each with what to do', () => {
    const report = examine({ ...NOTHING, connections: [connection({ state: 'watching' })] });
    expect(report.map(({ is }) => is)).toEqual(['ok', 'waiting', 'waiting', 'waiting', 'waiting']);
    expect(report.slice(1).map(({ fix }) => fix)).toEqual([
      english.hop_no_client_fix.message,
      english.hop_no_host_fix.message,
      english.hop_no_origin_fix.message,
      english.hop_not_subscribed_fix.message,
    ]);
  });

  test('nothing counts as talking with WWE without a word of WWE’s, whatever arrives in a window', () => {
    const unproven = document({ isClient: true });
    const report = words({ ...WELL, documents: [HOST, unproven] });
    expect(report).toContain(`waiting: ${english.hop_no_client.message}`);
    expect(report).toContain(`waiting: ${english.hop_host_unproven.message}`);
    expect(report.filter((line) => line.startsWith('ok'))).toEqual([
      'ok: This extension watches 2 frames of the tab.',
      `ok: ${english.hop_subscribed.message}`,
    ]);
  });

  test('a client without answers is no client that talks: what was seen, and the likely causes in order', () => {
    const silence = { document: 'd', what: 'Nobody answers.', causes: ['this', 'that'] };
    const report = examine({ ...WELL, silences: [silence] });
    expect(report).toContainEqual({
      is: 'broken',
      what: 'Nobody answers.',
      fix: english.silence_causes.message,
      causes: ['this', 'that'],
    });
    expect(report.map(({ what }) => what)).not.toContain('1 client talks with WWE.');
    expect(summary({ ...WELL, silences: [silence] }, '')).toContain('1 client gets no answer');
    expect(summary({ ...NOTHING, silences: [silence] }, '')).toBe('1 client gets no answer');
  });

  test('requests of a client that shared an id: how many, where, what to do, and the rows of them', () => {
    const other = { ...CLIENT, info: { ...INFO, document: 'gone' }, live: false };
    const sharedIds = new Map([
      ['d', 2],
      ['gone', 3],
    ]);
    const health = { ...WELL, documents: [CLIENT, other] };
    expect(
      examine(health, (document) => sharedIds.get(document) ?? 0).filter(({ filter }) => filter !== undefined),
    ).toEqual([
      {
        is: 'waiting',
        what: '2 requests of the page at top/0 were open at once with others under the same ids.',
        fix: english.hop_shared_ids_fix.message,
        filter: 'is:id-shared',
      },
    ]);
  });

  test('no bridge: the page is older than the extension', () => {
    expect(english.hop_bridge_none_fix.message).toMatch(/older copy.*Reload the page/);
    expect(examine({ ...NOTHING, reach: { reached: false } })[0]).toEqual({
      is: 'broken',
      what: english.hop_bridge_none.message,
      fix: english.hop_bridge_none_fix.message,
    });
    expect(examine({ ...NOTHING, reach: null })[0]?.is).toBe('waiting');
  });

  test('no bridge, for the sites of the tab are not watched: how to watch them', () => {
    const unwatched = ['https://wwe.example.com', 'https://crm.example.com'];
    const what = 'Not watched: https://wwe.example.com, https://crm.example.com';
    expect(examine({ ...NOTHING, reach: { reached: false }, unwatched })[0]).toEqual({
      is: 'broken',
      what,
      fix: english.hop_unwatched_fix.message,
    });
    expect(words({ ...NOTHING, reach: { reached: false }, unwatched })).not.toContain(`waiting: ${what}`);
    expect(unreachable(unwatched)).toEqual({ what, fix: english.hop_unwatched_fix.message });
    expect(unreachable([])).toEqual({
      what: english.hop_bridge_none.message,
      fix: english.hop_bridge_none_fix.message,
    });
  });

  test('some frames are watched, and others are of a site that is not', () => {
    const report = examine({ ...WELL, unwatched: ['https://crm.example.com'] });
    expect(report.slice(0, 2)).toEqual([
      { is: 'ok', what: 'This extension watches 2 frames of the tab.', fix: null },
      { is: 'waiting', what: 'Not watched: https://crm.example.com', fix: english.hop_unwatched_fix.message },
    ]);
    expect(report.slice(2)).toEqual(examine(WELL).slice(1));
  });

  test('frames that are gone are not counted as watched', () => {
    const connections = [connection(), connection({ state: 'ended', present: false })];
    expect(words({ ...WELL, connections })[0]).toBe('ok: This extension watches 1 frame of the tab.');
  });

  test('the record is off', () => {
    expect(examine({ ...WELL, recording: false })[1]).toEqual({
      is: 'broken',
      what: english.hop_recording_off.message,
      fix: english.hop_recording_off_fix.message,
    });
  });

  test('a frame does not answer', () => {
    expect(examine({ ...WELL, connections: [connection(), connection({ state: 'silent' })] })[1]).toEqual({
      is: 'broken',
      what: '1 frame announced itself and does not answer.',
      fix: english.hop_silent_fix.message,
    });
  });

  test('frames of whose record the last may be missing are named, and what it means is said', () => {
    const connections = [
      connection(),
      connection({ state: 'ended', present: false, isIncomplete: true }),
      connection({ state: 'ended', present: false }),
    ];
    expect(examine({ ...WELL, connections })[1]).toEqual({
      is: 'waiting',
      what: '1 frame went, and the last of its record may be missing: top/0',
      fix: english.incomplete_hint.message,
    });
  });

  test('requests arrive at WWE and no client hears an answer', () => {
    const client = examine({ ...WELL, documents: [HOST] })[1];
    expect([client?.is, client?.fix]).toEqual(['waiting', english.hop_unanswered_fix.message]);
  });

  test('each WWE once; what has ended does not count', () => {
    const gone = { live: false };
    const documents = [CLIENT, CLIENT, { ...HOST, ...gone }, { ...CLIENT, ...gone }];
    const report = words({ ...WELL, documents });
    expect(report).toContain('ok: 2 clients talk with WWE.');
    expect(report).toContain('ok: WWE speaks from https://wwe.example.com.');
    const changed = { ...WELL, documents: [CLIENT, { ...OTHER, ...gone }] };
    expect(words(changed)).toContain(
      'waiting: WWE speaks from https://wwe.example.com. Before, https://evil.example.com did so too.',
    );
    expect(words({ ...changed, wwe: WWE.key })).toContain('ok: WWE speaks from https://wwe.example.com.');
    expect(report).toContain(`waiting: ${english.hop_no_host.message}`);
  });

  test('two WWEs are nothing that is well: they are named, and what to do is said', () => {
    const report = examine({ ...WELL, documents: [HOST, OTHER, CLIENT] });
    expect(report.find(({ what }) => what.includes('WWEs'))).toEqual({
      is: 'waiting',
      what: 'There are 2 WWEs in this tab: https://evil.example.com, https://wwe.example.com.',
      fix: english.hop_wwes_fix.message,
    });
    const twice = document({ isClient: true, wwes: [{ ...wweOf('top/1', WWE.origin), to: null }] });
    expect(words({ ...WELL, documents: [HOST, CLIENT, twice] })).toContain(
      'waiting: There are 2 WWEs in this tab: https://wwe.example.com in top, https://wwe.example.com in top/1.',
    );
  });

  test('nobody subscribed to interactions', () => {
    const report = examine({ ...WELL, subscriptions: [subscribed('markdone')] });
    expect(report.at(-1)).toMatchObject({ is: 'waiting', fix: english.hop_not_subscribed_fix.message });
  });
});

describe('in one line', () => {
  test.each<[string, Health, string]>([
    ['unreachable', { ...WELL, reach: { reached: false } }, english.status_unreachable.message],
    [
      'not watched',
      { ...WELL, reach: { reached: false }, unwatched: ['https://a.example'] },
      english.status_unwatched.message,
    ],
    [
      'some frames not watched',
      { ...WELL, unwatched: ['https://a.example'] },
      '1 client, WWE at https://wwe.example.com, since then',
    ],
    ['recording off', { ...WELL, recording: false }, english.status_recording_off.message],
    ['nothing of WWE', NOTHING, english.status_no_wwe.message],
    ['only a client that is gone', { ...WELL, documents: [{ ...CLIENT, live: false }] }, english.status_no_wwe.message],
    [
      'a frame that does not answer',
      { ...WELL, connections: [connection(), connection({ state: 'silent' })] },
      '1 client, WWE at https://wwe.example.com, 1 frame does not answer, since then',
    ],
    ['well', WELL, '1 client, WWE at https://wwe.example.com, since then'],
    [
      'a client without WWE’s origin',
      { ...WELL, documents: [document({ isClient: true })] },
      `1 client, ${english.status_wwe_unknown.message}, since then`,
    ],
    [
      'a client without WWE’s origin, in a window whose page is watched',
      {
        ...WELL,
        documents: [document({ isClient: true })],
        connections: [
          connection(),
          connection({ info: { ...INFO, document: 'w', path: 'top', origin: 'https://silent.example.com' } }),
        ],
      },
      `1 client, ${english.status_wwe_unknown.message}, its window is at https://silent.example.com, since then`,
    ],
    [
      'two WWEs',
      { ...WELL, documents: [OTHER, CLIENT] },
      '2 clients, 2 WWEs: https://evil.example.com, https://wwe.example.com: pick one, since then',
    ],
    [
      'two WWEs, one of them picked',
      { ...WELL, documents: [OTHER, CLIENT], wwe: WWE.key },
      '2 clients, 2 WWEs: https://evil.example.com, https://wwe.example.com: you picked https://wwe.example.com, since then',
    ],
  ])('%s', (_, health, text) => {
    expect(summary(health, 'since then')).toBe(text);
  });

  test('without a time, no comma is left over', () => {
    expect(summary(WELL, '')).toBe('1 client, WWE at https://wwe.example.com');
  });
});

test('live clients and subscriptions', () => {
  expect(liveClients({ documents: [HOST, CLIENT, { ...CLIENT, live: false }] })).toEqual([CLIENT]);
  expect([isSubscribed(WELL, 'interaction'), isSubscribed(WELL, 'markdone')]).toEqual([true, false]);
  // What another WWE's client subscribed to brings nothing of this one.
  const both = {
    ...WELL,
    documents: [OTHER, CLIENT],
    subscriptions: [{ ...subscribed('interaction'), wwe: EVIL.key }],
  };
  expect([isSubscribed(both, 'interaction'), isSubscribed({ ...both, wwe: EVIL.key }, 'interaction')]).toEqual([
    false,
    true,
  ]);
  const missing = (health: Health) => withoutSubscription(health, 'interaction').map(({ origin }) => origin);
  expect([missing(both), missing({ ...both, wwe: EVIL.key })]).toEqual([[WWE.origin], []]);
  // Events that come prove a subscription that nobody saw; of markdone they prove nothing.
  const heard = { ...NOTHING, hears: true };
  expect([isSubscribed(heard, 'interaction'), isSubscribed(heard, 'markdone')]).toEqual([true, false]);
});
