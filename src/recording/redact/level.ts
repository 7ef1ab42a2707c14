/** What was learned of bodies before: the keys below a place, and in which order they come. */
import { NOT_PLAIN } from './json-bytes.ts';
import { kindOfPlace, type Place } from './place.ts';
import { SEEDS, stepA } from './prints.ts';
import type { Counter, ValueRedactor } from './values.ts';

/** So many keys are remembered, of all levels: pages choose keys, and how deep they are. */
const MOST_KEYS = 20_000;
/** No unit of a text is as high: the seeds of places are no prints of texts. */
const FIRST_SEED = 0x10000;
/** What stands below these keys depends on others of their object. */
const DEPENDENT = new Set(['state', 'previousState', 'direction', 'callType', 'recordingState', 'media', 'data']);

/** A key of an object. */
export interface WrittenKey {
  /** With its quotes and its colon. */
  readonly bytes: Uint8Array;
  /** What is written in its place; null: itself. */
  readonly after: Uint8Array | null;
  readonly name: string;
  /** Null where the key is to be left out. */
  readonly level: Level | null;
  readonly isDependent: boolean;
  /** Which key came after it the last time. */
  next: WrittenKey | null;
  /** In which object it stood the last time, by its number. */
  lastIn: number;
}

const encoder = new TextEncoder();

/** What the levels of one run share. */
export class Levels {
  private readonly seeds = new Map<string, number>();
  private keyCount = 0;

  constructor(readonly values: ValueRedactor) {}

  /** Where prints of values begin: the same at places where the same is done with a value. Null: each is looked at anew. */
  seedAt(place: Place): number | null {
    // Masked tokens are counted, and what is left of a text that a rule keeps can be long.
    if (!this.values.run.isFull || place.isSecret || place.action === 'keep') return null;
    const alike = `${kindOfPlace(place)} ${place.isStrict} ${place.action}`;
    const seed = this.seeds.get(alike) ?? stepA(SEEDS[0], FIRST_SEED + this.seeds.size);
    this.seeds.set(alike, seed);
    return seed;
  }

  /** Whether a further key can be remembered. */
  takeKey(): boolean {
    this.keyCount += 1;
    return this.keyCount <= MOST_KEYS;
  }
}

/** A place in bodies. */
export class Level {
  /** The key with which the last object began. */
  first: WrittenKey | null = null;
  readonly seed: number | null;
  private readonly keys = new Map<string, WrittenKey>();
  private interactionLevel: Level | null = null;
  private strictLevel: Level | null = null;
  /** Counts values that were replaced here. Undefined: none was. Null: of this place nobody wants to know. */
  counter: Counter | null | undefined;

  constructor(
    readonly place: Place,
    private readonly levels: Levels,
  ) {
    this.seed = levels.seedAt(place);
  }

  /** A key. @throws NOT_PLAIN where no more are remembered */
  key(name: string): WrittenKey {
    const known = this.keys.get(name);
    if (known) return known;
    const { values } = this.levels;
    const place = values.placeBelow(this.place, name);
    // Before what is below it, which may point at it.
    const after = place ? values.texts.key(name) : name;
    const made = {
      bytes: encoder.encode(`${JSON.stringify(name)}:`),
      after: after === name ? null : encoder.encode(`${JSON.stringify(after)}:`),
      name,
      level: place && new Level(place, this.levels),
      isDependent: DEPENDENT.has(name),
      next: null,
      lastIn: 0,
    };
    // Nobody would know whether it stood in an object before.
    if (!this.levels.takeKey()) throw NOT_PLAIN;
    this.keys.set(name, made);
    return made;
  }

  /** As this one, in an object that is an Interaction. */
  get ofInteraction(): Level {
    this.interactionLevel ??= new Level({ ...this.place, isInteraction: true }, this.levels);
    return this.interactionLevel;
  }

  /** As this one, for what is data of a page, whatever its keys are. */
  get strict(): Level {
    if (this.place.isStrict) return this;
    this.strictLevel ??= new Level({ ...this.place, isStrict: true }, this.levels);
    return this.strictLevel;
  }
}
