/** Replaces texts: each by what it is, and by where it stands. */
import { MASK, masked } from '../../protocol/tokens.ts';
import { isDeep } from '../depth.ts';
import { AddressRedactor } from './addresses.ts';
import { formOf, holdsForm, isLongId, isMachineId, isUuid, replaceForms } from './forms.ts';
import { errorNameIn, isKnownWord, isName } from './known-words.ts';
import { kindOfPlace, type Place, wordOf } from './place.ts';
import { Pseudonyms } from './pseudonyms.ts';
import { Secrets } from './secrets.ts';

/** How long a name or an id of a message is known to be: as in an entry's header. */
const NAME_LENGTH = 200;
/** JSON in a text is looked into up to this length, and this depth. */
const MOST_JSON = 1_000_000;
const MOST_JSON_DEPTH = 100;
/** A longer text cannot be kept: to search it would take long. */
const MOST_SCRUBBED = 100_000;
/** So many texts that stay are remembered as such. */
const MOST_KEPT = 50_000;
/** Numbers with more digits than this could be called, or be an account. */
const MOST_ID = 1e7;

const WORD = /^[A-Za-z][A-Za-z_]{0,40}$/;
const CONSTANT = /^[A-Z][A-Z_]{1,60}$/;
const FUNCTION = /^(?:async )?(?:new )?[\w$.<>#]{1,100}(?: \[as [\w$.<>#]{1,60}\])?$/;
const KEY = /^[\w$.:-]*$/;
const MOST_KEY = 80;
const WINDOW = /^(?:top(?:\/\d{1,5}){0,40}|self|opener|popup|unknown|)$/;
const ORIGIN = /^(?:[a-z][a-z-]{1,20}:\/\/[a-z0-9.-]{1,253}(?::\d{1,5})?|null|)$/;
const DOCUMENT = /^\d{1,16}(?:\.\d)?-\d{1,10}$/;

/** One run over a recording: the first collects what is to be replaced, the second replaces it. */
export class TextRedactor {
  readonly secrets = new Secrets();
  readonly pseudonyms = new Pseudonyms(this.secrets);
  /** Ids that interactions, cases and requests have: they stay wherever they stand alone. */
  private readonly ids = new Set<string>();
  /** What looks like an id, where ids may stand or not. */
  private readonly mayBeIds = new Set<string>();
  /** What stays and was looked at in the second run. */
  private readonly kept = new Map<string, boolean>();
  private readonly keys = new Map<string, string>();
  private readonly addresses: AddressRedactor;
  /** How often a token was masked. */
  tokens = 0;
  /** The first run. */
  isCollecting = true;

  /** @param isFull whether more than tokens is replaced @param json redacts a value that stands as JSON in a text */
  constructor(
    readonly isFull: boolean,
    private readonly json: (value: unknown, place: Place) => unknown,
  ) {
    this.addresses = new AddressRedactor(this);
  }

  /** Ends the first run. Only then it is known what is an id. */
  startReplacing(): void {
    for (const id of this.ids) if (isLongId(id)) this.secrets.remove(id);
    for (const value of this.mayBeIds) if (!this.ids.has(value)) this.secrets.add(value);
    this.mayBeIds.clear();
    this.isCollecting = false;
  }

  /** Any text. */
  text(value: string, place: Place): string {
    if (value === '') return value;
    if (place.isSecret) return this.token();
    if (!this.isFull) return this.withoutTokens(value);
    if (place.action === 'keep') return this.scrubbed(value);
    if (place.action === 'mask') return this.hide(value, place);
    switch (kindOfPlace(place)) {
      case 'id':
        return this.id(value);
      case 'word':
        return this.stays(value, isKnownWord(value) || WORD.test(value)) ? value : this.hide(value, place);
      case 'constant':
        return this.stays(value, isKnownWord(value) || CONSTANT.test(value)) ? value : this.hide(value, place);
      case 'name':
        return this.name(value);
      case 'error':
        return this.error(value, place);
      default:
    }
    if (this.ids.has(value) && (!place.isStrict || isLongId(value))) return this.id(value);
    if (!place.isStrict && (isKnownWord(value) || isUuid(value)) && this.stays(value, true)) return value;
    if (this.isCollecting && !place.isStrict && isMachineId(value)) {
      this.mayBeIds.add(value);
      return value;
    }
    return this.hide(value, place);
  }

  /** A pseudonym, or what an address or JSON becomes. */
  hide(value: string, place: Place, word?: string): string {
    // Most values come again and again.
    const known = this.isCollecting ? (this.secrets.isKnown(value) ? '' : undefined) : this.pseudonyms.known(value);
    if (known !== undefined) return known;
    const address = this.addresses.address(value);
    if (address !== null) return address;
    return this.inJson(value, place) ?? this.replace(value, word ?? formOf(value) ?? wordOf(place));
  }

  /** A pseudonym of what goes wherever it stands. @param word what stands before its number */
  replace(value: string, word: string): string {
    if (this.isCollecting) this.secrets.add(value);
    return this.pseudonym(value, word);
  }

  /** A pseudonym of what goes here alone. */
  pseudonym(value: string, word: string): string {
    return this.isCollecting ? '' : this.pseudonyms.text(word, value);
  }

  /** Whether a text that may stay by its form holds nothing that is replaced elsewhere. Known words stay anyhow. */
  stays(text: string, mayStay: boolean): boolean {
    if (!mayStay) return false;
    if (this.isCollecting || isKnownWord(text)) return true;
    const known = this.kept.get(text);
    if (known !== undefined) return known;
    const stays = !this.secrets.isIn(text) && masked(text) === text;
    if (this.kept.size < MOST_KEPT) this.kept.set(text, stays);
    return stays;
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
    if (value.length > MOST_SCRUBBED) return this.replace(value, 'text');
    const text = this.withoutTokens(value);
    if (this.isCollecting || (this.secrets.has(text) && formOf(text) === null)) return text;
    const replaced = this.secrets.replaceIn(text, (found) => this.replace(found, formOf(found) ?? 'value'));
    return replaceForms(replaced, (found) => this.replace(found, formOf(found) ?? 'number'));
  }

  private token(): string {
    if (!this.isCollecting) this.tokens += 1;
    return MASK;
  }

  withoutTokens(value: string): string {
    const text = masked(value);
    if (text !== value && !this.isCollecting) this.tokens += 1;
    return text;
  }

  /** An id: it stays if it looks like one. */
  id(value: string): string {
    const id = value.slice(0, NAME_LENGTH);
    if (this.stays(id, isMachineId(id))) {
      if (this.isCollecting) this.ids.add(id);
      return id;
    }
    return this.replace(id, 'id');
  }

  /** A number, which stays where it is an id or a figure, and where it has one digit and is no data. */
  number(value: number, place: Place): number | string {
    if (place.isSecret) return this.token();
    if (!this.isFull || place.action === 'keep' || !Number.isFinite(value)) return value;
    if (place.action !== 'mask') {
      const kind = kindOfPlace(place);
      if (kind === 'figure' || (kind === 'id' && Math.abs(value) < MOST_ID)) {
        if (this.isCollecting && kind === 'id') this.ids.add(String(value));
        return value;
      }
      if (!place.isStrict && ((Number.isInteger(value) && Math.abs(value) < 10) || this.ids.has(String(value))))
        return value;
    }
    if (!this.isCollecting) return this.pseudonyms.number(value);
    this.secrets.add(String(value));
    this.pseudonyms.addNumber(value);
    return 0;
  }

  /** The name of a service or an event. */
  name(value: string): string {
    if (!this.isFull) return this.withoutTokens(value);
    const name = value.slice(0, NAME_LENGTH);
    return name === '' || this.stays(name, isName(name)) ? name : this.replace(name, 'name');
  }

  /** The text of an error: its name stays. */
  error(value: string, place: Place): string {
    if (!this.isFull) return this.withoutTokens(value);
    if (isKnownWord(value)) return value;
    const name = errorNameIn(value);
    const rest = value.slice(name.length);
    return rest === '' ? name : name + this.hide(rest, place, formOf(rest) ?? 'error');
  }

  /** The name of a function of the page. */
  functionName(value: string): string {
    if (!this.isFull) return this.withoutTokens(value);
    return value === '' || this.stays(value, FUNCTION.test(value)) ? value : this.replace(value, 'function');
  }

  /** A key of an object: it stays unless it is somebody's number, address or name. */
  key(value: string): string {
    if (!this.isFull) return this.withoutTokens(value);
    const known = this.keys.get(value);
    if (known !== undefined) return known;
    const mayStay = value.length <= MOST_KEY && (isUuid(value) || !holdsForm(value));
    const key = (mayStay && KEY.test(value)) || this.stays(value, mayStay) ? value : this.replace(value, 'key');
    if (!this.isCollecting && this.keys.size < MOST_KEPT) this.keys.set(value, key);
    return key;
  }

  /** A key that was met before; nothing is known of others. */
  seenKey(value: string): string {
    return this.keys.get(value) ?? (this.isCollecting ? value : 'unknown');
  }

  /** The address of a page or a file. */
  address(value: string): string {
    if (!this.isFull) return this.withoutTokens(value);
    return value === '' ? value : (this.addresses.address(value) ?? this.replace(value, 'address'));
  }

  /** A stack as browsers write it. */
  stack(value: string): string {
    return this.isFull ? this.addresses.stack(value) : this.withoutTokens(value);
  }

  /** An origin of a document or a message. It stays, as the header names it. */
  origin(value: string): string {
    if (!this.isFull || !ORIGIN.test(value)) return this.isFull ? this.replace(value, 'origin') : value;
    if (this.isCollecting) this.addresses.known.add(value);
    return value;
  }

  window(value: string): string {
    return !this.isFull || WINDOW.test(value) ? value : this.replace(value, 'window');
  }

  document(value: string): string {
    return !this.isFull || DOCUMENT.test(value) || this.stays(value, isMachineId(value))
      ? value
      : this.replace(value, 'document');
  }
}
