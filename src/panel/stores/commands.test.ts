import { effect } from '@preact/signals';
import { beforeAll, describe, expect, test } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { encode } from '../../entry/encode.ts';
import { installTexts, messagesLookup } from '../text/i18n.ts';
import { watchTab } from './testdata/commands.ts';
import { CLIENT, chat, SERVER, WWE } from './testdata/tab.ts';

beforeAll(() => installTexts(messagesLookup(english)));

type Around = ReturnType<typeof watchTab>;

/** One client that WWE talked to, connected. */
async function withClient() {
  const around = watchTab();
  const page = around.tab.open('page');
  page.event(500, chat('1'));
  await connect(around);
  return { ...around, page };
}

/** One client that asked WWE's window something, and heard nothing. */
async function withMute() {
  const around = watchTab();
  const host = around.tab.open('host', { path: 'top', target: null });
  const mute = around.tab.open('mute', { path: 'top/0' });
  const page = { peer: 'top/0', origin: mute.info.origin };
  host.add(500, { ...CLIENT, request: 'agent.get', referenceId: '0' }, page);
  mute.seen = false;
  await connect(around);
  return { ...around, mute };
}

async function connect({ tab, watching }: Around): Promise<void> {
  watching.hello();
  await tab.flow();
}

describe('through which client', () => {
  const setOf = async () => {
    const around = watchTab();
    const names = ['a', 'b', 'c'] as const;
    const documents = names.map((name, index) => around.tab.open(name, { path: `top/${index}`, timeOrigin: index }));
    const [a, b, c] = documents;
    if (!a || !b || !c) throw new Error('Three documents were opened.');
    a.event(500, chat('1'));
    b.event(500, chat('2'));
    c.event(500, chat('3'));
    c.event(600, chat('2'));
    await connect(around);
    const { session, commands, tab } = around;
    const about = (id: string) => session.interactions().find((one) => one.id === id) ?? expect.fail('no interaction');
    const through = async (id?: string) => {
      commands.send({ name: 'agent.get' }, id === undefined ? undefined : about(id));
      await tab.flow();
      return documents.flatMap((one) => (one.commands.splice(0).length > 0 ? [one.info.document] : []));
    };
    return { ...around, a, b, c, through };
  };

  test('any, if none is asked for', async () => {
    const { through } = await setOf();
    expect(await through()).toEqual(['a']);
  });

  test('one that saw the interaction, latest sighting first', async () => {
    const { through } = await setOf();
    expect([await through('1'), await through('2'), await through('3')]).toEqual([['a'], ['c'], ['c']]);
  });

  test('the one that the user wwe, before all others that heard of the interaction', async () => {
    const { through, client } = await setOf();
    client.value = 'b';
    expect([await through(), await through('2'), await through('1')]).toEqual([['b'], ['b'], ['a']]);
  });

  test('another, when the wwe one is gone', async () => {
    const { through, client, b, tab } = await setOf();
    client.value = 'b';
    b.bye(700);
    await tab.flow();
    expect(await through('2')).toEqual(['c']);
  });

  test('a client that never heard WWE comes last, and may only be asked bare things', async () => {
    const { tab, commands, mute } = await withMute();
    expect([commands.blockedBare(), commands.blocked()]).toEqual([null, english.blocked_no_origin.message]);
    commands.send({ name: 'interaction.getInteractions' });
    await tab.flow();
    expect(mute.commands).toMatchObject([{ name: 'interaction.getInteractions', origin: WWE, parameters: null }]);
  });

  test('one that heard WWE before one that only asked', async () => {
    const around = watchTab();
    const { tab, commands } = around;
    const host = tab.open('host', { path: 'top', target: null, timeOrigin: 0 });
    const mute = tab.open('mute', { path: 'top/0', timeOrigin: 1 });
    const heard = tab.open('heard', { path: 'top/1', timeOrigin: 2 });
    host.add(500, { ...CLIENT, request: 'agent.get', referenceId: '0' }, { peer: 'top/0', origin: mute.info.origin });
    heard.event(501, chat('1'));
    await connect(around);
    expect(around.session.documents().filter(({ isClient }) => isClient)).toHaveLength(2);
    commands.send({ name: 'agent.get' });
    await tab.flow();
    expect([mute.commands.length, heard.commands.length]).toEqual([0, 1]);
  });

  test('without any client nothing can be sent, in words', async () => {
    const around = watchTab();
    around.tab.open('page').seen = false;
    await connect(around);
    const { commands, watching } = around;
    expect([commands.blockedBare(), commands.blocked()]).toEqual([
      english.blocked_no_client.message,
      english.blocked_no_client.message,
    ]);
    const ref = commands.send({ name: 'agent.get' });
    expect(commands.outcome(ref)).toMatchObject({ state: 'refused', text: english.blocked_no_client.message });
    watching.record(false);
    expect(commands.blocked()).toBe(english.blocked_recording.message);
  });

  test('with one that heard WWE, all can', async () => {
    const { commands } = await withClient();
    expect([commands.blockedBare(), commands.blocked()]).toEqual([null, null]);
  });
});

