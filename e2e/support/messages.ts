/** The Messages view as its user sees it. */
import type { Finder, Surface } from './browser.ts';
import { expect } from './expect.ts';
import type { Panel } from './panel.ts';

/** A row as it is read from the table. */
export interface ReadRow {
  /** Its place in the table, from 1. */
  readonly place: number;
  readonly name: string;
  /** Way, Name, Status… as texts, by the column's id. */
  readonly cells: Readonly<Record<string, string>>;
}

/** The tabs of a row's details. */
export type DetailsTab = 'Payload' | 'Answer' | 'Timing' | 'Initiator' | 'Handlers' | 'Raw';

/** The view in one panel. */
export class Messages {
  readonly frame: Surface;

  constructor(readonly panel: Panel) {
    this.frame = panel.frame;
  }

  /** Shows the view. */
  static async open(panel: Panel): Promise<Messages> {
    await panel.view('Messages');
    const messages = new Messages(panel);
    await expect(messages.bar).toBeVisible();
    return messages;
  }

  /** The bar above the table: counts, search, the button of the subscriptions. */
  get bar(): Finder {
    return this.frame.locator('.message-bar');
  }

  /** All rows in sight. */
  get rows(): Finder {
    return this.frame.locator('.message-list [role=row][data-message]');
  }

  /** The rows in sight of a service or event name, from the top. */
  row(name: string): Finder {
    return this.frame.locator(`.message-list [role=row][data-name="${name}"]`);
  }

  /** A cell of a row. */
  cell(row: Finder, column: string): Finder {
    return row.locator(`.cell-${column}`);
  }

  get details(): Finder {
    return this.frame.getByRole('region', { name: 'Details of the message', exact: true });
  }

  /** Closes the details, if any are open: beside them the table has only what names a row and says how it ended. */
  async close(): Promise<void> {
    const button = this.details.getByRole('button', { name: 'Close details', exact: true });
    if ((await button.count()) > 0) await button.click();
    await expect(button).toHaveCount(0);
  }

  /** What a tab of the open row's details says. */
  async tab(name: DetailsTab): Promise<Finder> {
    await this.details.getByRole('tab', { name, exact: true }).click();
    return this.details.getByRole('tabpanel', { name, exact: true });
  }

  /** Opens a row's details on a tab. */
  async open(row: Finder, name: DetailsTab): Promise<Finder> {
    await row.click();
    return this.tab(name);
  }

  /** Types a filter in the place of the one that is there. */
  async filter(text: string): Promise<void> {
    await this.frame.getByLabel('Filter messages', { exact: true }).fill(text);
  }

  /** Waits until the bar says that so many rows pass the filter. @param timeout ms; that of every expectation if left out */
  async passing(count: number, timeout?: number): Promise<void> {
    const patience = timeout === undefined ? {} : { timeout };
    await expect(this.bar.getByRole('status')).toContainText(new RegExp(`^${count} of \\d+ rows?$`), patience);
  }

  /** Waits until the bar says that so many rows pass the filter, or more. @returns false if that never came */
  async reaches(count: number): Promise<boolean> {
    const passing = async () =>
      Number((await this.bar.getByRole('status').innerText()).split(' ')[0]?.replaceAll(',', ''));
    const least = expect.poll(passing).toBeGreaterThanOrEqual(count);
    return least.then(
      () => true,
      () => false,
    );
  }

  /** The pane of the subscriptions, opened. */
  async subscriptions(): Promise<Finder> {
    const pane = this.frame.getByRole('region', { name: 'Subscriptions', exact: true });
    if ((await pane.count()) === 0) await this.panel.button('Subscriptions').click();
    return pane;
  }

  /** Every row that passes the filter, also those out of sight: scrolls through the table. */
  async read(): Promise<readonly ReadRow[]> {
    await this.close();
    const found = new Map<number, ReadRow>();
    let top = 0;
    for (;;) {
      const { rows, next } = await this.frame.evaluate(readInSight, top);
      for (const row of rows) found.set(row.place, row);
      if (next === null) break;
      top = next;
    }
    return [...found.values()].sort((a, b) => a.place - b.place);
  }
}

/** Runs in the panel: scrolls there, and reads what is drawn after that. `next`: where to go on; null: this was the end. */
async function readInSight(top: number): Promise<{ rows: ReadRow[]; next: number | null }> {
  const scroller = document.querySelector('.message-list .table-scroller');
  if (!scroller) return { rows: [], next: null };
  scroller.scrollTop = top;
  // Until the rows are drawn that the upper and the lower edge are in; a frame or two, unless there are none. Rows beyond
  // the edges are drawn too: the upper one alone may be there from the sight before.
  const height = scroller.querySelector<HTMLElement>('[data-message]')?.offsetHeight || 1;
  const all = Number(scroller.querySelector('[role=grid]')?.getAttribute('aria-rowcount'));
  const at = (edge: number) =>
    scroller.querySelector(`[aria-rowindex="${Math.min(all, Math.floor(edge / height) + 2)}"]`);
  const isDrawn = () => at(scroller.scrollTop) !== null && at(scroller.scrollTop + scroller.clientHeight) !== null;
  for (let frames = 0; frames < 120 && !isDrawn(); frames += 1) await new Promise(requestAnimationFrame);
  const rows = [...scroller.querySelectorAll<HTMLElement>('[role=row][data-message]')].map((row) => ({
    place: Number(row.getAttribute('aria-rowindex')) - 1,
    name: row.dataset.name ?? '',
    cells: Object.fromEntries(
      [...row.querySelectorAll('.cell')].map((cell) => [
        /cell-(\w+)/.exec(cell.className)?.[1] ?? '',
        cell.textContent.replace(/\s+/g, ' ').trim(),
      ]),
    ),
  }));
  const next = top + scroller.clientHeight / 2;
  return { rows, next: next >= scroller.scrollHeight ? null : next };
}
