import { beforeAll, describe, expect, test } from 'vitest';
import english from '../../../../public/_locales/en/messages.json' with { type: 'json' };
import { watchTab } from '../../stores/testdata/commands.ts';
import { chat } from '../../stores/testdata/tab.ts';
import { installTexts, messagesLookup } from '../../text/i18n.ts';
import { type Edits, keepMine, remove, rename, set } from './edits.ts';
import { createEditsStore } from './edits-store.ts';
import { statusText } from './key-texts.ts';
import { statusOf } from './sightings.ts';

beforeAll(() => installTexts(messagesLookup(english)));

/** A chat with the user data `Segment` and `Old`, in a connected client; its commands are recorded at `t`. */
async function setUp(more: object = {}) {
  const { tab, session, abort, watching, clock, commands } = watchTab();
  const store = createEditsStore(watching, commands, clock, abort.signal);
  const page = tab.open('page');
  page.event(500, chat('1', { Segment: 'Gold', Old: 'x' }, more));
  watching.hello();
  await tab.flow();
  const interaction = () => session.interactions()[0] ?? expect.fail('no interaction');
  return {
    tab,
    page,
    clock,
    watching,
    store,
    abort,
    interaction,
    status: (key: string) => statusOf(store.of(interaction()), key).is,
    edit: (change: (edits: ReturnType<typeof store.of>) => ReturnType<typeof store.of>) =>
      store.change(interaction(), change(store.of(interaction()))),
    /** @returns what went out, recorded */
    async posted(t: number) {
      await tab.flow();
      const sent = page.commands.map(({ ref, name, parameters }) => ({
        ref,
        name,
        parameters: JSON.parse(parameters ?? ''),
      }));
      page.postCommands(t);
      await tab.flow();
      return sent;
    },
    async answer(t: number, ref: string | undefined, more: object = {}) {
      page.answer(t, ref ?? '', more);
      await tab.flow();
    },
    async sighting(t: number, userData: object, more: object = {}) {
      page.event(t, chat('1', userData, more));
      await tab.flow();
    },
  };
}

