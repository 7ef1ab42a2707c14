/** A tab with a panel and its user, for the random test of trust: all that is between the page and the user is real. */

import assert from 'node:assert/strict';
import { signal } from '@preact/signals';
import { decode } from '../../../entry/decode.ts';
import { readPiece } from '../../../entry/header.ts';
import { isRecord } from '../../../protocol/kind.ts';
import type { SessionInteraction } from '../../../session/model.ts';
import { createSession } from '../../../session/session.ts';
import type { DocumentConnection } from '../../../transport/document-connections.ts';
import type { Command } from '../../../transport/link-messages.ts';
import { createCommands, LOAD } from '../commands.ts';
import type { InspectedTab, RefusedCommand } from '../inspected-tab.ts';
import { NO_RULES } from '../rules.ts';
import { createWwes } from '../wwes.ts';
import { watchingOf } from './commands.ts';
import type { Step } from './trust-steps.ts';
import { type Page, type TabWindow, WindowsTab } from './windows-tab.ts';

const SERVER = { userAgent: 'WWE Server', protocolVersion: 2 };
const CLIENT = { userAgent: 'WWE Client', protocolVersion: 2 };

type Told = Pick<Extract<Step, { does: 'tell' }>, 'id' | 'uuid' | 'caseId'>;

/** What the user was shown of where a command would go. */
interface Shown {
  /** null: nothing. */
  readonly origin: string | null;
  /** The window that told of the interaction; null where it is about none. */
  readonly from: string | null;
}

/** A tab, its panel, and its user. Throws where what must hold does not. */
export class Trial {
  readonly tab: WindowsTab;
  private readonly session = createSession();
  private readonly version = signal(0);
  private readonly connections = signal<readonly DocumentConnection[]>([]);
  private readonly refused = signal<ReadonlyMap<string, RefusedCommand>>(new Map());
  private readonly client = signal<string | null>(null);
  private readonly wwe = signal<string | null>(null);
  private readonly cursors = new Map<Page, number>();
  private readonly orders: { readonly document: string; readonly command: Command }[] = [];
  private readonly shown = new Map<string, Shown>();
  private readonly wwes;
  private readonly commands;
  private rows: readonly SessionInteraction[] = [];
  private seenOrigin: string | null = null;
  /** Commands that were given to a page. */
  delivered = 0;

  constructor(origins: readonly [string, string], hasOpener: boolean) {
    this.tab = new WindowsTab(origins, hasOpener);
    const { session, version, connections, refused } = this;
    const watching: InspectedTab = watchingOf(session, {
      version,
      connections,
      refused,
      send: (document, command) => void this.orders.push({ document, command }),
    });
    const { client, wwe } = this;
    this.wwes = createWwes({ watching, client, wwe });
    const parts = { watching, client, wwes: this.wwes, clock: signal(1_000), rules: NO_RULES, mark: 'm' };
    this.commands = createCommands(parts);
  }

  private window(n: number): TabWindow {
    const all = this.tab.all();
    const found = all[n % all.length];
    if (!found) throw new Error('A tab has windows.');
    return found;
  }

  private hearer(from: TabWindow, n: number, heardBy: string): TabWindow | null {
    if (heardBy === 'anybody') return this.window(n);
    if (heardBy === 'parent') return from.parent;
    // Whoever opened the tab talks to it.
    const frames = from === this.tab.opener ? [this.tab.top] : from.frames;
    return frames[n % Math.max(1, frames.length)] ?? null;
  }

  /** What a window tells of an interaction: it says the truth of who it is in the user data, whatever else it repeats. */
  private interaction(by: TabWindow, { id, uuid, caseId }: Told) {
    const userData = { from: by.id, origin: by.page.origin, at: this.tab.now };
    return { interactionId: id, interactionUUID: uuid, caseId, state: `S${this.tab.now % 3}`, userData };
  }

  private gone(pages: readonly Page[]): void {
    for (const page of pages) {
      const { bridge } = page;
      if (!bridge || !this.cursors.has(page)) continue;
      this.pull(page);
      this.session.feed([{ what: 'ended', document: bridge.id, t: this.tab.now }]);
    }
  }

