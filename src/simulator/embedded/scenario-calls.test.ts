import { describe, expect, it } from 'vitest';
import type { CallAnswer, CallOutcome } from './page.ts';
import { type CalledWindow, obeyScenario, readScenarioCall } from './scenario-calls.ts';

const ORDER = { wweSimulatorPage: { call: 'interaction.markdone', parameters: ['1'] } };

/** A page in a window with a parent and an opener, and what it was made to call. */
function createCalled(fails = false) {
  const [parent, opener] = [{}, {}];
  let listener: (event: MessageEvent<unknown>) => void = () => undefined;
  const win: CalledWindow = {
    parent,
    opener,
    addEventListener(_type, given) {
      listener = given;
    },
  };
  const calls: unknown[][] = [];
  const answers: CallAnswer[] = [];
  const outcome: CallOutcome = { ok: true, value: null };
  const call = (...given: unknown[]): Promise<CallOutcome> => {
    calls.push(given);
    return fails ? Promise.reject(new TypeError('no method')) : Promise.resolve(outcome);
  };
  obeyScenario(win, { call, answers }, new AbortController().signal);
  const hear = (source: unknown, data: unknown): void => {
    const event = new MessageEvent('message', { data });
    Object.defineProperty(event, 'source', { value: source });
    listener(event);
  };
  return { win, parent, opener, calls, answers, hear };
}

describe('calls that a scenario asks for', () => {
  it('are made for the window around the page and for its opener, and for nobody else', () => {
    const { win, parent, opener, calls, hear } = createCalled();
    hear(parent, ORDER);
    hear(opener, ORDER);
    for (const stranger of [{}, null, win]) hear(stranger, ORDER);
    expect(calls).toEqual([
      ['interaction.markdone', '1'],
      ['interaction.markdone', '1'],
    ]);
  });
  it('are told as failed where the client has no such method', async () => {
    const { parent, answers, hear } = createCalled(true);
    hear(parent, ORDER);
    await expect.poll(() => answers).toMatchObject([{ call: 'interaction.markdone', ok: false }]);
  });
  it.each([
    null,
    'text',
    {},
    { wweSimulatorPage: 1 },
    { wweSimulatorPage: { call: 5 } },
    { wweSimulatorPage: { call: 'a.b', parameters: 'x' } },
  ])('are not read from %j', (data) => expect(readScenarioCall(data)).toBeNull());
  it('need no parameters', () => {
    expect(readScenarioCall({ wweSimulatorPage: { call: 'agent.get' } })).toEqual({
      call: 'agent.get',
      parameters: [],
    });
  });
});
