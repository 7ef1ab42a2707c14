import { type Signal, signal } from '@preact/signals';
import { beforeAll, describe, expect, test } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { wweOf } from '../../session/wwe.ts';
import { installTexts, messagesLookup, t } from '../i18n.ts';
import { type CallToWrite, createComposeStore } from '../stores/compose.ts';
import { DEFAULT_SETTINGS, type Settings } from '../stores/settings.ts';
import { watchTab } from '../stores/testdata/commands.ts';
import { CLIENT, chat, SERVER, WWE } from '../stores/testdata/tab.ts';
import { createComposeState } from './compose-state.ts';
import { draftOf } from './draft.ts';

const JWT = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl';

beforeAll(() => installTexts(messagesLookup(english)));

/** A tab with one client, a chat in it, and the state of Compose. */
async function setUp() {
  const { tab, abort, watching, clock, wwe: picked, wwes, commands } = watchTab();
  const kept: Signal<Settings> = signal(DEFAULT_SETTINGS);
  const settings = {
    settings: kept,
    change(part: Partial<Settings>) {
      kept.value = { ...kept.peek(), ...part };
    },
  };
  const shown: string[] = [];
  const parts = { watching, commands, wwes, settings, clock, show: () => void shown.push('compose') };
  const store = createComposeStore(parts, abort.signal);
  const page = tab.open('page');
  page.event(500, chat('1'));
  watching.hello();
  await tab.flow();
  const compose = store.state(createComposeState);
  /** Writes a call. */
  const write = (call: CallToWrite) => {
    compose.draft.value = draftOf(call.service, call.parameters, 'form');
  };
  /** What became of the latest call. */
  const latest = () => {
    const call = compose.history.value[0];
    return call ? compose.outcome(call) : expect.fail('nothing was sent');
  };
  return { tab, page, parts, store, picked, compose, write, latest, shown, clock, commands, kept };
}

describe('sending', () => {
  test('through the client, with the id that the preview shows; the answer comes with its latency', async () => {
    const { tab, page, compose, write, latest, commands } = await setUp();
    write({ service: 'interaction.setUserData', parameters: ['1', { Count: 10 }] });
    const ref = commands.nextRef();
    compose.send();
    await tab.flow();
    expect(page.commands).toMatchObject([
      { ref, name: 'interaction.setUserData', parameters: '["1",{"Count":10}]', origin: WWE },
    ]);
    expect(compose.history.value).toMatchObject([{ ref, at: 1_000, document: 'page', settled: null }]);
    page.postCommands(2_000);
    page.answer(2_012, ref, { data: { ok: true } });
    await tab.flow();
    expect(latest()).toMatchObject({ state: 'ok', latency: 12 });
    expect(compose.history.value[0]?.settled?.answer).toMatchObject({ data: { ok: true } });
    expect(commands.nextRef()).not.toBe(ref);
  });

  test('a refusal is told in WWE’s own words, and outlives the record', async () => {
    const { tab, page, compose, write, latest } = await setUp();
    write({ service: 'agent.setState', parameters: ['Ready'] });
    compose.send();
    await tab.flow();
    const ref = page.commands[0]?.ref ?? '';
    page.postCommands(2_000);
    page.answer(2_012, ref, { errorMessage: 'Not now' });
    await tab.flow();
    expect(latest()).toMatchObject({ state: 'failed', text: 'Not now' });
    page.bye(3_000);
    await tab.flow();
    expect(latest()).toMatchObject({ state: 'failed', text: 'Not now' });
  });

  test('no answer in 10 s is a timeout, and an answer after that is late', async () => {
    const { tab, page, compose, write, latest, clock } = await setUp();
    write({ service: 'agent.setState', parameters: ['Ready'] });
    compose.send();
    await tab.flow();
    const ref = page.commands[0]?.ref ?? '';
    page.postCommands(2_000);
    await tab.flow();
    expect(latest().state).toBe('pending');
    clock.value = 12_000;
    expect(latest().state).toBe('timeout');
    page.answer(14_000, ref, { data: 1 });
    await tab.flow();
    expect(latest()).toMatchObject({ state: 'late', latency: 12_000 });
  });

  test('not what is wrong, and not while nothing can be sent', async () => {
    const { tab, page, compose, write } = await setUp();
    compose.send();
    compose.choose('outbound.setCallResult');
    compose.send();
    write({ service: 'agent.get', parameters: undefined });
    page.bye(900);
    await tab.flow();
    compose.send();
    expect([compose.history.value, page.commands]).toEqual([[], []]);
  });

  test('what carries nothing but its name waits for WWE’s origin too', async () => {
    const { tab, page, compose, write } = await setUp();
    write({ service: 'agent.get', parameters: undefined });
    compose.send();
    await tab.flow();
    expect(page.commands).toMatchObject([{ name: 'agent.get', parameters: null, origin: WWE }]);
  });
});