describe('what is sent', () => {
  test('parameters are encoded, ids are the tool’s own and differ, each with the origin of WWE', async () => {
    const { tab, commands, page } = await withClient();
    const refs = [
      commands.send({ name: 'interaction.setUserData', parameters: ['1', { a: undefined }] }),
      commands.send({ name: 'interaction.getInteractions' }),
      commands.send({ verb: 'subscribe', name: 'markdone' }),
    ];
    await tab.flow();
    expect(refs).toEqual([1, 2, 3].map((n) => `wwe-devtools-m-${n}`));
    expect(page.commands.map(({ ref }) => ref)).toEqual(refs);
    expect(page.commands.map(({ verb, parameters, origin }) => [verb, parameters, origin])).toEqual([
      ['request', '["1",{"a":{"$$":"undefined"}}]', WWE],
      ['request', null, WWE],
      ['subscribe', null, WWE],
    ]);
  });

  test('an effect that sends something sends it once', async () => {
    const { tab, commands, page, client } = await withClient();
    const stop = effect(() => void commands.send({ name: 'interaction.getInteractions' }));
    await tab.flow();
    page.event(900, chat('2'));
    client.value = 'page';
    await tab.flow();
    stop();
    expect(page.commands).toHaveLength(1);
  });
});

describe('what became of it', () => {
  /** One command on its way, recorded at 1,000 ms. */
  async function sent(given?: number) {
    const around = await withClient();
    if (given !== undefined) around.clock.value = given;
    const ref = around.commands.send({ name: 'agent.get', parameters: [] });
    const first = around.commands.outcome(ref).state;
    await around.tab.flow();
    const second = around.commands.outcome(ref).state;
    around.page.postCommands(1_000);
    await around.tab.flow();
    return { ...around, ref, before: [first, second], outcome: () => around.commands.outcome(ref) };
  }

  test('sending, pending, ok with the answer and how long it took', async () => {
    const { before, outcome, page, tab, ref } = await sent();
    expect(before).toEqual(['sending', 'sending']);
    expect(outcome()).toEqual({
      state: 'pending',
      text: english.outcome_pending.message,
      latency: null,
      sentAt: 1_000,
      answer: undefined,
    });
    page.answer(1_250, ref, { data: { n: 1n } });
    await tab.flow();
    const text = english.outcome_ok.message;
    expect(outcome()).toEqual({ state: 'ok', text, latency: 250, sentAt: 1_000, answer: { n: 1n } });
  });

  test('an answer without data, or as an event', async () => {
    const { outcome, page, tab, ref } = await sent();
    page.add(1_100, { ...SERVER, event: 'x', referenceId: ref });
    await tab.flow();
    expect(outcome().state).toBe('pending');
    page.answer(1_200, ref);
    await tab.flow();
    expect(outcome()).toMatchObject({ state: 'ok', answer: undefined });
  });

  test.each<[unknown, string]>([
    ['Not allowed', 'Not allowed'],
    [{ code: 7 }, '{"code":7}'],
    [null, 'WWE refused without a reason.'],
  ])('failed, with WWE’s own text: %j', async (errorMessage, text) => {
    const { outcome, page, tab, ref } = await sent();
    page.answer(1_100, ref, { errorMessage });
    await tab.flow();
    expect(outcome()).toMatchObject({ state: 'failed', text, latency: 100 });
  });

  test('no answer for 10 s is a timeout; one that comes later is late', async () => {
    const { outcome, page, tab, ref, clock } = await sent();
    clock.value = 10_999;
    expect(outcome().state).toBe('pending');
    clock.value = 11_000;
    expect(outcome()).toMatchObject({ state: 'timeout', text: english.outcome_timeout.message });
    page.answer(12_000, ref, { data: 1 });
    await tab.flow();
    expect(outcome()).toMatchObject({ state: 'late', latency: 11_000, answer: 1 });
  });

  test.each([-3_600_000, 2_000, 3_600_000])(
    'where nobody knows the clock of the document, what counts is when it was given: the panel ahead by %d ms',
    async (ahead) => {
      const { outcome, page, tab, ref, clock } = await sent(1_000 + ahead);
      clock.value = 10_999 + ahead;
      expect(outcome().state).toBe('pending');
      clock.value = 11_000 + ahead;
      expect(outcome().state).toBe('timeout');
      page.answer(9_000, ref, { data: 1 });
      await tab.flow();
      expect(outcome()).toMatchObject({ state: 'ok', latency: 8_000 });
    },
  );

  test('a refusal is a refusal, however late', async () => {
    const { outcome, page, tab, ref, clock } = await sent();
    clock.value = 20_000;
    page.answer(15_000, ref, { errorMessage: 'too late anyway' });
    await tab.flow();
    expect(outcome()).toMatchObject({ state: 'failed', text: 'too late anyway' });
  });

  test.each([
    ['no window', 'refused_no_window'],
    ['not verified', 'refused_not_verified'],
    ['origin unknown', 'refused_origin_unknown'],
    ['recording off', 'blocked_recording'],
    ['cannot be sent', 'refused_cannot_be_sent'],
  ] as const)('not sent: %s', async (why, key) => {
    const { tab, commands, page } = await withClient();
    const ref = commands.send({ name: 'agent.get' });
    page.refuse(ref, why, 'some detail');
    await tab.flow();
    expect(commands.outcome(ref)).toMatchObject({
      state: 'refused',
      text: english[key].message.replace('$1', 'some detail'),
    });
  });

  test('lost: the page went away with it', async () => {
    const { tab, commands, page } = await withClient();
    const ref = commands.send({ name: 'agent.get' });
    page.bye(1_000);
    await tab.flow();
    expect(commands.outcome(ref)).toMatchObject({ state: 'lost', text: english.outcome_lost.message });
  });
});

