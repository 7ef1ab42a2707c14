import { beforeAll, describe, expect, test } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { wweOf } from '../../session/wwe.ts';
import { installTexts, messagesLookup } from '../text/i18n.ts';
import { watchTab } from './testdata/commands.ts';
import { CLIENT, chat, SERVER, WWE } from './testdata/tab.ts';

beforeAll(() => installTexts(messagesLookup(english)));

const EVIL = 'https://evil.example.com';
const [OWN, OTHER] = [wweOf('top', WWE), wweOf('top/1', EVIL)];
const lookUp = messagesLookup(english);
const PICK = lookUp('blocked_pick_wwe', ['2', `${EVIL}, ${WWE}`]);

/** WWE with a client, and a hostile frame in it that speaks like WWE to a frame of its own. */
async function setUp() {
  const { tab, session, watching, client, wwe, wwes, commands } = watchTab();
  const child = tab.open('child', { path: 'top/1/0', target: 'top/1', origin: EVIL, timeOrigin: 1 });
  const page = tab.open('page', { path: 'top/0', timeOrigin: 2 });
  const from = { peer: 'top/1', origin: EVIL };
  /** An interaction of theirs. */
  const repeat = (t: number, interaction: object) =>
    child.add(t, { ...SERVER, event: 'interaction', data: { eventType: 'X', interaction } }, from);
  const flow = async () => {
    watching.hello();
    await tab.flow();
  };
  const about = (key: string) =>
    session.interactions().find((one) => one.wwe.key === key) ?? expect.fail(`nothing of ${key}`);
  const sentTo = () => {
    const sent = [child, page].flatMap(({ info, commands: all }) =>
      all.splice(0).map(({ to, origin }) => [info.document, to, origin]),
    );
    return sent;
  };
  return { tab, session, watching, client, wwe, wwes, commands, child, page, repeat, flow, about, sentTo, from };
}

describe('two WWEs in a tab', () => {
  test('both are named; nobody says which is meant but the user', async () => {
    const { wwes, commands, child, page, flow, sentTo, from, wwe, tab } = await setUp();
    // It knows nothing, and comes first.
    child.add(100, { ...SERVER, frameId: 1 }, from);
    await flow();
    expect([wwes.all.value, wwes.meant.value]).toEqual([[OTHER], { wwe: OTHER.key }]);
    page.event(500, chat('1'));
    await flow();
    expect([wwes.all.value, wwes.meant.value]).toEqual([[OTHER, OWN], { why: PICK }]);
    expect([commands.blockedBare(), commands.blocked(), commands.way()]).toEqual([PICK, PICK, null]);
    const ref = commands.send({ name: 'interaction.getInteractions' });
    await tab.flow();
    expect([sentTo(), commands.outcome(ref)]).toMatchObject([[], { state: 'refused', text: PICK }]);
    wwe.value = OWN.key;
    expect([commands.blockedBare(), commands.blocked()]).toEqual([null, null]);
    commands.send({ name: 'interaction.getInteractions' });
    commands.send({ verb: 'subscribe', name: 'interaction' });
    await tab.flow();
    expect(sentTo()).toEqual([
      ['page', null, WWE],
      ['page', null, WWE],
    ]);
  });

  test('what is about an interaction goes to its own WWE, whatever is picked, and whoever saw it last', async () => {
    const { commands, page, repeat, flow, about, sentTo, client, wwe, tab } = await setUp();
    page.event(500, chat('1', { Segment: 'Gold' }));
    repeat(501, chat('1', { Segment: 'stolen' }));
    await flow();
    for (const [picked, document] of [
      [null, null],
      [OTHER.key, 'child'],
      [null, 'child'],
      [OWN.key, 'page'],
    ]) {
      [wwe.value, client.value] = [picked ?? null, document ?? null];
      const own = about(OWN.key);
      expect([own.raw.userData, commands.blocked(own), commands.way(own)?.document]).toEqual([
        { Segment: 'Gold' },
        null,
        'page',
      ]);
      for (const key of [OWN.key, OTHER.key])
        commands.send({ name: 'interaction.setUserData', parameters: ['1', {}] }, about(key));
      await tab.flow();
      expect(sentTo()).toEqual([
        ['child', null, EVIL],
        ['page', null, WWE],
      ]);
    }
  });

  test('a client that is picked says which is meant, where it talks to one', async () => {
    const { wwes, page, repeat, flow, client } = await setUp();
    page.event(500, chat('1'));
    repeat(501, chat('1'));
    await flow();
    client.value = 'page';
    expect(wwes.meant.value).toEqual({ wwe: OWN.key });
    client.value = 'nobody';
    expect(wwes.meant.value).toEqual({ why: PICK });
  });

  test('the one that was picked goes: the other is not taken instead', async () => {
    const { wwes, commands, watching, page, repeat, flow, about, wwe, tab, sentTo } = await setUp();
    page.event(500, chat('1'));
    repeat(501, chat('1'));
    await flow();
    wwe.value = OWN.key;
    page.bye(600);
    await tab.flow();
    expect([wwes.all.value, wwes.meant.value]).toEqual([[OTHER], { why: english.blocked_picked_gone.message }]);
    const gone = lookUp('blocked_wwe_gone_from', [WWE]);
    expect([commands.blockedBare(), commands.blocked(about(OWN.key))]).toEqual([
      english.blocked_picked_gone.message,
      gone,
    ]);
    wwe.value = null;
    // Nobody has said that the other is meant now.
    const again = lookUp('blocked_pick_again', [EVIL, WWE]);
    expect([wwes.meant.value, commands.blockedBare()]).toEqual([{ why: again }, again]);
    // What was of the one is not sent to the other.
    const ref = commands.send({ name: 'interaction.markdone', parameters: ['1'] }, about(OWN.key));
    await tab.flow();
    expect([sentTo(), commands.outcome(ref).text]).toEqual([[], gone]);
    wwe.value = OTHER.key;
    expect(wwes.meant.value).toEqual({ wwe: OTHER.key });
    wwe.value = null;
    // With its documents the memory of it goes.
    watching.clear();
    await tab.flow();
    expect(wwes.meant.value).toEqual({ wwe: OTHER.key });
  });

  test('are named by their windows too where both are of one origin', async () => {
    const { wwes, tab, page, flow } = await setUp();
    page.event(500, chat('1'));
    const other = tab.open('other', { path: 'top/1/1', target: 'top/1', timeOrigin: 3 });
    other.add(501, { ...SERVER, event: 'agent', data: 1 }, { peer: 'top/1' });
    await flow();
    expect(wwes.all.value.map(wwes.nameOf)).toEqual([`${WWE} in top`, `${WWE} in top/1`]);
  });
});

