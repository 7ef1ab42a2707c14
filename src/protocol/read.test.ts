import { describe, expect, it } from 'vitest';
import { isRecord } from './kind.ts';
import { INTERACTION_PROPERTIES, isPropertyName } from './properties.ts';
import { interactionsIn, readId, readInteraction, readInteractionEvent } from './read.ts';
import { INTERACTION_STATES, isInteractionState } from './states.ts';
import { examples } from './testdata/load.ts';

describe('readInteraction', () => {
  it.each(examples('interactions'))('reads interactions/$name whole', ({ data }) => {
    const read = readInteraction(data);
    expect(read?.interaction).toEqual(data);
    expect(read?.raw).toBe(data);
    expect(Object.keys(read?.interaction ?? {}).filter((key) => !isPropertyName(key))).toEqual([]);
    expect(isInteractionState(read?.interaction.state)).toBe(true);
  });
  it('knows CANCELED and CANCELLED apart by the examples', () => {
    const states = new Map(
      examples('interactions').map(({ name, data }) => [name, readInteraction(data)?.interaction.state]),
    );
    expect(states.get('preview.canceled')).toBe('CANCELED');
    expect(states.get('email.outbound.cancelled')).toBe('CANCELLED');
  });
  it('leaves out wrong types and keeps them in raw', () => {
    const raw = {
      interactionId: 7,
      parentInteractionId: null,
      caseId: 5,
      userData: [1],
      state: null,
      previousState: undefined,
      parties: [{ name: 'A' }, { name: 5 }, null, 'B'],
      isConsultation: 'true',
      ani: 5550100,
      newThing: { a: 1 },
    };
    const read = readInteraction(raw);
    expect(read?.interaction).toEqual({ interactionId: '7', parties: [{ name: 'A' }, {}, {}, {}] });
    expect(read?.raw).toBe(raw);
  });
  it.each([
    null,
    undefined,
    'text',
    5,
    [],
    {},
    { interactionId: '' },
    { interactionId: null },
    { interactionId: Number.NaN },
  ])('%j is no interaction', (value) => expect(readInteraction(value)).toBeNull());
  it('reads own properties only', () => {
    expect(readInteraction(Object.create({ interactionId: '1' }))).toBeNull();
    const tampered: unknown = JSON.parse(
      '{"interactionId":"1","__proto__":{"state":"HELD"},"userData":{"__proto__":{"a":1}}}',
    );
    const read = readInteraction(tampered);
    expect(read?.interaction.state).toBeUndefined();
    expect(Object.keys(read?.interaction.userData ?? {})).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(read?.interaction)).toBe(Object.prototype);
  });
  it('takes no Map for user data', () => {
    expect(readInteraction({ interactionId: '1', userData: new Map([['a', 1]]) })?.interaction).toEqual({
      interactionId: '1',
    });
  });
});

describe('interactionsIn', () => {
  it('finds one or many', () => {
    expect(interactionsIn({ interactionId: '1' })).toHaveLength(1);
    expect(
      interactionsIn([{ interactionId: '1' }, { interactionId: 2 }]).map((read) => read.interaction.interactionId),
    ).toEqual(['1', '2']);
  });
  it.each([null, undefined, [], 'x', [null, { id: 2 }, 'x', Number.NaN], { data: [] }])('finds none in %j', (data) =>
    expect(interactionsIn(data)).toEqual([]),
  );
  it('finds those that can be read beside those that cannot', () => {
    const odd = [null, undefined, 'x', 1n, [], new Map(), { interactionId: Number.NaN }, { interactionId: {} }];
    const list = odd.flatMap((one, id) => [one, { interactionId: id, extra: one }]);
    list.length += 3;
    expect(interactionsIn(list).map(({ raw }) => raw.interactionId)).toEqual(odd.map((_, id) => id));
  });
  it('finds them in the example answers', () => {
    const found = examples('answers')
      .map(({ name, data }) => [name, interactionsIn(isRecord(data) ? data.data : null).length] as const)
      .filter(([, count]) => count > 0);
    expect(found.map(([name]) => name)).toEqual([
      'interaction.getByInteractionId',
      'interaction.getByInteractionId.read-filtered',
      'interaction.getInteractions',
    ]);
  });
});

describe('readInteractionEvent', () => {
  it.each(examples('events').filter(({ name }) => name.startsWith('interaction.')))(
    'reads events/$name',
    ({ name, data }) => {
      const read = readInteractionEvent(isRecord(data) ? data.data : null);
      expect(read?.form).toBe(name.startsWith('interaction.case-') ? 'case' : 'interaction');
      expect(read?.eventType).not.toBe('');
    },
  );
  it('finds the interaction under another key, or as data itself', () => {
    expect(readInteractionEvent({ eventType: 'X', theOne: { interactionId: '1' } })).toMatchObject({
      form: 'interaction',
      eventType: 'X',
    });
    expect(readInteractionEvent({ interactionId: '1', state: 'HELD' })).toMatchObject({
      form: 'interaction',
      eventType: '',
    });
    expect(readInteractionEvent({ a: { interactionId: '1' }, b: { interactionId: '2' } })).toBeNull();
  });
  it.each([null, 'x', [], {}, { eventType: 'CASE_SELECTED' }, { eventType: 'CASE_SELECTED', selectedCaseId: 5 }])(
    'makes nothing of %j',
    (data) => expect(readInteractionEvent(data)).toBeNull(),
  );
});

it('reads ids as strings', () => {
  expect([readId('a'), readId(0), readId(''), readId(Number.POSITIVE_INFINITY), readId({}), readId(null)]).toEqual([
    'a',
    '0',
    null,
    null,
    null,
    null,
  ]);
});

it('knows 30 states and 18 documented properties', () => {
  expect(INTERACTION_STATES).toHaveLength(30);
  expect(new Set(INTERACTION_STATES).size).toBe(30);
  expect(isInteractionState('toString')).toBe(false);
  const documented = Object.values(INTERACTION_PROPERTIES).filter((property) => property.sure === 'seed');
  expect(documented).toHaveLength(18);
  expect(documented.filter((property) => property.media === 'voice')).toHaveLength(6);
});
