import { beforeAll, describe, expect, test } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import type { DocumentInfo } from '../../entry/entry.ts';
import { SERVICE_NAMES, serviceOf } from '../../protocol/services.ts';
import type { SessionInteraction } from '../../session/model.ts';
import { pickFrom } from '../features/compose/fields.ts';
import { isAbout } from '../features/messages/own-rows.ts';
import { resend, whyNotResend } from '../features/messages/row-actions.ts';
import { installTexts, messagesLookup, t } from '../text/i18n.ts';
import { placeOfId } from './lives.ts';
import { rowsOf } from './message-rows.ts';
import { endNeedless } from './subscribing.ts';
import { watchTab } from './testdata/commands.ts';
import { CLIENT, chat, type FakeDocument, SERVER } from './testdata/tab.ts';

beforeAll(() => installTexts(messagesLookup(english)));

const ANN = chat('43', {}, { interactionUUID: 'UA', parties: [{ name: 'Ann' }], media: 'email' });
const BOB = chat('43', {}, { interactionUUID: 'UB', parties: [{ name: 'Bob' }], media: 'email' });

function setUp() {
  const { tab, session, watching, wwes, commands, client } = watchTab();
  const one = (uuid: string) =>
    session.interactions().find(({ key }) => key.endsWith(`uuid ${uuid}`)) ?? expect.fail(`no interaction ${uuid}`);
  const write = (about: SessionInteraction, id = about.id) =>
    commands.send({ name: 'interaction.setUserData', parameters: [id, { a: 1 }] }, about);
  return { tab, session, watching, wwes, commands, client, one, write };
}
type Around = ReturnType<typeof setUp>;

/** A client that heard of Ann, in WWE; `more` says how it stands to WWE. */
async function withAnn(more: Partial<DocumentInfo> = {}, peer = 'top') {
  const around = setUp();
  const page = around.tab.open('page', more);
  tell(page, 500, ANN, peer);
  await connect(around);
  return { ...around, page };
}

function tell(page: FakeDocument, t: number, interaction: object, peer = 'top'): void {
  page.add(t, { ...SERVER, event: 'interaction', data: { eventType: 'X', interaction } }, { peer });
}

async function connect({ tab, watching }: Around): Promise<void> {
  watching.hello();
  await tab.flow();
}

/** WWE is loaded anew: its client goes, another comes and hears of Bob. */
async function reloaded() {
  const around = await withAnn();
  around.page.bye(600, 1);
  await around.tab.flow();
  const next = around.tab.open('next', { timeOrigin: 700 });
  tell(next, 800, BOB);
  await connect(around);
  return { ...around, next };
}

test('which parameter of a service is an id is as the catalogue says', () => {
  for (const name of SERVICE_NAMES) {
    const places = (serviceOf(name)?.parameters ?? []).flatMap((one, at) =>
      pickFrom(one) === 'interactions' ? at : [],
    );
    const place = placeOfId(name);
    const isNamed = place !== null && place >= 0 && (serviceOf(name)?.parameters?.length ?? 0) > place;
    expect([name, ...(isNamed ? [place] : [])]).toEqual([name, ...places]);
  }
  expect([placeOfId('interaction.attachUserData'), placeOfId('no.such')]).toEqual([0, null]);
});

