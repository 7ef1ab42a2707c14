/** A tab with a WWE that is loaded anew, a panel and its user. All that is between the pages and the user is real. */

import assert from 'node:assert/strict';
import { signal } from '@preact/signals';
import { decode } from '../../../entry/decode.ts';
import { readPiece } from '../../../entry/header.ts';
import { isRecord } from '../../../protocol/kind.ts';
import type { EntryRef, SessionInteraction, Subscription } from '../../../session/model.ts';
import { createSession } from '../../../session/session.ts';
import type { DocumentConnection } from '../../../transport/document-connections.ts';
import type { Command } from '../../../transport/link-messages.ts';
import { createComposeState } from '../../features/compose/compose-state.ts';
import { draftOf } from '../../features/compose/draft.ts';
import { meantBy, resend } from '../../features/messages/row-actions.ts';
import { createCommands, LOAD } from '../commands.ts';
import type { InspectedTab, RefusedCommand } from '../inspected-tab.ts';
import { rowsOf } from '../message-rows.ts';
import { NO_RULES } from '../rules.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { createWwes } from '../wwes.ts';
import { watchingOf } from './commands.ts';
import { type Contact, FakeWwe } from './fake-wwe.ts';
import type { LifeStep } from './lives-steps.ts';
import { type Page, type TabWindow, WindowsTab } from './windows-tab.ts';

const SERVER = { userAgent: 'WWE Server', protocolVersion: 2 };
const CLIENT = { userAgent: 'WWE Client', protocolVersion: 2 };
const WWE = 'https://wwe.example.com';
const PAGE = 'https://page.example.com';

const SERVICES = {
  write: 'interaction.setUserData',
  end: 'interaction.markdone',
  block: 'interaction.blockMarkdone',
  look: 'interaction.getByInteractionId',
} as const;

/** See `lives` of `lives-steps.ts`. */
export type Place = 'top' | 'framed' | 'around' | 'opener';

/** The tab. Throws where what must hold does not. */
export class LivesTrial {
  private readonly tab: WindowsTab;
  private readonly session = createSession();
  private readonly version = signal(0);
  private readonly connections = signal<readonly DocumentConnection[]>([]);
  private readonly refused = signal<ReadonlyMap<string, RefusedCommand>>(new Map());
  private readonly client = signal<string | null>(null);
  private readonly cursors = new Map<Page, number>();
  private readonly orders: { readonly document: string; readonly command: Command }[] = [];
  /** Of each request that carries an id, by its reference: whose it is, as its sender was shown it. */
  private readonly meant = new Map<string, string>();
  /** Pages that are gone, of which the panel does not know it. */
  private readonly unlearnt: Page[] = [];
  private readonly abort = new AbortController();
  private readonly watching: InspectedTab;
  private readonly wwes;
  private readonly commands;
  private readonly draftStore;
  private readonly window: TabWindow;
  private wwe: FakeWwe;
  /** It has told the client that stays its frame id. */
  private announced = false;
  /** It was loaded anew without a word to the client that stays. */
  private isSilent = false;
  /** References of what that client asked since: whom an id of it means, nobody can know. */
  private readonly unknowable = new Set<string>();
  private contacts = 0;
  private refs = 0;
  private rows: readonly SessionInteraction[] = [];
  private subscriptions: readonly Subscription[] = [];
  /** Whose interaction the user saw the draft to be about. */
  private draftFor: string | null = null;
  /** Subscriptions that WWE ended. */
  ended = 0;
  /** Commands with an id that WWE got. */
  delivered = 0;
  /** Of these, those that went to a WWE that was loaded anew before. */
  afterReload = 0;
  private reloads = 0;

  constructor(
    private readonly place: Place,
    isWatched: boolean,
  ) {
    this.tab = new WindowsTab([place === 'top' ? WWE : PAGE, WWE], place === 'opener');
    const { tab } = this;
    if (place === 'top') this.window = tab.top;
    else if (place === 'opener') this.window = tab.opener;
    else {
      tab.add(tab.top, 0, WWE, isWatched);
      this.window = tab.top.frames[0] ?? tab.top;
    }
    if (place === 'top') tab.load(tab.top, WWE, isWatched);
    this.wwe = new FakeWwe(this.window.page, []);
    this.addClients(2);
    const { session, version, connections, refused, client } = this;
    const nothing = () => {};
    this.watching = watchingOf(session, {
      version,
      connections,
      refused,
      send: (document, command) => void this.orders.push({ document, command }),
    });
    const { watching } = this;
    this.wwes = createWwes({ watching, client, wwe: signal(null) });
    const { wwes } = this;
    const clock = signal(1_000);
    this.commands = createCommands({ watching, client, wwes, clock, rules: NO_RULES, mark: 'm' });
    const { commands } = this;
    const settings = { settings: signal(DEFAULT_SETTINGS), change: nothing };
    const parts = { watching, commands, wwes, settings, clock, show: nothing };
    this.draftStore = createComposeState(parts, signal(null), this.abort.signal);
  }

