/** The edits of user data against a WWE that takes, refuses, drops, delays, keeps silent, and lets others write. */
import { signal } from '@preact/signals';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import english from '../../../../public/_locales/en/messages.json' with { type: 'json' };
import { createSession } from '../../../session/session.ts';
import { createCommands } from '../../stores/commands.ts';
import { createInspectedTab } from '../../stores/inspected-tab.ts';
import { NO_RULES } from '../../stores/rules.ts';
import { chat, FakeTab } from '../../stores/testdata/tab.ts';
import { createWwes } from '../../stores/wwes.ts';
import { installTexts, messagesLookup } from '../../text/i18n.ts';
import { sameSlot } from '../../values/json/slot.ts';
import { commitCell, openValue, typeText } from './cell.ts';
import { discard, type Edits, keepMine, remove, rename, set, takeTheirs, undo, wantedSlot } from './edits.ts';
import { createEditsStore } from './edits-store.ts';
import { inFlight, isOnItsWay } from './key-edit.ts';
import { statusOf } from './sightings.ts';

beforeAll(() => installTexts(messagesLookup(english)));

const KEYS = ['A', 'B', 'C', 'D'] as const;
const RUNS = process.env.WWE_LONG === '1' ? 20_000 : 200;
type Data = Map<string, string>;
type Fate = 'takes' | 'refuses' | 'drops' | 'keeps silent';

/** What the user knows and wants, told apart from the state under test. */
interface Memory {
  /** What the user saw of a key when beginning to change it. */
  readonly told: Map<string, string | undefined>;
  /** Keys that the user deleted. */
  readonly deleted: Set<string>;
  /** Where the value of a renamed key went, and which value it is. */
  readonly went: Map<string, { readonly to: string; readonly value: string }>;
}

const copyOf = ({ told, deleted, went }: Memory): Memory => ({
  told: new Map(told),
  deleted: new Set(deleted),
  went: new Map(went),
});

const NOTHING = () => {};

class World {
  private readonly tab = new FakeTab();
  private readonly session = createSession();
  private readonly abort = new AbortController();
  private readonly watching = createInspectedTab(
    { transport: this.tab.transport, session: this.session, soon: this.tab.soon, preserveLog: () => true },
    this.abort.signal,
  );
  private readonly clock = signal(1_000);
  private readonly client = signal<string | null>(null);
  private readonly commands = createCommands({
    watching: this.watching,
    clock: this.clock,
    rules: NO_RULES,
    wwes: createWwes({ watching: this.watching, client: this.client, wwe: signal(null) }),
    client: this.client,
    mark: 'm',
  });
  private readonly store = createEditsStore(this.watching, this.commands, this.clock, this.abort.signal);
  private readonly page = this.tab.open('page');
  /** What WWE has posted and nobody has heard yet, in order. */
  private readonly posted: (() => void)[] = [];
  private readonly data: Data = new Map([
    ['A', 'a'],
    ['B', 'b'],
    ['C', 'c'],
  ]);
  private shown: Data = new Map(this.data);
  private readonly sent = new Set<string>();
  private memory: Memory = { told: new Map(), deleted: new Set(), went: new Map() };
  private past: Memory[] = [];
  private openedOn: string | undefined;
  /** What a key showed when its deletion was sent before: the user may send it again. */
  private readonly away = new Map<string, string>();
  /** Values that this tool has sent for a key: nobody else's. */
  private readonly own = new Map<string, Set<string>>();

  async start(): Promise<void> {
    this.event();
    this.posted.shift()?.();
    this.watching.hello();
    await this.tab.flow();
  }

  private get one() {
    return this.session.interactions()[0] ?? expect.fail('no interaction');
  }

  get edits(): Edits {
    return this.store.of(this.one);
  }

  private event(): void {
    const now = new Map(this.data);
    this.posted.push(() => {
      this.page.event(this.clock.peek(), chat('1', Object.fromEntries(now)));
      this.shown = now;
    });
  }

