import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { applySettings } from '../settings-patch.ts';
import { createHarness } from '../testdata/harness.ts';
import { createWwe } from '../wwe.ts';

describe('loss', () => {
  it('loses all, or nothing', () => {
    const { wwe, posted, request, subscribe, events } = createHarness();
    subscribe('agent');
    wwe.configure({ lossPercent: 100 });
    wwe.setAgentState('NotReady');
    expect(events('agent')).toEqual([]);
    const before = posted.length;
    request('voice.dial', ['1', null]);
    expect(posted).toHaveLength(before);
    expect(wwe.state().cases).toEqual([]); // it did not even arrive
  });
  it('loses requests, answers and events, about as many as asked', () => {
    const { wwe, posted, request, subscribe } = createHarness({ lossPercent: 0 });
    subscribe('agent');
    wwe.configure({ lossPercent: 50 });
    for (let n = 0; n < 400; n++) request('agent.setState', [n % 2 === 0 ? 'NotReady' : 'Ready']);
    const events = posted.filter(({ message }) => message.event === 'agent').length;
    const answers = posted.length - 1 - events;
    // Half arrive, half of their answers and events come back.
    for (const count of [answers, events]) expect(Math.abs(count - 100)).toBeLessThan(50);
  });
  it('is the same for the same seed, and changes no id', () => {
    const run = (lossPercent: number, seed: number): readonly [posted: string, cases: string] => {
      const { wwe, posted, subscribe } = createHarness({ lossPercent: 0 }, seed);
      subscribe('interaction');
      wwe.configure({ lossPercent });
      for (let n = 0; n < 20; n++) wwe.arrive();
      return [JSON.stringify(posted), JSON.stringify(wwe.state().cases)];
    };
    expect(run(30, 5)).toEqual(run(30, 5));
    expect(run(30, 5)[0]).not.toBe(run(0, 5)[0]);
    expect(run(30, 5)[1]).toBe(run(0, 5)[1]);
  });
});

describe('latency', () => {
  it('never lets a frame’s message overtake an earlier one, whatever latency becomes in between', () => {
    const step = fc.record({ latencyMs: fc.integer({ min: 0, max: 50 }), wait: fc.integer({ min: 0, max: 30 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const { wwe, posted, request, pass } = createHarness();
        const sent = steps.map(({ latencyMs, wait }) => {
          wwe.configure({ latencyMs });
          const id = request('agent.get');
          pass(wait);
          return id;
        });
        pass(50);
        expect(posted.map(({ message }) => message.referenceId)).toEqual(sent);
      }),
    );
  });
  it('runs on the wire’s own time, which no speed changes', () => {
    const waits: string[] = [];
    const never = (kind: string) => (ms: number) => {
      waits.push(`${kind} ${ms}`);
      return () => undefined;
    };
    const settings = applySettings(DEFAULT_SETTINGS, { latencyMs: 7 });
    if (!settings.ok) throw new TypeError(settings.problems.join(' '));
    const wwe = createWwe({
      seed: 1,
      settings: settings.settings,
      now: () => 0,
      post: () => undefined,
      later: never('WWE'),
      laterOnWire: never('wire'),
    });
    const message = { request: 'agent.get', referenceId: '0', userAgent: 'WWE Client', protocolVersion: 2 };
    wwe.receive('a', 'https://client.example', message);
    expect(waits).toEqual(['wire 7']);
  });
  it('holds up no other frame', () => {
    const { wwe, posted, request } = createHarness({ latencyMs: 100 });
    request('agent.get', undefined, 'a');
    wwe.configure({ latencyMs: 0 });
    request('agent.get', undefined, 'b');
    expect(posted.map(({ frame }) => frame)).toEqual(['b']);
  });
  it('carries nothing out for a frame that is gone', () => {
    const { wwe, posted, request, pass } = createHarness({ latencyMs: 100 });
    request('voice.dial', ['1', null]);
    wwe.frameGone('a');
    pass(100);
    expect(posted).toEqual([]);
    expect(wwe.state().cases).toEqual([]);
  });
});

describe('lateness', () => {
  it('answers nobody who is gone by then', () => {
    const { wwe, posted, request, pass } = createHarness({ lateAnswers: { '*': 100 } });
    request('agent.get', undefined, 'a');
    request('agent.get', undefined, 'b');
    wwe.frameGone('a');
    pass(100);
    expect(posted.map(({ frame }) => frame)).toEqual(['b']);
  });
  it('is that of the service, else that of all', () => {
    const { request, answer, pass } = createHarness({
      lateAnswers: { '*': 500, 'agent.get': 0, 'agent.getState': 900 },
    });
    expect(answer(request('agent.get'))).toBeDefined();
    const [list, state, odd] = ['agent.getStateList', 'agent.getState', 'constructor'].map((name) => request(name));
    pass(499);
    for (const ref of [list, state, odd]) expect(answer(ref ?? '')).toBeUndefined();
    pass(1);
    expect(answer(list ?? '')).toBeDefined();
    expect(answer(odd ?? '')).toBeDefined();
    expect(answer(state ?? '')).toBeUndefined();
    pass(400);
    expect(answer(state ?? '')).toBeDefined();
  });
});

describe('docs/protocol.md#success-and-failure, docs/protocol.md#unknown-error-answers: the form of failures', () => {
  it.each([
    ['message', {}],
    ['code', { errorCode: 1 }],
    ['data', { data: { errorCode: 1 } }],
  ] as const)('%s, for all of them', (errorForm, more) => {
    const { wwe, request, subscribe, answer } = createHarness({
      errorForm,
      originDenied: 'error',
      serviceDenied: 'error',
      errorTexts: { 'agent.get': 'Not today' },
      nextAnswers: [{ service: 'agent.getState', errorMessage: null, times: 1 }],
    });
    const failures = ['agent.get', 'agent.getState', 'no.such', 'interaction.markdone'].map((name) => request(name));
    failures.push(subscribe({}));
    wwe.configure({ acceptedOrigins: '* (agent.*)' });
    failures.push(request('voice.dial'));
    wwe.configure({ acceptedOrigins: '' });
    failures.push(request('agent.get'));
    for (const ref of failures) {
      const { errorMessage, ...others } = answer(ref) ?? {};
      expect(errorMessage).not.toBeUndefined();
      expect(others).toEqual({ referenceId: ref, userAgent: 'WWE Server', protocolVersion: 2, ...more });
    }
  });
});
