/** The simulator's desktop as an agent uses it, and its control object as a test uses it. */
import { expect, type Frame, type Locator, type Page } from '@playwright/test';
import type { WweSimulator } from '../../src/simulator/host/control.ts';

/** The desktop in one tab. */
export class Wwe {
  constructor(readonly page: Page) {}

  /** Waits until the desktop and the demo pages in it are there. */
  async ready(): Promise<void> {
    await expect(this.page.getByRole('button', { name: 'New call' })).toBeVisible();
    // A frame that goes to another site moves to another process: the driver's handle on it may then be replaced.
    const isThere = (frame: Frame) => frame.evaluate(() => window.wwePage !== undefined).catch(() => false);
    await expect
      .poll(async () => {
        const frames = await this.page.locator('iframe').count();
        const there = await Promise.all(this.clients().map(isThere));
        return there.length === frames && there.every(Boolean);
      })
      .toBe(true);
  }

  /** The client frames, in the order of the page. */
  clients(): readonly Frame[] {
    return this.page.mainFrame().childFrames();
  }

  /** The nth client frame. */
  client(index = 0): Frame {
    const frame = this.clients()[index];
    if (!frame) throw new Error(`There is no client frame ${index}.`);
    return frame;
  }

  /** Waits until WWE has confirmed the demo page's subscriptions. */
  async subscribed(index = 0): Promise<void> {
    await this.client(index).evaluate(() => window.wwePage?.call('agent.get'));
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  async press(name: string): Promise<void> {
    await this.button(name).click();
  }

  /** A call rings; returns its id. */
  async ring(arrival: Parameters<WweSimulator['ring']>[0] = {}): Promise<string> {
    const id = await this.page.evaluate((given) => window.wweSimulator?.ring(given), arrival);
    return id ?? 'no simulator';
  }

  /** What the agent or the far end does; fails if it is not possible. */
  async act(act: Parameters<WweSimulator['act']>[0], id: string): Promise<void> {
    const done = await this.page.evaluate(([name, one]) => window.wweSimulator?.act(name, one), [act, id] as const);
    expect(done, `${act} of ${id}`).toBe(true);
  }

  async settings(patch: unknown): Promise<void> {
    await this.page.evaluate((given) => void window.wweSimulator?.settings(given), patch);
  }

  /** Everything that WWE received from its clients, raw. */
  async received(): Promise<readonly { frame: string; origin: string; message: unknown }[]> {
    const all = await this.page.evaluate(() => window.wweSimulator?.received());
    return (all ?? []).map(({ frame, origin, message }) => ({ frame, origin, message }));
  }

  /** The names of the requests that WWE received. */
  async requests(): Promise<readonly string[]> {
    const all = await this.received();
    return all.map(({ message }) => {
      const { request, event } = message as { request?: string; event?: string };
      return request ?? event ?? '?';
    });
  }

  /** Calls a method through the page's own client. */
  call(name: string, ...parameters: unknown[]): Promise<unknown> {
    return this.client().evaluate(([method, given]) => window.wwePage?.call(method, ...given), [
      name,
      parameters,
    ] as const);
  }
}