  async user(
    act: (edits: Edits) => Edits,
    remember: (memory: Memory, before: Edits, after: Edits) => void,
  ): Promise<void> {
    const before = this.edits;
    const after = act(before);
    const undone = after.past.length < before.past.length ? this.past.pop() : undefined;
    if (after.past.length > before.past.length) this.past.push(copyOf(this.memory));
    if (undone) this.memory = undone;
    else if (after !== before) {
      for (const [key, edit] of after.byKey) {
        if (!before.byKey.has(key) && edit) this.memory.told.set(key, this.shown.get(key));
      }
      if (after.byKey !== before.byKey) remember(this.memory, before, after);
    }
    this.store.change(this.one, after);
    this.forget();
    await this.settle();
  }

  /** Nothing is wanted of keys any more that are as they shall be. */
  private forget(): void {
    for (const key of KEYS) {
      if (this.edits.byKey.has(key)) continue;
      for (const part of [this.memory.told, this.memory.deleted, this.memory.went]) part.delete(key);
    }
  }

  set = (key: string, value: string) =>
    this.user(
      (edits) => set(edits, key, value),
      (memory) => wants(memory, key, value),
    );

  /** Opens a cell now; what comes until it is committed comes behind the user's back. */
  open = async (key: string) => {
    this.openedOn = this.shown.get(key);
    await this.user((edits) => openValue({ ...edits, open: null }, key), NOTHING);
  };

  commit = async (text: string) => {
    const { open } = this.edits;
    if (open?.what !== 'value' || open.type !== 'text') return;
    const wasClean = !this.edits.byKey.has(open.key);
    await this.user(
      (edits) => commitCell(typeText(edits, text)),
      (memory) => {
        if (wasClean) memory.told.set(open.key, this.openedOn);
        wants(memory, open.key, text);
      },
    );
  };

  remove = (key: string) =>
    this.user(
      (edits) => remove(edits, key),
      ({ deleted, went }, before, after) => {
        deleted.add(key);
        // What WWE has there goes on to where it goes: what was to come in its place is what is deleted.
        const goesOn = went.get(key);
        this.letStay(went, [key], before, after);
        if (goesOn) went.set(key, goesOn);
      },
    );

  rename = (key: string, name: string) =>
    this.user(
      (edits) => rename(edits, key, name),
      (memory, before) => {
        const held = before.byKey.get(key)?.wish ?? { present: true, value: before.seen.get(key) };
        const value = String(held.present && held.value);
        if (memory.went.get(name)?.to === key) memory.went.delete(name);
        for (const [old, { to }] of memory.went) if (to === key) memory.went.set(old, { to: name, value });
        // What WWE has under the old name goes where it went first: what was to come in its place was never there.
        const edit = before.byKey.get(key);
        if (!memory.went.has(key) || (edit && inFlight(edit))) memory.went.set(key, { to: name, value });
        memory.deleted.delete(key);
        memory.deleted.delete(name);
      },
    );

  /** Two or three names change places by a free one, as far as that is let: each goes to the name of the one before. */
  rotate = async (keys: readonly string[], free: string) => {
    const [first = ''] = keys;
    await this.rename(first, free);
    for (const [index, key] of keys.slice(1).entries()) await this.rename(key, keys[index] ?? '');
    await this.rename(free, keys.at(-1) ?? '');
  };

  insist = (key: string) =>
    this.user(
      (edits) => keepMine(edits, key),
      ({ told, deleted }, before) => {
        told.set(key, this.shown.get(key));
        if (before.byKey.get(key)?.wish.present === false) deleted.add(key);
      },
    );

  yield = (key: string) =>
    this.user(
      (edits) => takeTheirs(edits, key),
      ({ went }, before, after) => {
        this.letStay(went, [key], before, after);
      },
    );