describe('one edit', () => {
  test('edited, pending, accepted, and plain when an event shows it', async () => {
    const { edit, status, store, interaction, posted, answer, sighting } = await setUp();
    edit((edits) => set(edits, 'Segment', 'Silver'));
    expect(status('Segment')).toBe('edited');
    store.apply(interaction());
    expect(status('Segment')).toBe('pending');
    const [sent] = await posted(1_000);
    expect(sent).toMatchObject({ name: 'interaction.setUserData', parameters: ['1', { Segment: 'Silver' }] });
    const version = store.version.value;
    await answer(1_100, sent?.ref);
    expect([status('Segment'), store.version.value > version]).toEqual(['accepted', true]);
    await sighting(1_200, { Segment: 'Silver', Old: 'x' });
    expect(status('Segment')).toBe('clean');
  });

  test('the event before the answer', async () => {
    const { edit, status, store, interaction, posted, answer, sighting } = await setUp();
    edit((edits) => set(edits, 'Segment', 'Silver'));
    store.apply(interaction());
    const [sent] = await posted(1_000);
    await sighting(1_050, { Segment: 'Silver', Old: 'x' });
    expect(status('Segment')).toBe('pending');
    await answer(1_100, sent?.ref);
    expect(status('Segment')).toBe('clean');
  });

  test.each([
    ['answer, then the new value', ['answer', 'Silver'], 'clean'],
    ['the new value, then answer', ['Silver', 'answer'], 'clean'],
    // WWE said yes, and later something else was seen; or the old value was still there before WWE acted.
    ['answer, then the old value', ['answer', 'Gold'], 'conflict'],
    ['the old value, then answer', ['Gold', 'answer'], 'accepted'],
  ])('both in one batch, in the order of the record: %s', async (_, steps, then) => {
    const { page, tab, edit, status, store, interaction, posted } = await setUp();
    edit((edits) => set(edits, 'Segment', 'Silver'));
    store.apply(interaction());
    const [sent] = await posted(1_000);
    steps.forEach((step, index) => {
      if (step === 'answer') page.answer(1_100 + index, sent?.ref ?? '');
      else page.event(1_100 + index, chat('1', { Segment: step, Old: 'x' }));
    });
    await tab.flow();
    expect(status('Segment')).toBe(then);
  });

  test('a second sighting in the same millisecond, in the next piece, is news', async () => {
    const { edit, status, store, interaction, sighting } = await setUp();
    edit((edits) => set(edits, 'Segment', 'Silver'));
    await sighting(600, { Segment: 'Gold', Old: 'x', More: 1 });
    await sighting(600, { Segment: 'Bronze', Old: 'new' });
    expect(Object.fromEntries(store.of(interaction()).seen)).toEqual({ Segment: 'Bronze', Old: 'new' });
    expect(status('Segment')).toBe('conflict');
  });

  test('edits, and requests on their way, outlive the moment at which the interaction gets its UUID', async () => {
    const { edit, status, store, interaction, posted, answer, sighting } = await setUp({ interactionUUID: undefined });
    const { key } = interaction();
    edit((edits) => set(set(edits, 'Segment', 'Silver'), 'Old', 'y'));
    await sighting(600, { Segment: 'Gold', Old: 'z' });
    expect([interaction().key, interaction().interaction.interactionUUID]).toEqual([key, 'U1']);
    expect([status('Segment'), status('Old')]).toEqual(['edited', 'conflict']);
    store.apply(interaction());
    const [sent] = await posted(1_000);
    await answer(1_100, sent?.ref);
    expect(status('Segment')).toBe('accepted');
  });

  test('an id that came as a number goes back as one', async () => {
    const { edit, store, interaction, posted, sighting } = await setUp();
    await sighting(600, { Segment: 'Gold', Old: 'x' }, { interactionId: 1 });
    edit((edits) => remove(set(edits, 'Segment', 'Silver'), 'Old'));
    store.apply(interaction());
    store.check(interaction());
    expect((await posted(1_000)).map(({ parameters }) => parameters[0])).toEqual([1, 1, 1]);
  });

  test('refused: WWE’s own text stands beside the key, and the value stays', async () => {
    const { edit, store, interaction, posted, answer } = await setUp();
    edit((edits) => set(edits, 'Segment', 'Silver'));
    store.apply(interaction());
    const [sent] = await posted(1_000);
    await answer(1_100, sent?.ref, { errorMessage: 'Key not allowed' });
    expect(statusOf(store.of(interaction()), 'Segment')).toEqual({ is: 'failed', error: 'Key not allowed' });
    expect(store.of(interaction()).byKey.get('Segment')?.wish).toEqual({ present: true, value: 'Silver' });
  });

  test('refused without a reason', async () => {
    const { edit, store, interaction, posted, answer } = await setUp();
    edit((edits) => set(edits, 'Segment', 'Silver'));
    store.apply(interaction());
    const [sent] = await posted(1_000);
    await answer(1_100, sent?.ref, { errorMessage: null });
    const status = statusOf(store.of(interaction()), 'Segment');
    expect([status.is, statusText(status)]).toEqual(['failed', english.userdata_status_failed_silent.message]);
  });

  test('not even sent: the reason in words', async () => {
    const { page, tab, edit, store, interaction } = await setUp();
    edit((edits) => set(edits, 'Segment', 'Silver'));
    store.apply(interaction());
    await tab.flow();
    page.refuse(page.commands[0]?.ref ?? '', 'recording off');
    await tab.flow();
    expect(statusOf(store.of(interaction()), 'Segment')).toEqual({
      is: 'failed',
      error: english.blocked_recording.message,
    });
  });

  test.each<[string, object, string]>([
    ['accepted after all', {}, 'accepted'],
    ['refused after all', { errorMessage: 'no' }, 'failed'],
  ])('no answer for 10 s, then %s', async (_, more, then) => {
    const { clock, edit, status, store, interaction, posted, answer } = await setUp();
    edit((edits) => set(edits, 'Segment', 'Silver'));
    store.apply(interaction());
    const [sent] = await posted(1_000);
    clock.value = 11_000;
    expect(status('Segment')).toBe('timeout');
    const version = store.version.value;
    clock.value = 12_000;
    expect([status('Segment'), store.version.value]).toEqual(['timeout', version]);
    await answer(13_000, sent?.ref, more);
    expect(status('Segment')).toBe(then);
  });

  test('another value seen meanwhile is a conflict, and is not sent', async () => {
    const { edit, status, store, interaction, posted, sighting } = await setUp();
    edit((edits) => set(edits, 'Segment', 'Silver'));
    await sighting(700, { Segment: 'Bronze', Old: 'x' });
    expect(status('Segment')).toBe('conflict');
    store.apply(interaction());
    expect(await posted(1_000)).toEqual([]);
  });

  test('an interaction that was cleared from the panel is gone until it is seen again; edits stay', async () => {
    const { watching, edit, status, store, interaction, posted, sighting, tab } = await setUp();
    edit((edits) => set(edits, 'Segment', 'Silver'));
    const before = interaction();
    watching.clear();
    await tab.flow();
    expect(store.of(before).gone).toBe(true);
    await sighting(700, { Segment: 'Gold', Old: 'x' }, { state: 'IDLE', previousState: 'ACCEPTED' });
    expect([store.of(interaction()).gone, status('Segment')]).toEqual([false, 'edited']);
    store.apply(interaction());
    expect(await posted(1_000)).toHaveLength(1);
  });

  test('removed by an event: gone, nothing more is sent, what was typed stays', async () => {
    const { page, tab, edit, status, store, interaction, posted, sighting } = await setUp();
    edit((edits) => set(edits, 'Segment', 'Silver'));
    page.event(700, chat('1', { Segment: 'Gold', Old: 'x' }), 'REMOVED');
    await tab.flow();
    expect([interaction().ended?.why, store.of(interaction()).gone]).toEqual(['removed', true]);
    store.apply(interaction());
    expect(await posted(1_000)).toEqual([]);
    expect(store.of(interaction()).byKey.get('Segment')?.wish).toEqual({ present: true, value: 'Silver' });
    await sighting(20_000, { Segment: 'Gold', Old: 'x' });
    expect([interaction().ended, store.of(interaction()).gone, status('Segment')]).toEqual([null, false, 'edited']);
  });

  test('check is one getByInteractionId, whose answer is a sighting', async () => {
    const { edit, status, store, interaction, posted, answer } = await setUp();
    edit((edits) => set(edits, 'Segment', 'Silver'));
    store.apply(interaction());
    const [sent] = await posted(1_000);
    await answer(1_100, sent?.ref);
    store.check(interaction());
    const [check] = await posted(1_200);
    expect(check).toMatchObject({ name: 'interaction.getByInteractionId', parameters: ['1'] });
    await answer(1_300, check?.ref, { data: chat('1', { Segment: 'Gold', Old: 'x' }) });
    expect(status('Segment')).toBe('conflict');
  });
});