describe('acts that touch real contacts', () => {
  test('ask first, and are sent once after a yes', async () => {
    const { tab, page, compose, write } = await setUp();
    write({ service: 'interaction.markdone', parameters: ['1'] });
    compose.send(true);
    expect([compose.asking.value, compose.about.value?.id]).toEqual(['ends', '1']);
    compose.send();
    expect(compose.history.value).toEqual([]);
    compose.send(true);
    await tab.flow();
    expect(page.commands.map(({ name }) => name)).toEqual(['interaction.markdone']);
    expect(compose.asking.value).toBeNull();
    compose.send();
    expect([compose.asking.value, compose.history.value.length]).toEqual(['ends', 1]);
  });

  test('a no, or a change of the draft, takes the question back', async () => {
    const { compose, write } = await setUp();
    write({ service: 'no.such', parameters: undefined });
    compose.send();
    expect(compose.asking.value).toBe('unknown');
    compose.cancel();
    expect(compose.asking.value).toBeNull();
    compose.send();
    write({ service: 'voice.dial', parameters: ['1'] });
    expect([compose.asking.value, compose.about.value]).toEqual([null, undefined]);
    compose.send(true);
    expect([compose.asking.value, compose.history.value]).toEqual(['changes', []]);
  });
});

describe('drafts', () => {
  test('a call from elsewhere fills the draft and shows the view, also before the view was made', async () => {
    const { parts, shown } = await setUp();
    const store = createComposeStore(parts, new AbortController().signal);
    store.open({ service: 'voice.hold', parameters: ['1'] });
    const compose = store.state(createComposeState);
    expect([compose.draft.value.service, compose.wantsCursor.value, store.wanted.value]).toEqual([
      'voice.hold',
      true,
      null,
    ]);
    store.open({ service: 'voice.hold', parameters: ['2'], raw: true });
    expect([compose.draft.value.text, compose.wantsCursor.value, shown]).toEqual([
      '["2"]',
      true,
      ['compose', 'compose'],
    ]);
    expect(store.state(createComposeState)).toBe(compose);
  });

  test('the history fills it again as it was', async () => {
    const { compose, write } = await setUp();
    write({ service: 'agent.setState', parameters: ['Ready'] });
    const before = compose.draft.value;
    compose.send();
    compose.choose('agent.get');
    const call = compose.history.value[0] ?? expect.fail('nothing was sent');
    compose.again(call);
    expect([compose.draft.value, compose.shown.value, compose.wantsCursor.value]).toEqual([before, call.ref, true]);
  });

  test('saved calls come back, without their tokens', async () => {
    const { compose, write, kept } = await setUp();
    write({ service: 'agent.setState', parameters: ['Ready'] });
    expect([compose.save(' ready '), compose.save('')]).toEqual([0, null]);
    write({ service: 'no.such', parameters: [{ jwtToken: JWT, n: 1n }] });
    expect(compose.save('a token')).toBe(1);
    expect(JSON.stringify(kept.value.savedCalls)).not.toContain('eyJ');
    expect(kept.value.savedCalls.map(({ name }) => name)).toEqual(['a token', 'ready']);
    const [token, ready] = kept.value.savedCalls;
    if (!token || !ready) return expect.fail('two calls were saved');
    compose.recall(ready);
    expect(compose.compiled.value).toMatchObject({ ok: true, service: 'agent.setState', parameters: ['Ready'] });
    compose.recall(token);
    expect(compose.compiled.value).toMatchObject({ ok: false, problem: { is: 'hidden', what: 'hidden(1)' } });
    compose.forget('a token');
    expect(kept.value.savedCalls.map(({ name }) => name)).toEqual(['ready']);
  });
});

