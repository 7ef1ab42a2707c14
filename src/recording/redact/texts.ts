/** Replaces texts: each by what it is, and by where it stands. */
import { isDeep } from '../depth.ts';
import { AddressRedactor } from './addresses.ts';
import { formOf, holdsForm, isLongId, isMachineId, isUuid, replaceForms } from './forms.ts';
import { errorNameIn, isKnownWord, isName } from './known-words.ts';
import { kindOfPlace, type Place, wordOf } from './place.ts';
import type { RedactionRun } from './run.ts';

/** How long a name or an id of a message is known to be: as in an entry's header. */
const NAME_LENGTH = 200;
/** JSON in a text is looked into up to this length, and this depth. */
const MOST_JSON = 1_000_000;
const MOST_JSON_DEPTH = 100;
/** A longer text cannot be kept: to search it would take long. */
const MOST_SCRUBBED = 100_000;
/** So many keys are remembered. */
const MOST_KEYS = 50_000;

const WORD = /^[A-Za-z][A-Za-z_]{0,40}$/;
const CONSTANT = /^[A-Z][A-Z_]{1,60}$/;
const FUNCTION = /^(?:async )?(?:new )?[\w$.<>#]{1,100}(?: \[as [\w$.<>#]{1,60}\])?$/;
const KEY = /^[\w$.:-]*$/;
const MOST_KEY = 80;
const WINDOW = /^(?:top(?:\/\d{1,5}){0,40}|self|opener|popup|unknown|)$/;
const ORIGIN = /^(?:[a-z][a-z-]{1,20}:\/\/(?:[a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?|null|)$/;
const DOCUMENT = /^\d{1,16}(?:\.\d)?-\d{1,10}$/;

/** Texts of all kinds. */
export class TextRedactor {
  private readonly addresses: AddressRedactor;
  /** Keys that were met, and what becomes of them. */
  private readonly keys = new Map<string, string>();

  /** @param json redacts a value that stands as JSON in a text */
  constructor(
    private readonly run: RedactionRun,
    private readonly json: (value: unknown, place: Place) => unknown,
  ) {
    this.addresses = new AddressRedactor(run, (name) => this.functionName(name));
  }

  /** Any text. */
  text(value: string, place: Place): string {
    if (value === '') return value;
    if (place.isSecret) return this.run.token();
    if (!this.run.isFull) return this.run.withoutTokens(value);
    if (place.action === 'keep') return this.scrubbed(value);
    if (place.action === 'mask') return this.hide(value, place);
    switch (kindOfPlace(place)) {
      case 'id':
        return this.id(value);
      case 'word':
        return this.run.stays(value, isKnownWord(value) || WORD.test(value)) ? value : this.hide(value, place);
      case 'constant':
        return this.run.stays(value, isKnownWord(value) || CONSTANT.test(value)) ? value : this.hide(value, place);
      case 'name':
        return this.name(value);
      case 'error':
        return this.error(value, place);
      default:
    }
    if ((!place.isStrict || isLongId(value)) && this.run.isId(value)) return this.id(value);
    if (!place.isStrict && (isKnownWord(value) || isUuid(value)) && this.run.stays(value, true)) return value;
    if (this.run.isCollecting && !place.isStrict && isMachineId(value)) {
      this.run.mayBeIds.add(value);
      return value;
    }
    return this.hide(value, place);
  }

  /** A pseudonym, or what an address or JSON becomes. */
  hide(value: string, place: Place, word?: string): string {
    const address = this.addresses.address(value);
    if (address !== null) return address;
    const json = this.inJson(value, place);
    if (json !== null) return json;
    return this.run.known(value) ?? this.run.replace(value, word ?? formOf(value) ?? wordOf(place));
  }

  private inJson(value: string, place: Place): string | null {
    if (!/^\s{0,8}[[{]/.test(value) || value.length > MOST_JSON || isDeep(value, MOST_JSON_DEPTH)) return null;
    try {
      return JSON.stringify(this.json(JSON.parse(value), place));
    } catch {
      return null;
    }
  }

  /** A text that a rule keeps: what is replaced elsewhere goes from it all the same, unless it is all of it. */
  private scrubbed(value: string): string {
    if (value.length > MOST_SCRUBBED) return this.run.replace(value, 'text');
    const text = this.run.withoutTokens(value);
    if (this.run.isCollecting || (this.run.secrets.has(text) && formOf(text) === null)) return text;
    const replaced = this.run.secrets.replaceIn(text, (found) => this.run.replace(found, formOf(found) ?? 'value'));
    return replaceForms(replaced, (found) => this.run.replace(found, formOf(found) ?? 'number'));
  }

  /** An id: it stays if it looks like one. */
  id(value: string): string {
    const id = value.slice(0, NAME_LENGTH);
    // What was collected as an id was looked at then.
    if (this.run.stays(id, (!this.run.isCollecting && this.run.isId(id)) || isMachineId(id))) {
      if (this.run.isCollecting) this.run.addId(id);
      return id;
    }
    return this.run.replace(id, 'id');
  }

  /** The name of a service or an event. */
  name(value: string): string {
    if (!this.run.isFull) return this.run.withoutTokens(value);
    const name = value.slice(0, NAME_LENGTH);
    return name === '' || this.run.stays(name, isName(name)) ? name : this.run.replace(name, 'name');
  }

  /** The text of an error: its name stays. */
  error(value: string, place: Place): string {
    if (!this.run.isFull) return this.run.withoutTokens(value);
    if (isKnownWord(value)) return value;
    const name = errorNameIn(value);
    const rest = value.slice(name.length);
    return rest === '' ? name : name + this.hide(rest, place, formOf(rest) ?? 'error');
  }

  /** The name of a function of the page. */
  functionName(value: string): string {
    if (!this.run.isFull) return this.run.withoutTokens(value);
    return value === '' || this.run.stays(value, FUNCTION.test(value)) ? value : this.run.replace(value, 'function');
  }

  /** A key of an object: it stays unless it is somebody's number, address or name. */
  key(value: string): string {
    if (!this.run.isFull) return this.run.withoutTokens(value);
    const known = this.keys.get(value);
    if (known !== undefined) return known;
    const mayStay = value.length <= MOST_KEY && (isUuid(value) || !holdsForm(value));
    const surelyStays = mayStay && KEY.test(value);
    const key = surelyStays || this.run.stays(value, mayStay) ? value : this.run.replace(value, 'key');
    // What becomes of others is known only when all is collected. Each message has dozens of keys, and mostly the same.
    if ((surelyStays || !this.run.isCollecting) && this.keys.size < MOST_KEYS) this.keys.set(value, key);
    return key;
  }

  /** A key that was met before; nothing is known of others. */
  seenKey(value: string): string {
    return this.keys.get(value) ?? (this.run.isCollecting ? value : 'unknown');
  }

  /** The address of a page or a file. */
  address(value: string): string {
    if (!this.run.isFull) return this.run.withoutTokens(value);
    return value === '' ? value : (this.addresses.address(value) ?? this.run.replace(value, 'address'));
  }

  /** A stack as browsers write it. */
  stack(value: string): string {
    return this.run.isFull ? this.addresses.stack(value) : this.run.withoutTokens(value);
  }

  /** An origin of a document or a message. It stays, as the header names it. */
  origin(value: string): string {
    if (this.run.origins.has(value)) return value;
    if (!this.run.isFull || !ORIGIN.test(value)) return this.run.isFull ? this.run.replace(value, 'origin') : value;
    if (this.run.isCollecting) this.run.origins.add(value);
    return value;
  }

  window(value: string): string {
    return !this.run.isFull || WINDOW.test(value) ? value : this.run.replace(value, 'window');
  }

  document(value: string): string {
    return !this.run.isFull || DOCUMENT.test(value) || this.run.stays(value, isMachineId(value))
      ? value
      : this.run.replace(value, 'document');
  }
}
