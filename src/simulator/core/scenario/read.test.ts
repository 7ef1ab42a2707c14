import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readScenario } from './read.ts';

const scenario = (steps: readonly unknown[], more: object = {}): unknown => ({ title: 'T', about: '', steps, ...more });
/** `path: message` of each problem. */
const problemsOf = (value: unknown): readonly string[] => {
  const result = readScenario(value);
  return result.ok ? [] : result.problems.map(({ path, message }) => `${path}: ${message}`);
};
const CALL = { do: 'arrive', as: 'call' };

describe('readScenario', () => {
  it('takes a small scenario, and drops $schema', () => {
    const result = readScenario(scenario([CALL, { after: '1s', do: 'answer', on: 'call' }], { $schema: './x.json' }));
    expect(result).toEqual({
      ok: true,
      scenario: { title: 'T', about: '', steps: [CALL, { after: '1s', do: 'answer', on: 'call' }] },
    });
  });
  it.each<readonly [string, unknown, string]>([
    ['no object', [], ': A scenario is an object with title, about and steps.'],
    ['no title', { about: '', steps: [] }, ': "title" is missing.'],
    [
      'a key misspelled',
      { ...Object(scenario([])), setings: {} },
      'setings: There is no key "setings" here; did you mean "settings"?',
    ],
    [
      'an act misspelled',
      scenario([CALL, { do: 'anwser', on: 'call' }]),
      'steps[1].do: There is no act "anwser"; did you mean "answer"?',
    ],
    [
      'an act nobody knows',
      scenario([{ do: 'somersault' }]),
      'steps[0].do: There is no act "somersault". There are arrive, dial',
    ],
    ['no act', scenario([{ on: 'call' }]), 'steps[0].do: The step has no "do"'],
    ['a step that is no object', scenario([5]), 'steps[0]: A step is an object such as'],
    [
      'a key of a step misspelled',
      scenario([{ do: 'arrive', form: 'kim' }]),
      'steps[0].form: There is no key "form" here; did you mean "from"? Known are',
    ],
    [
      'a key of another act',
      scenario([{ do: 'say', text: 'x', on: 'call' }]),
      'steps[0].on: There is no key "on" here. Known are do, at, after, every, times, text.',
    ],
    ['a key missing', scenario([{ do: 'answer' }]), 'steps[0]: "on" is missing.'],
    [
      'a time that is none',
      scenario([{ do: 'refresh', at: 'soon' }]),
      'steps[0].at: "at" must be a time: ms as a number',
    ],
    [
      'a state that is none',
      scenario([{ ...CALL, state: 'TALKNG' }]),
      'steps[0].state: There is no state "TALKNG"; did you mean "TALKING"?',
    ],
    ['a bad name', scenario([{ do: 'arrive', as: '1st' }]), 'steps[0].as: "as" must begin with a letter'],
    [
      'times out of order',
      scenario([
        { ...CALL, at: '0:10' },
        { do: 'refresh', at: '0:05' },
      ]),
      'steps[1].at: The step is at 0:05, the one before it at 0:10',
    ],
    ['at and after', scenario([{ ...CALL, at: 0, after: 1 }]), 'steps[0].after: "at" and "after" exclude each other.'],
    ['every without times', scenario([{ ...CALL, every: '1s' }]), 'steps[0].every: "every" needs "times"'],
    ['times without every', scenario([{ do: 'refresh', times: 3 }]), 'steps[0].times: "times" needs "every"'],
    [
      'a name nobody made',
      scenario([CALL, { do: 'answer', on: 'cal' }]),
      'steps[1].on: No step before it makes "cal"; did you mean "call"?',
    ],
    [
      'a name made later',
      scenario([
        { do: 'answer', on: 'call' },
        { ...CALL, after: 1 },
      ]),
      'steps[0].on: No step before it makes "call"',
    ],
    [
      'a number that is too high',
      scenario([
        { do: 'arrive', as: 'c{n}', every: 1, times: 3 },
        { do: 'answer', on: 'c4' },
      ]),
      'steps[1].on: No step before it makes "c4"',
    ],
    ['a name made twice', scenario([CALL, CALL]), 'steps[1].as: There is a "call" already.'],
    [
      'a name repeated',
      scenario([{ ...CALL, every: 1, times: 2 }]),
      'steps[0].as: There is a "call" already: a repeated step needs {n} in the name.',
    ],
    [
      'a name for nothing',
      scenario([CALL, { do: 'hold', on: 'call', as: 'x' }]),
      'steps[1].as: "hold" makes no interaction that could be named.',
    ],
    [
      'an actor that is not there',
      scenario([{ do: 'arrive', from: 'kin' }], { actors: { kim: { name: 'Kim' } } }),
      'steps[0].from: There is no actor "kin"; did you mean "kim"?',
    ],
    [
      'a placeholder for nothing',
      scenario([{ do: 'page', call: 'a.b', parameters: [{ deep: '$call.case' }] }]),
      'steps[0].parameters: No step before it makes "call"',
    ],
    [
      'a setting misspelled',
      scenario([], { settings: { deliverys: 'double' } }),
      'settings.deliverys: There is no setting "deliverys"',
    ],
    [
      'a setting of a step',
      scenario([{ do: 'settings', settings: { rateLimit: -1 } }]),
      'steps[0].settings.rateLimit: Setting rateLimit',
    ],
    ['an actor without a name', scenario([], { actors: { kim: {} } }), 'actors.kim: "name" is missing.'],
    [
      'a service that is none',
      scenario([{ do: 'page', call: 'getInteractions' }]),
      'steps[0].call: "call" must be a service such as',
    ],
  ])('explains %s', (_, value, expected) => {
    const problems = problemsOf(value);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(expected);
  });
  it('tells all that is wrong, but not without end', () => {
    expect(problemsOf(scenario([{ do: 'hold' }, { do: 'say' }]))).toHaveLength(2);
    expect(problemsOf(scenario(Array.from({ length: 1000 }, () => ({ do: 'say' }))))).toHaveLength(50);
  });
  it('takes 100 000 steps, repetitions counted, and no more', () => {
    expect(problemsOf(scenario([{ do: 'refresh', every: 1, times: 100_000 }]))).toEqual([]);
    const tooMany = [
      { do: 'refresh', every: 1, times: 99_999 },
      { do: 'refresh', every: 1, times: 2 },
    ];
    expect(problemsOf(scenario(tooMany))[0]).toContain('steps[1].times: With this step there are more than 100000');
  });
  it('takes dollar signs in pairs as text, and names like those of every object', () => {
    expect(problemsOf(scenario([{ do: 'page', call: 'a.b', parameters: ['$$call', '$5'] }]))).toEqual([]);
    expect(problemsOf(scenario([{ do: 'arrive', from: 'toString' }]))[0]).toContain('no actor "toString"');
    expect(problemsOf(scenario([{ do: 'answer', on: 'constructor' }]))[0]).toContain('makes "constructor"');
  });
  it('explains a wrong name that is repeated 50 000 times among as many names, once', () => {
    const steps = [
      { do: 'arrive', as: 'c{n}', every: 1, times: 50_000 },
      { do: 'answer', on: 'd{n}', every: 1, times: 50_000 },
    ];
    expect(problemsOf(scenario(steps))).toEqual(['steps[1].on: No step before it makes "d1"; did you mean "c1"?']);
  });
  it('never throws, whatever it is given', () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(problemsOf(scenario([{ do: 'page', call: 'a.b', parameters: cycle, every: 1, times: 2 }]))).toEqual([]);
    const key = fc.constantFrom(
      'do',
      'at',
      'on',
      'as',
      'every',
      'times',
      'settings',
      'from',
      'target',
      'x',
      '__proto__',
    );
    const value = fc.anything({ key, maxDepth: 2 });
    const step = fc.oneof(value, fc.record({ do: fc.constantFrom('arrive', 'answer', 'page', 'settings'), on: value }));
    fc.assert(
      fc.property(fc.oneof(value, fc.record({ title: value, about: value, steps: fc.array(step) })), (given) => {
        const result = readScenario(given);
        expect(result.ok || result.problems.length > 0).toBe(true);
      }),
    );
  });
});
