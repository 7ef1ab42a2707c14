/** Reads what `encode.ts` wrote, as far as it is values: whoever reads says what stands for the rest. */
import { MARK } from './encode.ts';

/** A marked object that stands for no value that could be made again here: `v`, `n` and `t` are its fields. */
export type Marked = Readonly<Record<string, unknown>>;

/** What stands for a marked object of that type. */
export type StandIn = (type: string, marked: Marked) => unknown;

const HAS_MARK = `"${MARK}"`;

/** The value that a text stands for. Plain JSON takes the native road. @throws SyntaxError if it is no JSON, and what `standIn` throws */
export function revive(text: string, standIn: StandIn): unknown {
  const value: unknown = JSON.parse(text);
  return text.includes(HAS_MARK) ? reviveValue(value, standIn) : value;
}

/** As `revive`, of parsed JSON. */
export function reviveValue(value: unknown, standIn: StandIn): unknown {
  const again = (inner: unknown) => reviveValue(inner, standIn);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(again);
  const record = value as Marked;
  const type = record[MARK];
  if (!Object.hasOwn(record, MARK) || typeof type !== 'string') return reviveRecord(record, again);
  const { v } = record;
  switch (type) {
    case 'undefined':
      return undefined;
    case 'number':
      return Number(v);
    case 'Date':
      return new Date(typeof v === 'number' ? v : Number.NaN);
    case 'bigint':
      if (typeof v === 'string' && /^-?\d{1,10000}$/.test(v)) return BigInt(v);
      break;
    case 'object':
      if (typeof v === 'object' && v !== null) return reviveRecord(v as Marked, again);
      break;
    case 'Map':
      if (Array.isArray(v)) {
        return new Map(
          v.map((pair) => (Array.isArray(pair) ? [again(pair[0]), again(pair[1])] : [standIn('pair', {}), undefined])),
        );
      }
      break;
    case 'Set':
      if (Array.isArray(v)) return new Set(v.map(again));
      break;
    default:
  }
  return standIn(type, record);
}

function reviveRecord(record: Marked, again: (inner: unknown) => unknown): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(record)) {
    // Assigning `__proto__` would change the copy's prototype instead of adding a key.
    Object.defineProperty(copy, key, { value: again(inner), enumerable: true, configurable: true, writable: true });
  }
  return copy;
}
