/** A panel of the test: the product's transport and link, and a ledger of what came over them, judged as it comes. */
import { createTabLink } from '../../transport/tab.ts';
import type { TabLink } from '../../transport/tab-link.ts';
import type { FakeBrowser } from './frames.ts';
import type { Page } from './page.ts';

/** What came to a panel of one document. */
export interface Ledger {
  /** Up to this number the panel knows what became of each entry. */
  at: number;
  /** Numbers that came as entries. */
  readonly got: Set<number>;
  /**
   * Numbers that were called lost after the document had gone: it leaves behind what the panels that it knew had not
   * pulled, and to another panel the backlog is lost, also if the document comes back.
   */
  readonly missed: Set<number>;
  /** Up to here entries were left out by the user's wish. */
  skipped: number;
  /** Entries up to this number must not come any more: the user cleared when there were so many. */
  unwanted: number;
  /** How often the panel wished to clear while the document was connected, and how often that surely was confirmed. */
  wishes: number;
  clearings: number;
  /** The document answered a connect. */
  hasAnswered: boolean;
  /** How often the panel was told that the document is gone. */
  endings: number;
  /** The document left while its bridge reckoned with this panel: nothing may be missing. */
  isDue: boolean;
  /** What there was when the panel asked whether all was brought, by the time of asking. */
  readonly asked: Map<number, number>;
  /** The last number that the panel was told it has, by the answer to such a question. */
  answered: number;
}

/** A command, and when it was given. */
export interface Given {
  readonly ref: string;
  readonly page: Page;
  /** How often the page had been left then, and how often the panel had been told so. */
  readonly leaves: number;
  readonly endings: number;
  /** A port that was open then was cut. */
  isCut: boolean;
  /** ms since the epoch. */
  readonly at: number;
}

/** What is wrong, in words; found where no test can throw. */
export type Complain = (what: string) => void;

/** An open panel. */
export class Panel {
  readonly link: TabLink;
  readonly ledgers = new Map<string, Ledger>();
  readonly given: Given[] = [];
  /** References of the commands that were reported as refused. */
  readonly refused: string[] = [];
  wish = true;
  /** Whether it ever wished that nothing be recorded: what it does not have then may be what it did not want. */
  wasOff = false;
  /** How many greetings were not answered yet. */
  unanswered = 0;
  /** The connections as the link last said that they are. */
  shown = '[]';
  private readonly life = new AbortController();

  constructor(
    private readonly browser: FakeBrowser,
    readonly name: string,
    private readonly complain: Complain,
  ) {
    const { signal } = this.life;
    this.link = createTabLink(
      browser.transport(name, signal),
      {
        onPresent() {},
        onDocument: ({ document }) => {
          this.ledger(document).hasAnswered = true;
        },
        onEntries: (document, entries) => {
          for (const { n, body } of entries) this.takes(document, n, body);
        },
        onLost: (document, count) => this.loses(document, count),
        onSkipped: (document, through) => this.skips(document, through),
        onEnded: (document) => {
          this.ledger(document).endings += 1;
        },
        onRefused: (ref) => void this.refused.push(ref),
        onClock() {},
        onCurrent: (document, at) => this.isCurrent(document, at),
        onConnections: () => {
          this.shown = this.connections();
        },
      },
      signal,
    );
    this.hello();
  }

  private page(document: string): Page {
    const page = this.browser.pages.find(({ id }) => id === document);
    if (!page) throw new Error(`No document ${document}.`);
    return page;
  }

  private takes(document: string, n: number, body: string): void {
    const ledger = this.ledger(document);
    const where = `${this.name}: entry ${n} of ${document}`;
    if (body !== `"body ${n}"`) this.complain(`${where} is ${body}`);
    if (n !== ledger.at + 1) this.complain(`${where} came after ${ledger.at}`);
    if (n <= ledger.unwanted) this.complain(`${where} came although it was cleared`);
    ledger.got.add(n);
    ledger.at = n;
  }