test('what WWE allows is read from its last answer, whoever asked', async () => {
  const { tab, page, compose, write } = await setUp();
  expect(compose.allowed.value).toBeNull();
  write({ service: 'system.getAllowedServices', parameters: undefined });
  compose.send();
  await tab.flow();
  const ref = page.commands[0]?.ref ?? '';
  page.postCommands(2_000);
  page.answer(2_012, ref, { data: ['agent.get'] });
  await tab.flow();
  expect([...(compose.allowed.value?.services ?? [])]).toEqual(['agent.get']);
});

describe('a WWE that is loaded anew', () => {
  test('a draft is about the one that its id meant when it was written, and goes to no other', async () => {
    const { tab, page, compose, write, store, parts } = await setUp();
    const [first] = parts.watching.session.interactions();
    write({ service: 'interaction.markdone', parameters: ['1'] });
    compose.send();
    expect(compose.asking.value).toBe('ends');
    page.bye(600, 1);
    const next = tab.open('next', { timeOrigin: 700 });
    next.event(800, chat('1', { is: 'another' }, { interactionUUID: 'other' }));
    tab.announce(next);
    await tab.flow();
    const why = t('blocked_former_other', '1', t('interaction_title', '1'));
    expect([compose.about.value?.key, compose.blocked.value]).toEqual([first?.key, why]);
    compose.send(true);
    await tab.flow();
    expect([page.commands, next.commands]).toEqual([[], []]);
    // Written anew, it is about the one that has the id now; from elsewhere, about the one that it was about there.
    write({ service: 'interaction.markdone', parameters: ['2'] });
    write({ service: 'interaction.markdone', parameters: ['1'] });
    expect([compose.about.value?.raw.userData, compose.blocked.value]).toEqual([{ is: 'another' }, null]);
    store.open({ service: 'interaction.markdone', parameters: ['1'], about: first?.key ?? '' });
    expect([compose.about.value?.key, compose.blocked.value]).toEqual([first?.key, why]);
  });

  test('also where Clear has forgotten that it had this id', async () => {
    const { tab, page, compose, write, parts } = await setUp();
    page.event(550, chat('1', {}, { interactionUUID: 'UA' }));
    await tab.flow();
    write({ service: 'interaction.setUserData', parameters: ['1', { Count: 10 }] });
    page.bye(600, 2);
    const next = tab.open('next', { timeOrigin: 700 });
    tab.announce(next);
    await tab.flow();
    parts.watching.session.clear();
    next.event(800, chat('7', {}, { interactionUUID: 'UA' }));
    await tab.flow();
    expect(compose.about.value?.id).toBe('7');
    expect(compose.blocked.value).toBe(t('blocked_renamed', '1', '7'));
    compose.send(true);
    await tab.flow();
    expect(next.commands).toEqual([]);
  });
});

