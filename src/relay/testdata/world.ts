/** One browser with its tab and panels, and all that can happen to them. */

import type { ConnectionState } from '../../transport/document-connections.ts';
import type { Order } from '../../transport/link-messages.ts';
import { FakeChromium } from './chromium.ts';
import { isReckoned, isSaid, isWanted } from './due.ts';
import { FakeFirefox, type Stop } from './firefox.ts';
import type { FakeBrowser } from './frames.ts';
import { FRAMES, type Frame, type Kind } from './model.ts';
import type { Page } from './page.ts';
import { hasAll, Panel } from './panel.ts';
import { type Owner, RELAY } from './transports.ts';

/** A transport that does not come to rest after so many steps never will. */
const MOST_STEPS = 20_000;
/** A command that is older than this, in ms, is not said again. */
const GIVEN_UP = 10_000;

/** Where a message goes. */
export type Way = 'anywhere' | 'to panels' | 'to the relay' | 'to pages';

/** Lets promises go as far as they come by themselves. */
export async function promises(): Promise<void> {
  for (let i = 0; i < 8; i += 1) await null;
}

/** The browser, its tab and its panels. */
export class World {
  readonly browser: FakeBrowser;
  /** For each place the panel that is open. */
  readonly panels: (Panel | null)[];
  /** All panels there ever were. */
  readonly all: Panel[] = [];
  /** What is wrong. */
  readonly problems: string[] = [];
  /** References of the commands that each document executed. */
  readonly executed = new Map<Page, string[]>();
  private count = 0;
  /** A panel was opened before all that an earlier one had said was heard: whoever is heard last has its wish. */
  isOverlapping = false;
  /** A port was lost without a word: it takes longer to find that out than a command is waited for. */
  private isMute = false;

  constructor(kind: Kind, most: number, panels: number) {
    const onObeyed = (page: Page, order: Order) => this.executes(page, order);
    this.browser = kind === 'firefox' ? new FakeFirefox(most, onObeyed) : new FakeChromium(most, onObeyed);
    for (const frame of FRAMES) this.browser.load(frame, false);
    this.panels = Array.from({ length: panels }, () => null);
  }

  /** Orders are executed once, in their order, and not after the panel was told that the document is gone. */
  private executes(page: Page, order: Order): void {
    const wrong = (what: string) => void this.problems.push(`${page.id}: ${what}`);
    if (page.state !== 'shown') wrong(`executes while it is ${page.state}`);
    if (order.want === 'clear') {
      const wishes = this.all.reduce((sum, panel) => sum + panel.ledger(page.id).wishes, 0);
      if (page.cleared.length >= wishes) wrong(`clears once more than the ${wishes} times that were wished`);
    }
    if (order.want !== 'send') return;
    const { ref } = order.command;
    const before = this.executed.get(page) ?? [];
    const giver = this.all.find(({ given }) => given.some((one) => one.ref === ref && one.page === page));
    const index = giver?.given.findIndex((one) => one.ref === ref) ?? -1;
    const given = giver?.given[index];
    if (!giver || !given) {
      wrong(`executes ${ref}, which nobody gave`);
      return;
    }
    if (before.includes(ref)) wrong(`executes ${ref} twice`);
    const later = giver.given.slice(index + 1).find((one) => before.includes(one.ref));
    // Over a port that was cut unheard, one that was given up long ago may still be on its way: no browser is as slow.
    const isGivenUp = this.browser.clock.now - given.at > GIVEN_UP;
    if (later && !isGivenUp) wrong(`executes ${ref} after ${later.ref}`);
    // What went out over a port before the one that was cut can still arrive.
    if (giver.ledger(page.id).endings !== given.endings && !given.isCut)
      wrong(`executes ${ref}, given to it before it was gone`);
    this.executed.set(page, [...before, ref]);
  }

  /** DevTools takes longer to open than what an earlier panel said takes to arrive, unless somebody is slow. */
  open(who: number): void {
    const { transports } = this.browser;
    const isAway = (_: Owner, to: Owner) => !to.startsWith('panel');
    if (this.all.length > 0) while (transports.step(0, isAway));
    this.isOverlapping ||= transports.isBusy(isAway);
    this.count += 1;
    const panel = new Panel(this.browser, `panel ${this.count}`, (what) => this.problems.push(what));
    this.panels[who] = panel;
    this.all.push(panel);
  }

  close(who: number, isOrderly: boolean): void {
    this.panels[who]?.close(isOrderly);
    this.panels[who] = null;
  }

  send(who: number, frame: Frame): void {
    const page = this.browser.frames.get(frame);
    this.count += 1;
    if (page) this.panels[who]?.send(page, `command-${this.count}`);
    if (this.isMute) this.giveUp(who);
  }

  /** The commands of a panel need not be executed. */
  private giveUp(who: number): void {
    for (const one of this.panels[who]?.given ?? []) one.isCut = true;
  }

  /** DevTools tells a panel of a navigation of the top window, and it greets the tab. */
  private navigated(frame: Frame): void {
    if (frame !== 0) return;
    for (const panel of this.panels) {
      if (panel) this.browser.transports.between('browser', panel.name, 'news').steps.push(() => panel.hello());
    }
  }

