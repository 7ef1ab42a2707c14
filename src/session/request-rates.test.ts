import { expect, test } from 'vitest';
import { createSession } from './session.ts';
import { world } from './testdata/world.ts';

test('requests of the last minute are counted for each client, whenever it is asked', () => {
  const { host, a, b } = world();
  for (let n = 0; n < 5; n += 1) host.request(100_000 + n * 10_000, a, `${n}`, 'agent.get');
  host.request(150_000, b, '0', 'agent.get');
  const session = createSession();
  session.feed([...host.inputs(), ...a.inputs(), ...b.inputs()]);
  const rates = (t: number) => Object.fromEntries(session.requestRates(t));
  expect(rates(99_999)).toEqual({});
  expect(rates(120_000)).toEqual({ a: 3 });
  expect(rates(150_000)).toEqual({ a: 5, b: 1 });
  expect(rates(160_000)).toEqual({ a: 4, b: 1 });
  expect(rates(250_000)).toEqual({});
  session.forget((id) => id !== 'b');
  expect(rates(150_000)).toEqual({ a: 5 });
});
