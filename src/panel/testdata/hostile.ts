/** Draws what a hostile page can bring into the panel: records of messages and notes with odd texts and values everywhere. */
import fc from 'fast-check';
import { encode } from '../../entry/encode.ts';
import { writeEntry } from '../../entry/header.ts';
import { isRecord, kindOf } from '../../protocol/kind.ts';

/** Texts that have meant something to somebody else before. */
export const ODD_TEXTS = [
  '<b id="evil">bold</b>',
  '<img src=x onerror="alert(1)">',
  '"><svg onload=alert(1)><script>alert(1)</script>',
  "' onmouseover='alert(1)' x='",
  '</textarea><iframe src="javascript:alert(1)">',
  'javascript:alert(1)',
  'data:text/html,<script>1</script>',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '$1 $2 $$ $&',
  '\u202egnp.exe\u2066',
  '\u0000\u0007\u001b[31m',
  '\ud800',
  'line\nfeed\r\u2028end',
  'іnteractіоn',
  'שלום 12',
  '👩‍👩‍👧‍👦'.repeat(50),
  'a\u0301'.repeat(300),
  'x'.repeat(30_000),
  '(((((a+)+)+)+)+)$',
  '/[/',
  '-id:"',
  '"',
  ' ',
] as const;

function circle(): unknown {
  const value: Record<string, unknown> = { interactionId: '1' };
  value.own = [value];
  return value;
}
function deep(levels: number): unknown {
  let value: unknown = '<b>leaf</b>';
  for (let i = 0; i < levels; i += 1) value = i % 2 === 0 ? [value] : { '<i>': value };
  return value;
}

/** Values that no place expects, each made anew. */
export const ODD_VALUES: readonly (() => unknown)[] = [
  () => undefined,
  () => null,
  () => true,
  () => 0,
  () => -0,
  () => Number.NaN,
  () => 1e300,
  () => 2n ** 5_000n,
  () => [],
  () => ({}),
  () => new Array(5),
  () => Array.from({ length: 3_000 }, (_, index) => index),
  () => Object.fromEntries(ODD_TEXTS.map((text) => [text, text])),
  () => deep(60),
  () => deep(450),
  circle,
  () => JSON.parse('{"__proto__": {"polluted": 1}, "constructor": null}'),
  () => ({ toString: 0, valueOf: 0 }),
  () => ({ $$: 'Date', v: 1 }),
  () => new Map<unknown, unknown>([[new Map([['<b>', 1]]), '<b>x</b>']]),
  () => new Set(['<b>x</b>', new Set()]),
  () => new Date(Number.NaN),
  () => new Date(8.64e15),
  () => /<b>/g,
  () => new Error('<b>no</b>'),
  () => new Uint8Array(100_000),
  () => Object('boxed <b>'),
];

const oddText = fc.constantFrom<string>(...ODD_TEXTS);
/** A text or a value from a page. */
export const odd: fc.Arbitrary<unknown> = fc.oneof(
  oddText,
  fc.constantFrom(...ODD_VALUES).map((make) => make()),
);
const or = (...right: readonly unknown[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...right) }, { weight: 2, arbitrary: odd });

const interaction = fc.record(
  {
    interactionId: or('1', '2', 3),
    caseId: or('case'),
    media: or('voice', 'chat', 'email'),
    state: or('RINGING', 'TALKING', 'ACCEPTED'),
    previousState: or('UNKNOWN'),
    userData: fc.oneof(fc.dictionary(oddText, odd, { maxKeys: 4 }), odd),
    parties: fc.oneof(fc.array(fc.record({ name: odd }), { maxLength: 3 }), odd),
    ani: odd,
    callType: odd,
    direction: odd,
    parentInteractionId: or('1'),
    interactionUUID: or('uuid', undefined),
    isCaseSelected: or(true),
    isMainCaseInteraction: or(true, false),
  },
  { requiredKeys: ['interactionId'] },
);
const SERVER = { userAgent: 'WWE Server', protocolVersion: 2 };
const CLIENT = { userAgent: 'WWE Client', protocolVersion: 2 };
const service = or('interaction.setUserData', 'interaction.blockMarkdone', 'agent.setState', 'system.popupToast', 'x');
const ref = fc.constantFrom('0', '1', '2');
const parameters = fc.oneof(fc.array(odd, { maxLength: 3 }), odd);

