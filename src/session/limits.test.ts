import { expect, it } from 'vitest';
import { DEFAULT_LIMITS, stepsFor } from './limits.ts';
import { createSession } from './session.ts';
import { world } from './testdata/world.ts';

it('all of a history is kept while there are few interactions, and never less than its end', () => {
  const limit = DEFAULT_LIMITS.transitions;
  expect([0, 1, 400].map((count) => stepsFor(limit, count))).toEqual([limit, limit, limit]);
  expect([1_000, 10_000, DEFAULT_LIMITS.interactions].map((count) => stepsFor(limit, count))).toEqual([200, 20, 20]);
  expect(stepsFor(2, 10_000)).toBe(2);
});

it('a session of many interactions that change for ever says what it left out', () => {
  const { host, a } = world();
  const of = (id: number, state: string) => ({ interactionId: `${id}`, caseId: 'c', state });
  for (let id = 0; id < 5_000; id += 1) a.event(2_000 + id, 'ADDED', of(id, 'RINGING'));
  for (let n = 0; n < 200; n += 1) a.event(10_000 + n, 'CHANGED', of(7, n % 2 === 0 ? 'TALKING' : 'HELD'));
  const session = createSession();
  session.feed([...a.inputs(), ...host.inputs()]);
  const one = session.interactions().find(({ id }) => id === '7');
  const kept = one?.transitions.length ?? 0;
  expect(kept).toBeLessThanOrEqual(80);
  expect(kept + (one?.droppedTransitions ?? 0)).toBe(201);
  expect(one?.state).toBe('HELD');
});