describe('for whoever shows a request before it is sent', () => {
  test('the id and the client of the next one are known', async () => {
    const { commands, session } = await withClient();
    const [ref, through] = [commands.nextRef(), commands.way(session.interactions()[0])?.document];
    expect([through, commands.send({ name: 'agent.get' }), commands.nextRef() === ref]).toEqual(['page', ref, false]);
  });

  test('no client, no way through', () => {
    expect(watchTab().commands.way()).toBeNull();
  });

  test('values that JSON cannot carry go as they are', async () => {
    const { commands, page, tab } = await withClient();
    const given = ['1', undefined, { n: 10n, d: new Date(5), b: new Uint8Array([1]), ['__proto__']: Number.NaN }];
    commands.send({ name: 'no.such', parameters: given });
    await tab.flow();
    expect(page.commands.map(({ parameters }) => parameters)).toEqual([encode(given)]);
  });

  test('a bare request that must reach WWE does not go to a window that has not spoken', async () => {
    const { commands, mute, tab } = await withMute();
    const ref = commands.send({ name: 'agent.get', needsOrigin: true });
    commands.send({ name: 'interaction.getInteractions' });
    await tab.flow();
    expect(mute.commands.map(({ name, origin }) => [name, origin])).toEqual([['interaction.getInteractions', WWE]]);
    expect(commands.outcome(ref)).toMatchObject({ state: 'refused', text: english.blocked_no_origin.message });
  });

  test('the whole answer can be seen, not only its data', async () => {
    const { commands, page, tab } = await withClient();
    const ref = commands.send({ name: 'agent.get' });
    await tab.flow();
    page.postCommands(1_000);
    expect(commands.answerOf(ref)).toBeUndefined();
    page.answer(1_100, ref, { data: 1, more: 2 });
    await tab.flow();
    expect(commands.answerOf(ref)).toMatchObject({ referenceId: ref, data: 1, more: 2 });
  });
});

