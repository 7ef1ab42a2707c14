/** Draws records of windows in which everything is possible: right messages and notes, spoilt anywhere, and forged headers. */
import fc from 'fast-check';
import { encode } from '../../entry/encode.ts';
import type { DocumentInfo, Entry } from '../../entry/entry.ts';
import { isRecord, kindOf } from '../../protocol/kind.ts';
import { NOTE_KINDS, type NoteKind } from '../../protocol/notes.ts';
import type { SessionInput } from '../model.ts';
import { CLIENT, call, SERVER } from './world.ts';

/** An object with `__proto__` as a key of its own. */
const POLLUTED: unknown = JSON.parse(
  '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": 1}}}',
);
const LONG = 'x'.repeat(5_000);

function deep(levels: number): unknown {
  let value: unknown = 'leaf';
  for (let i = 0; i < levels; i += 1) value = i % 2 === 0 ? [value] : { data: value };
  return value;
}

function circle(): unknown {
  const value: Record<string, unknown> = { interactionId: '1' };
  value.interaction = value;
  value.data = [value, value];
  return value;
}

/** What no place of a message expects. */
export const ODD_VALUES: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -0,
  7,
  1e300,
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  10n,
  2n ** 40_000n,
  '',
  '1',
  '__proto__',
  'constructor',
  'toString',
  'subscribe',
  'interaction',
  'interaction.getInteractions',
  'wwe',
  LONG,
  '\u202e<b>\ud800\n\u2028\u0000',
  [],
  {},
  [[], [null], ['interaction', 'interaction', 7]],
  // biome-ignore lint/suspicious/noSparseArray: a page can post one
  [, 1],
  deep(50),
  deep(1_000),
  circle(),
  POLLUTED,
  { toString: 0, valueOf: 0, n: 1n },
  { length: 1e9 },
  Object.fromEntries([
    ['then', 1],
    ['toJSON', 'no'],
  ]),
  { $$: 'Date', v: 1 },
  new Map<unknown, unknown>([['interactionId', '1']]),
  new Set(['1']),
  new Date(Number.NaN),
  new Error('no'),
  new Uint8Array(9),
];
const odd = fc.constantFrom(...ODD_VALUES);

const id = fc.constantFrom('1', '2', 3, '__proto__');
const state = fc.constantFrom('RINGING', 'TALKING', 'HELD', 'IDLE', 'ACCEPTED', 'NONE OF THESE');
const ref = fc.constantFrom('0', '1', 'wwe-devtools-x1', '__proto__', 5);
const interaction = fc
  .tuple(id, state, state, fc.constantFrom('one', 'two', '__proto__', undefined), id)
  .map(([one, to, from, interactionUUID, parent]) => ({
    ...call(String(one), to, from),
    interactionId: one,
    interactionUUID,
    parentInteractionId: parent,
    isCaseSelected: true,
    parties: [{ name: 'A' }],
  }));
const type = fc.constantFrom('ADDED', 'RINGING', 'REMOVED', 'MARK_DONE', 'CASE_SELECTED', 'CASE_EXPANDED', '__proto__');
const service = fc.constantFrom(
  'interaction.getInteractions',
  'interaction.getByInteractionId',
  'interaction.blockMarkdone',
  'interaction.markdone',
  'interaction.setUserData',
  '__proto__',
);

/** Messages as they should be. */
const message: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(type, interaction)
      .map(([eventType, one]) => ({ ...SERVER, event: 'interaction', data: { eventType, interaction: one } })),
  },
  type.map((eventType) => ({ ...SERVER, event: 'interaction', data: { eventType, selectedCaseId: 'case-1' } })),
  id.map((interactionId) => ({ ...SERVER, event: 'markdone', data: { interactionId } })),
  fc
    .tuple(ref, service, id)
    .map(([referenceId, request, one]) => ({ ...CLIENT, request, parameters: [one, { a: 1 }], referenceId })),
  ref.map((referenceId) => ({ ...CLIENT, event: 'subscribe', data: ['interaction', 'markdone'], referenceId })),
  ref.map((referenceId) => ({ ...CLIENT, event: 'unsubscribe', data: 5, referenceId })),
  {
    weight: 2,
    arbitrary: fc
      .tuple(ref, fc.array(interaction, { maxLength: 3 }))
      .map(([referenceId, data]) => ({ ...SERVER, referenceId, data, subscriptionId: 5 })),
  },
  ref.map((referenceId) => ({ ...SERVER, referenceId, errorMessage: 'no' })),
  fc.constant({ ...SERVER, frameId: 'f' }),
  fc.constant('wwe-text'),
  fc.constant({ ...SERVER }),
);