  private loses(document: string, count: number): void {
    const ledger = this.ledger(document);
    const { state, record } = this.page(document);
    const { held, last } = record;
    const [from, to] = [ledger.at + 1, ledger.at + count];
    const where = `${this.name}: entries ${from} to ${to} of ${document}`;
    if (to > last || count < 1) this.complain(`${where} are called lost, and there are ${last}`);
    for (const n of held.filter((n) => n >= from && n <= to)) {
      if (state === 'shown') this.complain(`${where} are called lost, and ${n} is held`);
      ledger.missed.add(n);
    }
    ledger.at = to;
  }

  private skips(document: string, through: number): void {
    const ledger = this.ledger(document);
    const page = this.page(document);
    const where = `${this.name}: all up to ${through} of ${document}`;
    // This panel cleared, or another one, perhaps before this one was open.
    const isCleared = page.cleared.includes(through);
    // With recording off, what a new stream leaves out may end at the same number.
    if (isCleared && this.wish && ledger.clearings < ledger.wishes) ledger.clearings += 1;
    if (!isCleared && this.wish) this.complain(`${where} was left out, and nobody wished it`);
    if (!isCleared && !page.greeted.includes(through)) this.complain(`${where} was left out: no hello said so`);
    ledger.at = Math.max(ledger.at, through);
    ledger.skipped = Math.max(ledger.skipped, through);
  }

  private isCurrent(document: string, at: number): void {
    const ledger = this.ledger(document);
    const least = ledger.asked.get(at);
    if (least === undefined) this.complain(`${this.name}: ${document} answered what nobody asked`);
    else if (ledger.at < least) this.complain(`${this.name}: ${document} is current at ${ledger.at}, and had ${least}`);
    ledger.answered = ledger.at;
  }

  /** The connections, in one line. */
  connections(): string {
    return JSON.stringify(this.link.connections());
  }

  hello(): void {
    this.unanswered += 1;
    void this.link.hello().then(() => {
      this.unanswered -= 1;
    });
  }

  ledger(document: string): Ledger {
    const ledger = this.ledgers.get(document) ?? {
      at: 0,
      got: new Set<number>(),
      missed: new Set<number>(),
      skipped: 0,
      unwanted: 0,
      wishes: 0,
      clearings: 0,
      hasAnswered: false,
      endings: 0,
      isDue: false,
      asked: new Map<number, number>(),
      answered: -1,
    };
    this.ledgers.set(document, ledger);
    return ledger;
  }

  send(page: Page, ref: string): void {
    const command = { ref, verb: 'request', name: 'n', parameters: null, to: null, origin: 'o' } as const;
    const { endings } = this.ledger(page.id);
    if (this.link.send(page.id, command)) {
      this.given.push({ ref, page, leaves: page.leaves, endings, isCut: false, at: this.browser.clock.now });
    }
  }

  record(on: boolean): void {
    this.wish = on;
    this.wasOff ||= !on;
    this.link.record(on);
  }

  clear(): void {
    for (const { info, state } of this.link.connections()) {
      if (state === 'ended' || state === 'watching') continue;
      const ledger = this.ledger(info.document);
      ledger.wishes += 1;
      ledger.unwanted = this.page(info.document).record.last;
    }
    // What a document left behind is not wanted then.
    for (const ledger of this.ledgers.values()) ledger.isDue = false;
    this.link.clear();
  }

  catchUp(): void {
    const { now } = this.browser.clock;
    for (const { id, record } of this.browser.pages) {
      const { asked } = this.ledger(id);
      asked.set(now, Math.min(record.last, asked.get(now) ?? record.last));
    }
    this.link.catchUp();
  }

  /** @param isOrderly the panel can still say that it leaves; if not, its process died */
  close(isOrderly: boolean): void {
    if (isOrderly) this.life.abort();
    this.browser.endPanel(this.name);
    this.life.abort();
  }
}

/** Whether nothing that the record holds is missing. */
export function hasAll({ got, missed, skipped }: Ledger, { state, record }: Page): boolean {
  return record.held.every((n) => got.has(n) || n <= skipped || (state === 'shown' && missed.has(n)));
}