describe('after WWE was loaded anew, with its clients', () => {
  test('an id that another has now is not sent, and the other is named; the other’s row takes everything', async () => {
    const { one, write, commands, next, tab } = await reloaded();
    const why = t('blocked_former_other', '43', 'email · Bob');
    expect([commands.blocked(one('UA')), commands.blocked(one('UB'))]).toEqual([why, null]);
    const [refused, sent] = [write(one('UA')), write(one('UB'))];
    await tab.flow();
    expect(next.commands.map(({ ref }) => ref)).toEqual([sent]);
    expect(commands.outcome(refused)).toMatchObject({ state: 'refused', text: why });
  });

  test('an id that nobody has heard of since is not sent', async () => {
    const { tab, page, commands, one, write } = await withAnn();
    page.bye(600, 1);
    await tab.flow();
    const next = tab.open('next', { timeOrigin: 700 });
    next.add(800, { ...SERVER, frameId: 1 });
    tab.announce(next);
    await tab.flow();
    expect(commands.blocked(one('UA'))).toBe(t('blocked_former', '43'));
    write(one('UA'));
    await tab.flow();
    expect(next.commands).toEqual([]);
  });

  test('what is seen anew by its UUID goes on, under its new id alone', async () => {
    const { tab, next, one, write, commands } = await reloaded();
    const before = one('UA');
    tell(next, 900, { ...ANN, interactionId: '44' });
    await tab.flow();
    expect(one('UA')).toMatchObject({ id: '44', formerIds: ['43'], key: before.key });
    const [old, now] = [write(before), write(one('UA'))];
    await tab.flow();
    expect(next.commands.map(({ ref }) => ref)).toEqual([now]);
    expect(commands.outcome(old).text).toBe(t('blocked_renamed', '43', '44'));
  });

  test('the end of a client that is learnt late gives nothing to those that came after it', async () => {
    const around = await withAnn();
    const { tab, page, one, write, client } = around;
    const next = tab.open('next', { timeOrigin: 700 });
    tell(next, 800, BOB);
    await connect(around);
    client.value = 'next';
    write(one('UA'));
    await tab.flow();
    // It goes to the page that is gone, with which WWE is gone.
    expect([page.commands.length, next.commands.length]).toEqual([1, 0]);
  });

  test('nor is it by hand, nor with a service that nobody knows; an id that nobody saw is the user’s own', async () => {
    const { tab, commands, page } = await withAnn();
    page.bye(600, 1);
    const next = tab.open('next', { timeOrigin: 700 });
    next.add(800, { ...SERVER, frameId: 1 });
    tab.announce(next);
    await tab.flow();
    for (const [name, ...parameters] of [
      ['interaction.markdone', '43'],
      ['interaction.markdone', 43],
      ['no.such', { a: 1 }, '43'],
      ['configuration.getContextualOption', 'a', '43'],
    ] as const) {
      commands.send({ name, parameters });
    }
    commands.send({ name: 'no.such', parameters: { interactionId: '43' } });
    await tab.flow();
    expect(next.commands).toEqual([]);
    commands.send({ name: 'interaction.markdone', parameters: ['99'] });
    commands.send({ name: 'voice.dial', parameters: ['43'] });
    await tab.flow();
    expect(next.commands.map(({ name }) => name)).toEqual(['interaction.markdone', 'voice.dial']);
  });

  test('no service of the catalogue goes out for an interaction of the life before', async () => {
    const { tab, one, commands, next } = await reloaded();
    const shown = one('UA');
    const carrying = SERVICE_NAMES.filter((name) => (placeOfId(name) ?? -1) >= 0);
    expect(carrying.length).toBeGreaterThan(20);
    for (const name of carrying) {
      const parameters = Array.from({ length: (placeOfId(name) ?? 0) + 1 }, () => '43');
      expect([name, commands.blocked(shown, undefined, { name, parameters })]).not.toEqual([name, null]);
      const ref = commands.send({ name, parameters }, shown);
      expect([name, commands.outcome(ref).state]).toEqual([name, 'refused']);
    }
    await tab.flow();
    expect(next.commands).toEqual([]);
    // What the user was shown of the other one goes.
    commands.send({ name: 'interaction.markdone', parameters: ['43'] }, one('UB'));
    await tab.flow();
    expect(next.commands.map(({ name }) => name)).toEqual(['interaction.markdone']);
  });

  test('a request is sent again to whom it was about, or not at all; messages of the one are none of the other', async () => {
    const around = setUp();
    const { tab, session, one } = around;
    const host = tab.open('host', { path: 'top', target: null });
    const ask = (t: number, referenceId: string) => {
      const message = { ...CLIENT, request: 'interaction.setUserData', parameters: ['43', { a: 1 }], referenceId };
      host.add(t, message, { peer: 'top/0', origin: 'https://page.example.com' });
    };
    const page = tab.open('page');
    tell(page, 500, ANN);
    ask(510, '0');
    page.answer(520, '0');
    await connect(around);
    page.bye(600, 2);
    await tab.flow();
    const next = tab.open('next', { timeOrigin: 700 });
    tell(next, 800, BOB);
    ask(810, '1');
    next.answer(820, '1');
    await connect(around);
    const list = rowsOf(session);
    const rows = Array.from({ length: list.length }, (_, at) => list.at(at) ?? expect.fail('no row'));
    const [ofAnn, ofBob] = rows.filter(({ is }) => is === 'request');
    if (!ofAnn || !ofBob) throw new Error('Two requests were seen.');
    const stores = Object(around);
    expect([whyNotResend(ofAnn, stores), whyNotResend(ofBob, stores)]).toEqual([
      t('blocked_former_other', '43', 'email · Bob'),
      null,
    ]);
    expect([resend(ofAnn, stores) === null, resend(ofBob, stores) === null]).toEqual([false, false]);
    await tab.flow();
    expect([page.commands.length, next.commands.length]).toEqual([0, 1]);
    const about = (uuid: string) => rows.filter((row) => isAbout(row, new Set(['43']), session, one(uuid).key)).length;
    expect([about('UA'), about('UB')]).toEqual([2, 2]);
  });
});