  /** Ends what follows the session. */
  stop(): void {
    this.abort.abort();
  }

  private addClients(count: number): void {
    if (this.place === 'opener') return;
    for (let n = 0; n < count; n += 1) this.tab.add(this.window, n, PAGE, true);
  }

  /** The windows whose clients talk with WWE. */
  private clients(): readonly TabWindow[] {
    const { place, tab, window } = this;
    if (place === 'opener') return [tab.top];
    return place === 'around' ? [tab.top, ...window.frames] : window.frames;
  }

  private clientAt(n: number): TabWindow | undefined {
    const all = this.clients();
    return all[n % Math.max(1, all.length)];
  }

  private idAt(n: number): string | undefined {
    const all = [...this.wwe.live.keys()];
    return all[n % Math.max(1, all.length)];
  }

  private get state(): string {
    return `S${this.tab.now % 3}`;
  }

  private sayTo(to: TabWindow | undefined, message: object): void {
    if (to) this.tab.say(this.window, to, { ...SERVER, ...message });
  }

  private tell(id: string | undefined, to: TabWindow | undefined, eventType: string): void {
    if (id === undefined) return;
    this.sayTo(to, { event: 'interaction', data: { eventType, interaction: this.wwe.wire(id, this.state) } });
  }

  private ask(by: number): void {
    const from = this.clientAt(by);
    if (!from) return;
    const id = by % 3 === 0 ? this.idAt(by) : undefined;
    const referenceId = String(this.refs++);
    const what = id === undefined ? {} : { parameters: [id, { a: 1 }] };
    const request = id === undefined ? LOAD.name : SERVICES.write;
    if (id !== undefined) this.meant.set(referenceId, this.wwe.given.get(id)?.name ?? '');
    if (this.isSilent && from === this.tab.top) this.unknowable.add(referenceId);
    this.tab.say(from, this.window, { ...CLIENT, request, referenceId, ...what });
  }

  private answer(): void {
    const waiting = this.window.page.waiting.shift();
    if (!waiting) return;
    const { request, parameters, event } = Object(waiting.message);
    const { referenceId } = waiting;
    if (event === 'subscribe') this.announce([waiting.from]);
    const data =
      event === 'subscribe'
        ? this.wwe.subscribe(referenceId)
        : event === 'unsubscribe'
          ? {}
          : this.wwe.answer(request, parameters, this.state);
    this.sayTo(waiting.from, { referenceId, ...data });
  }

  /**
   * WWE tells its frame id to pages that stay when it is loaded anew, if anybody subscribed. That it goes without any word,
   * nobody can know of a subscription: it is left out.
   */
  private announce(to: readonly TabWindow[]): void {
    if (this.place !== 'opener' && this.place !== 'around') return;
    for (const one of to) {
      if (one !== this.tab.top) continue;
      if (!this.announced) this.sayTo(one, { frameId: 1 });
      this.announced = true;
      this.isSilent = false;
    }
  }

  private reload(isWatched: boolean, clients: number, order: number): void {
    if (this.place === 'opener' || this.place === 'around') this.settle();
    const stay = [...this.wwe.live.values()].filter((_, n) => (order >> (n % 4)) % 2 === 0);
    const contacts = order % 2 === 0 ? stay : stay.toReversed();
    this.gone(this.tab.load(this.window, WWE, isWatched && this.place !== 'opener'));
    this.wwe = new FakeWwe(this.window.page, contacts);
    this.addClients(clients);
    this.reloads += 1;
    this.isSilent = !this.announced && (this.place === 'opener' || this.place === 'around');
    if (!this.announced) return;
    this.announced = false;
    this.announce([this.tab.top]);
    this.pull(this.tab.top.page);
  }

  /**
   * A page that stays while WWE is loaded anew asks what is there, and writes as soon as WWE has answered. That WWE goes in
   * between, in which time it would have to come back and have contacts, nobody can rule out: it is left out.
   */
  private settle(): void {
    for (let n = 0; n < 2; n += 1) {
      for (const page of this.tab.watched()) this.pull(page);
      this.draw();
      this.execute();
      this.judge();
    }
  }