test('a frame that stops does what it was asked when it goes on, and until then that is said', async () => {
  const { tab, clock, commands, page } = await withClient();
  const ref = commands.send({ name: 'agent.get' });
  for (const run of tab.timers.splice(0)) run();
  tab.draw();
  clock.value += 60_000;
  expect(commands.outcome(ref)).toMatchObject({ state: 'sending', text: english.outcome_silent.message });
  expect(commands.outcome(commands.send({ name: 'agent.get' })).state).toBe('refused');
  await tab.flow();
  page.postCommands(61_000);
  await tab.flow();
  expect(commands.outcome(ref)).toMatchObject({ state: 'pending' });
});

describe('Clear', () => {
  const state = ({ commands }: Pick<Around, 'commands'>, ref: string) => commands.outcome(ref).state;

  test.each([true, false])('what WWE answered before stays what it was; looked at before: %s', async (isLookedAt) => {
    const around = await withClient();
    const { page, tab, commands, watching, clock } = around;
    const [good, bad] = ['a', 'b'].map((name) => commands.send({ name }));
    if (!good || !bad) throw new Error('Two were sent.');
    await tab.flow();
    page.postCommands(1_000);
    page.answer(1_010, good, { data: [chat('2')] });
    page.answer(1_020, bad, { errorMessage: 'No.' });
    await tab.flow();
    if (isLookedAt) expect([state(around, good), state(around, bad)]).toEqual(['ok', 'failed']);
    for (let times = 0; times < 2; times += 1) {
      watching.clear();
      await tab.flow();
    }
    clock.value = 60_000;
    expect(commands.outcome(good)).toEqual({
      state: 'ok',
      text: 'Accepted by WWE',
      latency: 10,
      answer: undefined,
      isForgotten: true,
    });
    expect(commands.outcome(bad)).toMatchObject({ state: 'failed', text: 'No.', latency: 20 });
  });

  test('what WWE answers after it is taken: the outcome, and the interactions of a list', async () => {
    const { page, tab, commands, watching, session, clock } = await withClient();
    const ref = commands.send({ name: 'interaction.getInteractions' });
    await tab.flow();
    page.postCommands(1_000);
    await tab.flow();
    watching.clear();
    await tab.flow();
    expect(commands.outcome(ref).state).toBe('pending');
    page.answer(1_500, ref, { data: [chat('1'), chat('2')] });
    await tab.flow();
    clock.value = 60_000;
    expect(commands.outcome(ref)).toMatchObject({ state: 'ok', latency: 500 });
    expect(session.interactions().map(({ id }) => id)).toEqual(['1', '2']);
  });

  test('so it is where the request itself was cleared away before it was seen', async () => {
    const { page, tab, commands, watching, session, clock } = await withClient();
    const ref = commands.send({ name: 'interaction.getInteractions' });
    tab.queue.splice(0).forEach((run) => {
      run();
    });
    page.postCommands(1_000);
    watching.clear();
    await tab.flow();
    expect(commands.outcome(ref).state).toBe('sending');
    page.answer(1_500, ref, { data: [chat('1'), chat('2')] });
    await tab.flow();
    clock.value = 60_000;
    expect(commands.outcome(ref).state).toBe('ok');
    expect(session.interactions().map(({ id }) => id)).toEqual(['1', '2']);
  });

  test('what WWE answered stays what it was when its page was left', async () => {
    const { page, tab, commands, watching } = await withClient();
    const ref = commands.send({ name: 'agent.get' });
    await tab.flow();
    page.postCommands(1_000);
    page.answer(1_010, ref, { data: null });
    await tab.flow();
    page.bye(2_000, page.texts.length);
    await tab.flow();
    watching.clear();
    await tab.flow();
    expect(commands.outcome(ref).state).toBe('ok');
  });
});