  private pull(page: Page): void {
    const { bridge } = page;
    if (!bridge || (bridge.record.last === 0 && !this.cursors.has(page))) return;
    const document = bridge.id;
    const after = this.cursors.get(page);
    if (after === undefined) this.session.feed([{ what: 'document', info: bridge.info }]);
    const { last, text } = bridge.record.piece(after ?? 0, 1e9);
    this.cursors.set(page, last);
    this.session.feed([{ what: 'entries', document, entries: readPiece(text).entries }]);
  }

  private draw(): void {
    const pages = this.tab.watched();
    for (const page of pages) this.pull(page);
    const isHeard = (page: Page) => (this.cursors.has(page) ? 'live' : 'watching');
    this.connections.value = pages.flatMap((page): DocumentConnection[] => {
      const { bridge } = page;
      return bridge ? [{ info: bridge.info, state: isHeard(page), present: true, isIncomplete: false }] : [];
    });
    this.version.value += 1;
    this.rows = this.session.interactions();
    this.seenOrigin = this.commands.way()?.wwe.origin ?? null;
    this.check();
  }

  private press(on: string, which: number): void {
    const one = this.rows[which % Math.max(1, this.rows.length)];
    const before = this.orders.length;
    const at: Shown = { origin: this.seenOrigin, from: null };
    if (on === 'load') this.shown.set(this.commands.send(LOAD), at);
    if (on === 'call') this.shown.set(this.commands.send({ name: 'voice.dial', parameters: ['1'] }), at);
    if (on === 'subscribe') this.shown.set(this.commands.send({ verb: 'subscribe', name: 'interaction' }), at);
    if (on !== 'row') {
      const isPicked = this.wwe.value !== null || this.client.value !== null;
      const isOne = this.wwes.known.value.length === 1;
      assert.ok(isPicked || isOne || this.orders.length === before, 'nobody has picked a WWE');
    }
    if (on !== 'row' || !one) return;
    const ref = this.commands.send({ name: 'interaction.setUserData', parameters: [one.id, { a: 1 }] }, one);
    // WWE may be asked first what is there.
    for (const { command } of this.orders.slice(before))
      this.shown.set(command.ref, { origin: one.wwe.origin, from: null });
    this.shown.set(ref, { origin: one.wwe.origin, from: stampOf(one.raw)?.from ?? 'nobody' });
  }

  /** While a command is on its way, another page comes into the window that it is for, and speaks like WWE. */
  private turn(which: number, origin: string): void {
    const order = this.orders[which % Math.max(1, this.orders.length)];
    const page = this.tab.watched().find(({ bridge }) => bridge?.id === order?.document);
    const to = order && page?.bridge?.windowFor(order.command.to);
    if (!page || !to || to.all().includes(page.window)) return;
    this.gone(this.tab.load(to, origin, to !== this.tab.opener));
    this.tab.say(to, page.window, { ...SERVER, frameId: to.id });
  }

  private execute(): void {
    for (const { document, command } of this.orders.splice(0)) {
      const page = this.tab.watched().find(({ bridge }) => bridge?.id === document);
      if (page) this.tab.let(page, () => page.bridge?.commands.send(command));
    }
  }

  do(one: Step): void {
    const { tab } = this;
    tab.now += 10;
    if (one.does === 'add') {
      const parent = this.window(one.who);
      if (parent !== tab.opener) tab.add(parent, one.at, one.origin, one.isWatched);
    } else if (one.does === 'remove') this.gone(tab.remove(this.window(one.who)));
    else if (one.does === 'move') {
      const { frames } = this.window(one.who);
      const [moved] = frames.splice(one.at % Math.max(1, frames.length), 1);
      if (moved) frames.push(moved);
    } else if (one.does === 'load' || one.does === 'load anew') {
      const window = this.window(one.who);
      const isOpener = window === tab.opener;
      const next = one.does === 'load' ? one.origin : window.page.origin;
      this.gone(tab.load(window, next, one.isWatched && !isOpener));
    } else if (one.does === 'turn') this.turn(one.which, one.origin);
    else if (one.does === 'draw') this.draw();
    else if (one.does === 'execute') this.execute();
    else if (one.does === 'clear') this.session.clear();
    else if (one.does === 'press') this.press(one.on, one.which);
    else if (one.does === 'pick') this.pick(one.what, one.which);
    else this.speak(one);
    tab.notePlaces();
    this.judge();
  }