const event = fc.oneof(
  fc.record({ event: fc.constant('interaction'), data: fc.record({ eventType: or('ADDED'), interaction }) }),
  fc.record({ event: or('markdone', 'agent', 'interaction'), data: odd }),
);
const answer = fc.record(
  { referenceId: ref, data: fc.oneof(interaction, fc.array(interaction, { maxLength: 2 }), odd), errorMessage: odd },
  { requiredKeys: ['referenceId'] },
);
const request = fc.oneof(
  fc.record({ request: service, parameters, referenceId: ref }),
  fc.record({
    event: fc.constantFrom('subscribe', 'unsubscribe'),
    data: or('interaction', ['agent']),
    referenceId: ref,
  }),
);
const stack = fc.oneof(
  oddText,
  fc.constantFrom(
    'at <b id="evil">x</b> (javascript:alert(1):1:2)\nat f (https://page.example.com/<img src=x onerror=1>.js:3:4)',
    'f@https://page.example.com/a.js:999999999:1\n@:1:1',
  ),
);
const figure = or(0, 1, 2);
const note = fc.oneof(
  fc.tuple(fc.constant('client'), figure, figure, odd),
  fc.tuple(fc.constant('called'), figure, figure, stack, request, figure, fc.boolean(), fc.boolean(), or(null)),
  fc.tuple(fc.constant('settled'), figure, figure, figure, or('success', 'timeout'), figure, odd),
  fc.tuple(fc.constant('subscribed'), figure, figure, stack, figure, or(['interaction']), odd, figure),
  fc.tuple(fc.constant('handled'), figure, figure, figure, or('interaction'), figure, odd),
);

/** One thing that a window's bridge recorded. */
export type HostileStep = { readonly by: 'host' | 'page'; readonly data: unknown; readonly isNote: boolean };
const step: fc.Arbitrary<HostileStep> = fc.oneof(
  { weight: 3, arbitrary: event.map((data) => ({ by: 'page' as const, data: { ...SERVER, ...data }, isNote: false })) },
  {
    weight: 2,
    arbitrary: answer.map((data) => ({ by: 'page' as const, data: { ...SERVER, ...data }, isNote: false })),
  },
  {
    weight: 3,
    arbitrary: request.map((data) => ({ by: 'host' as const, data: { ...CLIENT, ...data }, isNote: false })),
  },
  { weight: 2, arbitrary: note.map((data) => ({ by: 'page' as const, data, isNote: true })) },
  {
    weight: 1,
    arbitrary: odd.map((data) => ({ by: 'page' as const, data: { ...SERVER, frameId: data }, isNote: false })),
  },
);

/** What happened, in order. */
export const hostileSteps = fc.array(step, { minLength: 1, maxLength: 6 });

function labelOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 200) : '';
}

/** An entry as the bridge in that window writes it. @param t ms since the epoch */
export function entryText(n: number, t: number, { by, data, isNote }: HostileStep): string {
  const { event: name, request: asked, referenceId } = isRecord(data) ? data : {};
  const labels = { name: labelOf(asked ?? name), ref: labelOf(referenceId) };
  const from = by === 'host' ? { peer: 'top/0', origin: 'https://page.example.com', path: 'top' } : FROM_WWE;
  const body = encode(structuredClone(data));
  if (isNote && Array.isArray(data))
    return writeEntry(n, { t, sort: 'probe', kind: data[0], ...labels, ...from, peer: '', origin: '' }, body);
  return writeEntry(n, { t, sort: 'wire', kind: kindOf(data) ?? 'unknown', ...labels, ...from }, body);
}
const FROM_WWE = { peer: 'top', origin: 'https://wwe.example.com', path: 'top/0' };
