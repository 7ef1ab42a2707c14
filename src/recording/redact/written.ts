/**
 * Redacts bodies as they are written. Most have the same keys, and many of the same values, as those before: then nothing has
 * to be parsed, and no text to be made. What it does not understand, `ValueRedactor` walks over.
 */
import { MARK } from '../../entry/encode.ts';
import { MESSENGER_PREFIX } from '../../protocol/events.ts';
import { serviceOf } from '../../protocol/services.ts';
import { Answers, SAME, UNKNOWN } from './answers.ts';
import {
  beginsNumber,
  CLOSES_LIST,
  CLOSES_OBJECT,
  JsonBytes,
  NOT_PLAIN,
  OPENS_LIST,
  OPENS_OBJECT,
  QUOTE,
  valueIn,
} from './json-bytes.ts';
import { Level, Levels, type WrittenKey } from './level.ts';
import { ROOT } from './place.ts';
import { SEEDS } from './prints.ts';
import type { Counter, ValueRedactor } from './values.ts';

/** Longer bodies are parsed. */
const MOST_BODY = 1024 * 1024;
/** Whoever looks for a key of an object reads what is below it once more: so deep at most. */
const MOST_DEPTH = 32;
/** JSON in a text has places of its own, so that what becomes of it is not the same everywhere. */
const MAYBE_JSON = /^\s{0,8}[[{]/;

const encoder = new TextEncoder();
const NULL = encoder.encode('null');
const INTERACTION_ID = encoder.encode('"interactionId":');
const EVENT = encoder.encode('"event":');
const REQUEST = encoder.encode('"request":');

/** Redacts objects without marks. Each run has its own, as another one learns other things. */
export class WrittenRedactor {
  private readonly json = new JsonBytes();
  private readonly answers = new Answers();
  private readonly root: Level;
  private readonly isCollecting: boolean;
  /** How many objects were begun. */
  private objects = 0;
  /** What was counted of this body: it does not count if the body must be parsed. */
  private readonly counted: Counter[] = [];

  constructor(private readonly values: ValueRedactor) {
    this.root = new Level(ROOT, new Levels(values));
    this.isCollecting = values.run.isCollecting;
  }

  /** The body, redacted: surely JSON in one line. Null: it must be parsed. In the first run, it is only looked at. */
  body(text: string): string | null {
    // Marks stand for what is no JSON. They are not read here.
    if (!text.startsWith('{') || text.length > MOST_BODY || text.includes(MARK)) return null;
    this.json.open(text);
    const { tokens } = this.values.run;
    this.counted.length = 0;
    try {
      this.object(this.root, 1);
      return this.isCollecting ? text : this.json.close();
    } catch (error) {
      if (error !== NOT_PLAIN && !(error instanceof SyntaxError)) throw error;
      this.values.run.tokens = tokens;
      for (const counter of this.counted) counter.count -= 1;
      return null;
    }
  }

  private value(level: Level, depth: number): void {
    const { json } = this;
    const byte = json.next;
    if (byte === QUOTE || beginsNumber(byte)) this.scalar(level);
    else if (byte === OPENS_OBJECT) this.object(level, depth + 1);
    else if (byte === OPENS_LIST) this.list(level, depth + 1);
    else json.passLiteral();
  }

  private object(level: Level, depth: number): void {
    if (depth > MOST_DEPTH) throw NOT_PLAIN;
    const { json } = this;
    this.objects += 1;
    const own = this.objects;
    json.at += 1;
    const start = json.at;
    let before: WrittenKey | null = null;
    let hasMembers = false;
    while (json.hasMore(CLOSES_OBJECT, start)) {
      const { at } = json;
      const guess: WrittenKey | null = before ? before.next : level.first;
      const key: WrittenKey = guess && json.isAt(guess.bytes) ? guess : this.keyHere(level, before);
      // Of members with one name only the last counts: whoever parses it knows which.
      if (key.lastIn === own) throw NOT_PLAIN;
      key.lastIn = own;
      json.at = at + key.bytes.length;
      if (key.level) {
        if (key.after && !this.isCollecting) json.replace(at, key.after);
        this.member(key, key.isDependent ? this.levelOf(key.name, key.level, start) : key.level, start, depth);
        hasMembers = true;
      } else {
        json.pass();
        if (!this.isCollecting) json.drop(at, !hasMembers);
      }
      before = key;
    }
  }

  /** A key that did not come in its turn. */
  private keyHere(level: Level, before: WrittenKey | null): WrittenKey {
    const key = level.key(this.json.passKey());
    if (before) before.next = key;
    else level.first = key;
    return key;
  }

  private member({ name }: WrittenKey, level: Level, start: number, depth: number): void {
    if (name !== 'parameters' || this.json.next !== OPENS_LIST) this.value(level, depth);
    else this.parameters(level, this.json.member(REQUEST, start), depth + 1);
  }

  /** The level of a key that depends on others of its object. */
  private levelOf(name: string, level: Level, start: number): Level {
    if (name !== 'data') return this.json.placeOf(INTERACTION_ID, start) < 0 ? level : level.ofInteraction;
    const event = this.json.member(EVENT, start);
    // What other pages say through WWE is theirs alone.
    return typeof event === 'string' && event.startsWith(MESSENGER_PREFIX) ? level.strict : level;
  }

  private list(level: Level, depth: number): void {
    if (depth > MOST_DEPTH) throw NOT_PLAIN;
    const { json } = this;
    json.at += 1;
    const start = json.at;
    while (json.hasMore(CLOSES_LIST, start)) this.value(level, depth);
  }

  /** Parameters have the names that the catalogue gives them. */
  private parameters(level: Level, service: unknown, depth: number): void {
    const { json } = this;
    const names = (typeof service === 'string' ? serviceOf(service)?.parameters : null) ?? [];
    json.at += 1;
    const start = json.at;
    for (let index = 0; json.hasMore(CLOSES_LIST, start); index += 1) {
      const from = json.at;
      const name = names[index]?.name;
      const below = name === undefined ? level : level.key(name).level;
      if (!below) {
        json.pass();
        if (!this.isCollecting) json.replace(from, NULL);
      } else if (name === 'key' && json.next === QUOTE && level.place.action !== 'mask') {
        // The key of user data that is to be deleted is a key.
        json.passText(0, 0);
        const key = this.values.texts.key(String(json.valueFrom(from)));
        if (!this.isCollecting) json.replace(from, encoder.encode(JSON.stringify(key)));
      } else this.value(below, depth);
    }
  }

  /** A text or a number. */
  private scalar(level: Level): void {
    const { json, answers } = this;
    const from = json.at;
    const seed = level.seed ?? SEEDS[0];
    if (json.next === QUOTE) json.passText(seed, SEEDS[1]);
    else json.passNumber(seed, SEEDS[1]);
    const answer = level.seed === null ? UNKNOWN : answers.find(json.a, json.b);
    if (answer === UNKNOWN) this.newScalar(level, from);
    else if (answer !== SAME) {
      this.put(from, answer);
      // Where nobody counts, the values before and after are not asked for.
      if (level.counter) this.count(level, null, null);
      else if (level.counter === undefined) this.count(level, json.valueFrom(from), valueIn(answers.written(answer)));
    }
  }

  /** Puts an answer in the place of what was passed. */
  private put(from: number, answer: number): void {
    const { bytes } = this.answers;
    this.json.replace(from, bytes, answer + 1, answer + 1 + (bytes[answer] ?? 0));
  }

  private newScalar(level: Level, from: number): void {
    const { json, values, answers } = this;
    const { a, b } = json;
    const written = json.written(from);
    const value = valueIn(written);
    let after: unknown;
    if (typeof value === 'string') after = values.texts.text(value, level.place);
    else if (typeof value === 'number') after = values.numbers.number(value, level.place);
    else throw NOT_PLAIN;
    const mayComeAgain = level.seed !== null && !(typeof value === 'string' && MAYBE_JSON.test(value));
    if (this.isCollecting) {
      if (mayComeAgain) answers.addSame(a, b);
      return;
    }
    const answer = JSON.stringify(after);
    if (after === value) {
      // What stays can be written otherwise: with escaped letters, with more digits.
      if (answer !== written) json.replace(from, encoder.encode(answer));
      else if (mayComeAgain) answers.addSame(a, b);
      return;
    }
    this.count(level, value, after);
    const place = mayComeAgain ? answers.add(a, b, answer) : UNKNOWN;
    if (place === UNKNOWN) json.replace(from, encoder.encode(answer));
    else this.put(from, place);
  }

  private count(level: Level, before: unknown, after: unknown): void {
    if (level.counter) level.counter.count += 1;
    else if (level.counter === undefined) {
      level.counter = this.values.onReplaced(level.place, before, after) ?? null;
    }
    if (level.counter) this.counted.push(level.counter);
  }
}
