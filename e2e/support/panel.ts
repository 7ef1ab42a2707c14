/** The WWE panel as its user sees it. */
import { expect, type Frame, type Locator, type Page } from '@playwright/test';

/** The panel in one DevTools. */
export class Panel {
  constructor(
    /** The DevTools front end: keys, size, screenshots. */
    readonly devtools: Page,
    readonly frame: Frame,
  ) {}

  button(name: string): Locator {
    return this.frame.getByRole('button', { name, exact: true });
  }

  /** The row of an interaction, by WWE's id. */
  row(id: string): Locator {
    return this.frame.locator(`[role=row][data-interaction="${id}"]`);
  }

  /** All interaction rows in sight. */
  get rows(): Locator {
    return this.frame.locator('[role=row][data-interaction]');
  }

  /** Opens the details of an interaction on a tab. */
  async open(id: string, tab: string): Promise<void> {
    await this.row(id).click();
    await this.frame.getByRole('tab', { name: tab, exact: true }).click();
  }

  /** The row of a key in the User data tab. */
  dataRow(key: string): Locator {
    return this.details.getByRole('row').filter({ has: this.frame.locator(`.userdata-key[title="${key}"]`) });
  }

  /** Applies the edits of user data, which must say how many requests that takes. */
  async apply(requests: number): Promise<void> {
    const apply = this.button('Apply');
    await expect(apply).toContainText(String(requests));
    await apply.click();
  }

  get details(): Locator {
    return this.frame.getByRole('region', { name: 'Details' });
  }

  get status(): Locator {
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