describe('several edits', () => {
  test('a rename sets the new key first, asks for it where no event shows it, and deletes the old one once it is seen', async () => {
    const { clock, edit, status, store, interaction, posted, answer } = await setUp();
    edit((edits) => rename(edits, 'Segment', 'Tier'));
    store.apply(interaction());
    const first = await posted(1_000);
    expect(first).toMatchObject([{ name: 'interaction.setUserData', parameters: ['1', { Tier: 'Gold' }] }]);
    await answer(1_100, first[0]?.ref);
    expect(await posted(1_200)).toEqual([]);
    clock.value += 1_000;
    const [check, ...more] = await posted(1_250);
    expect([check, more]).toMatchObject([{ name: 'interaction.getByInteractionId', parameters: ['1'] }, []]);
    clock.value += 1_000;
    await answer(1_260, check?.ref, { data: chat('1', { Segment: 'Gold', Old: 'x', Tier: 'Gold' }) });
    const second = await posted(1_270);
    expect(second).toMatchObject([{ name: 'interaction.deleteUserData', parameters: ['1', 'Segment'] }]);
    await answer(1_300, second[0]?.ref);
    expect([status('Tier'), status('Segment')]).toEqual(['clean', 'accepted']);
    expect(await posted(1_400)).toEqual([]);
  });

  test.each<[string, object]>([
    ['was refused', { errorMessage: 'no' }],
    ['came too late', {}],
  ])('the old key of a rename stays when the new one %s', async (what, more) => {
    const { clock, edit, status, store, interaction, posted, answer } = await setUp();
    edit((edits) => rename(edits, 'Segment', 'Tier'));
    store.apply(interaction());
    const [first] = await posted(1_000);
    if (what === 'came too late') clock.value = 11_000;
    await answer(clock.value + 500, first?.ref, more);
    expect(await posted(12_000)).toEqual([]);
    expect(status('Segment')).toBe('removed');
  });

  test('the old key stays when somebody else changes it before the new one is seen, until the user has decided', async () => {
    const { clock, edit, status, store, interaction, posted, answer, sighting } = await setUp();
    edit((edits) => rename(edits, 'Segment', 'Tier'));
    store.apply(interaction());
    const [first] = await posted(1_000);
    await sighting(1_010, { Segment: 'theirs', Old: 'x' });
    expect(status('Segment')).toBe('conflict');
    await answer(1_020, first?.ref);
    clock.value += 5_000;
    expect(await posted(6_000)).toEqual([]);
    await sighting(6_100, { Segment: 'theirs', Old: 'x', Tier: 'Gold' });
    expect(await posted(6_200)).toEqual([]);
    edit((edits) => keepMine(edits, 'Segment'));
    store.apply(interaction());
    expect(await posted(6_300)).toMatchObject([{ parameters: ['1', 'Segment'] }]);
  });

  test('renamed twice and refused: the old value stays where it was', async () => {
    const { edit, status, store, interaction, posted, answer } = await setUp();
    edit((edits) => rename(rename(edits, 'Segment', 'Tire'), 'Tire', 'Tier'));
    store.apply(interaction());
    const [first, ...more] = await posted(1_000);
    expect([first?.parameters, more]).toEqual([['1', { Tier: 'Gold' }], []]);
    await answer(1_100, first?.ref, { errorMessage: 'no' });
    expect([await posted(1_200), status('Segment'), status('Tier')]).toEqual([[], 'removed', 'failed']);
  });

  test('two names change places by a third one, with Apply between: no value is ever missing', async () => {
    const { edit, store, interaction, posted, answer, sighting } = await setUp();
    const circle = (edits: Edits) => rename(rename(rename(edits, 'Segment', 'T'), 'Old', 'Segment'), 'T', 'Old');
    edit(circle);
    // The last name is not given while the two wait for each other.
    expect(store.of(interaction()).byKey.get('T')?.wish).toEqual({ present: true, value: 'Gold' });
    const data = new Map<string, unknown>([
      ['Segment', 'Gold'],
      ['Old', 'x'],
    ]);
    let t = 1_000;
    /** WWE does what it is asked for, until nothing more comes. */
    const serve = async () => {
      store.apply(interaction());
      for (let sent = await posted(t); sent.length > 0; sent = await posted(t)) {
        for (const { ref, name, parameters } of sent) {
          if (name === 'interaction.deleteUserData') data.delete(parameters[1]);
          else for (const [key, value] of Object.entries(parameters[1])) data.set(key, value);
          expect(new Set(data.values())).toEqual(new Set(['Gold', 'x']));
          t += 100;
          await answer(t, ref);
        }
        t += 100;
        await sighting(t, Object.fromEntries(data));
      }
    };
    await serve();
    expect([Object.fromEntries(data), store.of(interaction()).byKey.size]).toEqual([{ Segment: 'x', T: 'Gold' }, 0]);
    edit((edits) => rename(edits, 'T', 'Old'));
    await serve();
    expect([Object.fromEntries(data), store.of(interaction()).byKey.size]).toEqual([{ Segment: 'x', Old: 'Gold' }, 0]);
  });

  test('the old key stays when the user wants it back meanwhile', async () => {
    const { edit, store, interaction, posted, answer } = await setUp();
    edit((edits) => rename(edits, 'Segment', 'Tier'));
    store.apply(interaction());
    const [first] = await posted(1_000);
    edit((edits) => set(edits, 'Segment', 'Gold'));
    await answer(1_100, first?.ref);
    expect(await posted(1_200)).toEqual([]);
  });

  test('a plain removal waits for nobody, and every key has its own outcome', async () => {
    const { edit, status, store, interaction, posted, answer } = await setUp();
    edit((edits) => remove(set(edits, 'New', 7), 'Old'));
    store.apply(interaction());
    const sent = await posted(1_000);
    expect(sent.map(({ name }) => name)).toEqual(['interaction.setUserData', 'interaction.deleteUserData']);
    await answer(1_100, sent[1]?.ref, { errorMessage: 'no' });
    await answer(1_200, sent[0]?.ref);
    expect([status('New'), status('Old')]).toEqual(['accepted', 'failed']);
  });
});

test('with the panel the store stops following', async () => {
  const { abort, edit, store, sighting } = await setUp();
  edit((edits) => set(edits, 'Segment', 'Silver'));
  const version = store.version.value;
  abort.abort();
  await sighting(700, { Segment: 'Bronze' });
  expect(store.version.value).toBe(version);
});