  private gone(pages: readonly Page[]): void {
    this.unlearnt.push(...pages.filter((page) => page.bridge !== null && this.cursors.has(page)));
  }

  private learnEnd(which: number): void {
    const [page] = this.unlearnt.splice(which % Math.max(1, this.unlearnt.length), 1);
    if (!page?.bridge) return;
    this.pull(page);
    this.session.feed([{ what: 'ended', document: page.bridge.id, t: this.tab.now }]);
  }

  private pull(page: Page | undefined): void {
    const bridge = page?.bridge;
    if (!page || !bridge || (bridge.record.last === 0 && !this.cursors.has(page))) return;
    const document = bridge.id;
    const after = this.cursors.get(page);
    if (after === undefined) this.session.feed([{ what: 'document', info: bridge.info }]);
    const { last, text } = bridge.record.piece(after ?? 0, 1e9);
    this.cursors.set(page, last);
    this.session.feed([{ what: 'entries', document, entries: readPiece(text).entries }]);
  }

  private draw(): void {
    this.connections.value = this.tab.watched().flatMap((page): DocumentConnection[] => {
      const { bridge } = page;
      const state = this.cursors.has(page) ? 'live' : 'watching';
      return bridge ? [{ info: bridge.info, state, present: true, isIncomplete: false }] : [];
    });
    this.version.value += 1;
    this.rows = this.session.interactions();
    this.subscriptions = this.session.subscriptions();
    this.draftFor = contactOf(this.draftStore.about.value?.raw) ?? this.draftFor;
    this.check();
  }

  private press(what: string, which: number): void {
    const one = this.rows[which % Math.max(1, this.rows.length)];
    if (what === 'load') this.commands.send(LOAD);
    else if (what === 'resend') this.resend(which);
    else if (what === 'compose') this.compose(which, one);
    else if (what === 'subscribe') this.commands.send({ verb: 'subscribe', name: 'interaction' });
    else if (what === 'unsubscribe') this.unsubscribe(which);
    else if (one && what === 'case')
      this.commands.send({ name: 'interaction.selectCaseByCaseId', parameters: ['C'] }, one);
    else if (one && (what === 'write' || what === 'end' || what === 'block' || what === 'look')) {
      const ref = this.commands.send({ name: SERVICES[what], parameters: [one.id, { a: 1 }] }, one);
      this.meant.set(ref, contactOf(one.raw) ?? '');
    }
  }

  /** The user ends one of those that he was shown, in the panel as it was drawn last. */
  private unsubscribe(which: number): void {
    const own = this.subscriptions.filter(({ by }) => by === 'tool');
    const one = own[which % Math.max(1, own.length)];
    if (!one) return;
    const { event: name, subscriptionId: parameters, document: through, wwe, since } = one;
    const ref = this.commands.send({ verb: 'unsubscribe', name, parameters, through, wwe });
    const request = this.session
      .requests()
      .find((each) => each.kind === 'subscribe' && each.answeredAt === since && each.client === through);
    this.meant.set(ref, request?.ref ?? '');
  }

  private resend(which: number): void {
    const list = rowsOf(this.session);
    const asking = Array.from({ length: list.length }, (_, at) => list.at(at)).filter(
      (row) => row?.is === 'request' && row.interactionId !== null,
    );
    const row = asking[which % Math.max(1, asking.length)];
    const asked = row?.request?.ref ?? '';
    // Where nobody can know whom it was about, it is about whom the user was shown.
    const shown =
      row && this.unknowable.has(asked)
        ? this.session.interaction(meantBy(row, { watching: this.watching, wwes: this.wwes }) ?? '')
        : undefined;
    const contact = contactOf(shown?.raw) ?? this.meant.get(asked);
    const ref = row ? resend(row, Object(this)) : null;
    if (ref !== null) this.meant.set(ref, contact ?? 'nobody');
  }

  private compose(which: number, one: SessionInteraction | undefined): void {
    if (which % 2 === 0) {
      if (!one) return;
      this.draftStore.draft.value = draftOf(SERVICES.end, [one.id], 'list');
      this.draftFor = contactOf(this.draftStore.about.value?.raw) ?? contactOf(one.raw);
      return;
    }
    const before = this.draftStore.history.value.length;
    this.draftStore.send();
    this.draftStore.send(true);
    const [call] = this.draftStore.history.value;
    if (call && this.draftStore.history.value.length > before) this.meant.set(call.ref, this.draftFor ?? 'nobody');
  }