  /**
   * Keys whose values go nowhere any more: what was to come in their place stays where it is, too. But what was sent for a key
   * is not called back, and where a value is seen under its new name, it has gone there.
   */
  private letStay(went: Memory['went'], keys: readonly string[], before: Edits, after: Edits): void {
    const staying = new Set(keys);
    const goesOn = (old: string, to: string, value: string) => {
      const edit = before.byKey.get(old);
      const isThere = this.shown.get(to) === value && sameSlot(wantedSlot(after, to), { present: true, value });
      return isThere || (edit !== undefined && isOnItsWay(edit));
    };
    for (let known = -1; known < staying.size; ) {
      known = staying.size;
      for (const [old, { to, value }] of went) if (staying.has(to) && !goesOn(old, to, value)) staying.add(old);
    }
    for (const old of staying) went.delete(old);
  }

  undo = () => this.user(undo, NOTHING);
  discard = () => this.user(discard, ({ went }) => went.clear());

  apply = async () => {
    this.store.apply(this.one);
    await this.settle();
  };

  check = async () => {
    this.store.check(this.one);
    await this.settle();
  };

  others = async (key: string, value: string | null) => {
    if (value === null) this.data.delete(key);
    else this.data.set(key, value);
    this.event();
  };

  /** WWE takes up what it was asked first. */
  answer = async (fate: Fate, isEventFirst: boolean) => {
    const command = this.page.commands[0];
    if (!command) return;
    const rest = this.page.commands.splice(1);
    this.page.postCommands(this.clock.peek());
    this.page.commands.push(...rest);
    await this.settle();
    const [, what] = JSON.parse(command.parameters ?? '[]');
    const say = (more: object = {}) =>
      this.posted.push(() => this.page.answer(this.clock.peek(), command.ref, { ...more }));
    if (command.name === 'interaction.getByInteractionId') {
      const now = new Map(this.data);
      if (fate !== 'keeps silent')
        this.posted.push(() => {
          this.page.answer(this.clock.peek(), command.ref, { data: chat('1', Object.fromEntries(now)) });
          this.shown = now;
        });
      return;
    }
    if (fate === 'refuses') return void say({ errorMessage: 'no' });
    if (fate === 'drops') return void say();
    if (command.name === 'interaction.deleteUserData') this.data.delete(what);
    else for (const [key, value] of Object.entries<string>(what)) this.data.set(key, value);
    if (isEventFirst) this.event();
    if (fate !== 'keeps silent') say();
    if (!isEventFirst) this.event();
  };

  hear = async (count: number) => {
    for (const message of this.posted.splice(0, count)) message();
    await this.settle();
  };

  pass = async (ms: number) => {
    this.clock.value += ms;
    await this.settle();
  };

  /** Delivers all, and judges what went out. */
  private async settle(): Promise<void> {
    // What is heard may send something, which then arrives.
    for (let round = 0; round < 4; round += 1) await this.tab.flow();
    for (const { ref, name, parameters } of this.page.commands) {
      if (this.sent.has(ref)) continue;
      this.sent.add(ref);
      const [, what] = JSON.parse(parameters ?? '[]');
      if (name === 'interaction.deleteUserData') this.judge(what, null);
      if (name === 'interaction.setUserData')
        for (const [key, value] of Object.entries<string>(what)) this.judge(key, value);
    }
    if (this.edits.past.length === 0) this.past = [];
    this.forget();
  }

  private judge(key: string, value: string | null): void {
    const { told, deleted, went } = this.memory;
    const shown = this.shown.get(key);
    const own = this.own.get(key) ?? new Set();
    this.own.set(key, own);
    const about = `${value === null ? 'delete' : `set to ${value}`} ${key}, which shows ${shown}`;
    if (shown !== undefined && shown !== value && !own.has(shown)) expect(told.get(key), about).toBe(shown);
    const move = went.get(key);
    if (move && shown !== undefined && shown !== value) {
      expect(this.shown.get(move.to), `${about}, moved to ${move.to}`).toBe(move.value);
    } else if (value === null && shown !== undefined) {
      expect(deleted.has(key) || this.away.get(key) === shown, about).toBe(true);
    }
    if (value === null && shown !== undefined) this.away.set(key, shown);
    if (value !== null) own.add(value);
  }

