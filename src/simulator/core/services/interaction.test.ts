import { describe, expect, it } from 'vitest';
import { createHarness, type Harness } from '../testdata/harness.ts';

function talking(patch: object = {}): Harness {
  const harness = createHarness(patch);
  harness.wwe.act('answer', harness.wwe.arrive());
  return harness;
}

const consult = ({ request, answer }: Harness, ...parameters: readonly unknown[]): unknown =>
  answer(request('interaction.consult', ['1', ...parameters]))?.errorMessage;

describe('the target of a consultation, transfer or conference (docs/protocol.md#unknown-target-key)', () => {
  it.each([
    ['either', 'target', true],
    ['either', 'type', true],
    ['target', 'target', true],
    ['target', 'type', false],
    ['type', 'type', true],
    ['type', 'target', false],
  ] as const)('targetKey %s takes the kind under %s: %s', (targetKey, key, taken) => {
    const problem = consult(talking({ targetKey }), { [key]: 'AGENT', destination: '5002' });
    if (taken) expect(problem).toBeUndefined();
    else expect(problem).toContain(`"${targetKey}"`);
  });
  it('is a text: a custom contact', () => {
    const harness = talking();
    expect(consult(harness, '+15550142')).toBeUndefined();
    const consultation = harness.wwe.state().cases[0]?.interactions.find((one) => one.isConsultation);
    expect(consultation?.voice?.dnis).toBe('+15550142');
  });
  it.each([
    ['nothing', undefined, 'undefined'],
    ['an empty text', '', 'empty'],
    ['a number', 5002, 'number'],
    ['a list', ['5002'], 'a list'],
    ['no kind', { destination: '5002' }, 'lacks its kind'],
    ['no destination', { type: 'AGENT' }, 'destination'],
    ['a number as destination', { type: 'AGENT', destination: 5002 }, 'destination'],
    ['a kind that is none', { type: 'PERSON', destination: '5002' }, 'PERSON'],
  ])('is refused in words: %s', (_, target, words) => {
    const harness = talking();
    expect(consult(harness, target)).toContain(words);
    expect(harness.wwe.state().cases[0]?.interactions).toHaveLength(1);
  });
  it.each([
    ['user data', ['5002', 'Reason=a']],
    ['extensions', ['5002', null, 4]],
  ] as const)('comes with %s that must be objects', (words, parameters) => {
    expect(consult(talking(), ...parameters)).toContain(words);
  });
});

describe('what is not possible', () => {
  it.each(['singleStepTransfer', 'singleStepConference', 'consult', 'completeTransfer', 'completeConference'])(
    '%s of a call that is over',
    (method) => {
      const harness = talking();
      harness.wwe.act('release', '1');
      const refused = harness.answer(harness.request(`interaction.${method}`, ['1', '5002', null, null]));
      expect(refused?.errorMessage).toContain('IDLE');
    },
  );
  it('is to act on what is not there, unless missingInteraction says ok', () => {
    const { wwe, request, answer } = createHarness();
    expect(answer(request('voice.hold', ['99']))).toHaveProperty('errorMessage');
    wwe.configure({ missingInteraction: 'ok' });
    expect(answer(request('voice.hold', ['99']))).not.toHaveProperty('errorMessage');
  });
  it.each(['voice.dial', 'voice.dialEx', 'email.create'])(
    '%s without a destination, or with odd user data',
    (service) => {
      const { wwe, request, answer } = createHarness();
      for (const parameters of [[], [null, {}], [5002, {}], ['', {}], ['5002', 'Reason=a'], ['5002', {}, 'x']]) {
        expect(answer(request(service, parameters))).toHaveProperty('errorMessage');
      }
      expect(wwe.state().cases).toEqual([]);
    },
  );
});

describe('getByInteractionId of what is not there (docs/protocol.md#unknown-answers-without-result)', () => {
  it.each([
    ['null', { data: null }],
    ['absent', {}],
  ] as const)('noneAnswer %s, whatever voidAnswer is', (noneAnswer, expected) => {
    const { request, answer } = createHarness({ noneAnswer, voidAnswer: 'true' });
    const {
      referenceId: _,
      userAgent: __,
      protocolVersion: ___,
      ...fields
    } = answer(request('interaction.getByInteractionId', ['9'])) ?? {};
    expect(fields).toEqual(expected);
  });
});