const number = fc.constantFrom<unknown>(0, 1, 2, -1, 1.5, Number.NaN, 1e300, 9_007_199_254_740_991, '1', null);
const words = fc.constantFrom<unknown>(null, null, 'Error: no', LONG, 7);
/** Notes as their port carries them. */
const note: fc.Arbitrary<readonly unknown[]> = fc.oneof(
  fc.tuple(fc.constant('client'), number, number, words),
  fc.tuple(fc.constant('called'), number, number, words, message, number, fc.boolean(), fc.boolean(), words),
  fc.tuple(fc.constant('settled'), number, number, number, fc.constantFrom('success', 'timeout', 'x'), number, words),
  fc.tuple(fc.constant('subscribed'), number, number, words, number, fc.constant(['interaction']), words, number),
  fc.tuple(fc.constant('unsubscribed'), number, number, number),
  fc.tuple(fc.constant('handled'), number, number, number, fc.constantFrom('interaction', '__proto__'), number, words),
  fc.tuple(fc.constant('unloaded'), number, number),
  fc.tuple(fc.constant('dropped'), number, number, number),
);

const spoil = fc.record({
  does: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'double', 'wrap', 'add'),
  path: fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 5 }),
  value: odd,
});
type Spoil = typeof spoil extends fc.Arbitrary<infer Of> ? Of : never;

/** A copy with one place spoilt. */
function spoilt(given: unknown, { does, path, value }: Spoil, level = 0): unknown {
  const keys = typeof given === 'object' && given !== null ? Object.keys(given) : [];
  const step = path[level];
  const key = step === undefined ? undefined : keys[step % keys.length];
  if (key === undefined || (!Array.isArray(given) && !isRecord(given))) {
    if (does === 'wrap') return [given];
    return does === 'double' ? [given, given] : value;
  }
  const entries = Object.entries(given);
  const changed = entries.flatMap(([name, inner]): [string, unknown][] => {
    if (name !== key) return [[name, inner]];
    if (does === 'remove' && level === path.length - 1) return [];
    if (does === 'add' && level === path.length - 1)
      return [
        [name, inner],
        ['__proto__', value],
      ];
    return [[name, spoilt(inner, { does, path, value }, level + 1)]];
  });
  return Array.isArray(given) ? changed.map(([, inner]) => inner) : Object.fromEntries(changed);
}

const spoils = fc.oneof(fc.constant<Spoil[]>([]), fc.array(spoil, { maxLength: 3 }));
const spoiltMessage = fc.tuple(message, spoils).map(([one, all]) => all.reduce<unknown>(spoiltBy, one));
const spoiltNote = fc.tuple(note, spoils).map(([one, all]) => all.reduce<unknown>(spoiltBy, one));

function spoiltBy(given: unknown, one: Spoil): unknown {
  return spoilt(given, one);
}

/** Who posts: the window that the client talks to, or others. */
export type Speaker = 'target' | 'untrusted sender' | 'self' | 'unknown' | 'client';
const PEERS: Readonly<Record<Speaker, { readonly peer: string; readonly origin: string }>> = {
  target: { peer: 'top', origin: 'https://wwe.example.com' },
  'untrusted sender': { peer: 'top/9', origin: 'https://forged.example.com' },
  self: { peer: 'self', origin: 'https://page.example.com' },
  unknown: { peer: 'unknown', origin: 'null' },
  client: { peer: 'top/0', origin: 'https://page.example.com' },
};

