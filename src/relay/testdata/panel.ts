/** A panel of the test: the product's road and link, and a ledger of what came over them. */
import { firefoxRoad } from '../../link/firefox.ts';
import { createTabLink, type TabLink } from '../../link/tab.ts';
import { type FakeFirefox, TAB } from './browser.ts';
import type { Page } from './page.ts';

/** What came to a panel of one document. */
export interface Ledger {
  readonly got: number[];
  lost: number;
  /** Up to here entries were left out by the user's wish. */
  skipped: number;
  /** How many of them, for the sum. */
  left: number;
  /** The panel wished to clear, and nobody confirmed it yet. */
  isClearing: boolean;
  /** How often the panel wished to clear while the document was connected. */
  clearings: number;
  /** The document left while its bridge reckoned with this panel: nothing may be missing. */
  isDue: boolean;
}

/** A command, and when it was given. */
export interface Given {
  readonly ref: string;
  readonly page: Page;
  /** How often the page had been left then. */
  readonly leaves: number;
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
  wish = true;
  /** How many greetings were not answered yet. */
  unanswered = 0;
  private readonly life = new AbortController();

  constructor(
    private readonly firefox: FakeFirefox,
    readonly name: string,
    complain: Complain,
  ) {
    const { signal } = this.life;
    this.link = createTabLink(
      firefoxRoad(firefox.forPanel(name), TAB, name.replace(' ', ''), signal),
      {
        onPresent() {},
        onDocument() {},
        onEntries: (document, entries) => {
          const { got, isClearing } = this.ledger(document);
          if (isClearing) complain(`entries of ${document} while it is cleared`);
          for (const { n, body } of entries) {
            if (body !== `"body ${n}"`) complain(`entry ${n} has ${body}`);
            if (n <= (got.at(-1) ?? 0)) complain(`entry ${n} of ${document} after ${got.at(-1)}`);
            got.push(n);
          }
        },
        onLost: (document, count) => {
          this.ledger(document).lost += count;
        },
        onSkipped: (document, through) => {
          const ledger = this.ledger(document);
          ledger.left += Math.max(0, through - position(ledger));
          ledger.isClearing = false;
          ledger.skipped = Math.max(ledger.skipped, through);
        },
        onEnded: (document) => {
          this.ledger(document).isClearing = false;
        },
        onRefused() {},
        onCurrent() {},
        onHops() {},
      },
      signal,
    );
    this.hello();
  }

  hello(): void {
    this.unanswered += 1;
    void this.link.hello().then(() => {
      this.unanswered -= 1;
    });
  }

  ledger(document: string): Ledger {
    const ledger = this.ledgers.get(document) ?? {
      got: [],
      lost: 0,
      skipped: 0,
      left: 0,
      isClearing: false,
      clearings: 0,
      isDue: false,
    };
    this.ledgers.set(document, ledger);
    return ledger;
  }

  send(page: Page, ref: string): void {
    const command = { ref, verb: 'request', name: 'n', parameters: null, to: null, withoutOrigin: true } as const;
    if (this.link.send(page.id, command))
      this.given.push({ ref, page, leaves: page.leaves, at: this.firefox.clock.now });
  }

  record(on: boolean): void {
    this.wish = on;
    this.link.record(on);
  }

  clear(): void {
    for (const { info, state } of this.link.hops()) {
      if (state === 'ended' || state === 'watching') continue;
      const ledger = this.ledger(info.document);
      ledger.clearings += 1;
      ledger.isClearing = true;
    }
    // What a document left behind is not wanted then.
    for (const ledger of this.ledgers.values()) ledger.isDue = false;
    this.link.clear();
  }

  /** @param isOrderly the panel can still say that it leaves; if not, its process died */
  close(isOrderly: boolean): void {
    if (isOrderly) this.life.abort();
    this.firefox.endPanel(this.name);
    this.life.abort();
  }
}

/** Up to which number a panel knows what became of each entry. */
export function position({ got, lost, left }: Ledger): number {
  return got.length + lost + left;
}

/** Whether nothing that the record holds is missing. */
export function hasAll(ledger: Ledger, { record }: Page): boolean {
  const got = new Set(ledger.got);
  return record.held.every((n) => got.has(n) || n <= ledger.skipped);
}
