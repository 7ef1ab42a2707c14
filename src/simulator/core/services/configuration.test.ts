import { describe, expect, it } from 'vitest';
import { createHarness } from '../testdata/harness.ts';

const options = {
  'interaction-workspace': { 'voice.one': '1', 'voice.two': '2', 'email.one': '3', voice: '4' },
  MySection: { greeting: 'Hello', limit: '10' },
  Mine: { 'voice.one': '5' },
};

function ask(names: unknown, patch: object = {}): unknown {
  const { request, answer } = createHarness({ options, sectionForm: 'flat', ...patch });
  return answer(request('configuration.getOption', [names]));
}
const valuesOf = (names: unknown): unknown => {
  const { request, answer } = createHarness({ options, sectionForm: 'flat' });
  const found = answer(request('configuration.getOption', [names]))?.data;
  return Array.isArray(found) ? found.map(({ value }) => value) : found;
};

describe('configuration.getOption', () => {
  it.each([
    ['voice.one', ['1']],
    ['voice', ['4']],
    ['voice.*', ['1', '2']],
    ['voice*', ['1', '2', '4']],
    ['*', ['1', '2', '3', '4']],
    ['MySection/limit', ['10']],
    ['MySection/*', ['Hello', '10']],
    ['M*/voice.one', ['5']],
    [
      ['voice.one', 'voice.*', 'Mine/*'],
      ['1', '2', '5'],
    ],
    ['greeting', []],
    [[], []],
    ['toString', []],
    ['constructor/name', []],
  ])('%j finds %j', (names, values) => {
    expect(valuesOf(names)).toEqual(values);
  });
  it.each([
    [undefined, 'text'],
    [4, 'text'],
    [['voice.one', null], 'text'],
    ['', 'text'],
    ['/limit', 'Section/option'],
    ['MySection/', 'Section/option'],
    ['*.one', 'end of a word'],
    ['My*ion/limit', 'end of a word'],
  ])('%j is refused in words', (names, words) => {
    expect(ask(names)).toHaveProperty('errorMessage', expect.stringContaining(words));
  });
  it.each([
    ['options', [{ name: 'MySection', options: { greeting: 'Hello', limit: '10' } }]],
    [
      'list',
      [
        {
          name: 'MySection',
          options: [
            { name: 'greeting', value: 'Hello' },
            { name: 'limit', value: '10' },
          ],
        },
      ],
    ],
    [
      'flat',
      [
        { section: 'MySection', option: 'greeting', value: 'Hello' },
        { section: 'MySection', option: 'limit', value: '10' },
      ],
    ],
  ] as const)('answers in the form %s (docs/protocol.md#unknown-answer-forms)', (sectionForm, data) => {
    expect(ask('MySection/*', { sectionForm })).toHaveProperty('data', data);
  });
  it('is for the origins of optionReadAllowed', () => {
    expect(ask('*', { optionReadAllowed: 'https://other.example' })).toHaveProperty('errorMessage');
    expect(ask('*', { optionReadAllowed: 'https://other.example, https://client.example' })).toHaveProperty('data');
  });
});

describe('configuration.getContextualOption', () => {
  it('answers with what the interaction’s user data override, and fails without an interaction', () => {
    const { wwe, request, answer } = createHarness({ options, sectionForm: 'flat', missingInteraction: 'ok' });
    const id = wwe.arrive({ userData: { 'voice.one': 'routed', limit: { no: 'text' } } });
    const contextual = (interactionId: unknown) =>
      answer(
        request('configuration.getContextualOption', [['voice.one', 'voice.two', 'MySection/limit'], interactionId]),
      );
    expect(contextual(id)?.data).toMatchObject([{ value: 'routed' }, { value: '2' }, { value: '10' }]);
    expect(contextual('99')).toHaveProperty('errorMessage');
    expect(contextual(undefined)).toHaveProperty('errorMessage');
    expect(answer(request('configuration.getOption', ['voice.one']))?.data).toMatchObject([{ value: '1' }]);
  });
});