describe('a window that speaks from another origin than before', () => {
  test('gets nothing that was of the one before: asked again, with both named', async () => {
    const { commands, tab, page, about, sentTo, flow, wwe } = await setUp();
    page.bye(1);
    const popup = tab.open('popup', { path: 'top', target: 'opener', origin: 'https://page.example.com' });
    const say = (t: number, id: string, origin: string) =>
      popup.add(
        t,
        { ...SERVER, event: 'interaction', data: { eventType: 'X', interaction: chat(id) } },
        { peer: 'opener', origin },
      );
    say(500, '1', WWE);
    await flow();
    const before = about(wweOf('opener', WWE).key);
    expect(commands.blocked(before)).toBeNull();
    say(600, '2', EVIL);
    await tab.flow();
    const moved = lookUp('blocked_wwe_moved', [WWE, EVIL]);
    // What was shown before, and what is shown now of it.
    for (const one of [before, about(wweOf('opener', WWE).key)]) {
      expect(commands.blocked(one)).toBe(moved);
      expect(commands.outcome(commands.send({ name: 'interaction.markdone', parameters: ['1'] }, one)).text).toBe(
        moved,
      );
    }
    expect(commands.blockedBare()).toBe(lookUp('blocked_pick_again', [`${EVIL}`, WWE]));
    commands.send({ name: 'interaction.getInteractions' });
    await tab.flow();
    expect([sentTo(), popup.commands]).toEqual([[], []]);
    wwe.value = wweOf('opener', EVIL).key;
    commands.send({ name: 'interaction.getInteractions' });
    await tab.flow();
    expect(popup.commands.map(({ name, origin }) => [name, origin])).toEqual([['interaction.getInteractions', EVIL]]);
  });
});

describe('a window that has not spoken', () => {
  test('is known by the page in it, where that is watched', async () => {
    const { wwes, commands, tab, page, flow, sentTo } = await setUp();
    // The probe saw a call; nothing arrived in a window that is watched.
    const call = { note: 'called', at: 499, client: 0, call: 0, stack: '' };
    const message = { ...CLIENT, request: 'agent.get', parameters: [], referenceId: '0' };
    page.add(500, ['called', 499, 0, call.stack, message, 0, true, true, null], {
      sort: 'probe',
      kind: 'called',
      ref: '0',
    });
    await flow();
    expect(wwes.ways.value).toEqual([]);
    expect(commands.blockedBare()).toBe(english.blocked_unknown_window.message);
    tab.open('top', { path: 'top', target: null, timeOrigin: 0 }).seen = false;
    await flow();
    expect(wwes.ways.value).toEqual([{ wwe: OWN, document: 'page', to: null, heard: false }]);
    expect([commands.blockedBare(), commands.blocked()]).toEqual([null, english.blocked_no_origin.message]);
    commands.send({ name: 'interaction.getInteractions' });
    await tab.flow();
    expect(sentTo()).toEqual([['page', null, WWE]]);
  });

  test('is none where the page stands alone', async () => {
    const { commands, tab, page, child, flow } = await setUp();
    for (const one of [page, child]) one.bye(1);
    const alone = tab.open('alone', { path: 'top', target: null });
    alone.add(500, { ...CLIENT, request: 'agent.get', referenceId: '0' }, { peer: 'self', origin: alone.info.origin });
    await flow();
    expect(commands.blockedBare()).toBe(english.blocked_alone.message);
  });

  test('is a WWE beside one that has: neither is taken for the other', async () => {
    const { wwes, tab, child, flow, from } = await setUp();
    child.add(100, { ...SERVER, frameId: 1 }, from);
    const host = tab.open('top', { path: 'top', target: null, timeOrigin: 0 });
    host.add(
      500,
      { ...CLIENT, request: 'agent.get', referenceId: '0' },
      { peer: 'top/0', origin: 'https://page.example.com' },
    );
    await flow();
    expect([wwes.all.value, wwes.meant.value]).toEqual([[OTHER, OWN], { why: PICK }]);
  });
});