  private pick(what: string, which: number): void {
    const ways = this.wwes.ways.value;
    const way = ways[which % Math.max(1, ways.length)];
    this.wwe.value = what === 'wwe' ? (way?.wwe.key ?? null) : null;
    this.client.value = what === 'client' ? (way?.document ?? null) : null;
    this.seenOrigin = this.commands.way()?.wwe.origin ?? null;
  }

  private speak(one: Extract<Step, { who: number }>): void {
    const { tab } = this;
    const by = this.window(one.who);
    if (one.does === 'pull') this.pull(by.page);
    if (one.does === 'leave') tab.let(by.page, () => by.page.bridge?.commands.unsubscribeAll());
    if (one.does === 'tell' || one.does === 'frame id') {
      const to = this.hearer(by, one.to, one.heardBy);
      const data = one.does === 'tell' ? { eventType: 'X', interaction: this.interaction(by, one) } : null;
      if (to) tab.say(by, to, data ? { ...SERVER, event: 'interaction', data } : { ...SERVER, frameId: by.id });
    }
    if (one.does === 'ask and answer') {
      const host = this.window(one.to);
      tab.say(by, host, { ...CLIENT, request: 'interaction.getInteractions', referenceId: one.ref });
      host.page.waiting.pop();
      tab.say(host, by, { ...SERVER, referenceId: one.ref, data: [this.interaction(host, one)] });
    }
    if (one.does === 'answer') {
      const waiting = by.page.waiting.shift();
      if (!waiting) return;
      const { from, referenceId } = waiting;
      tab.say(by, from, { ...SERVER, referenceId, subscriptionId: 7, data: [this.interaction(by, one)] });
    }
    if (one.does === 'forge') {
      const refs = ['0', '1', ...this.shown.keys()];
      const referenceId = refs[one.ref % refs.length];
      const data = [this.interaction(by, one)];
      tab.say(by, this.window(one.to), { ...SERVER, referenceId, subscriptionId: 8, data });
    }
  }

  /** Of what the tool posted: to whom, and what the user was shown. */
  private judge(): void {
    for (const { to, message, origin: asked, by } of this.tab.posted.splice(0)) {
      assert.ok(!['*', '/', ''].includes(asked), 'to any origin');
      const { referenceId } = Object(message);
      const shown = this.shown.get(referenceId);
      // The end of a subscription is nobody's press: it goes where that was made.
      if (!shown) {
        assert.match(referenceId, /^wwe-devtools-end-/);
        continue;
      }
      assert.equal(asked, shown.origin, 'another origin than the user was shown');
      if (!by) continue;
      this.delivered += 1;
      assert.equal(by.origin, shown.origin);
      if (shown.from !== null) this.assertSame(to.id, shown.from, 'the window of another WWE');
    }
  }

  /**
   * One window; or two of one origin that stood at one place, one after the other: nothing that a bridge may look at tells a
   * frame that was made anew, or moved there, from one that was loaded anew.
   */
  private assertSame(a: string, b: string, what: string): void {
    const { known } = this.tab;
    const [one, other] = [known.get(a), known.get(b)];
    const isPlaceShared = one && other && [...one.places].some((place) => other.places.has(place));
    assert.ok(a === b || isPlaceShared, `${what}: ${a}, ${b}`);
  }

  private check(): void {
    for (const one of this.rows) {
      const stamps = [one.raw, one.previousRaw, ...one.transitions.flatMap(({ entry }) => this.toldBy(entry, one))];
      for (const raw of stamps) {
        const stamp = stampOf(raw);
        if (!stamp) continue;
        assert.equal(stamp.origin, one.wwe.origin, 'what another origin said');
        this.assertSame(stamp.from, stampOf(one.raw)?.from ?? '', 'two windows are one');
      }
    }
  }

  /** The interaction as an entry has it. */
  private toldBy(
    entry: SessionInteraction['transitions'][number]['entry'],
    one: SessionInteraction,
  ): readonly unknown[] {
    const message = decode(this.session.entry(entry)?.body ?? 'null');
    const data = isRecord(message) ? message.data : null;
    if (Array.isArray(data)) return data.filter((each) => Object(each).interactionId === one.id);
    return isRecord(data) ? [data.interaction] : [];
  }
}

function stampOf(raw: unknown): { readonly from: string; readonly origin: string } | null {
  const { userData } = Object(raw);
  return isRecord(userData) ? { from: String(userData.from), origin: String(userData.origin) } : null;
}