describe('two WWEs', () => {
  const EVIL = 'https://evil.example.com';
  const [OWN, OTHER] = [wweOf('top', WWE).key, wweOf('top/1', EVIL).key];

  /** A hostile frame beside, that says of an interaction with the same id what it likes to a frame of its own. */
  async function withOther() {
    const around = await setUp();
    const { tab, parts, compose } = around;
    const child = tab.open('child', { path: 'top/1/0', target: 'top/1', origin: EVIL, timeOrigin: 0 });
    const data = { eventType: 'X', interaction: chat('1', { is: 'repeated' }) };
    child.add(600, { ...SERVER, event: 'interaction', data }, { peer: 'top/1', origin: EVIL });
    parts.watching.hello();
    await tab.flow();
    return { ...around, child, blocked: () => compose.blocked.value };
  }

  test('a call waits until the user has picked one, and is about that one’s interaction', async () => {
    const { compose, write, picked, child, page, tab, blocked } = await withOther();
    write({ service: 'interaction.setUserData', parameters: ['1', { Count: 10 }] });
    expect([blocked()?.includes(EVIL), compose.about.value, compose.way.value]).toEqual([true, undefined, null]);
    compose.send();
    expect(compose.history.value).toEqual([]);
    picked.value = OWN;
    expect([blocked(), compose.about.value?.wwe.key, compose.way.value?.document]).toEqual([null, OWN, 'page']);
    compose.send();
    await tab.flow();
    expect([page.commands.map(({ origin }) => origin), child.commands]).toEqual([[WWE], []]);
    picked.value = OTHER;
    expect(compose.about.value?.raw.userData).toEqual({ is: 'repeated' });
  });

  test('a call that went to one is for that one, until the user picks another or writes anew', async () => {
    const { store, compose, picked, tab, page, child } = await withOther();
    store.open({ service: 'agent.get', parameters: undefined, wwe: OTHER });
    expect([compose.blocked.value, compose.way.value?.document]).toEqual([null, 'child']);
    compose.send();
    await tab.flow();
    expect([page.commands, child.commands.map(({ origin }) => origin)]).toEqual([[], [EVIL]]);
    picked.value = OWN;
    expect([compose.bound.value, compose.way.value?.document]).toEqual([null, 'page']);
    const [sent] = compose.history.value;
    if (sent) compose.again(sent);
    expect([sent?.wwe, compose.bound.value]).toEqual([OTHER, OTHER]);
    child.bye(900);
    await tab.flow();
    expect([compose.way.value, compose.blocked.value]).toEqual([null, english.blocked_wwe_gone.message]);
    compose.choose('agent.get');
    expect([compose.bound.value, compose.way.value?.document]).toEqual([null, 'page']);
  });

  test('what one WWE says that it allows is nothing of the other', async () => {
    const { compose, picked, tab, page, child, parts } = await withOther();
    const names = () => [...(compose.allowed.value?.services ?? [])];
    for (const [wwe, document, service, from] of [
      [OWN, page, 'agent.get', {}],
      [OTHER, child, 'voice.dial', { peer: 'top/1', origin: EVIL }],
    ] as const) {
      picked.value = wwe;
      const ref = parts.commands.send({ name: 'system.getAllowedServices' });
      await tab.flow();
      const asked = { ...CLIENT, request: 'system.getAllowedServices', referenceId: ref };
      document.add(1_000, asked, { sort: 'command', peer: 'top', ...from });
      document.add(1_001, { ...SERVER, referenceId: ref, data: [service] }, from);
      await tab.flow();
      expect(names()).toEqual([service]);
    }
    picked.value = null;
    expect(names()).toEqual([]);
    picked.value = OWN;
    expect(names()).toEqual(['agent.get']);
  });

  test('a yes is for the WWE that was there when it was asked', async () => {
    const { compose, write, picked, page, child, tab } = await withOther();
    write({ service: 'voice.dial', parameters: ['1'] });
    picked.value = OWN;
    compose.send();
    expect(compose.asking.value).toBe('changes');
    picked.value = OTHER;
    expect(compose.asking.value).toBeNull();
    compose.send(true);
    await tab.flow();
    expect([page.commands, child.commands, compose.asking.value]).toEqual([[], [], 'changes']);
    compose.send(true);
    await tab.flow();
    expect([page.commands.length, child.commands.map(({ origin }) => origin)]).toEqual([0, [EVIL]]);
  });
});