  end(): void {
    this.abort.abort();
  }
}

/** A key is wanted with a value: what was moved there goes along. */
function wants({ went, deleted }: Memory, key: string, value: string): void {
  for (const [old, { to }] of went) if (to === key) went.set(old, { to, value });
  deleted.delete(key);
}

/** One act, which a failing run prints. */
class Act {
  constructor(
    private readonly what:
      | 'set'
      | 'open'
      | 'commit'
      | 'remove'
      | 'rename'
      | 'rotate'
      | 'insist'
      | 'yield'
      | 'undo'
      | 'discard'
      | Deed,
    private readonly given: readonly unknown[],
  ) {}

  run(world: World): Promise<void> {
    return Reflect.apply(world[this.what], world, this.given);
  }

  toString(): string {
    return `${this.what}(${this.given.map((one) => JSON.stringify(one)).join(', ')})`;
  }
}
/** What is not the user's change of an edit. */
type Deed = 'apply' | 'others' | 'answer' | 'hear' | 'pass';

const key = fc.constantFrom(...KEYS);
const value = fc.constantFrom('x', 'y', 'z');
const fate = fc.constantFrom<Fate>('takes', 'takes', 'refuses', 'drops', 'keeps silent');
const given = {
  set: [3, fc.tuple(key, value)],
  open: [4, fc.tuple(key)],
  commit: [4, fc.tuple(value)],
  remove: [1, fc.tuple(key)],
  rename: [3, fc.tuple(key, key)],
  rotate: [1, fc.tuple(fc.uniqueArray(key, { minLength: 2, maxLength: 3 }), key)],
  insist: [1, fc.tuple(key)],
  yield: [1, fc.tuple(key)],
  undo: [1, fc.tuple()],
  discard: [1, fc.tuple()],
  apply: [3, fc.tuple()],
  others: [2, fc.tuple(key, fc.option(value))],
  answer: [4, fc.tuple(fate, fc.boolean())],
  hear: [4, fc.tuple(fc.integer({ min: 1, max: 4 }))],
  pass: [1, fc.tuple(fc.constantFrom(0, 1_000, 11_000))],
} as const;
const act: fc.Arbitrary<Act> = fc.oneof(
  ...(Object.keys(given) as (keyof typeof given)[]).map((what) => {
    const [weight, those]: readonly [number, fc.Arbitrary<readonly unknown[]>] = given[what];
    return { weight, arbitrary: those.map((one) => new Act(what, one)) };
  }),
);

test('WWE loses no value that the user did not delete, and nobody’s change is overwritten unseen', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 40, size: 'max' }), async (acts) => {
      const world = new World();
      await world.start();
      for (const next of acts) await next.run(world);
      world.end();
    }),
    { numRuns: RUNS },
  );
});

test('whatever happened, in the end every edit is sent and seen, or says what it waits for', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 20, size: 'max' }), async (acts) => {
      const world = new World();
      await world.start();
      for (const next of acts) await next.run(world);
      // A chain of all keys moves on by one of them each time.
      for (let round = 0; round < 8; round += 1) {
        await world.apply();
        await world.check();
        for (let n = 0; n < 8; n += 1) await world.answer('takes', true);
        await world.hear(100);
        await world.pass(11_000);
      }
      for (const [key, edit] of world.edits.byKey) {
        const status = statusOf(world.edits, key);
        if (status.is === 'conflict') continue;
        // What waits for a key that somebody else holds, or for one that waits for that.
        const passed = new Set([key]);
        for (let at: string | undefined = edit.moved?.to; ; at = world.edits.byKey.get(at)?.moved?.to) {
          const about: string = `${key} is ${status.is}, and waits along ${[...passed]}`;
          if (at === undefined) expect.fail(about);
          if (statusOf(world.edits, at).is === 'conflict') break;
          expect(passed.has(at), about).toBe(false);
          passed.add(at);
        }
      }
      world.end();
    }),
    { numRuns: RUNS / 2 },
  );
});
