/** The WWE panel as its user sees it. */
import type { Finder, PanelWindow, Surface } from './browser.ts';
import { expect } from './expect.ts';

/** The panel in one DevTools. */
export class Panel {
  /** The panel's document. */
  readonly frame: Surface;

  constructor(
    /** The DevTools around it: keys, screenshots, closing. */
    readonly window: PanelWindow,
  ) {
    this.frame = window.surface;
  }

  button(name: string): Finder {
    return this.frame.getByRole('button', { name, exact: true });
  }

  /** The row of an interaction, by WWE's id. */
  row(id: string): Finder {
    return this.frame.locator(`[role=row][data-interaction="${id}"]`);
  }

  /** All interaction rows in sight. */
  get rows(): Finder {
    return this.frame.locator('[role=row][data-interaction]');
  }

  /** WWE's ids of the rows in sight, from the top. */
  async ids(): Promise<readonly (string | null)[]> {
    const count = await this.rows.count();
    return Promise.all(Array.from({ length: count }, (_, at) => this.rows.nth(at).getAttribute('data-interaction')));
  }

  /** Shows one of the views: `Interactions`, `Messages`, `Compose`. */
  async view(name: string): Promise<void> {
    // An interaction's details have a tab of this name, too.
    await this.frame.locator('.views').getByRole('tab', { name, exact: true }).click();
  }

  /** Opens the details of an interaction on a tab. */
  async open(id: string, tab: string): Promise<void> {
    await this.row(id).click();
    await this.tab(tab);
  }

  /** Chooses a tab of the details: by a click, or by keys where it is out of sight, as it does not fit into the row. */
  async tab(name: string): Promise<void> {
    const tab = this.frame.getByRole('tab', { name, exact: true });
    if ((await tab.getAttribute('data-over')) === null) return tab.click();
    await tab.focus();
    await this.window.press('Enter');
  }

  /** The row of a key in the User data tab. */
  dataRow(key: string): Finder {
    return this.details.locator(`.userdata-row:has(.userdata-key[title="${key}"])`);
  }

  /** The cell in which the name of a key is edited. */
  nameCell(key: string): Finder {
    return this.dataRow(key).locator('.userdata-key');
  }

  /** The cell in which the value of a key is edited. */
  valueCell(key: string): Finder {
    return this.dataRow(key).locator('.userdata-value');
  }

  /** Applies the edits of user data, which must say how many requests that takes. */
  async apply(requests: number): Promise<void> {
    const apply = this.button('Apply');
    await expect(apply).toContainText(String(requests));
    await apply.click();
  }

  /** Waits until WWE is seen to have all that was applied. */
  async applied(): Promise<void> {
    await expect(this.details.locator('.userdata-status:not([data-status="clean"])')).toHaveCount(0);
    await expect(this.button('Apply')).toBeDisabled();
  }

  get details(): Finder {
    return this.frame.getByRole('region', { name: 'Details' });
  }

  get status(): Finder {
    return this.frame.locator('footer');
  }

  /** The states that the State tab lists, oldest first. */
  async states(): Promise<readonly string[]> {
    return this.details.locator('.transitions .state').allInnerTexts();
  }

  /** Waits for the outcome of the last request in the details. */
  async outcome(text: string | RegExp): Promise<void> {
    await expect(this.details.locator('.outcome').first()).toContainText(text);
  }
}
