/** Draws what a hostile page posts: anything that structured clone carries, and messages and notes with odd parts. */
import fc from 'fast-check';

const KEYS = ['userAgent', 'event', 'request', 'referenceId', 'data', 'errorMessage', 'frameId', 'subscriptionId'];
const ODD_KEYS = ['__proto__', 'constructor', 'toJSON', 'then', '$$', 'toString', 'length', '\ud800', '\u202e', ''];

function circle(): unknown {
  const value: Record<string, unknown> = { a: [] };
  value.own = value;
  return value;
}
function deep(levels: number): unknown {
  let value: unknown = 0;
  for (let i = 0; i < levels; i += 1) value = [value];
  return value;
}

/** Any value. Not shared between runs: what is drawn may be held. */
export const anything: fc.Arbitrary<unknown> = fc
  .oneof(
    fc.anything({
      key: fc.constantFrom(...ODD_KEYS, ...KEYS),
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
      withBoxedValues: true,
      maxDepth: 2,
      maxKeys: 3,
    }),
    fc.constantFrom<unknown>('x'.repeat(3_000), 'wwe\n\u2028\u0000', '\ud800', 2n ** 33_000n, Number.NaN, 1e300),
    fc
      .constantFrom(
        circle,
        () => deep(99),
        () => deep(450),
        () => new Error('no'),
        () => /\n/g,
      )
      .map((make) => make()),
  )
  .map((value) => structuredClone(value));

const AGENTS = ['WWE Server', 'WWE Client', 'WWE', 'Not WWE', 'wwe'];
const field = (...right: readonly unknown[]) => fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...right) }, anything);

/** What looks like WWE's, more or less, and what does not at all. */
export const message: fc.Arbitrary<unknown> = fc
  .oneof(
    {
      weight: 5,
      arbitrary: fc.record(
        {
          userAgent: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...AGENTS) }, anything),
          protocolVersion: field(2),
          event: field('interaction', 'subscribe', 'unsubscribe', '', undefined),
          request: field('agent.get', 'x'.repeat(5_000), undefined),
          referenceId: field('0', 7, 'wwe-devtools-own', 'r'.repeat(5_000)),
          data: anything,
          errorMessage: field(null, 'no'),
          frameId: field('f'),
          subscriptionId: field(7, undefined),
        },
        { requiredKeys: ['userAgent'] },
      ),
    },
    anything,
  )
  .map((value) => structuredClone(value));

const text = field('client', 'called', 'handled', 'settled', '__proto__', 'nonsense', 'k'.repeat(5_000));
const time = field(0, 5.5, -1e9, 1e300, 1.7e308, Number.NaN, Number.POSITIVE_INFINITY, '5');
const note = fc
  .tuple(text, time, anything, field(1, 'at a.js\nat b.js', 's'.repeat(9_000)), fc.array(anything, { maxLength: 5 }))
  .map(([kind, at, client, stack, more]) => [kind, at, client, stack, ...more]);

/** What may come through the port of the probe's notes. */
export const notes: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: fc.array(fc.oneof({ weight: 4, arbitrary: note }, anything), { maxLength: 6 }) },
  anything,
);