const step = fc.record({
  document: fc.nat({ max: 3 }),
  after: fc.constantFrom(0, 1, 10, 3_000, -50, 1e300),
  number: fc.constantFrom('next', 'next', 'next', 'next', 'next', 'same', 'jump', 'back', 'far', 'broken'),
  speaker: fc.constantFrom<Speaker>(
    'target',
    'target',
    'target',
    'client',
    'client',
    'untrusted sender',
    'self',
    'unknown',
  ),
  sort: fc.constantFrom('wire', 'wire', 'wire', 'probe', 'command'),
  message: spoiltMessage,
  note: spoiltNote,
  kind: fc.option(fc.constantFrom<NoteKind>(...NOTE_KINDS), { freq: 4 }),
  told: fc.option(
    fc.record({
      what: fc.constantFrom('lost', 'skipped', 'seen', 'ended', 'document'),
      value: fc.constantFrom(0, 1, 3, -1, 1.5, Number.NaN, 1e300, Number.POSITIVE_INFINITY, 2_500),
    }),
    { freq: 8 },
  ),
});
/** One thing that a bridge or the link says. */
export type HostileStep = typeof step extends fc.Arbitrary<infer Of> ? Of : never;

/** What happens, in order. */
export const hostileSteps = fc.array(step, { minLength: 1, maxLength: 40 });

/** The four windows: WWE's, two clients, and one that may pose as whatever it likes. */
export function hostileInfos(): readonly DocumentInfo[] {
  const info = { title: '__proto__', url: 'javascript:0' };
  return [
    { ...info, document: 'host', path: 'top', target: null, origin: 'https://wwe.example.com', timeOrigin: 1_000 },
    { ...info, document: 'a', path: 'top/0', target: 'top', origin: 'https://page.example.com', timeOrigin: 1_001 },
    { ...info, document: '__proto__', path: 'top/1', target: 'top', origin: 'null', timeOrigin: 1_002 },
    { ...info, document: 'b', path: 'unknown', target: 'opener', origin: '', timeOrigin: -1e300 },
  ];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 200) : typeof value === 'number' ? `#${value}` : '';
}

/** Each document's inputs, in order, without its announcement. @param tame whether an entry stands as something that nobody could take for WWE's */
export function hostileQueues(
  steps: readonly HostileStep[],
  tame: (entry: Entry) => boolean = () => false,
): readonly (readonly SessionInput[])[] {
  const infos = hostileInfos();
  const queues: SessionInput[][] = infos.map(() => []);
  const last = infos.map(() => 0);
  const time = infos.map(() => 2_000);
  for (const { document: index, after, number: how, ...one } of steps) {
    const info = infos[index];
    const queue = queues[index];
    if (!info || !queue) continue;
    const { document } = info;
    if (one.told) {
      const { what, value } = one.told;
      if (what === 'document') queue.push({ what, info: { ...info, title: String(value) } });
      else if (what === 'lost') queue.push({ what, document, count: value });
      else if (what === 'skipped') queue.push({ what, document, through: value });
      else queue.push({ what: what === 'seen' ? 'seen' : 'ended', document, t: value });
      continue;
    }
    const before = last[index] ?? 0;
    const numbers = { next: before + 1, same: before, jump: before + 3, back: before - 1, far: 2 ** 40, broken: 0.5 };
    const n = numbers[how];
    if (Number.isSafeInteger(n) && how !== 'far') last[index] = Math.max(before, n);
    const t = (time[index] ?? 0) + after;
    if (Math.abs(after) < 1e6) time[index] = t;
    const isNote = one.sort === 'probe';
    const data = isNote ? one.note : one.message;
    const body = encode(structuredClone(data));
    const { event, request, referenceId } = isRecord(data) ? data : {};
    const noteKind = one.kind ?? NOTE_KINDS.find((kind) => Array.isArray(data) && data[0] === kind) ?? 'called';
    const kind = isNote ? noteKind : (kindOf(data) ?? 'unknown');
    const from = isNote ? { peer: '', origin: '' } : PEERS[one.speaker];
    const name = textOf(kind === 'request' ? request : event);
    const header = { n, t, sort: isNote ? 'probe' : one.sort === 'command' ? 'command' : 'wire' } as const;
    const entry: Entry = { ...header, kind, name, ref: textOf(referenceId), ...from, path: info.path, body };
    queue.push({ what: 'entries', document, entries: [tame(entry) ? { ...entry, kind: 'unknown' } : entry] });
  }
  return queues;
}
