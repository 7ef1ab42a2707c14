/** Walks over messages as the encoding has them (`entry/encode.ts`), and replaces what is in them. */
import { MARK } from '../../entry/encode.ts';
import { MESSENGER_PREFIX } from '../../protocol/events.ts';
import { isRecord, type MessageRecord } from '../../protocol/kind.ts';
import { NOTE_FIELDS } from '../../protocol/notes.ts';
import { serviceOf } from '../../protocol/services.ts';
import type { KeyAction } from '../format.ts';
import { NumberRedactor } from './numbers.ts';
import { below, type Place, ROOT } from './place.ts';
import { RedactionRun } from './run.ts';
import { TextRedactor } from './texts.ts';

const FIELDS: Readonly<Record<string, readonly string[]>> = NOTE_FIELDS;
/** What stands for something that is no value: see `entry/decode.ts`. */
const PLAIN_MARKS = new Set(['undefined', 'cut', 'number']);

/** So many places are remembered. */
const MOST_PLACES = 20_000;

/** How many values were replaced at a place. */
export interface Counter {
  count: number;
}

/** Told of each value that is replaced, or only of the first one at a place: then further ones are counted by what it gives. */
export type OnReplaced = (place: Place, before: unknown, after: unknown) => Counter | undefined;

/** Redacts values. */
export class ValueRedactor {
  readonly run: RedactionRun;
  /** Most messages have the same keys. */
  private readonly places = new WeakMap<Place, Map<string, Place | null>>();
  private readonly interactionPlaces = new WeakMap<Place, Map<string, Place | null>>();
  private placeCount = 0;
  readonly texts: TextRedactor;
  readonly numbers: NumberRedactor;

  /** @param actionOf what the user's rules say of a key @param isKeeping whether one of them keeps texts */
  constructor(
    isFull: boolean,
    isKeeping: boolean,
    private readonly actionOf: (key: string) => KeyAction | null,
    readonly onReplaced: OnReplaced,
  ) {
    this.run = new RedactionRun(isFull, isKeeping);
    this.texts = new TextRedactor(this.run, (value, place) => this.value(value, place));
    this.numbers = new NumberRedactor(this.run);
  }

  /** The place under a key; null where the key is to be left out. */
  placeBelow(parent: Place, key: string, isInteraction = false): Place | null {
    const places = isInteraction ? this.interactionPlaces : this.places;
    const children = places.get(parent) ?? new Map<string, Place | null>();
    const known = children.get(key);
    if (known !== undefined) return known;
    const action = this.actionOf(key);
    const place = action === 'drop' ? null : below(parent, key, action, isInteraction);
    // Pages choose keys, and how deep they are.
    if (this.placeCount < MOST_PLACES) places.set(parent, children.set(key, place));
    this.placeCount += 1;
    return place;
  }

  /** The body of an entry, parsed. @param isNote whether it is a note of the probe */
  body(value: unknown, isNote: boolean): unknown {
    if (isNote && Array.isArray(value)) return this.note(value);
    // By its beginning, the client knows that it is WWE's (docs/protocol.md#receiving-strings).
    if (typeof value === 'string' && value.startsWith('wwe') && this.run.isFull) {
      return this.changed(value, `wwe-${this.texts.text(value.slice(3), ROOT)}`, ROOT);
    }
    return this.value(value, ROOT);
  }

  /** Any value. */
  value(value: unknown, place: Place): unknown {
    switch (typeof value) {
      case 'string':
        return this.changed(value, this.texts.text(value, place), place);
      case 'number':
        return this.changed(value, this.numbers.number(value, place), place);
      default:
    }
    if (Array.isArray(value)) return value.map((one) => this.value(one, place));
    if (!isRecord(value)) return value;
    return Object.hasOwn(value, MARK) && typeof value[MARK] === 'string'
      ? this.marked(value, value[MARK], place)
      : this.record(value, place);
  }

  private changed<After>(before: unknown, after: After, place: Place): After {
    if (before !== after && !this.run.isCollecting) this.onReplaced(place, before, after);
    return after;
  }

  private record(record: MessageRecord, place: Place): MessageRecord {
    const made: Record<string, unknown> = {};
    // In the first run nobody reads what is made: most of its time would be that.
    const { isCollecting } = this.run;
    const isInteraction = Object.hasOwn(record, 'interactionId');
    // What other pages say through WWE is theirs alone.
    const isMessenger = typeof record.event === 'string' && record.event.startsWith(MESSENGER_PREFIX);
    for (const [key, inner] of Object.entries(record)) {
      const at = this.placeBelow(place, key, isInteraction);
      if (!at) continue;
      const strict = isMessenger && key === 'data' && !at.isStrict ? { ...at, isStrict: true } : at;
      // Before what is below it, which may point at it.
      const name = this.texts.key(key);
      const after =
        key === 'parameters' && Array.isArray(inner)
          ? this.parameters(record.request, inner, at)
          : this.value(inner, strict);
      if (!isCollecting) put(made, name, after);
    }
    return made;
  }

  /** Parameters have the names that the catalogue gives them. */
  private parameters(service: unknown, values: readonly unknown[], place: Place): readonly unknown[] {
    const names = (typeof service === 'string' ? serviceOf(service)?.parameters : null) ?? [];
    return values.map((value, index) => {
      const name = names[index]?.name;
      if (name === undefined) return this.value(value, place);
      // The key of user data that is to be deleted is a key.
      if (name === 'key' && typeof value === 'string' && place.action !== 'mask') return this.texts.key(value);
      const at = this.placeBelow(place, name);
      return at ? this.value(value, at) : null;
    });
  }

