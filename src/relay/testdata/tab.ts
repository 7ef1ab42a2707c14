/** One tab of the model: its frames, its panels, and all that can happen to them. */
import fc from 'fast-check';
import type { FakeFirefox, Stop } from './browser.ts';
import { hasAll, Panel } from './panel.ts';
import { RELAY } from './roads.ts';

/** A road that does not come to rest after so many steps never will. */
const MOST_STEPS = 20_000;

const FRAMES = [0, 7] as const;

/** All that can happen. */
export const EVERYTHING = [
  'walk',
  'all',
  'add',
  'stop',
  'time',
  'send',
  'record',
  'clear',
  'hello',
  'load',
  'remove',
  'back',
  'open',
  'close',
] as const;
/** What can happen. */
export type Kind = (typeof EVERYTHING)[number];

/** One of these happenings. */
export const actOf = (kinds: readonly Kind[]) =>
  fc.record({
    do: fc.constantFrom(...kinds),
    who: fc.nat({ max: 1 }),
    frame: fc.constantFrom(...FRAMES),
    count: fc.integer({ min: 1, max: 5 }),
    picks: fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 6 }),
    how: fc.record({ isAbrupt: fc.boolean(), isTold: fc.boolean() }),
  });
type Act = ReturnType<typeof actOf> extends fc.Arbitrary<infer T> ? T : never;

/** Lets promises go as far as they come by themselves. */
async function promises(): Promise<void> {
  for (let i = 0; i < 8; i += 1) await null;
}

/** The tab: whatever happens in it, and what is due to whom then. */
export class Tab {
  readonly panels: (Panel | null)[];
  readonly problems: string[] = [];
  private count = 0;

  constructor(
    readonly firefox: FakeFirefox,
    panels: number,
  ) {
    for (const frame of FRAMES) this.firefox.load(frame, false);
    this.panels = Array.from({ length: panels }, () => null);
    for (let who = 0; who < panels; who += 1) this.openPanel(who);
  }

  openPanel(who: number): void {
    this.count += 1;
    this.panels[who] ??= new Panel(this.firefox, `panel ${this.count}`, (what) => this.problems.push(what));
  }

  closePanel(who: number, isOrderly: boolean): void {
    this.panels[who]?.close(isOrderly);
    this.panels[who] = null;
  }

  /**
   * Leaves a frame: what its document had and the panels have not is due to them, if it still reckons with them, also
   * over a road that was cut unheard. With two panels it must have heard all: ports do not say whose they are.
   */
  leaving(frame: number): void {
    const page = this.firefox.frames.get(frame);
    if (!page) return;
    const { roads } = this.firefox;
    const open = roads.open(page.id);
    const isKnown =
      this.panels.length === 1
        ? open > 0 || page.isAwaiting
        : (open === 0 ? page.isAwaiting : open === this.panels.filter(Boolean).length) && !roads.isComing(page.id);
    for (const panel of this.panels) {
      if (!panel?.link.hops().some(({ info }) => info.document === page.id)) continue;
      const ledger = panel.ledger(page.id);
      const cleared = page.obeyed.filter((what) => what === 'clear').length;
      // What a document left behind may overtake its word that it cleared, and is then taken for cleared.
      const isWanted = ledger.clearings === cleared && !ledger.isClearing;
      ledger.isDue = isKnown && isWanted && (this.panels.length === 1 || ledger.got.length > 0);
    }
  }

  stop(how: Stop): void {
    this.firefox.stop(how);
    for (const page of this.firefox.pages) {
      for (const panel of this.panels) {
        const ledger = panel?.ledgers.get(page.id);
        // What a document left behind can be lost on its way: nobody is left to ask.
        if (ledger?.isDue && page.state !== 'shown') ledger.isDue = hasAll(ledger, page);
      }
    }
  }

  async walk(picks: readonly number[]): Promise<void> {
    for (const pick of picks) {
      this.firefox.roads.step(pick);
      await promises();
    }
  }

  async pass(ms: number): Promise<void> {
    const { clock } = this.firefox;
    const until = clock.now + ms;
    while (clock.next(until - clock.now) !== null) await promises();
    clock.now = until;
  }

  /** Delivers everything, lets every timer run, and so on until nothing happens any more. */
  async comeToRest(): Promise<void> {
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      await promises();
      if (!this.firefox.roads.step(0) && this.firefox.clock.next() === null) return;
    }
    throw new Error('It never comes to rest.');
  }

  async act({ do: what, who, frame, count, picks, how }: Act): Promise<void> {
    const { firefox } = this;
    const panel = this.panels[who % this.panels.length];
    const page = firefox.frames.get(frame);
    if (what === 'add') for (let i = 0; i < count; i += 1) page?.add();
    else if (what === 'walk') await this.walk(picks);
    else if (what === 'all') await this.walk(Array.from({ length: 40 }, () => 0));
    else if (what === 'time') await this.pass([1, 60, 300, 2_100, 5_000, 11_000][count] ?? 0);
    else if (what === 'stop') this.stop(how);
    else if (what === 'load') {
      this.leaving(frame);
      firefox.load(frame, how.isAbrupt);
    } else if (what === 'remove') {
      this.leaving(frame);
      firefox.leave(frame, false);
    } else if (what === 'back') {
      // The user takes longer than what the document said when it left.
      const from = [firefox.kept(frame)?.id ?? '', RELAY];
      while (firefox.roads.step(0, from)) await promises();
      this.leaving(frame);
      firefox.back(frame);
    } else if (what === 'open') this.openPanel(who % this.panels.length);
    else if (what === 'close') this.closePanel(who % this.panels.length, how.isTold);
    else if (what === 'hello') panel?.hello();
    else if (what === 'clear') panel?.clear();
    else if (what === 'record') panel?.record(how.isTold);
    else if (page) {
      this.count += 1;
      panel?.send(page, `command-${this.count}`);
    }
    await promises();
  }
}