  private execute(): void {
    for (const { document, command } of this.orders.splice(0)) {
      const page = this.tab.watched().find(({ bridge }) => bridge?.id === document);
      if (page) this.tab.let(page, () => page.bridge?.commands.send(command));
    }
  }

  do(one: LifeStep): void {
    this.tab.now += 10;
    if (one.does === 'arrive') {
      this.contacts += 1;
      const name = `contact ${this.contacts}`;
      const [uuid, caseId] = [one.hasUuid ? `U-${name}` : undefined, one.hasCase ? `C-${name}` : undefined];
      this.tell(this.wwe.add({ name, uuid, caseId }), this.clientAt(one.to), 'ADDED');
    } else if (one.does === 'end') {
      const id = this.idAt(one.which);
      if (id !== undefined && one.isTold) this.tell(id, this.clientAt(one.to), 'REMOVED');
      if (id !== undefined) this.wwe.live.delete(id);
    } else if (one.does === 'tell') this.tell(this.idAt(one.which), this.clientAt(one.to), 'X');
    else if (one.does === 'ask') this.ask(one.by);
    else if (one.does === 'answer') this.answer();
    else if (one.does === 'frame id') this.sayTo(this.clientAt(one.to), { frameId: one.isNew ? this.tab.now : 1 });
    else if (one.does === 'reload') this.reload(one.isWatched, one.clients, one.order);
    else if (one.does === 'reload client') this.reloadClient(one.which);
    else if (one.does === 'pull') this.pull(this.tab.watched()[one.which % Math.max(1, this.tab.watched().length)]);
    else if (one.does === 'learn end') this.learnEnd(one.which);
    else if (one.does === 'draw') this.draw();
    else if (one.does === 'choose client') this.choose(one.which);
    else if (one.does === 'press') this.press(one.what, one.which);
    else if (one.does === 'execute') this.execute();
    else this.session.clear();
    this.judge();
  }

  private choose(which: number | null): void {
    const documents = this.session.documents();
    const picked = which === null ? undefined : documents[which % Math.max(1, documents.length)];
    this.client.value = picked?.info.document ?? null;
  }

  private reloadClient(which: number): void {
    const window = this.clientAt(which);
    if (window && window !== this.tab.top) this.gone(this.tab.load(window, PAGE, true));
  }

  /** What reached WWE: each id is that of the contact that its sender was shown. */
  private judge(): void {
    for (const { message, by } of this.tab.posted.splice(0)) {
      const { request, referenceId, parameters, event, data } = Object(message);
      if (by && by === this.wwe.page && event === 'unsubscribe') {
        const made = this.wwe.subscribed.get(String(data));
        assert.equal(made, this.meant.get(referenceId), `the end of subscription ${data} reached another`);
        this.ended += 1;
      }
      if (!by || by !== this.wwe.page || !Object.values(SERVICES).includes(request)) continue;
      const id = String(Array.isArray(parameters) ? parameters[0] : '');
      const contact: Contact | undefined = this.wwe.given.get(id);
      assert.equal(contact?.name, this.meant.get(referenceId), `${request} of ${id} reached another contact`);
      this.delivered += 1;
      if (this.reloads > 0) this.afterReload += 1;
    }
  }

  /**
   * No row is made of two contacts. Where WWE can be loaded anew without a word, only a UUID tells them apart: those without
   * one may look like one, and nothing is sent to them.
   */
  private check(): void {
    const { place } = this;
    for (const one of this.rows) {
      const all = [one.raw, one.previousRaw, ...one.transitions.map(({ entry }) => this.toldBy(entry, one))];
      const isTold = (raw: unknown) =>
        place === 'top' || place === 'framed' || Object(raw).interactionUUID !== undefined;
      const names = new Set(all.filter(isTold).flatMap((raw) => contactOf(raw) ?? []));
      assert.ok(names.size <= 1, `one row is of ${[...names].join(', ')}`);
    }
  }

  private toldBy(entry: EntryRef, one: SessionInteraction): unknown {
    const message = decode(this.session.entry(entry)?.body ?? 'null');
    const data = isRecord(message) ? message.data : null;
    const ids = new Set([one.id, ...one.formerIds]);
    const inList = (each: unknown) =>
      ids.has(Object(each).interactionId) && Object(each).interactionUUID === one.interaction.interactionUUID;
    if (Array.isArray(data)) return data.find(inList);
    return isRecord(data) ? (data.interaction ?? data) : null;
  }
}

function contactOf(raw: unknown): string | null {
  const { userData } = Object(raw);
  return isRecord(userData) && typeof userData.contact === 'string' ? userData.contact : null;
}