describe('where WWE can be loaded anew under a client that stays', () => {
  const OPENED = { path: 'top', target: 'opener' } as const;

  async function withPopUp() {
    const around = await withAnn(OPENED, 'opener');
    const { page, tab } = around;
    const listed = async (list: readonly object[]) => {
      const [question] = page.commands.splice(0).map(({ ref }) => ref);
      const message = { ...CLIENT, request: 'interaction.getInteractions', referenceId: question };
      page.add(1_000, message, { sort: 'command', peer: 'opener' });
      page.add(1_010, { ...SERVER, referenceId: question, data: list }, { peer: 'opener' });
      // The answer comes, and what it lets out goes.
      await tab.flow();
      await tab.flow();
    };
    return { ...around, listed };
  }

  test('WWE is asked first, and what it still has by that id goes out', async () => {
    const { tab, page, commands, one, write, listed } = await withPopUp();
    const ref = write(one('UA'));
    const second = write(one('UA'));
    await tab.flow();
    expect(page.commands.map(({ name, parameters }) => [name, parameters])).toEqual([
      ['interaction.getInteractions', null],
    ]);
    expect(commands.outcome(ref)).toMatchObject({ state: 'sending', text: english.outcome_asking.message });
    await listed([ANN]);
    expect(page.commands.map(({ ref: sent }) => sent)).toEqual([ref, second]);
  });

  test.each([
    ['another has the id', [BOB], (t) => t('blocked_former_other', '43', 'email · Bob')],
    ['it has another id', [{ ...ANN, interactionId: '44' }], (t) => t('blocked_renamed', '43', '44')],
    ['it is not there', [], (t) => t('blocked_not_there')],
    [
      'it has no UUID',
      [{ ...ANN, interactionUUID: undefined }],
      (t) => t('blocked_former_unsure', '43', 'email · Ann'),
    ],
  ] as readonly [string, readonly object[], (text: typeof t) => string][])(
    'else nothing does: %s',
    async (_, list, why) => {
      const { tab, page, commands, one, write, listed } = await withPopUp();
      const ref = write(one('UA'));
      await tab.flow();
      await listed(list);
      expect(page.commands).toEqual([]);
      expect(commands.outcome(ref)).toMatchObject({ state: 'refused', text: why(t) });
    },
  );

  test('a subscription of before is not ended by its id, which may be another’s now', async () => {
    const { tab, page, commands, session, watching } = await withPopUp();
    endNeedless(watching, commands, new AbortController().signal);
    const subscribe = (t: number, referenceId: string, subscriptionId: number, sort: 'command' | 'wire') => {
      const message = { ...CLIENT, event: 'subscribe', data: 'interaction', referenceId };
      if (sort === 'command') page.add(t, message, { sort, kind: 'subscribe', peer: 'opener' });
      page.add(t + 1, { ...SERVER, referenceId, subscriptionId }, { peer: 'opener' });
    };
    const unsubscribe = () => {
      const [wwe] = session.interactions().map((one) => one.wwe.key);
      const more = { parameters: 7, through: 'page', wwe: wwe ?? null };
      return commands.send({ verb: 'unsubscribe', name: 'interaction', ...more });
    };
    subscribe(550, 'wwe-devtools-m-90', 7, 'command');
    await tab.flow();
    expect(session.subscriptions()).toHaveLength(1);
    tell(page, 600, BOB, 'opener');
    await tab.flow();
    expect(session.subscriptions()).toEqual([]);
    const refused = unsubscribe();
    await tab.flow();
    expect(page.commands).toEqual([]);
    expect(commands.outcome(refused)).toMatchObject({ state: 'refused', text: t('blocked_subscription_former') });
    // What is made anew ends as ever.
    subscribe(650, 'wwe-devtools-m-91', 7, 'command');
    await tab.flow();
    const sent = unsubscribe();
    await tab.flow();
    expect(page.commands.map(({ ref, verb }) => [ref, verb])).toEqual([[sent, 'unsubscribe']]);
  });

  test('that WWE was loaded anew is known by its words: an id of another, another id, a frame id told again', async () => {
    for (const tellOf of [
      (page: FakeDocument) => tell(page, 900, BOB, 'opener'),
      (page: FakeDocument) => page.add(900, { ...SERVER, frameId: 2 }, { peer: 'opener' }),
    ]) {
      const { tab, page, commands, one } = await withPopUp();
      tell(page, 600, { ...ANN, interactionId: '50', interactionUUID: 'UC' }, 'opener');
      await tab.flow();
      expect(commands.blocked(one('UC'))).toBeNull();
      tellOf(page);
      await tab.flow();
      expect(commands.blocked(one('UC'))).toBe(t('blocked_former', '50'));
    }
  });
});
