/** The simulator's desktop as an agent uses it, and its control object as a test uses it. */
import type { WweSimulator } from '../../src/simulator/desktop/control-types.ts';
import type { Finder, Surface, Tab } from './browser.ts';
import { expect } from './expect.ts';

/** The desktop in one tab. */
export class Wwe {
  constructor(readonly tab: Tab) {}

  /** Waits until the desktop and the demo pages in it are there. */
  async ready(): Promise<void> {
    await expect(this.tab.getByRole('button', { name: 'New call' })).toBeVisible();
    // A frame that goes to another site moves to another process: the driver's handle on it may then be replaced.
    const isThere = (frame: Surface) => frame.evaluate(() => window.wwePage !== undefined).catch(() => false);
    await expect
      .poll(async () => {
        const frames = await this.tab.locator('iframe').count();
        const there = await Promise.all(this.clients().map(isThere));
        return there.length === frames && there.every(Boolean);
      })
      .toBe(true);
  }

  /**
   * Waits until WWE has heard the demo pages that subscribe when they load: an event before that goes to nobody.
   *
   * @param isConfirmed whether WWE answers them
   */
  async subscribedByThemselves(isConfirmed: boolean): Promise<void> {
    const subscribes = () => new URLSearchParams(location.search).get('subscribe') !== 'none';
    const wanted = await Promise.all(this.clients().map((frame) => frame.evaluate(subscribes)));
    const keys = wanted.flatMap((isWanted, index) => (isWanted ? [`frame-${index}`] : []));
    const heard = () =>
      this.tab.evaluate((confirmed) => {
        const simulator = window.wweSimulator;
        if (confirmed) return simulator?.state().subscriptions.map(({ frame }) => frame);
        return simulator?.received().flatMap((one) => (Object(one.message).event === 'subscribe' ? [one.frame] : []));
      }, isConfirmed);
    await expect.poll(heard).toEqual(expect.arrayContaining(keys));
  }

  /** The client frames, in the order of the page. */
  clients(): readonly Surface[] {
    return this.tab.childFrames();
  }

  /** The nth client frame. */
  client(index = 0): Surface {
    const frame = this.clients()[index];
    if (!frame) throw new Error(`There is no client frame ${index}.`);
    return frame;
  }

  /** Waits until WWE has confirmed the demo page's subscriptions. */
  async subscribed(index = 0): Promise<void> {
    await this.client(index).evaluate(() => window.wwePage?.call('agent.get'));
  }

  /** Reloads a client page inside WWE, until the new one is there. */
  async reloadClient(index = 0): Promise<void> {
    await this.client(index).evaluate(() => {
      document.documentElement.dataset.before = 'the reload';
      // After the answer to this call, which would be lost otherwise.
      setTimeout(() => location.reload());
    });
    const isNew = () => document.readyState === 'complete' && document.documentElement.dataset.before === undefined;
    await expect
      .poll(() =>
        this.client(index)
          .evaluate(isNew)
          .catch(() => false),
      )
      .toBe(true);
    await this.ready();
  }

  button(name: string): Finder {
    return this.tab.getByRole('button', { name, exact: true });
  }

  async press(name: string): Promise<void> {
    await this.button(name).click();
  }

  /** A call rings; returns its id. */
  async ring(arrival: Parameters<WweSimulator['ring']>[0] = {}): Promise<string> {
    const id = await this.tab.evaluate((given) => window.wweSimulator?.ring(given), arrival);
    return id ?? 'no simulator';
  }

  /** What the agent or the far end does; fails if it is not possible. */
  async act(act: Parameters<WweSimulator['act']>[0], id: string): Promise<void> {
    const done = await this.tab.evaluate(([name, one]) => window.wweSimulator?.act(name, one), [act, id] as const);
    expect(done, `${act} of ${id}`).toBe(true);
  }

  async settings(patch: unknown): Promise<void> {
    await this.tab.evaluate((given) => void window.wweSimulator?.settings(given), patch);
  }

  /** Whether WWE still lists an interaction. */
  has(id: string): Promise<boolean> {
    return this.tab.evaluate((wanted) => {
      const { cases } = window.wweSimulator?.state() ?? { cases: [] };
      return cases.some(({ interactions }) => interactions.some((one) => one.id === wanted));
    }, id);
  }

  /** Whether its mark-done is blocked. */
  isBlocked(id: string): Promise<boolean> {
    return this.tab.evaluate((wanted) => {
      const { cases } = window.wweSimulator?.state() ?? { cases: [] };
      return cases.some(({ interactions }) => interactions.some((one) => one.id === wanted && one.blocked !== null));
    }, id);
  }

  /** Whether a chat has reached the last of its states. */
  isJoined(id: string): Promise<boolean> {
    return this.tab.evaluate((wanted) => {
      const { cases } = window.wweSimulator?.state() ?? { cases: [] };
      const one = cases.flatMap(({ interactions }) => interactions).find((chat) => chat.id === wanted);
      const last = window.wweSimulator?.settings().chatStates === 'full' ? 'HISTORY_DONE' : 'ACCEPTED';
      return one?.state === last;
    }, id);
  }

  /** The states of an interaction in the order in which the demo page's handler was told of them. */
  statesHeard(id: string): Promise<readonly string[]> {
    return this.client().evaluate((wanted) => {
      const told = (window.wwePage?.handlerCalls ?? []).map(
        ({ message }) =>
          (message as { data?: { interaction?: { interactionId: string; state: string } } }).data?.interaction,
      );
      const states = told.flatMap((one) => (one?.interactionId === wanted ? [one.state] : []));
      return states.filter((state, place) => state !== states[place - 1]);
    }, id);
  }

  /** Everything that WWE received from its clients, raw. */
  async received(): Promise<readonly { frame: string; origin: string; message: unknown }[]> {
    const all = await this.tab.evaluate(() => window.wweSimulator?.received());
    return (all ?? []).map(({ frame, origin, message }) => ({ frame, origin, message }));
  }

  /** The names of the requests that WWE received. */
  async requests(): Promise<readonly string[]> {
    const all = await this.received();
    return all.map(({ message }) => {
      // A page can send anything, also nothing.
      const { request, event } = Object(message) as { request?: string; event?: string };
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