  /**
   * A document leaves: what it had and the panels have not is due to them, if it still reckons with them; through the
   * relay also over a transport that was cut unheard. A panel that is not the only one ever
   * must have been heard by it: ports do not say whose they are.
   */
  private leaving(frame: Frame): void {
    const page = this.browser.frames.get(frame);
    if (!page) return;
    const { transports } = this.browser;
    for (const panel of this.panels) {
      const connection = panel?.link.connections().find(({ info }) => info.document === page.id);
      if (!panel || !connection) continue;
      const ledger = panel.ledger(page.id);
      // A panel that waited in vain for the first word connects anew, and what comes over the old transport is lost.
      const isKnown =
        this.browser instanceof FakeFirefox
          ? isReckoned(transports, page, this.panels)
          : transports.isJoined(page.id, panel.name) && connection.state !== 'silent';
      ledger.isDue =
        isKnown && isWanted(page, ledger, this.all.length === 1) && (this.all.length === 1 || ledger.got.size > 0);
    }
  }

  /** A document is shown again, or died: nothing that it left behind is due any more. */
  private settleFor(page: Page | undefined): void {
    for (const panel of this.all) if (page) panel.ledger(page.id).isDue = false;
  }

  load(frame: Frame, isKept: boolean): void {
    this.leaving(frame);
    this.browser.load(frame, isKept);
    this.navigated(frame);
  }

  remove(frame: Frame): void {
    this.leaving(frame);
    this.browser.leave(frame, false);
  }

  /** The process of a frame ends: what it said already arrives, unless it is a crash (`isAbrupt`). */
  crash(frame: Frame, isAbrupt: boolean): void {
    const page = this.browser.frames.get(frame);
    this.settleFor(page);
    const [only, ...more] = this.all;
    if (page && only && more.length === 0 && !isAbrupt) {
      const ledger = only.ledger(page.id);
      ledger.isDue = isSaid(this.browser.transports, page) && isWanted(page, ledger, true);
    }
    this.browser.crash(frame, isAbrupt);
  }

  back(frame: Frame): void {
    this.leaving(frame);
    this.settleFor(this.browser.kept(frame));
    this.browser.back(frame);
    this.navigated(frame);
  }

  /** Firefox stops the relay. */
  stop(how: Stop): void {
    for (const page of this.browser.pages) page.isHandingOut = false;
    if (this.browser instanceof FakeFirefox) this.browser.stop(how);
    this.isMute ||= how.isMute;
    if (how.isMute) for (const who of this.panels.keys()) this.giveUp(who);
    // What a document left behind can be lost on its way: nobody is left to ask.
    this.forgive();
  }

  /** A port of a panel is cut. Nothing else says so: it greets the tab afterwards, as at the next navigation. */
  cut(who: number, pick: number, isDeaf: boolean): void {
    const panel = this.panels[who];
    if (!panel) return;
    // A command that is given meanwhile is lost with it.
    this.browser.transports.cut(panel.name, pick, isDeaf, () => {
      this.giveUp(who);
      panel.hello();
    });
    this.giveUp(who);
    this.forgive();
  }

  /** Of what a document left behind nothing more is due, from now on. @param isMeant by the state of the connection */
  private forgive(isMeant: (state: ConnectionState | undefined) => boolean = () => true): void {
    for (const page of this.browser.pages) {
      for (const panel of this.panels) {
        const ledger = panel?.ledgers.get(page.id);
        const connection = panel?.link.connections().find(({ info }) => info.document === page.id);
        if (ledger?.isDue && page.state !== 'shown' && isMeant(connection?.state)) ledger.isDue = hasAll(ledger, page);
      }
    }
  }

  /** What is on its way to somebody waits from now on. */
  slow(who: 'the relay' | 'the panel' | Frame): void {
    const { transports, frames } = this.browser;
    const panel = this.panels[0];
    if (who === 'the relay') transports.slow.add(RELAY);
    else if (who !== 'the panel') {
      transports.slow.add(`frame ${who}`);
      const page = frames.get(who);
      if (page) transports.slow.add(page.id);
    } else if (panel) transports.slow.add(panel.name);
  }

  /** One message arrives. False: none is on that way. */
  async step(way: Way, pick: number): Promise<boolean> {
    const isPanel = (owner: Owner) => owner.startsWith('panel');
    const moved = this.browser.transports.step(pick, (_, to) => {
      if (way === 'anywhere') return true;
      if (way === 'to panels') return isPanel(to);
      if (way === 'to the relay') return to === RELAY;
      return !isPanel(to) && to !== RELAY;
    });
    await promises();
    return moved;
  }

  async pass(ms: number): Promise<void> {
    const { clock } = this.browser;
    const until = clock.now + ms;
    while (clock.next(until - clock.now) !== null) await promises();
    clock.now = until;
    // It may have been one that waited in vain for the first word.
    this.forgive((state) => state !== 'live');
  }

  /** Delivers everything, and no time passes. */
  async deliver(): Promise<void> {
    await promises();
    while (this.browser.transports.step(0)) await promises();
  }

  /** Nobody is slow any more: delivers everything, lets every timer run, until nothing happens any more. */
  async comeToRest(): Promise<void> {
    const { transports, clock } = this.browser;
    transports.slow.clear();
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      await promises();
      if (transports.step(0) || clock.next() !== null) continue;
      this.isMute = false;
      return;
    }
    throw new Error('It never comes to rest.');
  }
}