  private marked(mark: MessageRecord, type: string, place: Place): unknown {
    const { v } = mark;
    if (!this.run.isFull && !place.isSecret) return this.record(mark, place);
    switch (type) {
      case 'object':
        return isRecord(v) ? { [MARK]: type, v: this.record(v, place) } : { [MARK]: 'cut' };
      case 'Map':
        return { [MARK]: type, v: Array.isArray(v) ? v.flatMap((pair) => this.pair(pair, place)) : [] };
      case 'Set':
        return { [MARK]: type, v: Array.isArray(v) ? v.map((one) => this.value(one, place)) : [] };
      case 'Date':
        return { [MARK]: type, v: typeof v === 'number' ? this.changed(v, this.numbers.time(v, place), place) : null };
      case 'bigint':
        return { [MARK]: type, v: this.changed(v, this.numbers.digits(String(v), place), place) };
      case 'ref':
        return { [MARK]: type, v: this.pointer(String(v)) };
      case 'bytes':
        return this.bytes(mark);
      case 'Error':
      case 'RegExp':
        return { [MARK]: type, v: Array.isArray(v) ? this.pairOfTexts(v, type, place) : [] };
      case 'Number':
      case 'Boolean':
        return { [MARK]: type, v: this.value(v, place) };
      case 'String':
        return { [MARK]: type, v: this.value(String(v), place) };
      case 'oversize':
        return { [MARK]: type, n: Number(mark.n) || 0, v: '' };
      case 'other':
        return {
          [MARK]: type,
          v: typeof v === 'string' && /^[A-Za-z]{1,30}$/.test(v) && this.run.stays(v, true) ? v : '',
        };
      default:
        return PLAIN_MARKS.has(type) ? plainMark(type, v) : { [MARK]: 'other', v: '' };
    }
  }

  /** A pair of a Map. Its keys are data, too. */
  private pair(pair: unknown, place: Place): readonly unknown[] {
    if (!Array.isArray(pair)) return [];
    const [key, inner] = pair as readonly unknown[];
    const at = typeof key === 'string' ? this.placeBelow(place, key) : place;
    return at ? [[this.value(key, place), this.value(inner, at)]] : [];
  }

  /** The way to the first place of an object: its keys came before, and are replaced here as there. */
  private pointer(path: string): string {
    return path
      .split('/')
      .map((part) =>
        /^\d{0,6}$/.test(part) ? part : this.texts.seenKey(part.replaceAll('~1', '/').replaceAll('~0', '~')),
      )
      .map((key) => key.replaceAll('~', '~0').replaceAll('/', '~1'))
      .join('/');
  }

  /** Of bytes only type and length stay. */
  private bytes({ t, n }: MessageRecord): MessageRecord {
    const type = typeof t === 'string' && /^[A-Za-z0-9]{1,30}$/.test(t) ? t : 'bytes';
    return { [MARK]: 'bytes', t: type, n: Number(n) || 0, v: '' };
  }

  private pairOfTexts([first, second]: readonly unknown[], type: string, place: Place): readonly unknown[] {
    const { texts } = this;
    if (type === 'RegExp')
      return [this.value(String(first), place), /^[a-z]{0,10}$/.test(String(second)) ? second : ''];
    const message = texts.error(`${first}: ${second}`, place);
    const end = message.indexOf(': ');
    return end < 0 ? ['Error', this.changed(second, message, place)] : [message.slice(0, end), message.slice(end + 2)];
  }

  /** A note of the probe: a list, of which the kind says what is where. */
  private note([kind, at, client, ...values]: readonly unknown[]): readonly unknown[] {
    const names = typeof kind === 'string' && Object.hasOwn(FIELDS, kind) ? FIELDS[kind] : undefined;
    if (!names) return [kind, at, client, ...values].map((one) => this.value(one, ROOT));
    return [kind, number(at), number(client), ...names.map((name, index) => this.field(name, values[index]))];
  }

  private field(name: string, value: unknown): unknown {
    const place = this.placeBelow(ROOT, name) ?? ROOT;
    const { texts } = this;
    if (name === 'message') return this.value(value, ROOT);
    if (name === 'brief' && Array.isArray(value)) {
      const [service, ref] = value as readonly unknown[];
      return [
        typeof service === 'string' ? texts.name(service) : null,
        this.value(ref, below(ROOT, 'referenceId', null)),
      ];
    }
    if (name === 'events' && Array.isArray(value)) return value.map((one) => texts.name(String(one)));
    if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
    if (typeof value !== 'string') return this.value(value, place);
    if (name === 'stack' || name === 'text') return this.changed(value, texts.stack(value), place);
    if (name === 'name') return texts.functionName(value);
    if (name === 'event') return texts.name(value);
    if (name === 'threw') return this.changed(value, texts.error(value, place), place);
    return this.value(value, place);
  }
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function plainMark(type: string, v: unknown): MessageRecord {
  if (type !== 'number') return { [MARK]: type };
  return { [MARK]: type, v: ['NaN', 'Infinity', '-Infinity', '-0'].find((one) => one === v) ?? 'NaN' };
}

/** Assigning `__proto__` would change the prototype. */
function put(record: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') record[key] = value;
  else Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
}
